"""Find the header of a sheet below its titles: one row or two, merged or not, and the rows under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.mapping.header_parts import header_parts, item_number, wave_part
from evaltoolkit.intake.mapping.spread import QUARTERS, SESSIONS, gathered, is_spread
from evaltoolkit.intake.mapping.vocabulary import column_words, unread_headers
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.model.workbook import TABLES

JOINT = "／"
"""Between the two headers of a column that stands under two."""
_LONGEST_HEADER = 60
_MONTH = re.compile(r"(?:20[0-9]{2}[年.\-]?)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?(?:[^0-9]{0,8})")
_PERIOD = re.compile(r"(?:20[0-9]{2}年?)?(?:第?[一二三四1-4]季度?|[上下]半年)")
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
"""A year in the name of a file or sheet, or in a title."""
_SUMMARY = re.compile("汇总|合计|总计|总表|统计")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_UNIT = re.compile(r"(?:金额)?单位[:：]?(万元|千元|百元|元)")


@dataclass(frozen=True, slots=True, eq=False)
class HeadedSheet:
    """A sheet of which the header is found.

    Parameters
    ----------
    sheet
        As read.
    header_rows
        As Excel shows them; empty where no row looks like a header.
    headers
        Header of each column that has one; of two that are alike the second is marked ``#2``.
    rows
        Cells below.
    titles
        Words above.
    """

    sheet: RawSheet
    header_rows: tuple[int, ...]
    headers: Mapping[int, str]
    rows: pd.DataFrame
    titles: tuple[str, ...]

    @property
    def month(self) -> int:
        """Return the month that the sheet's name says it is of, or 0."""
        return month_of(self.sheet.name)

    @property
    def is_gathered(self) -> bool:
        """Return whether columns side by side were put one below the other."""
        return any(header.startswith((QUARTERS, SESSIONS)) for header in self.headers.values())

    @property
    def unit(self) -> str:
        """Return the unit of money that stands above the table."""
        found = (_UNIT.search(normal_header(words)) for words in self.titles)
        return next((match[1] for match in found if match), "")


def month_of(name: str) -> int:
    """Return the month that a sheet's name says, or 0.

    Examples
    --------
    >>> month_of("3月"), month_of("2023年12月服务台账"), month_of("十一月"), month_of("汇总")
    (3, 12, 11, 0)
    """
    match = _MONTH.fullmatch(name.strip())
    if match is None:
        return 0
    month = int(match[1]) if match[1].isdigit() else _NUMERALS.index(match[1]) + 1 if match[1] in _NUMERALS else 0
    return month if month <= len(_NUMERALS) else 0


def is_period(name: str) -> bool:
    """Return whether a sheet is named after a month, a quarter or half a year: one of several of the same kind."""
    return bool(month_of(name) or _PERIOD.fullmatch(name.strip()))


def is_summary(name: str) -> bool:
    """Return whether a sheet is named as one that repeats what other sheets hold."""
    return bool(_SUMMARY.search(name))


def find_head(sheet: RawSheet) -> HeadedSheet:
    """Return the sheet with its header found."""
    top = sheet.cells.head(limits.HEADER_WITHIN_ROWS).dropna(how="all")
    rows = {int(row): _filled(sheet, int(row), cells) for row, cells in zip(top.index, top.to_numpy(), strict=True)}
    best = max(rows, key=lambda row: (_known(rows[row].values()), -row), default=0)
    if not best or sum(isinstance(cell, str | datetime) for cell in rows[best].values()) < 2:
        return HeadedSheet(sheet, (), {}, sheet.cells.iloc[:0], ())
    pair = _pair(best, rows)
    names = _joined([rows[row] for row in pair])
    titles = tuple(cell for row in rows if row < pair[0] for cell in rows[row].values() if isinstance(cell, str))
    below = sheet.cells.loc[sheet.cells.index > pair[-1]]
    told = tuple(dict.fromkeys(titles))
    headers, below = gathered(dict(_distinct(names)), below, (*told, sheet.name, sheet.file))
    return HeadedSheet(sheet, pair, headers, below, told)


def _filled(sheet: RawSheet, row: int, cells: Iterable[object]) -> dict[int, object]:
    """Return the cells of a row, those that are merged across with their value, without what is blank."""
    found = {int(place): cell for place, cell in zip(sheet.cells.columns, cells, strict=True) if cell is not None}
    for (first_row, first), (_, last) in sheet.marks.merged:
        if first_row == row - 1 and first in found and last - first < limits.MAX_COLUMNS:
            found |= {place: found[first] for place in range(first, last + 1) if place in sheet.cells.columns}
    return found


def _known(cells: Iterable[object]) -> int:
    """Return how many different headers among the cells are known in any table."""
    words = {cell.strip() for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER}
    return sum(map(is_known_header, words))


def is_known_header(words: str) -> bool:
    """Return whether a header is one of any table, or of a program's own columns."""
    parts = header_parts(words)
    known = (column_words(spec.name).values() for spec in TABLES)
    return (
        bool(parts.question)
        or normal_header(words) in unread_headers()
        or wave_part(words) is not None
        or item_number(words) > 0
        or is_spread(words)
        or any(parts.core in words for columns in known for words in columns)
    )


def _pair(best: int, rows: Mapping[int, Mapping[int, object]]) -> tuple[int, ...]:
    """Return the header row with the one above or below that belongs to it."""
    order = sorted(rows)
    place = order.index(best)
    for first, second in ((place - 1, place), (place, place + 1)):
        if first >= 0 and second < len(order) and _belong(rows[order[first]], rows[order[second]]):
            return order[first], order[second]
    return (best,)


def _belong(upper: Mapping[int, object], lower: Mapping[int, object]) -> bool:
    """Return whether two rows are one header: words alone, each saying what the other leaves open."""
    if len(set(upper.values())) < 2 or not all(isinstance(cell, str) for cell in (*upper.values(), *lower.values())):
        return False
    spans = [place for place in lower if list(upper.values()).count(upper.get(place)) > 1 or place not in upper]
    alone = [place for place in upper if place not in lower or lower[place] == upper[place]]
    return bool(spans) and bool(alone)


def _joined(rows: Sequence[Mapping[int, object]]) -> dict[int, str]:
    """Return the header of each column: of two rows both words, the upper one also over the blanks behind it."""
    if len(rows) == 1:
        return {place: str(cell).strip() for place, cell in rows[0].items()}
    upper, lower = rows
    names, above = {}, ""
    for place in sorted({*upper, *lower}):
        above = str(upper.get(place, above if place in lower else "")).strip()
        below = str(lower.get(place, "")).strip()
        names[place] = above if not below or below == above else f"{above}{JOINT}{below}" if above else below
    return names


def _distinct(names: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    counted: dict[str, int] = {}
    for place, name in sorted(names.items()):
        counted[name] = counted.get(name, 0) + 1
        yield place, name if counted[name] == 1 else f"{name}#{counted[name]}"
