"""The records of one sheet of a station's own, column by column as the workbook would hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.checking.row_selection import is_sum_or_note
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.mapping.cells import answered, converted, is_ambiguous, with_unit
from evaltoolkit.intake.mapping.header_parts import header_parts
from evaltoolkit.intake.mapping.heads import HeadedSheet
from evaltoolkit.intake.mapping.joined import Part
from evaltoolkit.intake.mapping.options import TICKED, option_cells
from evaltoolkit.intake.mapping.sheet_map import ANSWERS, NOT_READ, SheetMap
from evaltoolkit.intake.mapping.vocabulary import choice_of
from evaltoolkit.intake.reading import limits
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.filling import MONEY_UNIT
from evaltoolkit.model.workbook import FORMS

SAME_AS = "＝"
"""Before the header whose cells a constant repeats: 档案号 is ＝身份证."""
_SUM = re.compile(r".{0,6}[小合总共]\s*计[:：]?")
_LOOKED_AT = 3
_TEXT_FILES = (".csv", ".txt", ".tsv")


@dataclass(slots=True)
class Records:
    """A part of a sheet of the workbook, with what was found while it was taken."""

    part: Part
    faults: list[Fault] = field(default_factory=list)


def records_of(head: HeadedSheet, each: SheetMap) -> Records:
    """Return the records of a sheet whose header is the map's."""
    rows = head.rows.loc[head.rows.notna().any(axis=1)]
    sums = sums_of(rows, head)
    faults = [_fault(head, FaultKind.TOTAL_ROW, each, row) for row in sums]
    rows = rows.drop(index=sums)
    rows = _filled_down(rows, head, each)
    columns = dict(_columns(rows, head, each))
    for header, (_, _, cells) in list(columns.items()):
        for goal, given in each.constants.items():
            if given == SAME_AS + header:
                columns[goal] = (*columns[header][:2], list(cells))
    faults += _ambiguous_days(rows, head, each)
    kept, dropped = _with_place(columns, each)
    numbers = [int(row) for row in rows.index]
    faults += [
        _fault(head, FaultKind.LEFT_OUT, each, numbers[places[0]], value=word, n=len(places))
        for word, places in dropped.items()
    ]
    chosen = {header: (place, name, [cells[row] for row in kept]) for header, (place, name, cells) in columns.items()}
    constants = {goal: given for goal, given in each.constants.items() if not given.startswith(SAME_AS)}
    left_out = sum(map(len, dropped.values()))
    part = Part(head.sheet, head.header_rows[-1], [numbers[row] for row in kept], chosen, constants, left_out)
    return Records(part, faults)


def _fault(head: HeadedSheet, kind: FaultKind, each: SheetMap, row: int, **details: object) -> Fault:
    return Fault(
        kind, head.sheet.file, head.sheet.name, row, table=each.table, details=tuple(sorted(details.items()))
    )  # fmt: skip


def sums_of(rows: pd.DataFrame, head: HeadedSheet) -> list[int]:
    """Return the rows that are no records: sums wherever they are named, notes, and the header said again."""
    own = set(head.headers.values())
    found = []
    for row, cells in zip(rows.index, rows.to_numpy(), strict=True):
        words = [cell.strip() for cell in cells if cell is not None and isinstance(cell, str)]
        first = next((cell for cell in cells if cell is not None), None)
        is_note = isinstance(first, str) and is_sum_or_note(first.strip())
        is_header = len(words) > 1 and sum(word in own for word in words) > len(words) / 2
        if is_note or is_header or any(_SUM.fullmatch(word) for word in words[:_LOOKED_AT]):
            found.append(int(row))
    return list(dict.fromkeys(found))


def _filled_down(rows: pd.DataFrame, head: HeadedSheet, each: SheetMap) -> pd.DataFrame:
    """Return the rows with merged words in every row they span; a merged figure is of its first row alone."""
    words = {place for place, name in head.headers.items() if _is_words(name, each)}
    cells, numbers, left = rows.to_numpy(copy=True), rows.index.to_numpy(), limits.MAX_CELLS
    places = {int(place): number for number, place in enumerate(rows.columns)}
    for (first, start), (last, end) in head.sheet.marks.merged:
        begin, stop = np.searchsorted(numbers, [first + 1, last + 2])
        if begin >= stop or numbers[begin] != first + 1 or start not in places or (left := left - (stop - begin)) < 0:
            continue
        for place in words & set(range(start, min(end, max(places)) + 1)):
            cells[begin:stop, places[place]] = cells[begin, places[start]]
    return pd.DataFrame(cells, index=rows.index, columns=rows.columns, dtype=object)


