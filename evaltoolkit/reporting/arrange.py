"""Arrange a cleaned body: ids for headings, a contents list, boxes for wide tables, figures with their alt text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.gaps import say_gaps_once

WIDE_TABLE_COLUMNS = 6  # from so many columns a table may be wider than the column of text
BROAD_TABLE_COLUMNS, LONG_TABLE_ROWS = 9, 8  # from so many of both it is printed on a sheet turned sideways


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents list; `level` 2 is a chapter, 3 a section of it."""

    level: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """A body ready for the page, in two parts: the first screen, and what follows the contents list."""

    front: str
    body: str
    headings: tuple[Heading, ...]


def arrange(body: str) -> Arranged:
    """Return the body with heading ids, boxed tables and figures, split after its first screen.

    Parameters
    ----------
    body
        Cleaned HTML; the first screen is the element of class ``front``, where there is one.

    Returns
    -------
    Arranged
        Headings have the ids ``c<chapter>`` and ``c<chapter>-<section>`` by position, unless the body gave one.

    Raises
    ------
    RunError
        A picture has no alternative text.
    """
    soup = BeautifulSoup(body, "html.parser")
    _check_pictures(soup)
    say_gaps_once(soup)
    headings = tuple(_number_headings(soup))
    for table in soup.find_all("table"):
        _box(soup, table)
    for picture in soup.find_all("img"):
        _frame(soup, picture)
    front = soup.find(class_="front")
    return Arranged(_taken_out(soup, front) if isinstance(front, Tag) else "", str(soup).strip(), headings)


def _check_pictures(soup: BeautifulSoup) -> None:
    for number, picture in enumerate(soup.find_all("img"), start=1):
        if not picture.get("src"):
            picture.decompose()
        elif not str(picture.get("alt") or "").strip():
            raise RunError(
                text("Picture {number} of the report has no words for readers who cannot see it.", number=number)
            )


def _number_headings(soup: BeautifulSoup) -> Iterator[Heading]:
    taken = {str(element["id"]) for element in soup.find_all(id=True)}
    chapter = section = 0
    for heading in soup.find_all(["h2", "h3"]):
        if heading.name == "h2":
            chapter, section = chapter + 1, 0
        else:
            section += 1
        if not heading.get("id"):
            heading["id"] = _free(f"c{chapter}" + (f"-{section}" if section else ""), taken)
        yield Heading(int(heading.name[1]), str(heading["id"]), heading.get_text(" ", strip=True))


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "x"
    taken.add(wanted)
    return wanted


def _box(soup: BeautifulSoup, table: Tag) -> None:
    rows = table.find_all("tr")
    columns = max((len(row.find_all(["td", "th"])) for row in rows), default=0)
    # in reach of the keyboard, so that it can be scrolled without a pointer
    box = soup.new_tag("div", attrs={"class": _box_class(columns, len(rows)), "tabindex": "0"})
    holder = table.parent
    if holder is not None and holder.name == "div" and len(holder.find_all(True, recursive=False)) == 1:
        holder.replace_with(table)  # a wrapper of its own, as pandas and the words room make, gives way to ours
    table.wrap(box)


def _box_class(columns: int, rows: int) -> str:
    if columns >= BROAD_TABLE_COLUMNS and rows >= LONG_TABLE_ROWS:
        return "box wide broad"
    return "box wide" if columns >= WIDE_TABLE_COLUMNS else "box"


def _frame(soup: BeautifulSoup, picture: Tag) -> None:
    holder = picture.parent
    if holder is not None and holder.name == "p" and not holder.get_text(strip=True):
        holder.name = "figure"
    elif picture.find_parent(["figure", "td", "th", "a", "li", "p"]) is None:
        picture.wrap(soup.new_tag("figure"))


def _taken_out(soup: BeautifulSoup, front: Tag) -> str:
    before = [str(sibling) for sibling in front.find_all_previous(["h1"]) if sibling.parent is soup]
    for heading in front.find_all_previous(["h1"]):
        heading.extract()
    return "\n".join([*reversed(before), str(front.extract())])
