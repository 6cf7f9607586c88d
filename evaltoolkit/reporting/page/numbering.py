"""Number the named tables and figures of a page, and let its sentences cite the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from evaltoolkit.language import Language, Text, text
from evaltoolkit.reporting.page.sections import classes, ids, is_in_annex, tags

_WORDS: dict[tuple[str, bool], Text] = {
    ("table", False): text("Table {n}"),
    ("figure", False): text("Figure {n}"),
    ("table", True): text("Annex table {n}"),
    ("figure", True): text("Annex figure {n}"),
}
_NAMED = re.compile(r"[tf]-")
_SEE = text(" (see {places})")
_CLOSING = re.compile(r"[。.；;！!]$")


def number(soup: BeautifulSoup, language: Language) -> dict[str, str]:
    """Put a number before the caption of every named table and figure; return the numbers by id.

    Parameters
    ----------
    soup
        Body of a page; changed in place. A table is named by an id ``t-…``, a figure by one ``f-…``.
    language
        Says 表 1, 图 1, and 附表 1, 附图 1 inside an annex.
    """
    counts = dict.fromkeys(_WORDS, 0)
    numbers: dict[str, str] = {}
    for element in tags(soup, "table", "figure"):
        if not _NAMED.match(str(element.get("id") or "")):
            continue
        kind = (element.name, is_in_annex(element))
        counts[kind] += 1
        numbers[str(element["id"])] = language.say(_WORDS[kind].with_(n=counts[kind]))
        _label(soup, element, numbers[str(element["id"])])
    return numbers


def _label(soup: BeautifulSoup, element: Tag, words: str) -> None:
    name = "caption" if element.name == "table" else "figcaption"
    caption = element.find(name)
    if not isinstance(caption, Tag):
        caption = soup.new_tag(name)
        element.insert(0, caption)
    label = soup.new_tag("span", attrs={"class": "label"})
    label.string = words
    if caption.get_text(strip=True):
        caption.insert(0, NavigableString(" "))
    caption.insert(0, label)


def refer(soup: BeautifulSoup, numbers: dict[str, str], language: Language) -> None:
    """Fill the places that cite a table or figure (``<a class="ref">``), adjacent ones in one pair of brackets.

    Those that lead to nothing on the page vanish; the brackets stand before the sentence's last sign.
    """
    for first in tags(soup, "a"):
        if "ref" not in classes(first) or first.parent is None or first.get_text():
            continue  # gone, or said together with the one before
        together = list(_run_of(first))
        shown = [place for place in together if _target(place) in numbers]
        for place in together:
            if place not in shown:
                place.extract()
        if shown:
            _say(shown, numbers, language)


def unlink(soup: BeautifulSoup) -> None:
    """Take the link from words whose place is not on the page; words that only lead there go with it."""
    present = ids(soup) | {"top"}
    for link in tags(soup, "a"):
        if _target(link) in present:
            continue
        if "more" in classes(link):
            link.decompose()
        else:
            link.unwrap()


def _run_of(first: Tag) -> Iterator[Tag]:
    place: PageElement | None = first
    while isinstance(place, Tag) and place.name == "a" and "ref" in classes(place):
        yield place
        place = place.next_sibling


def _target(link: Tag) -> str:
    return str(link.get("href") or "").removeprefix("#")


def _say(places: list[Tag], numbers: dict[str, str], language: Language) -> None:
    before, after = language.say(_SEE.with_(places="\0")).split("\0")
    previous, sign = places[0].previous_sibling, ""
    if isinstance(previous, NavigableString) and (closing := _CLOSING.search(previous)):
        sign = closing.group()
        previous.replace_with(NavigableString(str(previous)[: closing.start()]))
    places[0].insert_before(NavigableString(before))
    places[-1].insert_after(NavigableString(after + sign))
    for place in places[1:]:
        place.insert_before(NavigableString(language.facts.separator))
    for place in places:
        place.string = numbers[_target(place)]
