"""Turn a raw sheet into a checked table: its header first, then its cells column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.checked_table import CheckedTable, SheetPlace
from evaltoolkit.intake.checking.column_check import check_column
from evaltoolkit.intake.checking.header_check import area, check_header
from evaltoolkit.intake.checking.headers import Columns, find_columns
from evaltoolkit.intake.checking.row_selection import known_places, select_rows
from evaltoolkit.intake.checking.sheet_look import look
from evaltoolkit.intake.checking.wide import Block, blocks_of
from evaltoolkit.intake.checking.work_forms import PERIOD, named_forms, own_form, with_days, without_forms
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.model.columns import MAY_STAY_EMPTY, Column, Kind


@dataclass(slots=True, eq=False)
class SheetResult:
    """What came of one sheet.

    Parameters
    ----------
    table
        None where the sheet holds no row.
    faults
        Of the sheet and its header; those of rows stand with the table.
    """

    table: CheckedTable | None
    faults: list[Fault]


def check_sheet(at: SheetPlace, sheet: RawSheet, *, year: int | None) -> SheetResult:
    """Return the checked table of a sheet.

    Parameters
    ----------
    at
        Where the sheet stands and what it should hold.
    sheet
        Its cells.
    year
        The year evaluated, or None where it is not known.
    """
    if not sheet.cells.notna().to_numpy().any():
        return SheetResult(None, _empty(at))
    columns = find_columns(sheet, at.spec)
    faults = list(check_header(at, sheet, columns))
    cells, left_out = select_rows(at, sheet, columns)
    faults += left_out
    if cells.empty:
        return SheetResult(None, [*faults, *_empty(at)])
    faults += _merges(at, sheet, columns, cells)
    faults += look(sheet, at.spec, cells.index)
    tables = [_check_block(at, sheet, columns, block, cells, year=year) for block in blocks_of(columns)]
    return SheetResult(_joined(tables), faults)


def _empty(at: SheetPlace) -> list[Fault]:
    return [] if at.spec.when == MAY_STAY_EMPTY else [at.fault(FaultKind.EMPTY_SHEET)]


def _merges(at: SheetPlace, sheet: RawSheet, columns: Columns, cells: pd.DataFrame) -> Iterator[Fault]:
    known, rows = sorted(known_places(columns)), np.sort(cells.index.to_numpy())
    for first, last in sheet.marks.merged:
        # Compared by their ends: a merge may span a million rows.
        place = next((place for place in known if first[1] <= place <= last[1]), None)
        touches_rows = np.searchsorted(rows, first[0] + 1) < np.searchsorted(rows, last[0] + 1, side="right")
        if first[0] + 1 > columns.header_row and place is not None and touches_rows:
            header = columns.headers.get(place, "")
            yield at.fault(
                FaultKind.MERGED_CELLS, row=first[0] + 1, place=place, header=header, range=area(first, last)
            )


def _check_block(
    at: SheetPlace, sheet: RawSheet, columns: Columns, block: Block, cells: pd.DataFrame, *, year: int | None
) -> CheckedTable:
    """Return the table of one block of columns: the whole sheet, or one wave of a wide one."""
    part = _records_of(block, sheet, cells)
    if PERIOD in block.places:
        part = with_days(part, block.places, year)
    forms = [named_forms(part[block.places[column.name]]) for column in at.spec.columns if _may_name(column, block)]
    table = CheckedTable(
        at,
        pd.DataFrame(index=pd.RangeIndex(len(part))),
        part.index.to_numpy(),
        np.zeros(len(part), dtype=int),
        ({name: (place, columns.headers[place]) for name, place in block.places.items()},),
        columns.header_row,
        np.ones(len(part), dtype=bool),
    )
    read: dict[str, pd.Series] = {}
    marks = _marks(sheet, part)
    for column in block.columns(at.spec):
        place = block.places.get(column.name)
        if place is None:
            continue
        further = columns.further.get(column.name, ()) if column.kind is Kind.LABELS else ()
        read[column.name] = check_column(
            table,
            column,
            _as_percent(sheet, part[place]) if _tells_percent(column) else without_forms(part[place], column),
            marks=marks.get(place, {}),
            divisor=columns.divisors.get(column.name, 1.0),
            year=year,
            more=[part[other] for other in further],
        )
    for named in forms:
        if named.notna().any():
            read["form"] = own_form(read.get("form"), named)
    for name, value in block.constants.items():
        read[name] = pd.Series(value, index=table.frame.index, dtype="str")
    table.frame = pd.DataFrame(read, index=table.frame.index)
    return table


def _records_of(block: Block, sheet: RawSheet, cells: pd.DataFrame) -> pd.DataFrame:
    if not block.own:
        return cells
    marked = {row + 1 for row, place in (*sheet.marks.valueless, *sheet.marks.errors) if place in block.own}
    return cells.loc[cells[list(block.own)].notna().to_numpy().any(axis=1) | cells.index.isin(marked)]


def _marks(sheet: RawSheet, cells: pd.DataFrame) -> dict[int, dict[int, FaultKind]]:
    """Return the marked cells by column, then by position."""
    found: dict[int, dict[int, FaultKind]] = {}
    kinds = (
        (FaultKind.FORMULA_WITHOUT_VALUE, sheet.marks.valueless),
        (FaultKind.ERROR_VALUE, sheet.marks.errors - sheet.marks.valueless),
    )
    if not any(marked for _, marked in kinds):
        return found
    positions: Mapping[int, int] = {int(row): position for position, row in enumerate(cells.index)}
    for kind, marked in kinds:
        for row, place in sorted(marked):
            if row + 1 in positions:
                found.setdefault(place, {})[positions[row + 1]] = kind
    return found


def _may_name(column: Column, block: Block) -> bool:
    return column.forms and column.name in block.places


def _tells_percent(column: Column) -> bool:
    """Return whether 0.5 shown as 50% is to be read as it is shown: a target, or an amount that can be no share."""
    return column.kind is Kind.TARGET or (column.kind in (Kind.NUMBER, Kind.COUNT) and bool(column.unit))


def _as_percent(sheet: RawSheet, cells: pd.Series) -> pd.Series:
    """Return the cells of a column as they are shown: 0.85 in the format 0% as 85%."""
    place = cells.name
    rows = [row + 1 for row, column in sheet.marks.percents if column == place and row + 1 in cells.index]
    shown = cells.copy()
    for row in rows:
        if isinstance(cells[row], float | int):
            shown[row] = f"{round(cells[row] * 100, 10):g}%"
    return shown


def _joined(tables: Sequence[CheckedTable]) -> CheckedTable:
    """Return the waves of a wide sheet as one table in the order of its rows."""
    if len(tables) == 1:
        return tables[0]
    first = tables[0]
    rows = np.concatenate([table.rows for table in tables])
    order = np.argsort(rows, kind="stable")
    frame = pd.concat([table.frame for table in tables], ignore_index=True).iloc[order].reset_index(drop=True)
    blocks = np.repeat(np.arange(len(tables)), [len(table.rows) for table in tables])
    kept = np.concatenate([table.kept for table in tables])
    places = tuple(place for table in tables for place in table.places)
    faults = list(dict.fromkeys(fault for table in tables for fault in table.faults))
    return CheckedTable(first.at, frame, rows[order], blocks[order], places, first.header_row, kept[order], faults)
