"""Cells as they stand in a workbook, before anything is known of their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.reading.origin import Origin
from evaltoolkit.intake.reading.sheet_xml import Marks


@dataclass(frozen=True, slots=True, eq=False)
class RawSheet:
    """One sheet.

    Parameters
    ----------
    name
        As in the workbook, or the csv file's name without its ending.
    cells
        Objects as read; None is an empty cell. The index is the row number that Excel shows, the columns are counted
        from 0 for column A.
    file
        Name of the file it stands in.
    marks
        Cells that need a word.
    is_older
        Written before Excel 97: nothing is known of how its cells look, percentages are bare numbers.
    is_taken
        Its cells stand in a sheet that was put together by a map, or its map says that it is not read.
    origin
        Of a sheet that was put together: where its cells stand in the station's own files.
    """

    name: str
    cells: pd.DataFrame
    file: str
    marks: Marks = field(default_factory=Marks)
    is_older: bool = False
    is_taken: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RawWorkbook:
    """All sheets of a workbook, or all files of a folder, with the sha256 of what was read and the faults so far."""

    file: str
    sheets: tuple[RawSheet, ...]
    sha256: str
    faults: tuple[Fault, ...] = ()


def as_cells(rows: Sequence[Sequence[Any]], first_row: int = 0, first_column: int = 0) -> pd.DataFrame:
    """Return rows of cells as a frame that knows their place; blank text is an empty cell.

    Parameters
    ----------
    rows
        Cells row by row; shorter rows are filled up.
    first_row, first_column
        Place of the first cell, counted from 0.

    Examples
    --------
    >>> as_cells([["a", ""], ["b"]], first_row=2).index.tolist()
    [3, 4]
    """
    width = max(map(len, rows), default=0)
    block = np.full((len(rows), width), None, dtype=object)
    for number, row in enumerate(rows):
        block[number, : len(row)] = row
    flat = block.reshape(-1)
    flat[[isinstance(cell, str) and not cell.strip() for cell in flat]] = None
    index = pd.RangeIndex(first_row + 1, first_row + 1 + len(rows))
    return pd.DataFrame(block, index=index, columns=range(first_column, first_column + width), dtype=object)
