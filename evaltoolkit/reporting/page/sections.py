"""Make the outline of a body: ids of headings, questions as headings, nothing headed over nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from evaltoolkit.language import Language, text

ANNEX = "annex"
_QUESTION_MARKS = ("？", "?")
_GAP_CLASSES = frozenset({"missing", "not-provided"})
_CONTAINERS = ("section", "details")
_EMPTY = text("None.")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents list; `level` 2 is a chapter, 3 a section of it, 4 what stands in a section."""

    level: int
    id: str
    words: str


def outline(soup: BeautifulSoup, language: Language) -> tuple[Heading, ...]:
    """Give every heading its id, make headings of what looks like one, and drop those over nothing.

    Parameters
    ----------
    soup
        Body of a page; changed in place.
    language
        Says what stands under a chapter without anything.

    Returns
    -------
    tuple[Heading, ...]
        Chapters have the ids ``c<chapter>``, sections ``c<chapter>-<section>`` by their position in the notebook,
        unless the body gave one; a section that is dropped leaves its number free. What is headed inside an annex is
        not listed, but for the annex's own headings.
    """
    _number(soup)
    _title_what_looks_like_one(soup)
    for container in (soup, *tags(soup, *_CONTAINERS)):
        _say_gaps_once(container)
        _ask(container)
        _drop_empty(container, language)
    _name_the_rest(soup)
    return tuple(_listed(soup))


def tags(root: Tag, *names: str) -> list[Tag]:
    """Return the elements of these names under `root`, in the order of the page; without names every element.

    bs4's own ``find_all`` asks every element through five functions; a page is walked some twenty times.
    """
    return [found for found in root.descendants if isinstance(found, Tag) and (not names or found.name in names)]


def ids(soup: BeautifulSoup) -> set[str]:
    """Return every id on the page."""
    return {str(found["id"]) for found in soup.descendants if isinstance(found, Tag) and found.get("id") is not None}


def classes(element: Tag) -> list[str]:
    """Return the classes of an element."""
    return [str(name) for name in element.get_attribute_list("class")] if "class" in element.attrs else []


def is_in_annex(element: Tag) -> bool:
    """Return whether an element stands in an annex, or is one."""
    return ANNEX in classes(element) or element.find_parent(class_=ANNEX) is not None


def _number(soup: BeautifulSoup) -> None:
    taken = ids(soup)
    chapter = section = 0
    for heading in tags(soup, "h2", "h3"):
        if heading.find_parent(class_="front") is not None:
            continue
        if heading.name == "h2":
            chapter, section = chapter + 1, 0
        else:
            section += 1
        if not heading.get("id"):
            heading["id"] = _free(f"c{chapter}" + (f"-{section}" if section else ""), taken)


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "x"
    taken.add(wanted)
    return wanted


def _title_what_looks_like_one(soup: BeautifulSoup) -> None:
    for title in tags(soup, "p"):
        if "words-title" in classes(title):
            title.name = "h2" if title.find_parent(class_="front") else "h4"


def _ask(container: Tag) -> None:
    """Make a heading of each question; without one where nothing answers it."""
    for question in [element for element in _elements(container) if _is_question(element)]:
        after = question.find_next_sibling(True)
        if after is None or _is_heading(after) or _is_question(after):
            question.decompose()
        else:
            question.name, question["class"] = "h4", "question"


def _drop_empty(container: Tag, language: Language) -> None:
    for name in ("h4", "h3", "h2"):
        for heading in [element for element in _elements(container) if element.name == name]:
            after = heading.find_next_sibling(True)
            if after is not None and not (_is_heading(after) and after.name <= name):
                continue
            if name == "h2":
                heading.insert_after(_paragraph(language.say(_EMPTY)))
            else:
                heading.decompose()


def _say_gaps_once(container: Tag) -> None:
    """Take out what repeats a gap in the same words under one heading, and that the author left a section open."""
    said: set[str] = set()
    for element in _elements(container):
        if _is_heading(element) or _is_question(element):
            said = set()
        if element.name != "p" or _GAP_CLASSES.isdisjoint(classes(element)):
            continue
        words = element.get_text(" ", strip=True)
        if words in said or "unwritten" in classes(element):
            element.decompose()
        said.add(words)


def _name_the_rest(soup: BeautifulSoup) -> None:
    """Give the remaining headings an id after the place they stand in, and the level below it."""
    taken = ids(soup)
    place, level, count = "front", 1, 0
    for heading in tags(soup, "h2", "h3", "h4"):
        if heading.get("id"):
            place, level, count = str(heading["id"]), min(int(heading.name[1]), 3), 0
            continue
        heading.name, count = f"h{level + 1}", count + 1
        heading["id"] = _free(f"{place}-{count}" if place == "front" else f"{place}-q{count}", taken)


def _listed(soup: BeautifulSoup) -> Iterator[Heading]:
    for heading in tags(soup, "h2", "h3", "h4"):
        if heading.find_parent("details") is None and (heading.name == "h2" or not is_in_annex(heading)):
            yield Heading(int(heading.name[1]), str(heading["id"]), heading.get_text(" ", strip=True))


def _elements(container: Tag) -> list[Tag]:
    return [child for child in container.children if isinstance(child, Tag)]


def _is_heading(element: Tag) -> bool:
    return element.name in ("h1", "h2", "h3", "h4")


def _is_question(element: Tag) -> bool:
    return element.name == "p" and not element.get("class") and element.get_text(strip=True).endswith(_QUESTION_MARKS)


def _paragraph(words: str) -> Tag:
    paragraph = BeautifulSoup("", "html.parser").new_tag("p", attrs={"class": "words"})
    paragraph.string = words
    return paragraph
