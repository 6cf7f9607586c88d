"""Who the services reach, in sentences and tables: official categories, and residence apart."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import reach
from evaltoolkit.findings.headlines.reach import has_share, is_hidden, lowest_few, name, reached
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.table_names import kind_of_row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.columns import Column, Shown, amount, build, figures, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, closed, missing, prose, run

APART = ("人户分离", "未说明")
"""Residences that have no denominator of their own: registered here but living elsewhere, and not stated."""
LOWEST = 5
"""Groups named as least reached; the table has them all."""
_NO_DENOMINATOR = text("no denominator")
_SEVERAL_LABELS = text("A person with several labels counts once in each category, so categories do not add up.")


def coverage(table: ProtectedTable, language: Language) -> Prose:
    """Return how many categories are reached wholly, the least reached, and those without a denominator."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    counted = tuple(row for row in rows if row.string("residence") not in APART)
    return prose(
        language,
        (Kind.BODY, (closed(reach.wholly(rows)), _lowest(rows, language))),
        (Kind.BODY, (_no_denominator(counted, language),)),
        (Kind.MISSING, (_withheld(table),)),
        (Kind.BODY, (_apart(rows, language), _SEVERAL_LABELS)),
    )


def _lowest(rows: tuple[Row, ...], language: Language) -> Text | str:
    known = (row for row in rows if has_share(row) and (row.number("share") or 0.0) < 1)
    short = sorted(known, key=lambda row: row.number("share") or 0.0)
    if not short:
        return ""
    told = [row for row in rows if has_share(row) or is_hidden(row)]
    named, words = lowest_few(told, "share", min(LOWEST, len(short))), text("Least reached among them: {each}.")
    if not named:
        named = tuple(short[:LOWEST])
        words = text("Reached in part, among others: {each}.") if short[LOWEST:] else text("Reached in part: {each}.")
    return words.with_(each=language.join(map(reached, named), separator=language.say(text("; "))))


def _apart(rows: tuple[Row, ...], language: Language) -> Text | str:
    names = dict.fromkeys(row.string("residence") for row in rows if row.string("residence") in APART)
    said = language.join(say_choice(name) for name in names)
    return text("Counted apart and in no coverage: {names}.", names=said) if names else ""


def _no_denominator(rows: tuple[Row, ...], language: Language) -> Text | str:
    open_ = [_served(row) for row in rows if row.has("served") and row.gap("people") is Gap.NOT_PROVIDED]
    if not open_:
        return ""
    return text("No denominator is provided, so no coverage is told: {names}.", names=language.join(open_))


def _served(row: Row) -> Text:
    return text("{name} ({served} served)", name=name(row), served=trimmed(row.number("served") or 0.0))


def _withheld(table: ProtectedTable) -> Text | str:
    # a row that may have nobody is among those counted, so its being counted does not say that it has few
    hidden = len({entry.row for entry in table.hidden})
    return text("Rows of which a figure is not told here: {n}; see the station's version.", n=hidden) if hidden else ""


def coverage_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return served and denominators by official category and residence."""
    columns = (words("category", text("Category")), words("residence", text("Residence")), *_COUNTS)
    return build(table, columns, language, caption=text("Of each official category, how many were served"))


def residence(table: ProtectedTable, language: Language) -> Prose:
    """Return how far registered and non-registered residents are reached, and the distance between them."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    paragraphs = [_residence(row, language) for row in rows]
    gap = closed(reach.residence_gap(rows) or "")
    return Prose((*paragraphs, Paragraph(language.say(gap), Kind.MESSAGE))) if gap else Prose(tuple(paragraphs))


def _residence(row: Row, language: Language) -> Paragraph:
    lead = language.say(name(row))
    if row.band("served"):
        return Paragraph(language.say(text("Served: {n} people.", n=row.band("served"))), Kind.BODY, lead)
    if row.gap("served") is Gap.WITHHELD:
        return Paragraph(
            language.say(text("Too few people to show here; see the station's version.")), Kind.MISSING, lead
        )
    if has_share(row):
        return Paragraph(language.say(text("Reached: {share}.", share=reach.share(row))), Kind.BODY, lead)
    if not row.has("served"):
        return Paragraph(language.say(text("Not provided: who was served.")), Kind.MISSING, lead)
    served = text("Served: {n} people.", n=trimmed(row.number("served") or 0.0))
    return Paragraph(
        run(language, served, text("No denominator is provided, so no coverage is told.")), Kind.BODY, lead
    )


def residence_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return served and denominators by residence."""
    columns = (words("residence", text("Residence")), *_COUNTS)
    return build(table, columns, language, caption=text("How far registered and non-registered residents are reached"))


def _basis(row: Row) -> Shown:
    return kind_of_row("coverage", row.string("basis")) or "—"


_COUNTS = (
    amount("served", text("Served")),
    figures("people", text("People there are"), trimmed, none=_NO_DENOMINATOR),
    figures("share", text("Coverage"), percent, none="—"),
    Column(text("Denominator from"), _basis),
)


def priority(table: ProtectedTable, language: Language) -> Prose:
    """Return how many of the people in any priority category were served, each once, by residence."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    counted = tuple(row for row in rows if row.string("residence") not in APART)
    known = tuple(row for row in counted if has_share(row))
    each = language.join((reached(row) for row in known), separator=language.say(text("; ")))
    said = text(
        "People of the roster in any priority category, each counted once however many labels they carry: {each}.",
        each=each,
    )
    return prose(
        language,
        (Kind.MESSAGE, (said if known else "",)),
        (Kind.BODY, (_no_denominator(counted, language),)),
        (Kind.MISSING, (_withheld(table),)),
        (Kind.BODY, (_counted_apart(rows, language),)),
    )


def _counted_apart(rows: tuple[Row, ...], language: Language) -> Text | str:
    each = language.join(_on_roster(row) for row in rows if row.string("residence") in APART and row.has("served"))
    return text("Counted apart and in no coverage: {names}.", names=each) if each else ""


def _on_roster(row: Row) -> Text:
    counts = row.numbers("served", "people")
    if counts is None:
        return _served(row)
    served, n = map(trimmed, counts)
    return text("{name} ({n} on the roster, {served} of them served)", name=name(row), n=n, served=served)


def communities(table: ProtectedTable, language: Language, *, roster: ProtectedTable | None = None) -> Prose:
    """Return between which shares the communities' coverage of the priority groups lies, and the two ends.

    `roster`, the protected table ``priority``, says how many of the roster stand in no community's row.
    """
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    ends = text("{clause}; people on the roster, each counted once.", clause=reach.communities(rows))
    return prose(
        language,
        (Kind.BODY, (ends if any(map(has_share, rows)) else "", _no_denominator(rows, language))),
        (Kind.MISSING, (_withheld(table),)),
        (Kind.BODY, tuple(map(_left_out, () if roster is None else rows_of(roster)))),
    )


def _left_out(row: Row) -> Text | str:
    people = row.band("people") or trimmed(row.number("people") or 0.0)
    if row.string("residence") != APART[0] or people == "0":
        return ""
    return text("The roster has {n} more who are registered here and live elsewhere; they are in no row.", n=people)


def community_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return how many people of the priority categories were served, by community."""
    columns = (words("community", text("Community")), *_COUNTS)
    return build(
        table, columns, language, caption=text("Of the priority groups, how many were served in each community")
    )
