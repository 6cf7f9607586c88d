"""Draw the points of every indicator against its weight, open rows with the range they can still bring."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import plain
from evaltoolkit.charts.records import Record, records, says_nothing, total
from evaltoolkit.charts.rows import bar, end_row, heading, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, BAR, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import SUPPRESSED, ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import RowStatus

_OPEN = {
    RowStatus.NOT_PROVIDED: text("not provided, {low} to {high}"),
    RowStatus.UNDECIDED: text("undecided, {low} to {high}"),
    RowStatus.REFUSED: text("refused, {low} to {high}"),
}


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
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["weight"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("Points of each indicator within its weight; {n} indicators. Hatched: still open", n=len(rows)),
        text("indicator table of this report"),
        tuple(entry(_name(row), _points(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max(row.number("weight").value or 0.0 for row in rows))
    for group, members in groupby(rows, key=lambda row: row.given("level_1")):
        part = tuple(members)
        if group is not None:
            heading(sheet, group, language.say(_sum(part)) if len(part) > 1 else "")
        for row in part:
            _draw(sheet, ruler, row, language)
    return finish(sheet, story, language)


def _draw(sheet: Sheet, ruler: Ruler, row: Record, language: Language) -> None:
    open_row = not row.number("points").is_known
    words = language.say(_points(row))
    label_line(sheet, language.say(_name(row)), words, ink=WARNING_INK if open_row else "#1c1c1c")
    bar(sheet, ruler, row.number("points").value, track=row.number("weight").value)
    low, high = row.number("points_low").value, row.number("points_high").value
    if open_row and low is not None and high is not None:
        sheet.box(ruler.at(0.0), ruler.at(low), sheet.y + 0.03, BAR, fill=ACCENT)
        sheet.box(ruler.at(low), ruler.at(high), sheet.y + 0.03, BAR, fill=None, edge=WARNING, hatched=True)
    end_row(sheet)


def _name(row: Record) -> str | Text:
    """Name of the innermost level that the row has."""
    for depth in (3, 2, 1):
        words = row.given(f"level_{depth}")
        if words is not None:
            return words
    return row.words("indicator")


def _points(row: Record) -> Text:
    weight = row.number("weight").words(plain)
    points = row.number("points").value
    if points is not None:
        return text("{points} of {weight} points", points=plain(points, 2), weight=weight)
    low, high = (row.number(name).words(lambda value: plain(value, 2)) for name in ("points_low", "points_high"))
    if row.number("points").withheld:
        return text("{state} of {weight} points", state=SUPPRESSED, weight=weight)
    status = row.given("status")
    template = _OPEN.get(RowStatus(status), _OPEN[RowStatus.NOT_PROVIDED]) if status else _OPEN[RowStatus.NOT_PROVIDED]
    return text("{state} of {weight} points", state=template.with_(low=low, high=high), weight=weight)


def _sum(rows: tuple[Record, ...]) -> Text:
    weight = total(rows, "weight")
    settled = [row.number("points").value for row in rows]
    known = sum(value for value in settled if value is not None)
    of = plain(weight) if weight is not None else "?"
    if None in settled:
        return text("{points} of {weight} points so far", points=plain(known, 2), weight=of)
    return text("{points} of {weight} points", points=plain(known, 2), weight=of)


def _message(rows: tuple[Record, ...]) -> Text:
    known = [row.number("points").value for row in rows]
    settled = sum(value for value in known if value is not None)
    missing = known.count(None)
    weight = plain(total(rows, "weight") or 0.0)
    if not missing:
        return text(
            "All {n} indicators scored: {points} of {weight} points",
            n=len(rows),
            points=plain(settled, 2),
            weight=weight,
        )
    if missing == len(rows):
        return text("No indicator could be scored yet: all {n} lack data", n=len(rows))
    return text(
        "Points settled: {points}; {missing} of {n} indicators are still open",
        points=plain(settled, 2),
        missing=missing,
        n=len(rows),
    )
