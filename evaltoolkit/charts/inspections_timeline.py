"""Draw the inspections and assessments of the year, and how long their findings took to put right."""

from __future__ import annotations

from evaltoolkit.charts.calendar_ruler import CalendarRuler, calendar_ruler
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import label_line
from evaltoolkit.charts.ruler import draw_grid
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import TIMELINE, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, GAP, INK, RULE, SOFT, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.inspections import inspections
from evaltoolkit.findings.inspection_states import is_off, state_words
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.inspection_state import State

_HEIGHT = 0.24
_DATES = ("date", "planned_on", "deadline", "fixed_on")


def inspections_timeline(table: ProtectedTable, language: Language) -> Chart:
    """Draw each inspection's date as a dot, the time until its finding was put right as a line.

    Parameters
    ----------
    table
        ``inspections``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Rows in the order of the table. The line ends at a ring when the finding was put right; amber where it is
        open or overdue, or was put right after its deadline (the upright mark).

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    ruler = calendar_ruler(row.date(name) for row in rows for name in _DATES)
    if ruler is None:
        return not_provided(table, language)
    story = Story(
        TIMELINE,
        inspections(rows),
        text(
            "{n} inspections and assessments of the year. Dot: date; upright mark: deadline; ring: put right",
            n=len(rows),
        ),
        text("the station's sheet of inspections"),
        tuple(entry(row.said("kind"), _sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    for row in rows:
        label_line(sheet, language.say(_name(row)), language.say(_state(row)), ink=WARNING_INK if is_off(row) else SOFT)
        _draw(sheet, ruler, row)
    ruler.label(sheet)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: CalendarRuler, row: Row) -> None:
    draw_grid(sheet, ruler.ruler, ruler.places(), height=_HEIGHT)
    middle, ink = sheet.y + _HEIGHT / 2, WARNING if is_off(row) else ACCENT
    date, deadline, fixed = (row.date(name) for name in ("date", "deadline", "fixed_on"))
    end = fixed or deadline
    if date is not None and end is not None:
        sheet.stroke((ruler.at(date), middle), (ruler.at(end), middle), ink=ink, width=2.6, dashed=fixed is None)
    if deadline is not None:
        x = ruler.at(deadline)
        sheet.stroke((x, middle - 0.09), (x, middle + 0.09), ink=INK, width=2.0)
    if fixed is not None:
        sheet.mark(ruler.at(fixed), middle, ink=ink, mark="ring", size=9.0)
    if date is not None:
        sheet.mark(ruler.at(date), middle, ink=RULE if row.string("state") == State.NO_FINDING else ink, size=8.0)
    sheet.skip(_HEIGHT + GAP * 0.7)


def _name(row: Row) -> Text:
    conclusion = row.string("conclusion")
    if conclusion is None:
        return text("{day} {kind}", day=row.said("date"), kind=row.said("kind"))
    return text("{day} {kind}: {conclusion}", day=row.said("date"), kind=row.said("kind"), conclusion=conclusion)


def _state(row: Row) -> str | Text:
    said = state_words(row)
    return row.said("state") if isinstance(said, Gap) else said


def _sentence(row: Row) -> Text:
    return text(
        "{day}, {conclusion}, {state}", day=row.said("date"), conclusion=row.said("conclusion"), state=_state(row)
    )
