"""A bar of the page as a row of coloured cells: it needs no picture, and prints in grey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bs4 import Tag

from evaltoolkit.office.layout import POINT_IN_TWIPS, layout
from evaltoolkit.office.word_xml import Element, element, paragraph
from evaltoolkit.reporting.page.sections import classes

_WIDTH = re.compile(r"w(\d{1,3})")
_WHOLE = 100


def bar_of(drawn: Tag, width: int) -> list[Element]:
    """Return a bar of the page, and the empty line that a cell must end with.

    Parameters
    ----------
    drawn
        The page's element of class ``bar``: one or more lengths in per cent, and marks at places along it.
    width
        Of the whole bar, in twentieths of a point.
    """
    colours, at = layout().bar, 0
    grounds: list[tuple[int, str]] = []
    marks: dict[int, str] = {}
    for part in drawn.find_all(True, recursive=False):
        kinds, share = classes(part), width_in(part)
        if "at" in kinds:
            marks[share] = colours.before if part.find(class_="before") else colours.mark
            continue
        at += share
        grounds.append((at, colours.open if "open" in kinds else colours.drawn))
    return bar(grounds, marks, width)


def bar(grounds: Sequence[tuple[int, str]], marks: Mapping[int, str], width: int) -> list[Element]:
    """Return a bar of `width`: up to each place in per cent its colour, and coloured lines at marked places."""
    parts = list(_parts(grounds, {min(place, _WHOLE): colour for place, colour in marks.items()}))
    sizes = [round(width * (end - start) / _WHOLE) for start, end, _, _ in parts]
    row = element(
        "w:tr", None,
        element("w:trPr", None, element("w:cantSplit"), element("w:trHeight", {"val": _height(), "hRule": "exact"})),
        *(_cell(size, ground, mark) for size, (_, _, ground, mark) in zip(sizes, parts, strict=True)),
    )  # fmt: skip
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w": size}) for size in sizes))
    return [element("w:tbl", None, _looks(sum(sizes)), grid, row), paragraph("Thin")]


def width_in(element_: Tag) -> int:
    """Return the per cent of its holder that an element takes by its class."""
    found = [int(match[1]) for name in classes(element_) if (match := _WIDTH.fullmatch(name))]
    return found[0] if found else 0


def _height() -> int:
    return round(layout().bar.height * POINT_IN_TWIPS)


def _parts(grounds: Sequence[tuple[int, str]], marks: Mapping[int, str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the pieces of a bar: from, to, colour of the ground, colour of the line at its end."""
    cuts = sorted({0, _WHOLE, *marks, *(min(end, _WHOLE) for end, _ in grounds)})
    for start, end in pairwise(cuts):
        ground = next((colour for place, colour in grounds if start < place), layout().bar.paper)
        yield start, end, ground, marks.get(end, "")


def _cell(size: int, ground: str, mark: str) -> Element:
    line = element("w:right", {"val": "single", "sz": 12, "space": 0, "color": mark}) if mark else None
    looks = element(
        "w:tcPr", None, element("w:tcW", {"w": size, "type": "dxa"}),
        element("w:tcBorders", None, line) if line is not None else None,
        _ground(ground),
    )  # fmt: skip
    return element("w:tc", None, looks, paragraph("Thin"))


def _ground(colour: str) -> Element:
    """Return the ground of a cell: what may still be got is striped, as the words beneath such a table call it."""
    colours = layout().bar
    if colour == colours.open:
        return element("w:shd", {"val": "diagStripe", "color": colours.open, "fill": colours.paper})
    return element("w:shd", {"val": "clear", "color": "auto", "fill": colour})


def _looks(width: int) -> Element:
    sides = (element(f"w:{side}", {"w": 0, "type": "dxa"}) for side in ("left", "right"))
    return element(
        "w:tblPr", None, element("w:tblW", {"w": width, "type": "dxa"}), element("w:tblLayout", {"type": "fixed"}),
        element("w:tblCellMar", None, *sides),
    )  # fmt: skip
