"""Draw when each instalment was due and when it was paid."""

from __future__ import annotations

from evaltoolkit.charts.calendar_ruler import CalendarRuler, calendar_ruler
from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import label_line
from evaltoolkit.charts.ruler import draw_grid
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import TIMELINE, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, GAP, INK, SOFT, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import paid_on_time, unpaid
from evaltoolkit.findings.numbers import money, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.24


def payments_timeline(table: ProtectedTable, language: Language) -> Chart:
    """Draw each instalment's agreed date as a ring and the date it was paid as a dot.

    Parameters
    ----------
    table
        ``payments``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Rows in the order of the table. A late payment is amber and says by how many days; one without a date of
        payment says that it is not provided.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    ruler = calendar_ruler(row.date(name) for row in rows for name in ("due_on", "paid_on"))
    if ruler is None:
        return not_provided(table, language)
    story = Story(
        TIMELINE,
        paid_on_time(rows),
        text("The year's {n} instalments. Ring: agreed date; dot: date of payment", n=len(rows)),
        text("the station's sheet of payments"),
        tuple(entry(_name(row), _dates(row)) for row in rows),
    )
    sheet = begin(story, language)
    for row in rows:
        late = row.flag("on_time") is False
        label_line(sheet, language.say(_name(row)), language.say(_state(row)), ink=WARNING_INK if late else SOFT)
        _draw(sheet, ruler, row, ink=WARNING if late else ACCENT)
    ruler.label(sheet)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: CalendarRuler, row: Row, *, ink: str) -> None:
    draw_grid(sheet, ruler.ruler, ruler.places(), height=_HEIGHT)
    middle = sheet.y + _HEIGHT / 2
    due, paid = row.date("due_on"), row.date("paid_on")
    if due is not None and paid is not None:
        sheet.stroke((ruler.at(due), middle), (ruler.at(paid), middle), ink=ink, width=2.6)
    if due is not None:
        sheet.mark(ruler.at(due), middle, ink=INK, mark="ring", size=9.0)
    if paid is not None:
        sheet.mark(ruler.at(paid), middle, ink=ink, size=8.0)
    sheet.skip(_HEIGHT + GAP * 0.7)


def _name(row: Row) -> str | Text:
    amount = row.number("amount")
    if amount is None:
        return row.said("instalment")
    return text("{name}, {amount} (10,000 yuan)", name=row.said("instalment"), amount=money(amount))


def _state(row: Row) -> Text:
    on_time, late = row.flag("on_time"), row.number("days_late")
    if on_time:
        return text("on time")
    if on_time is None:
        return text("date of payment not provided")
    return text("late") if late is None else text("{n} days late", n=trimmed(late))


def _dates(row: Row) -> Text:
    due, paid = row.said("due_on"), unpaid(row) or row.said("paid_on")
    return text("due {due}, paid {paid}, {state}", due=due, paid=paid, state=_state(row))
