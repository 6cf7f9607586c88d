"""Which rows of a sheet are records: not the header, no blank, no example, no sum and no note."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.checked_table import SheetPlace
from evaltoolkit.intake.checking.headers import Columns
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading.raw_tables import RawSheet

# 示例：… or （示例）… as the entry workbook writes it; a name such as 示例商会 is no mark.
_EXAMPLE = re.compile(r"示例行?\s*(?:[:：].*)?|[（(【\[]\s*示例\s*[)）】\]].*", re.DOTALL)
_SUM_OR_NOTE = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计)\s*[:：]?|[\w（(]{0,6}(?:合计|总计|小计|累计|总额|总数)[)）]?\s*[:：]?|(?:注|备注|说明|填表人|制表人?|审核人?)\s*[:：].*",
    re.DOTALL,
)


def is_sum_or_note(words: str) -> bool:
    """Return whether the first entry of a row says that the row is no record but a sum or a note."""
    return bool(_SUM_OR_NOTE.fullmatch(words))


def is_example(words: str) -> bool:
    """Return whether the first entry of a row says that it is the entry workbook's example."""
    return bool(_EXAMPLE.fullmatch(words))


def known_places(columns: Columns) -> list[int]:
    """Return the columns that are read, in order."""
    waves = columns.waves.values()
    places = {
        *columns.places.values(),
        *columns.items.values(),
        *(place for further in columns.further.values() for place in further),
        *(place for wave in waves for place in (*wave.items.values(), wave.total, wave.date) if place is not None),
    }
    return sorted(places)


def select_rows(at: SheetPlace, sheet: RawSheet, columns: Columns) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the cells of the records in the columns that are read; sums and notes are left out with a remark.

    A row whose first entry is 示例 or begins with 示例： is the entry workbook's example and is left out without one.
    """
    known = known_places(columns)
    marked = {row + 1 for row, place in (*sheet.marks.valueless, *sheet.marks.errors) if place in known}
    cells = _with_rows(sheet.cells[known], marked)
    cells = cells.loc[cells.index > columns.header_row]
    cells = cells.loc[cells.notna().to_numpy().any(axis=1) | cells.index.isin(marked)]
    first = _first_words(cells)
    out = np.array([is_sum_or_note(words) for words in first], dtype=bool)
    example = np.array(list(map(is_example, first)), dtype=bool)
    faults = [at.fault(FaultKind.TOTAL_ROW, row=int(row)) for row in cells.index[out]]
    return cells.loc[~(out | example)], faults


def _with_rows(cells: pd.DataFrame, rows: set[int]) -> pd.DataFrame:
    """Return the cells with blank rows added where the reader saw none but the sheet has formulas."""
    missing = sorted(rows.difference(cells.index))
    if not missing:
        return cells
    wider = cells.reindex(sorted([*cells.index, *missing]))
    return wider.astype(object).where(wider.notna(), None)


def _first_words(cells: pd.DataFrame) -> list[str]:
    """Return the first entry of each row where it is text, else nothing."""
    if cells.empty:
        return []
    block = cells.to_numpy()
    first = block[np.arange(len(block)), cells.notna().to_numpy().argmax(axis=1)]
    return [entry.strip() if isinstance(entry, str) else "" for entry in first]
