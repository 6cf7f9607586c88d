"""Say once what is not provided: one line a question, and none under a heading whose section has figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3")
_GAP_CLASSES = frozenset({"missing", "not-provided"})


def say_gaps_once(soup: BeautifulSoup) -> None:
    """Take out the lines that repeat a gap which the page has just named.

    Parameters
    ----------
    soup
        Body of a page; changed in place. A gap is a paragraph of class ``missing`` or ``not-provided``. Of several in
        a row, as the sentence, the chart and the table of one question give them, the first stays. The one right after
        a heading, where the author wrote nothing, goes if figures follow in its section.
    """
    for section in _sections(soup):
        repeated = [following for gap, following in pairwise(section) if _is_gap(gap) and _is_gap(following)]
        if len(section) > 1 and _is_gap(section[1]) and any(_is_content(element) for element in section[2:]):
            repeated.append(section[1])
        for gap in repeated:
            gap.decompose()


def _sections(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    """Yield each heading with the elements up to the next one; what stands before the first has no section."""
    section: list[Tag] = []
    for element in soup.find_all(True, recursive=False):
        if element.name in HEADINGS:
            if section:
                yield section
            section = [element]
        elif section:
            section.append(element)
    if section:
        yield section


def _is_gap(element: Tag) -> bool:
    return element.name == "p" and not _GAP_CLASSES.isdisjoint(element.get_attribute_list("class"))


def _is_content(element: Tag) -> bool:
    is_question = element.name == "p" and not element.get("class")
    return not is_question and not _is_gap(element)
