"""Records dated in another year than the report's, which no figure counts: how many, on which sheet."""

from __future__ import annotations

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import AsWritten, Language, Text, text
from evaltoolkit.words.page.prose import Kind, Prose, prose

MOST_QUOTES = 2
"""Quotations of a theme; more would let one theme speak for all (本工具规则)."""


def other_years(table: ProtectedTable, language: Language) -> Prose:
    """Return how many rows of which sheets are left out since they are dated in another year, or later than is told.

    Parameters
    ----------
    table
        The protected table ``other_years``.
    language
        The reader's.
    """
    said = left_out(require_protected(table), language), _later(rows_of(table), language)
    return prose(language, (Kind.CAUTION, said))


def not_printed(
    table: ProtectedTable | None, language: Language, *, sheet: str, beyond: int = 0, again: int = 0
) -> Prose:
    """Return how many records of a sheet are not printed.

    `beyond` the most a theme may have, the same words once `again`, or without consent.
    """
    rows = () if table is None else rows_of(table)
    refused = sum(int(row.number("no_consent") or 0) for row in rows if row.string("sheet") == sheet)
    reasons = (
        text("{n} beyond the {most} of a theme", n=beyond, most=MOST_QUOTES) if beyond else "",
        text("{n} with words told already", n=again) if again else "",
        text("{n} without consent", n=refused) if refused else "",
    )
    each = language.join(reason for reason in reasons if reason)
    return prose(language, (Kind.BODY, (text("Not printed here: {each}.", each=each) if each else "",)))


def _later(rows: tuple[Row, ...], language: Language) -> Text | str:
    each = _by_sheet(rows, "later", language)
    said = text("Dated after the day to which this report counts, so not told here (rows by sheet): {each}.", each=each)
    return said if each else ""


def left_out(table: ProtectedTable | None, language: Language, *, sheet: str = "") -> Text | str:
    """Return the same as one sentence, of one sheet alone where it is named."""
    rows = tuple(row for row in rows_of(table) if sheet in ("", row.string("sheet"))) if table is not None else ()
    each = _by_sheet(rows, "rows", language)
    said = text("Left out of every figure, since they are dated in another year (rows by sheet): {each}.", each=each)
    return said if each else ""


def _by_sheet(rows: tuple[Row, ...], name: str, language: Language) -> str:
    return language.join(
        text("{sheet} {n}", sheet=AsWritten(row.string("sheet")), n=trimmed(count))
        for row in rows
        if (count := row.number(name))
    )
