"""Funds, spending and instalments in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import amount as amount_said
from evaltoolkit.findings.headlines.money import execution, paid_on_time, unpaid
from evaltoolkit.findings.numbers import fixed, money, trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of
from evaltoolkit.findings.table_names import kind_of_row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import AUDITED
from evaltoolkit.words.page.columns import Column, amount, build, day, flag, number, share, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, closed, missing, prose


def funds(table: ProtectedTable, language: Language) -> Prose:
    """Return each figure of the budget with its source, and the share of the year's budget that was spent."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    points = tuple(_fund(row, language) for row in rows)
    rate = closed(execution(rows) or "")
    return Prose((*points, Paragraph(language.say(rate), Kind.MESSAGE))) if rate else Prose(points)


def _fund(row: Row, language: Language) -> Paragraph:
    words = text("{item}: {amount}.", item=fund_item(row), amount=amount_said(row))
    return Paragraph(language.say(words), source=_source(row, language))


def fund_item(row: Row) -> Text | str:
    """Return what a figure of the budget is called."""
    return kind_of_row("funds", row.string("item")) or row.string("item")


def _source(row: Row, language: Language) -> str:
    source = row.words("source")
    return language.say(text("Source: {source}", source=source)) if source else ""


def over_budget(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return the categories that cost more than their budget; empty without any."""
    over = [row for row in rows if (row.number("spent") or 0.0) > (row.number("budget") or float("inf"))]
    return text("Spent more than budgeted: {names}.", names=language.join(map(_against, over))) if over else ""


def _against(row: Row) -> Text:
    spent, budget = row.number("spent") or 0.0, row.number("budget") or 0.0
    return text("{name} ({spent} against {budget})", name=row.words("category"), spent=fixed(spent, 2),
                budget=fixed(budget, 2))  # fmt: skip


def faulted(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return the categories that the audit did not find in order; empty without any."""
    found = [row for row in rows if row.string("audited") in AUDITED[1:]]
    each = language.join(text("{name} ({state})", name=row.words("category"), state=say_choice(row.string("audited")))
                         for row in found)  # fmt: skip
    return text("The audit did not find all in order: {each}.", each=each) if each else ""


def unaudited(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return for which categories the audit's conclusion is not given; empty where all have one."""
    names = language.join(row.words("category") for row in rows if not row.has("audited"))
    if not any(row.has("audited") for row in rows):
        return text("The audit's conclusion: not provided.")
    return text("The audit's conclusion is not provided for: {names}.", names=names) if names else ""


def spending_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return spending by category against its budget."""
    columns = (
        words("category", text("Category")),
        number("budget", text("Budget (CNY 10,000)"), 2),
        number("spent", text("Spent (CNY 10,000)"), 2),
        share("share", text("Share of all spending")),
        words("audited", text("Audit's conclusion")),
        words("source", text("Source")),
    )
    return build(table, columns, language, caption=text("What the money was spent on, against the budget"))


def payments(table: ProtectedTable, language: Language) -> Prose:
    """Return how many instalments came on time, and each that came late or has no day of payment."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    return prose(
        language,
        (Kind.BODY, (closed(paid_on_time(rows)), paid_in_all(rows))),
        (Kind.CAUTION, tuple(late_instalment(row) for row in rows if row.flag("on_time") is False)),
        (Kind.MISSING, tuple(undated(row) for row in rows if row.flag("on_time") is None)),
    )


def paid_in_all(rows: tuple[Row, ...]) -> Text | str:
    """Return the sum of the instalments that were paid; empty where none was."""
    paid = column_sum((row for row in rows if row.has("paid_on")), "amount")
    return text("Paid in all: {n} (CNY 10,000).", n=money(paid)) if paid is not None else ""


def late_instalment(row: Row) -> Text:
    """Return when a late instalment was due and paid."""
    figures = {"name": row.words("instalment"), "due": row.day("due_on"), "paid": unpaid(row) or row.day("paid_on")}
    days = trimmed(row.number("days_late") or 0.0)
    return text("{name}: due {due}, paid {paid}, {days} days late.", days=days, **figures)


def undated(row: Row) -> Text:
    """Return that an instalment has no day of payment."""
    name, due = row.words("instalment"), row.day("due_on")
    return text("{name}: due {due}; no day of payment up to the day counted to, so neither on time nor late.",
                name=name, due=due)  # fmt: skip


def payments_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the instalments with agreed and actual days."""
    columns = (
        words("instalment", text("Instalment")),
        day("due_on", text("Due on")),
        Column(text("Paid on"), lambda row: unpaid(row) or row.gap("paid_on") or row.day("paid_on"), Align.NUMBER),
        number("amount", text("Amount (CNY 10,000)"), 2),
        amount("days_late", text("Days late")),
        flag("on_time", text("On time?"), yes=text("paid on time"), no=text("paid late")),
    )
    return build(table, columns, language, caption=text("When each instalment was due and when it was paid"))
