"""The lines of a cell, and between which widths of the columns a table is lowest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from math import ceil
from unicodedata import east_asian_width

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from evaltoolkit.office.layout import layout
from evaltoolkit.reporting.handing.wording import BLANKS
from evaltoolkit.reporting.page.sections import classes

PADDING = 2
"""Half-width signs that the margins of a cell take."""
_BREAKS = ("p", "div", "li", "blockquote")
_STEPS = (2, 4, 8, 12)  # half-width signs that one column gives to another
_LINES = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line of a cell before it is broken, and whether it is set smaller."""

    words: str
    is_detail: bool = False


def begins_line(part: Tag, *, is_number: bool) -> bool:
    """Return whether a part of a cell begins a line; what is said of a number stands beside it where it is short."""
    kinds = classes(part)
    if "detail" in kinds:
        return not is_number or part.find("br") is not None
    return "bar" in kinds or part.name in _BREAKS


def lines_of(cell: Tag) -> list[Line]:
    """Return the lines of a cell."""
    is_number = "num" in classes(cell)
    lines: list[Line] = []
    said = ""
    for part in cell.children:
        if not isinstance(part, Tag) or not begins_line(part, is_number=is_number):
            said += _said(part)
            continue
        lines += [*_lines(said), *_lines(_said(part), is_detail="detail" in classes(part))]
        said = ""
    return [*lines, *_lines(said)]


def lowest(
    widths: Sequence[float], least: Sequence[float], rows: Sequence[Sequence[tuple[int, list[Line]]]]
) -> list[float]:
    """Return widths, together as wide, between which the table needs the fewest lines.

    Parameters
    ----------
    widths, least
        Of the columns, in half-width signs.
    rows
        Of each row its cells: the column and the lines.
    """

    @cache
    def heights(column: int, width: float) -> tuple[float, ...]:
        return tuple(max((_height(lines, width) for at, lines in row if at == column), default=0.0) for row in rows)

    def height(tried: Sequence[float]) -> float:
        columns = [heights(column, width) for column, width in enumerate(tried)]
        return sum((max(row) for row in zip(*columns, strict=True)), 0.0)

    best = list(widths)
    now = height(best)
    while True:
        tried = [(height(moved), moved) for moved in _moves(best, least)]
        lower, moved = min(tried, default=(now, best), key=lambda one: one[0])
        if lower >= now:
            return best
        now, best = lower, moved


def width_of(words: str) -> int:
    """Return how many half-width signs words take."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)


def _moves(widths: Sequence[float], least: Sequence[float]) -> Iterator[list[float]]:
    for giver, taker in permutations(range(len(widths)), 2):
        for step in _STEPS:
            if widths[giver] - step >= least[giver]:
                moved = list(widths)
                moved[giver] -= step
                moved[taker] += step
                yield moved


def _height(lines: Sequence[Line], width: float) -> float:
    """Return how high lines are in a column, in points."""
    cell, detail = layout().styles["Cell"], layout().styles["CellDetail"]
    room = max(width - PADDING, 1.0)
    return sum(
        ceil(width_of(line.words) * detail.size / cell.size / room) * (detail.pitch or 0)
        if line.is_detail
        else ceil(width_of(line.words) / room) * (cell.pitch or 0)
        for line in lines
    )


def _said(part: PageElement) -> str:
    """Return the words of a part, a line end for each of the page's."""
    if isinstance(part, NavigableString):
        return BLANKS.sub(" ", str(part))
    if not isinstance(part, Tag):
        return ""
    return "\n" if part.name == "br" else "".join(map(_said, part.children))


def _lines(said: str, *, is_detail: bool = False) -> list[Line]:
    return [Line(line.strip(), is_detail) for line in _LINES.split(said) if line.strip()]
