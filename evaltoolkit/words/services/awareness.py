"""Whether residents know the station, in sentences and a table.

Source: 莫丽欣, 客联 2021-12: five facts are asked; who knows at least three of them knows the station (有效知晓).
"""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import share_of
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.columns import amount, build, share, words
from evaltoolkit.words.html_table import HtmlTable
from evaltoolkit.words.prose import Kind, Prose, missing, prose

AT_LEAST_THREE, AGREES = "知晓3项及以上", "认同"


def awareness(table: ProtectedTable, language: Language) -> Prose:
    """Return who knows at least three of the five facts, the least known one, and who agrees with the service."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    by_item = {row.string("item"): row for row in rows}
    facts = tuple(row for item, row in by_item.items() if item not in (AT_LEAST_THREE, AGREES) and _is_known(row))
    return prose(
        language,
        (Kind.MESSAGE, (_enough(by_item.get(AT_LEAST_THREE)),)),
        (Kind.BODY, (_least(facts), _agrees(by_item.get(AGREES)))),
    )


def headline(rows: tuple[Row, ...]) -> Text | str:
    """Return who knows at least three of the five facts; empty where nobody was asked."""
    row = next((row for row in rows if row.string("item") == AT_LEAST_THREE), None)
    return _enough(row) if row is not None and _is_known(row) else ""


def _is_known(row: Row) -> bool:
    return row.has("n", "known") and (row.number("n") or 0.0) > 0


def _share(row: Row) -> Text:
    return share_of(row.number("known") or 0.0, row.number("n") or 1.0)


def _enough(row: Row | None) -> Text:
    if row is not None and row.gap("known") is Gap.WITHHELD:
        return text("Too few answers to show here; see the station's version.")
    if row is None or not _is_known(row):
        return text("Whether residents know the station is not provided.")
    return text("Know at least three of the five facts about the station: {share}.", share=_share(row))


def _least(facts: tuple[Row, ...]) -> Text | str:
    if not facts:
        return ""
    row = min(facts, key=lambda one: (one.number("known") or 0.0) / (one.number("n") or 1.0))
    return text("Least known: {item}, {share}.", item=say_choice(row.string("item")), share=_share(row))


def _agrees(row: Row | None) -> Text | str:
    return text("Agree with the service: {share}.", share=_share(row)) if row is not None and _is_known(row) else ""


def awareness_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return for each fact how many were asked and knew it."""
    columns = (
        words("item", text("Fact about the station")),
        amount("n", text("Answers")),
        amount("known", text("Yes")),
        share("share", text("Share")),
    )
    return build(table, columns, language, caption=text("What residents know of the station"))
