"""Whether residents know the station, in sentences and a table.

Source: 莫丽欣, 客联 2021-12: five facts are asked; who knows at least three of them knows the station (有效知晓).
"""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.answers import AGREES, AT_LEAST_THREE, enough, is_asked, known_by, least_known
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.columns import amount, build, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, closed, missing, prose


def awareness(table: ProtectedTable, language: Language) -> Prose:
    """Return who knows at least three of the five facts, the least known one, and who agrees with the service."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    by_item = {row.string("item"): row for row in rows}
    return prose(
        language,
        (Kind.MESSAGE, (closed(enough(rows)) or _without(by_item.get(AT_LEAST_THREE)),)),
        (Kind.BODY, (closed(least_known(rows)), _agrees(by_item.get(AGREES)))),
    )


def _without(row: Row | None) -> Text:
    if row is not None and row.gap("known") is Gap.WITHHELD:
        return text("Withheld from this version.")
    return text("Whether residents know the station is not provided.")


def _agrees(row: Row | None) -> Text | str:
    return text("Agree with the service: {share}.", share=known_by(row)) if row is not None and is_asked(row) else ""


def awareness_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return for each fact how many were asked and knew it."""
    columns = (
        words("item", text("Fact about the station")),
        amount("n", text("Answers")),
        amount("known", text("Yes")),
        share("share", text("Share")),
    )
    return build(table, columns, language, caption=text("What residents know of the station"))
