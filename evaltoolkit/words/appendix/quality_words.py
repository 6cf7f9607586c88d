"""What intake set aside or remarked on, and which sheets were handed in, in sentences and a table."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.table_names import sheet
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Quality
from evaltoolkit.words.page.columns import Column, amount, build_rows, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, prose

LEVELS: dict[str, Text] = {
    "stop": text("must be put right"),
    "set_aside": text("row set aside"),
    "hint": text("remark"),
}
SET_ASIDE = "set_aside"


def quality(table: ProtectedTable, language: Language, *, given: Quality | None) -> Prose:
    """Return what became of every record that was handed in, and how many remarks were made: nothing is left unsaid.

    Parameters
    ----------
    table
        The protected table ``quality``.
    language
        The reader's.
    given
        What intake says of the workbook; without one there was nothing to check.
    """
    rows = rows_of(table)
    if given is None or not given.tables_present:
        return prose(language, (Kind.MISSING, (text("No workbook was handed in, so nothing could be checked."),)))
    left_out = _left_out(given, language)
    others = tuple(row for row in rows if row.string("level") != SET_ASIDE)
    nothing = "" if rows or left_out else text("Nothing that was handed in had to be set aside or remarked on.")
    return prose(
        language,
        (Kind.BODY, (_handed_in(given), nothing)),
        (Kind.BODY, (_FORMS if any(one.name == "measurements" for one in given.sheets) else "",)),
        (Kind.CAUTION, left_out),
        (Kind.BODY, (_remarks(others),)),
    )


_FORMS = text(
    "Forms that cannot be scored are taken in and enter no comparison. The check counts who has no post-test by the "
    "forms handed in; the results count the lost scale by scale, by the forms that can be scored, so that one person "
    "may count several times."
)


def _handed_in(given: Quality) -> Text | str:
    if not given.sheets:
        return ""
    rows, counted = (trimmed(sum(getattr(one, name) for one in given.sheets)) for name in ("rows", "counted"))
    return text("Records handed in, rows of sums or notes not among them: {rows}; taken in: {counted}.",
                rows=rows, counted=counted)  # fmt: skip


def _left_out(given: Quality, language: Language) -> tuple[Text, ...]:
    """Return a sentence for each way in which records are not counted: with the one before they add up to all."""
    found = []
    for name, way in _WAYS.items():
        sheets = [(sheet(one.name), number) for one in given.sheets if (number := getattr(one, name))]
        if sheets:
            each = language.join(text("{sheet} {n}", sheet=which, n=trimmed(number)) for which, number in sheets)
            found.append(way.with_(n=trimmed(sum(number for _, number in sheets)), each=each))
    return tuple(found)


_WAYS = {
    "set_aside": text("Set aside and not counted in any figure: {n} ({each}); the table says why."),
    "other_year": text("Dated in another year and so not counted: {n} ({each})."),
    "not_used": text("Not used by this report: {n} ({each})."),
}


def _count(rows: tuple[Row, ...]) -> str:
    return trimmed(sum(row.number("rows") or 0.0 for row in rows))


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
