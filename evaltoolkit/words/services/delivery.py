"""What was planned and what was delivered, and the hours by the street's conversion table, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines.hours import hours_for_one
from evaltoolkit.findings.numbers import share_of, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.rounding import DECIMALS
from evaltoolkit.words.page.columns import Column, Shown, amount, build, figures, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose

_HOUR_DIGITS = DECIMALS["小时"]
_TIMES: dict[str, Text] = {
    "个案": text("casework services"), "小组": text("group sessions"), "社区活动": text("community activities"),
}  # fmt: skip


def delivery(table: ProtectedTable, language: Language) -> Prose:
    """Return how many contacts, sessions and activities were held of those agreed, and who came of those planned."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    return prose(
        language,
        (Kind.BODY, tuple(_held(row) for row in rows)),
        (Kind.BODY, tuple(_came(row) for row in rows if (row.number("planned") or 0.0) > 0)),
    )


def _held(row: Row) -> Text:
    name = _TIMES.get(row.string("method"), say_choice(row.string("method")))
    agreed, held, in_groups = (row.number(column) for column in ("agreed", "held", "in_groups"))
    if held is None:
        return text("{name}: not recorded.", name=name)
    if in_groups and in_groups < held:
        name = text(
            "{name} (by the records of services, {n} of them of a named group)", name=name, n=trimmed(in_groups)
        )
    if not agreed:
        return text("{name}: {n} held; how many were agreed is not provided.", name=name, n=trimmed(held))
    return text("{name}: {share} of those agreed.", name=name, share=share_of(held, agreed))


def _came(row: Row) -> Text:
    name, came, planned = say_choice(row.string("method")), row.number("came") or 0.0, row.number("planned") or 1.0
    return text("{name}: attendances {share} of those planned.", name=name, share=share_of(came, planned))


def delivery_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return times agreed and held and attendances planned and counted, by method."""
    columns = (
        words("method", text("Method")),
        amount("agreed", text("Times agreed")),
        amount("held", text("Times held")),
        amount("attended", text("Attendances (人次)")),
        amount("planned", text("Attendances planned")),
        amount("came", text("Came of those planned")),
    )
    return build(table, columns, language, caption=text("Services planned and services delivered"))


def conversions(table: ProtectedTable, language: Language) -> Prose:
    """Return that the street's own table is used, and each method whose recorded hours it does not give."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    said = text("Hours by the street's own conversion table are told beside those recorded; scored are the recorded.")
    return prose(language, (Kind.BODY, (said,)))


def conversions_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the street's conversion table with its source, what it gives for the year, and the hours recorded."""
    forms = (words("form", text("Form of work")),) if any(row.has("form") for row in rows_of(table)) else ()
    columns = (
        words("method", text("Method")),
        *forms,
        words("unit", text("Counted")),
        Column(text("Hours for one"), _rate, Align.NUMBER),
        words("counted", text("What is counted")),
        amount("units", text("Units in the year")),
        figures("converted", text("Hours by the table"), by_conversion),
        amount("recorded", text("Hours recorded")),
        words("source", text("Source")),
    )
    return build(table, columns, language, caption=text("How services convert to hours, by the street's own table"))


def by_conversion(hours: float) -> str:
    """Return hours that are a product, to the digits to which they are compared with those recorded."""
    return trimmed(hours, _HOUR_DIGITS)


def _rate(row: Row) -> Shown:
    return row.gap("rate") or hours_for_one(row)
