"""What happened when in the year, and figures on which two sources disagree, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import money, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.words.page.columns import Column, build_rows, words
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose
from evaltoolkit.words.services.delivery import by_conversion

_GROUPS = METHODS[1]
_FIGURES: dict[str, tuple[Text, Text]] = {
    "spent": (text("Money spent: executed budget"), text("sum of the sheet 经费支出")),
    "projects": (text("Hours agreed: sheet 工时约定"), text("sum of the sheet 项目")),
}


_USES: dict[str, Text] = {
    "spent": text("First: execution rate and its points. Second: spending by category."),
    "projects": text("First: hours agreed by method. Second: the projects."),
}
_BY_METHOD = text("First: hours done and their points. Second: the conversion of hours alone.")
_AGREE = text(
    "The figures on hours and money that have two sources agree. Where the sources of a row of the score table "
    "disagree, the row says so."
)


def timeline_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return what happened when: each group with its first and last day, single days of one kind on one line."""
    caption = language.say(text("What happened when in the year"))
    header = tuple(map(language.say, (text("Kind"), text("What"), text("When"))))
    rows = rows_of(table)
    lasting = tuple(_group(row, language) for row in rows if row.string("lane") == _GROUPS)
    lanes = dict.fromkeys(row.string("lane") for row in rows if row.string("lane") != _GROUPS)
    single = tuple(_lane(lane, [row for row in rows if row.string("lane") == lane], language) for lane in lanes)
    return HtmlTable(caption, header, (*lasting, *single), (Align.TEXT,) * len(header), absent=absence(table, language))


def _group(row: Row, language: Language) -> TableRow:
    when = text("{start} to {end}", start=row.day("start"), end=row.day("end"))
    said = (say_choice(_GROUPS), row.words("name"), row.day("start") if row.day("start") == row.day("end") else when)
    return TableRow(tuple(Cell(language.say(one)) for one in said))


def _lane(lane: str, rows: list[Row], language: Language) -> TableRow:
    days: dict[str, list[str]] = {}
    for row in rows:
        days.setdefault(language.say(say_choice(row.string("name"))), []).append(row.day("start")[5:])
    each = (text("{name} {days}", name=name, days=language.join(found)) for name, found in days.items())
    said = (
        say_choice(lane),
        text("{n} in the year", n=len(rows)),
        language.join(each, separator=language.say(text("; "))),
    )
    return TableRow(tuple(Cell(language.say(one)) for one in said))


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
        return missing(table, language)
    if not rows:
        return prose(language, (Kind.BODY, (_AGREE,)))
    said = text("Figures on which two sources disagree: {n}.", n=len(rows))
    note = text(
        "Both are told and none is averaged; which of them stands where in this report is said beside them. Where they "
        "count different things, the author says which."
    )
    return prose(language, (Kind.CAUTION, (said, note)))


def two_sources_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return each such figure with both sources' values; nothing where no two sources disagree."""
    columns = (
        Column(text("First source"), lambda row: _said(row)[0]),
        Column(text("Its figure"), lambda row: _written(row, "first"), Align.NUMBER),
        Column(text("Second source"), lambda row: _said(row)[1]),
        Column(text("Its figure (second)"), lambda row: _written(row, "second"), Align.NUMBER),
        words("unit", text("Unit")),
        Column(text("Where each stands in this report"), lambda row: _USES.get(row.string("figure"), _BY_METHOD)),
    )
    return build_rows(rows_of(table), columns, language, caption=text("Figures on which two sources disagree"))


def said_of_sources(row: Row, *, with_figures: bool = True) -> Text:
    """Return the two sources of a figure, with what each says unless only their names are asked for."""
    first, second = _said(row)
    if not with_figures:
        return text("{first} and {second}", first=first, second=second)
    unit = say_choice(row.string("unit"))
    one, other = (text("{value} {unit}", value=_written(row, name), unit=unit) for name in ("first", "second"))
    return text("{first} {one}, {second} {other}", first=first, one=one, second=second, other=other)


def _written(row: Row, name: str) -> str:
    value = row.number(name) or 0.0
    if row.string("unit") == "万元":
        return money(value)
    return by_conversion(value) if name == "second" else trimmed(value)


def _said(row: Row) -> tuple[Text, Text]:
    figure = row.string("figure")
    by_method = (
        text("{method}: hours on the sheet 服务记录", method=say_choice(figure)),
        text("hours by the sheet 工时折算"),
    )
    return _FIGURES.get(figure, by_method)
