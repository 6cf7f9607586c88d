"""One verdict for each person: on the primary scale named beforehand, and over all scales as the second reading."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import share_of, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.outcome.verdict_words import KINDS, counts, counts_in_short, ranges
from evaltoolkit.words.page.columns import Column, amount, build_rows, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, closed, missing, run

EVERYONE = "all"


def people(table: ProtectedTable, language: Language, *, measured: ProtectedTable | None = None) -> Prose:
    """Return how people fared on their primary scale, and how many improved somewhere and got worse nowhere.

    Parameters
    ----------
    table
        The protected table ``people``.
    language
        The reader's.
    measured
        The protected table ``outcomes``: where it is empty nobody was measured, and that is why there is no verdict.
    """
    if measured is not None and measured.is_empty:
        return missing(measured, language)
    rows = tuple(row for row in rows_of(table) if row.string("programme") == EVERYONE)
    lead = language.say(text("By the primary scale"))
    if not rows:
        words = text("The plan names no primary scale, so people have no verdict over all their scales.")
        return Prose((Paragraph(language.say(words), Kind.MISSING, lead),))
    return Prose(tuple(_paragraph(row, lead, language) for row in rows))


def _paragraph(row: Row, lead: str, language: Language) -> Paragraph:
    if row.gap("n_better") is Gap.WITHHELD and ranges(row, language):
        return Paragraph(run(language, ranges(row, language), _without(row)), Kind.BODY, lead)
    if row.gap("n_better") is Gap.WITHHELD:
        words = text(
            "How many got reliably better, stayed or got reliably worse is not shown here: some of the three are too "
            "few people, or could be computed from other figures; see the station's version."
        )
        return Paragraph(language.say(words), Kind.MISSING, lead)
    if not row.has("share_better"):
        words = text("Fewer than five people have a verdict on a primary scale; no shares are given.")
        return Paragraph(run(language, words, _without(row)), Kind.MISSING, lead)
    return Paragraph(run(language, counts(row, language), _without(row), _several(row)), Kind.BODY, lead)


def _without(row: Row) -> Text | str:
    count = row.number("n_without")
    if not count:
        return ""
    return text(
        "Another {n} were measured before and after without a verdict: no primary scale was named for them, or "
        "theirs has no confirmed threshold or is in doubt.",
        n=trimmed(count),
    )


def _several(row: Row) -> Text | str:
    of, better = row.number("n_several"), row.number("n_several_better")
    if not of or better is None:
        return ""
    return text(
        "Of those with verdicts on two scales or more {share} were reliably better on at least one and worse on none. "
        "This second reading is generous: the more scales, the more people look better on one by chance.",
        share=share_of(better, of),
    )


def people_in_short(table: ProtectedTable, language: Language) -> str:
    """Return the same in a sentence without shares; empty where nobody has a verdict.

    Parameters
    ----------
    table
        The protected table ``people``.
    language
        The reader's.
    """
    said = people_counted(rows_of(table), language)
    row = _everyone(rows_of(table))
    if row is None or not said:
        return ""
    words = text("By the primary scale, {counts}.", counts=said) if counts_in_short(row, language) else closed(said)
    count = row.number("n_without")
    others = text("{n} more have no scale by which that could be told.", n=trimmed(count)) if count else ""
    return run(language, words, others)


def people_counted(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return how many of those with both tests surely changed, as a clause; empty where nobody has a verdict.

    Parameters
    ----------
    rows
        Of the protected table ``people``.
    language
        The reader's.
    """
    row = _everyone(rows)
    if row is None or not (row.number("n_pairs") or row.is_withheld("n_pairs", "n_better")):
        return ""
    said = counts_in_short(row, language)
    if not said:
        return _NOT_SHOWN if row.is_withheld("n_better") else _TOO_FEW
    return text("of {n} people with both tests: {counts} (a change counts beyond the scale's own error)",
                n=row.said("n_pairs", trimmed), counts=said)  # fmt: skip


def people_changed(rows: tuple[Row, ...], scales: Sequence[str], language: Language) -> Text | str:
    """Return the same for page 1, by which scales it was told, without those who stayed as they were."""
    row, said = _everyone(rows), people_counted(rows, language)
    if row is None or not said or not counts_in_short(row, language):
        return said
    better, worse = (row.said(f"n_{kind}", trimmed) for kind in ("better", "worse"))
    return text(
        "{better} of {n} people reliably better, {worse} reliably worse (beyond the scale's own error; {scales})",
        n=row.said("n_pairs", trimmed), better=better, worse=worse,
        scales=language.join(scales) or text("primary scale"),
    )  # fmt: skip


def _everyone(rows: tuple[Row, ...]) -> Row | None:
    return next((row for row in rows if row.string("programme") == EVERYONE), None)


_NOT_SHOWN = text("how many reliably changed is not shown in this version, for some are very few people")
_TOO_FEW = text("too few people have a verdict on a primary scale to count them")


def people_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the verdicts by programme, which the station's version has."""
    rows = tuple(row for row in rows_of(table) if row.string("programme") != EVERYONE)
    columns = (
        words("programme", text("Programme")),
        Column(text("Primary scale"), lambda row: row.words("scale_name") or "—"),
        amount("n_pairs", text("People")),
        *(amount(f"n_{kind}", header) for kind, header in KINDS),
    )
    return build_rows(rows, columns, language, caption=text("People by their verdict on the primary scale"))
