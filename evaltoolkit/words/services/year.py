"""What happened when in the year, and figures on which two sources disagree, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.columns import Column, Shown, build, day, number, words
from evaltoolkit.words.html_table import Align, HtmlTable
from evaltoolkit.words.prose import Kind, Prose, missing, prose
from evaltoolkit.words.rows import Row, rows_of

_FIGURES: dict[str, tuple[Text, Text]] = {
    "spent": (text("Money spent: executed budget"), text("sum of the sheet 经费支出")),
    "paid": (text("Money paid: executed budget"), text("sum of the instalments paid")),
    "projects": (text("Hours agreed: sheet 工时约定"), text("sum of the sheet 项目")),
}


def timeline_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every dated event of the year by kind."""
    columns = (
        words("lane", text("Kind")),
        words("name", text("What")),
        day("start", text("Date")),
        Column(text("Until"), _until, Align.NUMBER),
    )
    return build(table, columns, language, caption=text("What happened when in the year"))


def _until(row: Row) -> Shown:
    return "—" if row.day("start") == row.day("end") else row.day("end")


def two_sources(table: ProtectedTable, language: Language, *, sheets: int) -> Prose:
    """Return on how many figures two sources disagree; both are told, none is averaged.

    Parameters
    ----------
    table
        The protected table ``two_sources``.
    language
        The reader's.
    sheets
        How many sheets the street has given; without any there is nothing to compare.
    """
    rows = rows_of(table)
    if not rows and not sheets:
        return missing(text("Comparison of two sources"), language)
    if not rows:
        return prose(language, (Kind.BODY, (text("No two sources that were compared disagree."),)))
    said = text(
        "Figures on which two sources disagree: {n}. Both are told; none is averaged or preferred.", n=len(rows)
    )
    return prose(language, (Kind.CAUTION, (said,)))


def two_sources_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return each such figure with both sources' values; nothing where no two sources disagree."""
    columns = (
        Column(text("First source"), lambda row: _said(row)[0]),
        number("first", text("Its figure"), 2),
        Column(text("Second source"), lambda row: _said(row)[1]),
        number("second", text("Its figure (second)"), 2),
        words("unit", text("Unit")),
    )
    return build(table, columns, language, caption=text("Figures on which two sources disagree")).silent()


def _said(row: Row) -> tuple[Text, Text]:
    figure = row.string("figure")
    by_method = (
        text("{method}: hours on the sheet 服务记录", method=say_choice(figure)),
        text("hours by the sheet 工时折算"),
    )
    return _FIGURES.get(figure, by_method)
