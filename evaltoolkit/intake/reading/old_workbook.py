"""Read .xls and .et files within the same limits as .xlsx, percentages and worked-out dates as they are shown."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.reading import limits, refusals
from evaltoolkit.intake.reading.biff_records import Records, SheetRecords, read_records
from evaltoolkit.intake.reading.blocks import blocks
from evaltoolkit.intake.reading.compound_file import BrokenChainError, read_streams
from evaltoolkit.intake.reading.raw_tables import RawSheet, as_cells
from evaltoolkit.intake.reading.refusals import refusal
from evaltoolkit.intake.reading.sheet_xml import Cell

_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_MOST_DAYS = 2_958_465  # of the year 9999
_MACROS = ("_vba_project", "dir")


def read_old(content: bytes, name: str) -> Iterator[RawSheet]:
    """Yield the sheets of an .xls or .et file.

    Raises
    ------
    FileError
        It is broken, protected by a password, too large, or holds macros.
    """
    records = _records(content, name)
    _require_small(records, name)
    told = {sheet.name: sheet for sheet in records.sheets}
    for sheet, rows, start in blocks(content, name):
        seen = told.get(sheet, SheetRecords(sheet))
        cells = _with_days(as_cells(rows, *start), seen.days, from_1904=records.from_1904)
        yield RawSheet(sheet, cells, name, seen.marks(), is_older=records.is_older)


def _records(content: bytes, name: str) -> Records:
    try:
        streams = read_streams(content)
        stream = streams.get("workbook", streams.get("book"))
        if stream is None:
            raise refusal(refusals.OTHER, name, ExitCode.FILE_NOT_A_WORKBOOK)
        if _MACROS[0] in streams and _MACROS[1] in streams:
            raise refusal(refusals.MACROS, name, ExitCode.FILE_NOT_A_WORKBOOK)
        records = read_records(stream)
    except (BrokenChainError, struct.error, IndexError) as error:
        raise refusal(refusals.OTHER, name, ExitCode.FILE_NOT_A_WORKBOOK) from error
    if records.is_locked:
        raise refusal(refusals.ENCRYPTED, name, ExitCode.FILE_ENCRYPTED)
    return records


def _require_small(records: Records, name: str) -> None:
    sizes = [sheet.rows * sheet.columns for sheet in records.sheets]
    merges = max((len(sheet.merged) for sheet in records.sheets), default=0)
    if merges > limits.MAX_MERGES:
        raise refusal(refusals.MERGED, name, ExitCode.FILE_TOO_LARGE)
    refusals.require_few_sheets(len(sizes), name)
    if max(sizes, default=0) > limits.MAX_CELLS or sum(sizes) > limits.MAX_WORKBOOK_CELLS:
        raise refusal(refusals.FAR, name, ExitCode.FILE_TOO_LARGE)
    if sum(sheet.text_bytes for sheet in records.sheets) > limits.MAX_TEXT_BYTES:
        raise refusal(refusals.WORDY, name, ExitCode.FILE_TOO_LARGE)


def _with_days(cells: pd.DataFrame, days: set[Cell], *, from_1904: bool) -> pd.DataFrame:
    """Return the cells with the dates that formulas worked out, which the reader gives as numbers of days."""
    for row, column in days:
        if row + 1 in cells.index and column in cells.columns:
            number = cells.at[row + 1, column]
            if isinstance(number, float | int) and 0 < number < _MOST_DAYS:
                cells.at[row + 1, column] = _EPOCHS[from_1904] + timedelta(days=float(number))
    return cells
