"""Draw what happened when in the year: groups as lines from first to last session, single days as dots."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.calendar_ruler import CalendarRuler, calendar_ruler
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import heading, label_line
from evaltoolkit.charts.ruler import draw_grid
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import TIMELINE, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, SOFT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import projects
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.24
_LASTING = "小组"  # the only kind that runs from a first to a last day


def year_timeline(table: ProtectedTable, language: Language) -> Chart:
    """Draw every dated event of the year, one strip a kind; a group has a strip of its own.

    Parameters
    ----------
    table
        ``timeline``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Kinds in the order of the table, on one scale of days.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    ruler = calendar_ruler(row.date(name) for row in rows for name in ("start", "end"))
    if ruler is None:
        return not_provided(table, language)
    lanes = [(lane, tuple(part)) for lane, part in groupby(rows, key=lambda row: row.string("lane"))]
    story = Story(
        TIMELINE,
        projects.year([part for _, part in lanes]),
        text("Line: a group from its first to its last session; dot: a single day"),
        text("the station's sheets of the year"),
        tuple(entry(row.said("name"), _days(row)) for row in rows),
    )
    sheet = begin(story, language)
    for lane, part in lanes:
        heading(sheet, language.say(part[0].said("lane")), language.say(text("{n} in all", n=len(part))))
        _draw(sheet, ruler, part, is_lasting=lane == _LASTING, language=language)
        sheet.skip(0.1)
    ruler.label(sheet)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: CalendarRuler, rows: tuple[Row, ...], *, is_lasting: bool, language: Language) -> None:
    if not is_lasting:
        _strip(sheet, ruler, rows)
        return
    for row in rows:
        label_line(sheet, language.say(row.said("name")), language.say(_days(row)), ink=SOFT)
        _strip(sheet, ruler, (row,))


def _strip(sheet: Sheet, ruler: CalendarRuler, rows: tuple[Row, ...]) -> None:
    draw_grid(sheet, ruler.ruler, ruler.places(), height=_HEIGHT)
    middle = sheet.y + _HEIGHT / 2
    for row in rows:
        start, end = row.date("start"), row.date("end")
        if start is not None and end is not None and end > start:
            sheet.stroke((ruler.at(start), middle), (ruler.at(end), middle), ink=ACCENT, width=6.0)
        elif start is not None:
            sheet.mark(ruler.at(start), middle, ink=ACCENT, size=8.0)
    sheet.skip(_HEIGHT + 0.02)


def _days(row: Row) -> str | Text:
    start, end = row.date("start"), row.date("end")
    if start is None:
        return row.said("start")
    first = start.strftime("%m-%d")
    return first if end is None or end <= start else text("{first} to {last}", first=first, last=end.strftime("%m-%d"))
