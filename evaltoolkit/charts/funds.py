"""Draw the year's budget as planned and adjusted, and what was spent of it."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish, sources_of
from evaltoolkit.charts.theme import ACCENT, ACCENT_LIGHT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import amount, execution
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text

_ITEMS = {
    "initial": text("budget at the start of the year"),
    "annual": text("budget of the whole year"),
    "executed": text("spent"),
}


def funds(table: ProtectedTable, language: Language) -> Chart:
    """Draw the budget at the start, the adjusted budget and the money spent.

    Parameters
    ----------
    table
        ``funds``; all its figures in one unit.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        The rate of execution, spent over the adjusted budget, stands in the message.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "value"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        execution(rows) or text("The rate of execution cannot be stated"),
        text("Budget and spending of the year"),
        text("parameter file ({named})", named=sources_of(rows) or "—"),
        tuple(entry(_name(row), amount(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number("value") or 0.0 for row in rows]) or 1.0)
    one_unit = len({row.string("unit") for row in rows}) == 1
    for row in rows:
        label_line(sheet, language.say(_name(row)), language.say(amount(row)))
        if one_unit:
            bar(sheet, ruler, row.number("value"), ink=ACCENT if row.string("item") == "executed" else ACCENT_LIGHT)
            end_row(sheet)
    return finish(sheet, story, language, table)


def _name(row: Row) -> str | Text:
    return _ITEMS.get(row.string("item") or "", row.said("item"))
