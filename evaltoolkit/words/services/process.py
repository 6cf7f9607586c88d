"""Timeliness, costs, and quantity without evidence, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, read
from evaltoolkit.findings.headlines.hours import is_far_above, limits
from evaltoolkit.findings.numbers import fixed, percent, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.columns import Column, Shown, amount, build, number
from evaltoolkit.words.html_table import Align, HtmlTable
from evaltoolkit.words.prose import Kind, Prose, missing, prose

_ITEMS: dict[str, Text] = {
    "services": text("Services (by their planned day)"),
    "put_right": text("Findings put right"),
    "payments": text("Instalments"),
}
_UNITS: dict[str, Text] = {"hour": text("Hour of service"), "attendance": text("Attendance (人次)")}


def timeliness(table: ProtectedTable, language: Language) -> Prose:
    """Return what came on time, what came late and by how much, and what has no day to judge by."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    on_time, late, unknown = (
        trimmed(sum(row.number(name) or 0.0 for row in rows)) for name in ("on_time", "late", "unknown")
    )
    said = text("On time: {on_time}; late: {late}; without a day to judge by: {unknown}.",
                on_time=on_time, late=late, unknown=unknown)  # fmt: skip
    return prose(
        language,
        (Kind.BODY, (said,)),
        (Kind.CAUTION, tuple(_late(row) for row in rows if row.number("late"))),
    )


def _late(row: Row) -> Text:
    figures = {"item": _item(row), "n": int(row.number("late") or 0), "days": trimmed(row.number("worst") or 0.0)}
    return text("{item}: {n} late, by up to {days} days.", **figures)


def _item(row: Row) -> Text | str:
    item = row.string("item")
    return _ITEMS.get(item) or say_choice(item)


def timeliness_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return how many of each kind were on time, late or unknown, and the longest delay."""
    columns = (
        Column(text("What was due"), _item),
        amount("on_time", text("On time")),
        amount("late", text("Late")),
        amount("unknown", text("No day recorded")),
        Column(text("Longest delay (days)"), _worst, Align.NUMBER),
    )
    caption = text("What was due in the year, and whether it came on time")
    return build(table, columns, language, caption=caption, kind=lambda row: "flag" if row.number("late") else "")


def _worst(row: Row) -> Shown:
    return trimmed(row.number("worst") or 0.0) if row.number("late") else "—"


def unit_costs(table: ProtectedTable, language: Language) -> Prose:
    """Return what an hour and an attendance cost, with the words that this ranks nothing."""
    rows = [row for row in rows_of(table) if row.has("cost")]
    if not rows:
        return missing(table, language)
    each = language.join(text("{unit} {cost} yuan", unit=_unit(row), cost=fixed(row.number("cost") or 0.0, 1))
                         for row in rows)  # fmt: skip
    return prose(
        language,
        (Kind.BODY, (
            text("All spending of the year divided by what was done: {each}.", each=each),
            text("This describes and ranks nothing: a low cost is no achievement, a high one no fault."),
        )),
    )  # fmt: skip


def unit_costs_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return spending, units and cost of a unit."""
    columns = (
        Column(text("Unit"), _unit),
        number("spent", text("Spent (yuan)")),
        amount("units", text("Units in the year")),
        number("cost", text("Cost of a unit (yuan)"), 1),
    )
    return build(table, columns, language, caption=text("Cost of an hour and of an attendance, described, not ranked"))


def _unit(row: Row) -> Text | str:
    return _UNITS.get(row.string("item"), row.string("item"))


def quantity_alone(
    hours: ProtectedTable, fields: ProtectedTable, outcomes: ProtectedTable, *, language: Language
) -> Prose:
    """Return a caution where hours lie far above the agreement while evidence of outcomes is weak or missing.

    Parameters
    ----------
    hours, fields, outcomes
        The protected tables ``hours``, ``hours_by_field`` and ``outcomes``.
    language
        The reader's.

    Notes
    -----
    Far above is 130 % or more, or what the indicator system says. Evidence is weak where no scale reads as changed for
    the better, missing where none has an interval (本工具规则). Source of the concern: 2023 云城街道 report, 一（一）
    (片面追求服务数量).
    """
    over = [*_over(hours, "method"), *_over(fields, "field")]
    measured = [row for row in rows_of(outcomes) if _is_whole(row) and row.has("change_low", "change_high", "better")]
    improved = [row for row in measured if read(row) is Reading.BETTER]
    if not over:
        has_hours = any(row.has("completion") for row in rows_of(hours))
        calm = text("No method or field lies at {high} of its agreed hours or more.", **limits(rows_of(hours)))
        return prose(language, (Kind.BODY, (calm,))) if has_hours else missing(hours, language)
    names = language.join(over)
    said = text("Hours at {high} of the agreement or more: {names}.", names=names, **limits(rows_of(hours)))
    if improved:
        note = text("Scales established to have changed for the better: {k} of {n}.", k=len(improved), n=len(measured))
        return prose(language, (Kind.BODY, (said, note)))
    state = (
        text("no scale is established to have changed for the better") if measured else text("no outcome was measured")
    )
    caution = text(
        "Quantity without evidence (片面追求服务数量): hours lie far above the agreement, but {state}.", state=state
    )
    return prose(language, (Kind.BODY, (said,)), (Kind.CAUTION, (caution,)))


def _over(table: ProtectedTable, column: str) -> list[Text]:
    return [
        text("{name} ({share})", name=say_choice(row.string(column)), share=percent(row.number("completion") or 0.0))
        for row in rows_of(table)
        if is_far_above(row)
    ]


def _is_whole(row: Row) -> bool:
    return row.string("dimension") == "total" and row.string("group_kind") == "all"
