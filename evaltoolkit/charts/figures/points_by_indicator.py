"""Draw the points of every indicator against its weight, open rows with the range they can still bring."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import bar, end_row, heading, label_line
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, BAR, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import score
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text


def points_by_indicator(table: ProtectedTable, language: Language) -> Chart:
    """Draw the points of each row of the indicator table as a bar within its weight.

    Parameters
    ----------
    table
        ``scorecard``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Rows in the order of the table, grouped by its first level. An open row is hatched over the points it can
        still bring and says why it is open; it is neither 0 nor full marks.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "weight"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        score.by_indicator(rows),
        text("Points of each indicator within its weight; {n} indicators. Hatched: still open", n=len(rows)),
        text("indicator table of this report"),
        tuple(entry(_name(row), score.row_points(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max(row.number("weight") or 0.0 for row in rows))
    for group, members in groupby(rows, key=lambda row: row.string("level_1")):
        part = tuple(members)
        if group:
            heading(sheet, language.say(group), language.say(score.settled(part)) if len(part) > 1 else "")
        for row in part:
            _draw(sheet, ruler, row, language)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: Ruler, row: Row, language: Language) -> None:
    open_row = not row.has("points")
    words = language.say(score.row_points(row))
    label_line(sheet, language.say(_name(row)), words, ink=WARNING_INK if open_row else "#1c1c1c")
    bar(sheet, ruler, row.number("points"), track=row.number("weight"))
    low, high = row.number("points_low"), row.number("points_high")
    if open_row and low is not None and high is not None:
        sheet.box(ruler.at(0.0), ruler.at(low), sheet.y + 0.03, BAR, fill=ACCENT)
        sheet.box(ruler.at(low), ruler.at(high), sheet.y + 0.03, BAR, fill=None, edge=WARNING, hatched=True)
    end_row(sheet)


def _name(row: Row) -> str | Text:
    """Name of the innermost level that the row has."""
    for depth in (3, 2, 1):
        words = row.string(f"level_{depth}")
        if words:
            return words
    return row.said("indicator")
