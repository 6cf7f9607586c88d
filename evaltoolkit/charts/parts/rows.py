"""Rows of a chart: the label above, its figure at the right, the bar or mark beneath."""

from __future__ import annotations

from collections.abc import Iterable

from evaltoolkit.charts.parts.measure import width_of, wrap
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet, line_height
from evaltoolkit.charts.parts.theme import ACCENT, BAR, BODY, GAP, INK, LEFT, RIGHT, RULE, SOFT, TRACK

_BETWEEN = 0.14  # inches of white between a label and its figure
_LEAST_BAR = 0.5  # inches that the longest bar of compact rows needs beside its words


def heading(sheet: Sheet, words: str, value: str = "") -> None:
    """Set the heading of a group of rows, bold, above a thin line."""
    label_line(sheet, words, value, bold=True)
    sheet.stroke((LEFT, sheet.y), (RIGHT, sheet.y), ink=RULE, width=0.8)
    sheet.skip(0.07)


def label_line(sheet: Sheet, label: str, value: str, *, ink: str = INK, bold: bool = False) -> None:
    """Set a label and, at the right edge, its figure: on the label's last line where there is room, else below."""
    lines = wrap(label, BODY, RIGHT - LEFT)
    sheet.note_row(label)
    sheet.paragraph(label, bold=bold)
    room = RIGHT - LEFT - (width_of(lines[-1], BODY) if lines else 0.0) - _BETWEEN
    if not value:
        return
    if lines and width_of(value, BODY) <= room:
        sheet.write(value, RIGHT, sheet.y - line_height() + BODY / 72, ink=ink, align="right")
        return
    for line in wrap(value, BODY, RIGHT - LEFT):
        sheet.write(line, RIGHT, sheet.y + BODY / 72, ink=ink, align="right")
        sheet.skip(line_height())


def bar(sheet: Sheet, ruler: Ruler, value: float | None, *, ink: str = ACCENT, track: float | None = None) -> None:
    """Draw a bar from the ruler's zero over a pale track that ends at `track`; None draws the track alone."""
    top = sheet.y + 0.03
    start = ruler.at(max(ruler.low, 0.0))
    if track is not None:
        sheet.box(start, ruler.at(track), top, BAR, fill=TRACK)
    if value is not None:
        sheet.box(start, ruler.at(value), top, BAR, fill=ink)
    sheet.stroke((start, top - 0.02), (start, top + BAR + 0.02), ink=SOFT, width=1.2)


def goal(sheet: Sheet, ruler: Ruler, value: float) -> None:
    """Draw the upright line of an agreed amount across the bar of this row."""
    x = ruler.at(value)
    sheet.stroke((x, sheet.y - 0.01), (x, sheet.y + BAR + 0.07), ink=INK, width=2.0)


def end_row(sheet: Sheet) -> None:
    """Move below a row's bar."""
    sheet.skip(0.03 + BAR + GAP)


def side_ruler(longest: float, labels: Iterable[str], figures: Iterable[str]) -> Ruler:
    """Return the ruler of compact rows: from 0 to `longest` in the width that all labels and figures leave free.

    Where they leave too little it takes the whole width, and :func:`side_bar` sets the words above the bars.
    """
    left = LEFT + max(width_of(label, BODY) for label in labels) + _BETWEEN
    right = RIGHT - max(width_of(figure, BODY) for figure in figures) - _BETWEEN
    if right - left < _LEAST_BAR:
        return Ruler(0.0, longest or 1.0)
    return Ruler(0.0, longest or 1.0, left, right)


def side_bar(
    sheet: Sheet, ruler: Ruler, label: str, value: float | None, *, shown: str, ink: str = ACCENT, track: bool = False
) -> None:
    """Draw a compact row: a short label, its bar on `ruler`, and the figure at the right, all on one line.

    Words that leave no room for that take a line of their own above the bar.
    """
    if ruler.right + _BETWEEN > RIGHT - width_of(shown, BODY) or ruler.left < LEFT + width_of(label, BODY):
        label_line(sheet, label, shown)
    else:
        sheet.note_row(label)
        sheet.write(label, LEFT, sheet.y + BODY / 72, ink=SOFT)
        sheet.write(shown, RIGHT, sheet.y + BODY / 72, align="right")
    if track and value is not None:
        sheet.box(ruler.left, ruler.right, sheet.y + 0.06, BAR, fill=TRACK)
    if value is not None:
        sheet.box(ruler.left, ruler.at(value), sheet.y + 0.06, BAR, fill=ink)
    sheet.stroke((ruler.left, sheet.y + 0.03), (ruler.left, sheet.y + 0.09 + BAR), ink=SOFT, width=1.2)
    sheet.skip(line_height() + 0.03)
