"""Say once what is not provided: equal lines of one question once, and no question over nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3")
_GAP_CLASSES = frozenset({"missing", "not-provided"})
_UNWRITTEN = "unwritten"
_MARKS = ("？", "?")


def say_gaps_once(soup: BeautifulSoup) -> None:
    """Take out the lines that say a gap again in the same words, and the questions under which nothing stands.

    Parameters
    ----------
    soup
        Body of a page; changed in place. A gap is a paragraph of class ``missing`` or ``not-provided``. Of equal ones
        under one question, as the sentence, the chart and the table give them, the first stays. That the author wrote
        nothing (class ``unwritten``) is left to the list of the plan's parameters where figures follow in the section.
    """
    for section in _sections(soup):
        has_figures = any(_is_content(element) for element in section[1:])
        dropped = [element for element in section if has_figures and _UNWRITTEN in _classes(element)]
        for question in _questions(section):
            _take_repeats(question)
        for element in dropped:
            element.decompose()


def _take_repeats(question: list[Tag]) -> None:
    said: set[str] = set()
    for gap in [element for element in question if _is_gap(element)]:
        words = gap.get_text(" ", strip=True)
        if words in said:
            gap.decompose()
        said.add(words)
    if _is_question(question[0]) and len(question) == 1:
        question[0].decompose()


def _sections(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    """Yield each heading with the elements up to the next one; what stands before the first has no section."""
    return (part for part in _split(soup.find_all(True, recursive=False), _is_heading) if _is_heading(part[0]))


def _questions(section: list[Tag]) -> Iterator[list[Tag]]:
    """Yield what stands before the section's first question, then each question with what answers it."""
    return _split(section, _is_question)


def _split(elements: list[Tag], begins: Callable[[Tag], bool]) -> Iterator[list[Tag]]:
    part: list[Tag] = []
    for element in elements:
        if begins(element) and part:
            yield part
            part = []
        part.append(element)
    if part:
        yield part


def _is_heading(element: Tag) -> bool:
    return element.name in HEADINGS


def _classes(element: Tag) -> list[str]:
    return [str(name) for name in element.get_attribute_list("class")]


def _is_gap(element: Tag) -> bool:
    return element.name == "p" and not _GAP_CLASSES.isdisjoint(_classes(element))


def _is_question(element: Tag) -> bool:
    return element.name == "p" and not element.get("class") and element.get_text(strip=True).endswith(_MARKS)


def _is_content(element: Tag) -> bool:
    return not _is_question(element) and not _is_gap(element)
