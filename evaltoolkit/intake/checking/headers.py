"""Find the header row of a sheet and say which column holds what."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.model import workbook
from evaltoolkit.model.amounts import DIVISORS
from evaltoolkit.model.columns import Column, Kind, TableSpec

READ_OF_HEADER = 1_000  # signs: no header is longer, whatever remarks are in it; a cell may have 32,767
_BRACKET = re.compile(r"\(([^()]*)\)$")
_ITEM = re.compile(r"(?:题目?|第|q|item_?|条目)0*([1-9][0-9]{0,2})题?")
_WAVE = re.compile(r"(pre|post|前测|后测|跟进一|跟进二|回顾前测)[_\-:]?(.+)")
_WAVES = {"pre": "前测", "post": "后测"}
_TOTALS = frozenset({"total", "总分", "得分", "score"})
_DATES = frozenset({"date", "日期", "测量日期"})
_OFTEN, _ONE_IN = 3, 2  # rows of a word that stands in several, or in half of a few
_FIGURE = re.compile("[0-9]")
UNITS = frozenset({"元", "万元", "千元", "百元", "亿元", "分钟", "小时", "天", "月"})


@dataclass(slots=True)
class WaveColumns:
    """Columns of one wave in a wide sheet; numbers of columns counted from 0."""

    items: dict[int, int] = field(default_factory=dict)
    total: int | None = None
    date: int | None = None


@dataclass(slots=True)
class Columns:
    """Which column of a sheet holds what; columns counted from 0.

    Parameters
    ----------
    header_row
        As Excel shows it.
    headers
        Header of each column that has one.
    places
        Column of each described column that the sheet has.
    further
        Columns that add to a described one: more labels, more phones.
    divisors
        By which a column's plain numbers are divided to come to the table's unit.
    items
        Column of each item of a scale or questionnaire.
    waves
        Columns of a wide sheet by 时点.
    unknown
        Columns that are not read.
    twice
        Columns whose header stands more than once, with the first such column.
    """

    header_row: int
    headers: dict[int, str]
    places: dict[str, int] = field(default_factory=dict)
    further: dict[str, list[int]] = field(default_factory=dict)
    divisors: dict[str, float] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)
    waves: dict[str, WaveColumns] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    twice: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The words of a column's cells that are not empty: by row, each once, and their rows from the top down.

    Those that may head something or stand beside it, `said`, are no codes, days or figures, as nearly all of them are.
    """

    at: Mapping[int, str]
    rows: Sequence[int]
    words: Sequence[str]
    distinct: Sequence[str]
    said: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[int], cells: pd.Series) -> ColumnWords:
        """Return the words of a column, whose rows ascend."""
        values = cells.tolist()
        words = {cell: as_text(cell) for cell in set(values) if cell is not None}
        at = {row: words[cell] for row, cell in zip(rows, values, strict=True) if cell is not None}
        distinct = list(dict.fromkeys(at.values()))
        said = [cell for cell in distinct if not (cell.isascii() and _FIGURE.search(cell))]
        return cls(at, list(at), list(at.values()), distinct, said)

    @property
    def of_many(self) -> frozenset[str]:
        """Return the words that stand in several rows."""
        return frozenset(words for words, rows in Counter(self.words).items() if rows >= _OFTEN)

    def often(self, row: int, end: float) -> list[str]:
        """Return the words below a row and above another that stand in several rows, or in half of them."""
        rows = Counter(words := self.words[bisect_right(self.rows, row) : bisect_left(self.rows, end)])
        return [cell for cell, count in rows.items() if count >= _OFTEN or len(words) <= _ONE_IN * count > _ONE_IN]

    def between(self, row: int, end: float) -> list[str]:
        """Return the words below a row and above another, each once; rows ascend as the reader gives them."""
        return list(dict.fromkeys(self.words[bisect_right(self.rows, row) : bisect_left(self.rows, end)]))


def find_columns(sheet: RawSheet, spec: TableSpec) -> Columns:
    """Return the columns of a sheet that holds the table `spec`."""
    names = _names(spec)
    row = _header_row(sheet, spec, names)
    cells = zip(sheet.cells.columns, sheet.cells.loc[row].to_numpy(), strict=True)
    headers = {int(place): str(cell).strip() for place, cell in cells if cell is not None}
    columns = Columns(row, headers)
    for place, header in headers.items():
        _assign(columns, spec, names, place, header)
    return columns


def normal_header(header: str) -> str:
    """Return a header without white space, stars and differences of width and case, of a cell of words its beginning.

    Examples
    --------
    >>> normal_header("金额（万元） *")
    '金额(万元)'
    """
    return re.sub(r"[\s*＊]", "", unicodedata.normalize("NFKC", header[:READ_OF_HEADER])).lower()


def known_headers(spec: TableSpec) -> list[str]:
    """Return every header that the table knows, for 'did you mean'."""
    return [column.header for column in spec.columns] + [alias for column in spec.columns for alias in column.aliases]


def known_table(sheet: str) -> TableSpec | None:
    """Return the table that a sheet of this name holds, be the name Chinese or the table's own; None for another."""
    return workbook.table_of_sheet(sheet) or {spec.name: spec for spec in workbook.TABLES}.get(sheet)


