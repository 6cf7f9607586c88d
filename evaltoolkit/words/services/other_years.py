"""Records dated in another year than the report's, which no figure counts: how many, on which sheet."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.prose import Kind, Prose, prose


def other_years(table: ProtectedTable, language: Language) -> Prose:
    """Return how many rows of which sheets are left out since they are dated in another year; empty where none is.

    Parameters
    ----------
    table
        The protected table ``other_years``.
    language
        The reader's.
    """
    return prose(language, (Kind.CAUTION, (left_out(require_protected(table), language),)))


def left_out(table: ProtectedTable | None, language: Language, *, sheet: str = "") -> Text | str:
    """Return the same as one sentence, of one sheet alone where it is named."""
    rows = () if table is None else rows_of(table)
    each = language.join(
        text("{sheet} {n}", sheet=row.string("sheet"), n=trimmed(row.number("rows") or 0.0))
        for row in rows
        if sheet in ("", row.string("sheet"))
    )
    said = text("Left out of every figure, since they are dated in another year (rows by sheet): {each}.", each=each)
    return said if each else ""
