"""How the columns of a protected table become the columns of a table on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals, interval_decimals, remarks_of
from evaltoolkit.findings.numbers import fixed, percent, signed, trimmed, typed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell


class Veiled(str):
    """The range that stands in place of a hidden count; marked like everything hidden."""

    __slots__ = ()


Shown = Text | str | Gap
Say = Callable[[Row], Shown]
Write = Callable[[float], Text | str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the page's table: its words, how a row says it, how it stands."""

    header: Text
    say: Say
    align: Align = Align.TEXT
    detail: Say | None = None
    bar: Callable[[Row], Bar | None] | None = None

    def cell(self, row: Row, language: Language) -> Cell:
        """Return this column's cell of `row`."""
        shown = self.say(row)
        below = self.detail(row) if self.detail else ""
        detail, bar = "" if isinstance(below, Gap) else language.say(below), self.bar(row) if self.bar else None
        if isinstance(shown, Gap):
            return replace(gap_cell(shown, language, detail=detail), bar=bar)
        if isinstance(shown, Veiled):
            return Cell(str(shown), Gap.WITHHELD, detail)
        return Cell(language.say(shown), detail=detail, bar=bar)


def words(name: str, header: Text) -> Column:
    """Return a column of words; the workbook's fixed choices are translated, other data stand as they are."""
    return Column(header, lambda row: row.gap(name) or _choice(row.words(name)))


def typed_words(name: str, header: Text, detail: Say | None = None) -> Column:
    """Return a column of targets and results as someone typed them, their numbers as every number stands."""
    return Column(header, lambda row: row.gap(name) or typed(row.string(name)), detail=detail)


def number(name: str, header: Text, decimals: int = 0) -> Column:
    """Return a column of figures with fixed decimals."""
    return figures(name, header, lambda value: fixed(value, decimals))


def amount(name: str, header: Text) -> Column:
    """Return a column of figures with as many decimals as they need, at most two."""
    return figures(name, header, trimmed)


def change(name: str, header: Text, decimals: int = 1) -> Column:
    """Return a column of changes, each with its sign."""
    return figures(name, header, lambda value: signed(value, decimals))


def share(name: str, header: Text) -> Column:
    """Return a column of shares in per cent."""
    return figures(name, header, percent)


def day(name: str, header: Text) -> Column:
    """Return a column of dates."""
    return Column(header, lambda row: row.gap(name) or row.day(name), Align.NUMBER)


def flag(name: str, header: Text, *, yes: Text, no: Text) -> Column:
    """Return a column of yes and no in the words that fit."""
    return Column(header, lambda row: row.gap(name) or (yes if row.flag(name) else no))


def build(
    table: ProtectedTable,
    columns: tuple[Column, ...],
    language: Language,
    *,
    caption: Text,
    notes: tuple[Text | str, ...] = (),
    kind: Callable[[Row], str] = lambda _: "",
) -> HtmlTable:
    """Return the page's table of all rows of a protected table; without rows it says 未提供."""
    shown = build_rows(rows_of(table), columns, language, caption=caption, notes=notes, kind=kind)
    return replace(shown, absent=absence(table, language))


def build_rows(
    rows: tuple[Row, ...],
    columns: tuple[Column, ...],
    language: Language,
    *,
    caption: Text,
    notes: tuple[Text | str, ...] = (),
    kind: Callable[[Row], str] = lambda _: "",
) -> HtmlTable:
    """Return the page's table of some rows of a protected table; without rows it says nothing."""
    return HtmlTable(
        language.say(caption),
        tuple(language.say(column.header) for column in columns),
        tuple(TableRow(tuple(column.cell(row, language) for column in columns), kind(row)) for row in rows),
        tuple(column.align for column in columns),
        tuple(language.say(note) for note in notes),
    )


def figures(
    name: str,
    header: Text,
    say: Callable[[float], Text | str],
    *,
    none: Shown = Gap.NOT_PROVIDED,
    detail: Say | None = None,
) -> Column:
    """Return a column of figures as `say` writes them, with `none` where there is none to tell."""
    return Column(header, lambda row: figure(row, name, say, none), Align.NUMBER, detail)


def figure(row: Row, name: str, say: Write, none: Shown = "—") -> Shown:
    """Return a figure as `say` writes it; where it is withheld its range or that it is, else `none`."""
    if row.is_withheld(name):
        return Veiled(row.band(name)) if row.band(name) else Gap.WITHHELD
    value = row.number(name)
    return none if value is None else say(value)


def between(row: Row, low: str, high: str, say: Callable[[float], str], none: Shown = "") -> Shown:
    """Return an interval with its ends as `say` writes them, as :func:`figure` does a figure."""
    ends = row.ends(low, high)
    if row.is_withheld(low, high) or ends is None:
        return Gap.WITHHELD if row.is_withheld(low, high) else none
    return text("{low} to {high}", low=say(ends[0]), high=say(ends[1]))


def say_change(row: Row) -> Shown:
    """Return the mean change of a row of outcomes, or why it is not there."""
    return figure(row, "mean_change", lambda change: signed(change, decimals(row)), Gap.NOT_PROVIDED)


def interval_of_change(row: Row) -> Text | str:
    """Return the interval of that change; empty where there is none to tell."""
    shown = between(row, "change_low", "change_high", lambda end: signed(end, interval_decimals(row)))
    return "" if isinstance(shown, Gap) else shown


def said_beneath(rows: Sequence[Row], marks: Mapping[str, str], language: Language) -> str:
    """Return what the marks beside the readings of some rows stand for, as one note; empty where none has one."""
    notes = remarks_of(rows, marks)
    said = text("{notes}.", notes=language.join(notes, separator=language.say(text("; ")))) if notes else ""
    return language.say(said)


def _choice(value: Text | str) -> Text | str:
    return say_choice(value) if isinstance(value, str) else value