def _is_words(name: str, each: SheetMap) -> bool:
    goal = each.columns.get(name)
    column = _column(str(goal), each) if isinstance(goal, str) and goal else None
    return column is not None and column.kind not in (Kind.NUMBER, Kind.COUNT)


def _column(goal: str, each: SheetMap) -> Column | None:
    return next((column for column in each.spec.columns if column.header == goal), None)


def _columns(
    rows: pd.DataFrame, head: HeadedSheet, each: SheetMap
) -> Iterator[tuple[str, tuple[int, str, list[object]]]]:
    """Yield each column of the workbook: its header, where it stands in the sheet, and its cells."""
    for place, name in head.headers.items():
        goal = each.columns.get(name)
        cells = rows[place].tolist()
        if isinstance(goal, Mapping):
            options = [rows[other].tolist() for other in _siblings(head, name)]
            for option, header in goal.items():
                yield header, (place, name, option_cells(cells, "" if option == TICKED else option, options))
        elif goal and ANSWERS.fullmatch(goal):
            yield goal, (place, name, _measured(goal, cells, each, head))
        elif goal and (column := _column(goal, each)) is not None:
            unit = header_parts(name).unit or (head.unit if column.unit == MONEY_UNIT else "")
            given = with_unit(_as_in(cells, column, each, head), unit, column)
            yield column.header, (place, name, given)


def _as_in(cells: list[object], column: Column, each: SheetMap, head: HeadedSheet) -> list[object]:
    return converted(cells, column, each, head.month, is_text=head.sheet.file.lower().endswith(_TEXT_FILES))


def _measured(goal: str, cells: list[object], each: SheetMap, head: HeadedSheet) -> list[object]:
    if goal.endswith("日期"):
        return _as_in(cells, each.spec.column("date"), each, head)
    return cells if goal.endswith("总分") else answered(cells, each, each.spec.items)


def _siblings(head: HeadedSheet, name: str) -> list[int]:
    """Return the columns of the same question."""
    number = header_parts(name).question
    return [place for place, other in head.headers.items() if number and header_parts(other).question == number]


def _ambiguous_days(rows: pd.DataFrame, head: HeadedSheet, each: SheetMap) -> Iterator[Fault]:
    for place, name in head.headers.items():
        goal = each.columns.get(name)
        column = _column(goal, each) if isinstance(goal, str) and goal else None
        if column is not None and column.kind is Kind.DATE and each.year:
            bad = [int(row) for row, cell in rows[place].items() if is_ambiguous(cell)]  # type: ignore[call-overload]
            if bad:
                yield _fault(head, FaultKind.DAY_AMBIGUOUS, each, bad[0], n=len(bad))


def _with_place(
    columns: Mapping[str, tuple[int, str, list[object]]], each: SheetMap
) -> tuple[list[int], dict[str, list[int]]]:
    """Return the rows that count, and those of each word that has no place in the tables."""
    count = max((len(cells) for _, _, cells in columns.values()), default=0)
    dropped: dict[str, list[int]] = {}
    gone: set[int] = set()
    for column in each.spec.columns:
        if column.header in columns and column.choices:
            for row, cell in enumerate(columns[column.header][2]):
                if _has_no_place(cell, column) and row not in gone:
                    gone.add(row)
                    dropped.setdefault(_said(cell, column, each), []).append(row)
    return [row for row in range(count) if row not in gone], dropped


def _said(cell: object, column: Column, each: SheetMap) -> str:
    """Return the words of a cell that has no place, as she wrote them."""
    own = [word for word, goal in each.values.get(column.header, {}).items() if goal == NOT_READ]
    return "、".join(own) if cell == NOT_READ and own else as_text(cell)


def _has_no_place(cell: object, column: Column) -> bool:
    """Return whether a word was said not to be read, or is known and none of the choices nor a form of work."""
    if cell is None or cell in column.choices or (column.forms and cell in FORMS):
        return False
    return cell == NOT_READ or choice_of(as_text(cell), column) == cell
