"""Which figures rest on a part of the rows that were handed in: the sheets of which many rows are not counted."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable, SheetRows
from evaltoolkit.model.workbook import table

MOST_LEFT_OUT = 0.9
"""Share of the rows given under which a figure says that it rests on a part of them (本工具规则)."""
COLUMNS = ("sheet", "given", "counted", "under")


def row_account(sheets: Iterable[SheetRows]) -> ResultTable:
    """Return one row a sheet of which fewer than nine in ten of the rows given are counted.

    `under` is the next tenth above the share that is counted; `given` and `counted` are missing of a sheet that lists
    people, whose rows are told in no exact number.
    """
    rows = [_row(seen) for seen in sheets if seen.meant and seen.counted / seen.meant < MOST_LEFT_OUT]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return make_table("row_account", frame.astype({"given": "float64", "counted": "float64", "under": "float64"}))


def _row(seen: SheetRows) -> tuple[str, float, float, float]:
    spec = table(seen.name)
    lists_people = any(column.kind is Kind.CODE for column in spec.columns)
    given, counted = (math.nan, math.nan) if lists_people else (float(seen.meant), float(seen.counted))
    return spec.sheet, given, counted, (math.floor(10 * seen.counted / seen.meant) + 1) / 10
