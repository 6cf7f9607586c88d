"""Resources linked from outside the budget, in a sentence and tables: no total without the list behind it."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.money import kinds_by_value
from evaltoolkit.findings.headlines.money import resources as linked
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.words.page.columns import amount, build, number, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, closed, missing, prose

ECONOMIC, MONEY = "经济效益", "万元"
"""Second level of the row on linked resources (2023 云城街道 report, 二（三）), and the unit of its sum."""


def resources(table: ProtectedTable, language: Language, *, stated: ProtectedTable | None = None) -> Prose:
    """Return number and sum of what was linked, the sum being that of the list, and the kinds by value.

    Parameters
    ----------
    table
        The protected table ``resources``.
    language
        The reader's.
    stated
        The protected table ``scorecard``; where the list is missing but its row on economic benefit states a sum, that
        sum is told as one without a list.
    """
    rows = rows_of(table)
    if not rows:
        return without_list(stated, language) or missing(table, language)
    whole = linked(rows)
    if not whole:
        absent = text("Not provided: a kind of resource lacks its value, so no sum is told.")
        return prose(language, (Kind.MISSING, (absent,)))
    return prose(language, (Kind.BODY, (closed(whole), text("By kind: {each}.", each=kinds_by_value(rows)))))


def without_list(stated: ProtectedTable | None, language: Language) -> Prose | None:
    """Return the sum that the score table states where no list stands behind it; None without one."""
    card = () if stated is None else rows_of(stated)
    row = next((row for row in card if row.string("level_2") == ECONOMIC and MONEY in row.string("actual")), None)
    if row is None:
        return None
    said = text(
        "The score table states a total of {value}; the list behind it is not provided, so it cannot be checked.",
        value=row.words("actual"),
    )
    return prose(language, (Kind.MISSING, (said,)))


def resources_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return items and value by kind of resource."""
    columns = (
        words("kind", text("Kind of resource")),
        amount("items", text("Resources (number)")),
        number("value", text("Value (CNY 10,000)"), 2),
        share("share", text("Share of the value")),
    )
    return build(table, columns, language, caption=text("What was linked from outside the budget, by kind"))


def resource_list_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the list behind the sum: every resource with provider, value and how it was valued."""
    columns = (
        words("item", text("Resource")),
        words("kind", text("Kind of resource")),
        words("provider", text("Provided by")),
        number("value", text("Value (CNY 10,000)"), 2),
        words("basis", text("How it was valued")),
    )
    return build(table, columns, language, caption=text("The list behind the sum of resources linked"))
