"""Satisfaction item by item, in sentences and a table: which point of the form people are least satisfied with."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.ends import lowest, span
from evaltoolkit.findings.numbers import fixed, share_of
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, listed, text
from evaltoolkit.words.page.columns import Column, build, number, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing
from evaltoolkit.words.services.satisfaction import INDEX, name


def satisfaction_items(table: ProtectedTable, language: Language) -> Prose:
    """Return for each method and type of respondent the item with the lowest share of satisfied answers.

    Parameters
    ----------
    table
        The protected table ``satisfaction_items``.
    language
        The reader's.
    """
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    groups = groupby(rows, key=lambda row: (row.string("method"), row.string("respondent")))
    return Prose(tuple(_paragraph(tuple(found), language) for _, found in groups))


def _paragraph(rows: tuple[Row, ...], language: Language) -> Paragraph:
    lead = language.say(name(rows[0]))
    known = [row for row in rows if row.has("share", "n", "n_satisfied")]
    if not known:
        said = text("Withheld from this version.")
        return Paragraph(language.say(said), Kind.MISSING, lead)
    return Paragraph(language.say(_ends(rows, known)), Kind.BODY, lead)


def _ends(rows: tuple[Row, ...], known: list[Row]) -> Text:
    low, high = span(known, "share") or ("", "")
    if low == high:
        return text("Share satisfied with each of the {n} items shown: {share}.", n=len(known), share=low)
    least = lowest(rows, "share")
    if not least:
        return text("Share satisfied with the {n} items shown: {low} to {high}.", n=len(known), low=low, high=high)
    said = share_of(least[0].number("n_satisfied") or 0.0, least[0].number("n") or 1.0) if len(least) == 1 else low
    return text(
        "Least satisfied with {item}: {share}; highest share of any item: {high}.",
        item=listed(map(item_name, least)), share=said, high=high,
    )  # fmt: skip


def item_name(row: Row) -> Text:
    """Return the item by its number on the form."""
    return text("item {n}", n=fixed(row.number("item") or 0.0))


def satisfaction_items_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the answers to each item by method and type of respondent, share and index in columns of their own."""
    columns = (
        words("method", text("Method")),
        words("respondent", text("Respondents")),
        Column(text("Item of the form"), item_name),
        number("n", text("Answers")),
        number("n_satisfied", text("Satisfied")),
        share("share", text("Share satisfied")),
        INDEX,
    )
    return build(
        table,
        columns,
        language,
        caption=text("How satisfied people were with each item of the form"),
        notes=(
            text("Items are numbered as on the station's own form; 4 and 5 of 5 count as satisfied. An item answered "
                 "on another scale is left out."),
        ),
    )  # fmt: skip
