"""一（四）: the year's budget and what was spent of it, by category, with what the audit remarked."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.money import amount, execution
from evaltoolkit.findings.numbers import money, percent
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.body.bars import amount_bar, greatest
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage, sources
from evaltoolkit.words.page.columns import figures, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, closed, prose
from evaltoolkit.words.services.money import faulted, fund_item, over_budget, unaudited


def funding(shown: ProtectedReport, language: Language) -> Passage:
    """Return the share of the year's budget that was spent, what exceeds its budget or the rules, and each category.

    Parameters
    ----------
    shown
        Every protected table of the report; ``funds`` and ``spending`` are told.
    language
        The reader's.
    """
    funds, rows = given(shown, "funds"), given(shown, "spending")
    if not funds and not rows:
        return NOTHING
    table = _table(rows, language)
    said = _sentences(funds, rows, language)
    return passage(said, table, language)


def _sentences(funds: tuple[Row, ...], rows: tuple[Row, ...], language: Language) -> Prose:
    told = () if rows else (sources(funds, "source", language),)
    return prose(
        language,
        (Kind.BODY, (closed(execution(funds) or _amounts(funds, language)), _initial(funds), *told)),
        (Kind.CAUTION, (over_budget(rows, language), faulted(rows, language))),
        (Kind.BODY, (_audit(rows, language),)),
    )


def _amounts(funds: tuple[Row, ...], language: Language) -> Text | str:
    each = language.join(
        text("{item} {amount}", item=fund_item(row), amount=amount(row)) for row in funds if row.has("value")
    )
    return text("Of the budget is given: {each}", each=each) if each else ""


def _initial(funds: tuple[Row, ...]) -> Text | str:
    """Return the budget at the start of the year where it was changed later."""
    by_item = {row.string("item"): row for row in funds if row.has("value")}
    first, annual = by_item.get("initial"), by_item.get("annual")
    if first is None or annual is None or amount(first) == amount(annual):
        return ""
    return text("At the start of the year the budget was {amount}.", amount=amount(first))


def _audit(rows: tuple[Row, ...], language: Language) -> Text | str:
    if not any(row.has("audited") for row in rows):
        return ""
    nothing = "" if faulted(rows, language) else text("The audit found every category in order.")
    return unaudited(rows, language) or nothing


def _table(rows: tuple[Row, ...], language: Language) -> HtmlTable:
    most = greatest(rows, "spent", "budget")
    columns = (
        words("category", text("Category")),
        replace(
            figures("spent", text("Spent (CNY 10,000)"), money),
            bar=lambda row: amount_bar(row, "spent", most, target="budget"),
        ),
        figures("budget", text("Budget (CNY 10,000)"), money),
        figures("share", text("Share of all spending"), percent),
    )
    notes = (
        text("Bar: spent; mark: budget of the category."),
        sources(rows, "source", language),
    )
    caption = text("What the money was spent on, against the budget")
    return named("spending", rows, columns, language, caption=caption, notes=notes)
