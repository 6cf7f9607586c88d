"""From points to evidence: which figure feeds a row, in which section its evidence stands, which files are named."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.chapters import section
from evaltoolkit.model.texts import texts
from evaltoolkit.words.page.columns import Column, Shown, amount, build, day, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose

METRICS: dict[str, Text] = texts("words", "metrics")


def evidence_index(table: ProtectedTable, language: Language) -> Prose:
    """Return for how many rows files are named, and for which none is."""
    rows = tuple(row for row in rows_of(table) if row.has("weight"))
    strangers = tuple(row for row in rows_of(table) if not row.has("weight"))
    if not any(row.has("files") for row in (*rows, *strangers)):
        return missing(table, language)
    bare = [row for row in rows if not row.number("files")]
    said = text("Rows of the indicator table with files named as evidence: {n} of {all}.",
                n=len(rows) - len(bare), all=len(rows))  # fmt: skip
    names = language.join(row.words("name") for row in bare)
    gap = text("Evidence not provided: {names}.", names=names) if bare else ""
    unused = language.join(
        text("{name}: {files}", name=row.words("name"), files=row.words("listed")) for row in strangers
    )
    unknown = text("Named for what is no row of the indicator system, and so not used: {files}.", files=unused)
    note = text("Named is not yet checked: whether the files are there, the station looks up.")
    return prose(
        language, (Kind.BODY, (said, note)), (Kind.CAUTION, (unknown if unused else "",)), (Kind.MISSING, (gap,))
    )


def evidence_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return each row of the indicator table with what feeds it, its section and the files named for it."""
    columns = (
        words("name", text("Indicator")),
        amount("weight", text("Points available")),
        Column(text("Figure that feeds it"), _metric),
        Column(text("Section with the evidence"), _section),
        Column(text("Files named"), _files),
        day("latest", text("Latest date")),
    )
    caption = text("From each row of the indicator table to its evidence: section of this report, and files")
    return build(table, columns, language, caption=caption, kind=_mark)


def _metric(row: Row) -> Shown:
    metric = row.string("metric")
    if not row.has("weight"):
        return text("no row of the indicator system")
    return METRICS.get(metric, metric) if metric else text("stated by a person")


def _section(row: Row) -> Shown:
    if not row.has("section"):
        return "—"
    found = section(row.string("section"))
    return text("{place} {heading}", place=found.place, heading=found.heading)


def _files(row: Row) -> Shown:
    return row.words("listed") if row.has("listed") else Gap.NOT_PROVIDED


def _mark(row: Row) -> str:
    return "" if row.number("files") else "open"
