"""Money: how much of the budget was spent and on what, whether it came on time, what was linked from outside."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.findings.headlines.ends import clauses
from evaltoolkit.findings.numbers import money, percent, share_of, trimmed
from evaltoolkit.findings.rows import Row, column_sum
from evaltoolkit.language import Text, listed, text
from evaltoolkit.model.choices import say_choice

_TEN_THOUSAND = "万元"


def amount(row: Row) -> Text | str:
    """Return an amount of the budget with its unit."""
    said = row.said("value", lambda _: figure_said(row))
    return text("{value} {unit}", value=said, unit=say_choice(row.string("unit"))) if row.has("value") else said


def figure_said(row: Row) -> str:
    """Return an amount of the budget without its unit; the row must have it."""
    value = row.number("value") or 0.0
    return money(value) if row.string("unit") == _TEN_THOUSAND else trimmed(value)


def spent_of_budget(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """Return the rows of what was spent and of the year's budget, in one unit; None where either is open."""
    figures = {row.string("item"): row for row in rows}
    annual, executed = figures.get("annual"), figures.get("executed")
    if annual is None or executed is None or annual.string("unit") != executed.string("unit"):
        return None
    return (executed, annual) if executed.has("value") and (annual.number("value") or 0.0) > 0 else None


def execution(rows: Sequence[Row]) -> Text | None:
    """Return the share of the year's budget spent (全年执行数 over 全年预算数), or None where either is open."""
    found = spent_of_budget(rows)
    if found is None:
        return None
    spent, planned = (row.number("value") or 0.0 for row in found)
    return text("Of the budget of the whole year {rate} was spent: {spent} of {planned}", rate=percent(spent / planned),
                spent=amount(found[0]), planned=amount(found[1]))  # fmt: skip


def paid_on_time(rows: Sequence[Row]) -> Text | str:
    """Return how many of the instalments with a date came on time; one without counts neither way and is said."""
    flags = [row.flag("on_time") for row in rows]
    dated = len(flags) - flags.count(None)
    if not dated:
        return text("Whether the instalments were paid on time is not recorded")
    said = text("Instalments paid on time: {share}", share=share_of(flags.count(True), dated))
    undated = text("without a day of payment: {n}", n=flags.count(None))
    return clauses((said, undated)) if None in flags else said


def unpaid(row: Row) -> Text | None:
    """Return what stands for the day of payment of an instalment that is overdue on the day counted to."""
    return text("not by the day counted to") if row.has("days_late") and not row.has("paid_on") else None


def resources(rows: Sequence[Row]) -> Text | str:
    """Return number and sum of what was linked; empty where a value is missing, since the sum would be too small."""
    items, value = column_sum(rows, "items"), column_sum(rows, "value")
    if items is None or value is None:
        return ""
    return text("Items linked: {items}; by the list they add up to {value} (CNY 10,000)", items=trimmed(items),
                value=money(value))  # fmt: skip


def kinds_by_value(rows: Sequence[Row]) -> Text | str:
    """Return the kinds of resources, the largest first, each with its value."""
    ordered = sorted(rows, key=lambda row: -(row.number("value") or 0.0))
    return listed(text("{kind} {value}", kind=row.said("kind"), value=row.said("value", money)) for row in ordered)