def known_kinds(tables: Iterable[TableSpec] = workbook.TABLES) -> dict[str, frozenset[Kind]]:
    """Return what the columns of each header hold in any of the tables; a sheet's own name heads nothing."""
    found: dict[str, set[Kind]] = {}
    for spec in tables:
        for column in spec.columns:
            for header in (column.name, column.header, *column.aliases):
                found.setdefault(normal_header(header), set()).add(column.kind)
    return {header: frozenset(kinds) for header, kinds in found.items()}


def offered_words() -> frozenset[str]:
    """Return every word that a column of any table offers to choose from, and every header, in plain form."""
    offered = {choice for spec in workbook.TABLES for column in spec.columns for choice in column.choices}
    return frozenset(map(normal_header, offered | workbook.FORMS.keys())) | known_kinds().keys()


def own_words() -> frozenset[str]:
    """Return every name of a sheet or a column that is the toolkit's own, as it may be said to anybody."""
    sheets = {words for spec in workbook.TABLES for words in (spec.sheet, spec.name)}
    headers = {words for spec in workbook.TABLES for words in known_headers(spec)}
    items = {
        f"{wave}{name}{number}"
        for wave in ("", "pre_", "post_")
        for name in ("题", "q", "item_")
        for number in range(1, 100)
    }
    return frozenset(sheets | headers | items)


def _names(spec: TableSpec) -> dict[str, tuple[Column, bool]]:
    """Return each known header with its column, and whether it is the column's own and no alias."""
    aliases = {normal_header(alias): (column, False) for column in spec.columns for alias in column.aliases}
    own = {normal_header(name): (column, True) for column in spec.columns for name in (column.name, column.header)}
    return {**aliases, **own}


def _header_row(sheet: RawSheet, spec: TableSpec, names: Mapping[str, object]) -> int:
    """Return the row with most known headers among the first rows, else the first that is not blank."""
    first = sheet.cells.head(limits.HEADER_WITHIN_ROWS).dropna(how="all")
    rows = zip(first.index, first.to_numpy(), strict=True)
    scores = {int(row): sum(_is_known(cell, spec, names) for cell in cells) for row, cells in rows}
    best = max(scores.values(), default=0)
    return next((row for row, score in scores.items() if score == best), 1)


def _is_known(cell: object, spec: TableSpec, names: Mapping[str, object]) -> bool:
    if not isinstance(cell, str):
        return False
    header = normal_header(cell)
    if header in names or _BRACKET.sub("", header) in names:
        return True
    return bool(spec.items) and bool(_ITEM.fullmatch(header) or _wave_part(header))


def _wave_part(header: str) -> tuple[str, str] | None:
    match = _WAVE.fullmatch(header)
    if match is None:
        return None
    wave, rest = _WAVES.get(match.group(1), match.group(1)), match.group(2)
    return (wave, rest) if rest in _TOTALS | _DATES or _ITEM.fullmatch(rest) else None


def _assign(
    columns: Columns, spec: TableSpec, names: Mapping[str, tuple[Column, bool]], place: int, header: str
) -> None:
    normal = normal_header(header)
    if spec.items and _assign_item(columns, spec, place, normal):
        return
    bracket = _BRACKET.search(normal)
    found = names.get(normal) or (names.get(_BRACKET.sub("", normal)) if bracket else None)
    if found is None:
        columns.unknown.append(place)
        return
    column, own = found
    unit = bracket.group(1) if bracket else ""
    if unit in UNITS and unit != column.unit:
        if (unit, column.unit) not in DIVISORS:
            columns.unknown.append(place)
            return
        columns.divisors[column.name] = DIVISORS[unit, column.unit]
    _place(columns, column, own, place)


def _place(columns: Columns, column: Column, own: bool, place: int) -> None:
    taken = columns.places.get(column.name)
    if taken is None:
        columns.places[column.name] = place
    elif (column.kind is Kind.LABELS or column.kind.is_held_back) and columns.headers[taken] != columns.headers[place]:
        columns.further.setdefault(column.name, []).append(place)
    elif own and normal_header(columns.headers[taken]) not in map(normal_header, (column.header, column.name)):
        columns.places[column.name] = place
        columns.unknown.append(taken)
    elif not own and normal_header(columns.headers[taken]) in map(normal_header, (column.header, column.name)):
        columns.unknown.append(place)
    else:
        columns.twice[place] = taken


def _assign_item(columns: Columns, spec: TableSpec, place: int, normal: str) -> bool:
    item = _ITEM.fullmatch(normal)
    if item:
        _once(columns, columns.items, int(item.group(1)), place)
        return True
    part = _wave_part(normal) if any(column.name == "wave" for column in spec.columns) else None
    if part is None:
        return False
    wave = columns.waves.setdefault(part[0], WaveColumns())
    item = _ITEM.fullmatch(part[1])
    if item:
        _once(columns, wave.items, int(item.group(1)), place)
    elif part[1] in _TOTALS:
        wave.total = place
    else:
        wave.date = place
    return True


def _once(columns: Columns, places: dict[int, int], number: int, place: int) -> None:
    if number in places:
        columns.twice[place] = places[number]
    else:
        places[number] = place
