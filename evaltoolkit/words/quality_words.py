"""What intake set aside or remarked on, and which sheets were handed in, in sentences and a table."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.table_names import sheet
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Quality
from evaltoolkit.words.columns import Column, amount, build_rows, words
from evaltoolkit.words.html_table import HtmlTable
from evaltoolkit.words.prose import Kind, Prose, prose

LEVELS: dict[str, Text] = {
    "stop": text("must be put right"),
    "set_aside": text("row set aside"),
    "hint": text("remark"),
}
SET_ASIDE = "set_aside"


def quality(table: ProtectedTable, language: Language) -> Prose:
    """Return how many rows were set aside and how many remarks were made; nothing is hidden by silence.

    Parameters
    ----------
    table
        The protected table ``quality``.
    language
        The reader's.
    """
    rows = rows_of(table)
    if not rows:
        return prose(language, (Kind.BODY, (text("Nothing that was handed in had to be set aside or remarked on."),)))
    aside = tuple(row for row in rows if row.string("level") == SET_ASIDE)
    others = tuple(row for row in rows if row.string("level") != SET_ASIDE)
    return prose(language, (Kind.CAUTION, (_aside(aside, language),)), (Kind.BODY, (_remarks(others),)))


def _count(rows: tuple[Row, ...]) -> str:
    return trimmed(sum(row.number("rows") or 0.0 for row in rows))


def _aside(rows: tuple[Row, ...], language: Language) -> Text | str:
    if not rows:
        return ""
    sheets = language.join(dict.fromkeys(sheet(row.string("table")) for row in rows))
    return text(
        "Rows set aside and not counted in any figure: {n} (sheets: {sheets}); the table says why.",
        n=_count(rows),
        sheets=sheets,
    )


def _remarks(rows: tuple[Row, ...]) -> Text | str:
    return text("Further remarks: {n}; the table says on what.", n=_count(rows)) if rows else ""


def quality_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return sheet, kind of fault, what was done, and rows."""
    columns = (
        Column(text("Sheet"), lambda row: sheet(row.string("table"))),
        words("kind", text("Fault or remark")),
        Column(text("What was done"), lambda row: LEVELS.get(row.string("level"), row.words("level"))),
        amount("rows", text("Rows")),
    )
    return build_rows(rows_of(table), columns, language, caption=text("What the check of the workbook found"))


def sheets_given(quality: Quality | None, language: Language) -> Prose:
    """Return which sheets of the workbook were handed in and which were not."""
    present = language.join(sheet(name) for name in quality.tables_present) if quality else ""
    absent = language.join(sheet(name) for name in quality.tables_missing) if quality else ""
    return prose(
        language,
        (Kind.BODY, (text("Sheets handed in: {names}.", names=present) if present else "",)),
        (Kind.MISSING, (text("Sheets not provided: {names}.", names=absent) if absent else "",)),
    )
