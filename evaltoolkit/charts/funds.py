"""Draw the year's budget as planned and adjusted, and what was spent of it."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, ACCENT_LIGHT
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice

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
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["value"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("Budget and spending of the year"),
        _source(rows),
        tuple(entry(_name(row), _amount(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number("value").value or 0.0 for row in rows]) or 1.0)
    one_unit = len({row.given("unit") for row in rows}) == 1
    for row in rows:
        label_line(sheet, language.say(_name(row)), language.say(_amount(row)))
        if one_unit:
            bar(
                sheet, ruler, row.number("value").value, ink=ACCENT if row.given("item") == "executed" else ACCENT_LIGHT
            )
            end_row(sheet)
    return finish(sheet, story, language)


def _name(row: Record) -> str | Text:
    return _ITEMS.get(row.given("item") or "", row.words("item"))


def _amount(row: Record) -> str | Text:
    unit = say_choice(row.given("unit") or "")
    return row.number("value").words(lambda value: text("{value} {unit}", value=plain(value, 2), unit=unit))


def _message(rows: tuple[Record, ...]) -> Text:
    values = {row.given("item"): (row.number("value").value, row.given("unit")) for row in rows}
    (executed, spent_unit), (annual, unit) = (values.get(name, (None, None)) for name in ("executed", "annual"))
    if executed is None or not annual or spent_unit != unit:
        return text("The rate of execution cannot be stated")
    return text(
        "{rate} of the year's budget was spent: {executed} of {annual} {unit}",
        rate=percent(executed / annual), executed=plain(executed, 2), annual=plain(annual, 2),
        unit=say_choice(unit or ""),
    )  # fmt: skip


def _source(rows: tuple[Record, ...]) -> Text:
    named = list(dict.fromkeys(name for row in rows if (name := row.given("source"))))
    return text("parameter file ({named})", named="；".join(named) or "—")
