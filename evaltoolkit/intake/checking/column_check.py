"""Check one column of a table: cells that are not of its kind, needed ones that are empty, dates far off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.checking.cells import parse_column
from evaltoolkit.intake.checking.checked_table import CheckedTable, may_show
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Ours
from evaltoolkit.model.columns import Column, Items, Kind
from evaltoolkit.model.workbook import OVERALL

# 本工具规则: no date of a station's file lies before these, and none more than a year after the year evaluated.
_FIRST_DATE = datetime(1950, 1, 1)
_LAST_YEAR = 2100
# Answers in words to the items of a satisfaction form: 5 for the best (非常满意), 1 for the worst.
_RATINGS: Mapping[str, float] = {words: float(5 - place) for place, words in enumerate(OVERALL[:5])}


def check_column(
    table: CheckedTable,
    column: Column,
    cells: pd.Series,
    *,
    marks: Mapping[int, FaultKind],
    divisor: float = 1.0,
    year: int | None = None,
    more: Sequence[pd.Series] = (),
) -> pd.Series:
    """Return the typed column and record its faults with the table.

    Parameters
    ----------
    table
        The table that the column belongs to.
    column
        What the column should hold.
    cells
        Objects as read, one for each row of the table.
    marks
        Faults of cells that the reader gives as empty, by position.
    divisor
        By which plain numbers are divided to come to the column's unit.
    year
        The year evaluated.
    more
        Further columns of labels for the same people.
    """
    cells = cells.reset_index(drop=True)
    if table.spec.items is Items.RATING and column.name.startswith("item_"):
        cells = cells.map(lambda cell: _RATINGS.get(cell, cell) if isinstance(cell, str) else cell)
        column = _own_range(table, column, cells)
    costs_row = column.required or column.filled or column.name in table.spec.key
    parsed = parse_column(cells, column, divisor=divisor)
    for position, problem in parsed.problems.items():
        found = as_text(cells[position]) if may_show(column.kind) else None
        # what names a person is no figure: a number that lost its digits there stops no report
        lost = problem.kind is FaultKind.DIGITS_LOST and column.kind.is_held_back
        kind = FaultKind.NUMBER_LOST if lost else problem.kind
        table.add(kind, position, column.name, found=found, whole_row=costs_row, **dict(problem.details))
    for position, kind in marks.items():
        table.add(kind, position, column.name, whole_row=costs_row)
    if column.filled:
        empty = cells.isna() & ~cells.index.isin(list(marks))
        table.add_each(FaultKind.EMPTY_CELL, empty, column.name)
    values = parsed.values
    if column.kind is Kind.DATE:
        return _check_dates(table, column, values, costs_row=costs_row, year=year)
    return _with_labels(values, more, column) if more else values


def _own_range(table: CheckedTable, column: Column, cells: pd.Series) -> Column:
    """Return the item's column without bounds, and a remark, where most answers say that the form had others."""
    answers = pd.to_numeric(cells, errors="coerce").dropna()
    outside = answers.index[~answers.between(1, 5)]
    if 2 * len(outside) <= len(answers):
        return column
    table.add(FaultKind.RATING_OTHERWISE, int(outside[0]), column.name, found=as_text(cells[outside[0]]))
    return replace(column, kind=Kind.NUMBER, low=None, high=None)


def _check_dates(
    table: CheckedTable, column: Column, values: pd.Series, *, costs_row: bool, year: int | None
) -> pd.Series:
    last = datetime((year or _LAST_YEAR) + 1, 12, 31)
    bad = ((values < _FIRST_DATE) | (values > last)).to_numpy()
    for position in np.flatnonzero(bad):
        table.add(
            FaultKind.DATE_IMPOSSIBLE,
            int(position),
            column.name,
            found=values[position].date().isoformat(),
            whole_row=costs_row,
            first=Ours(_FIRST_DATE.date().isoformat()),
            last=Ours(last.date().isoformat()),
        )
    return values.mask(bad)


def _with_labels(values: pd.Series, more: Sequence[pd.Series], column: Column) -> pd.Series:
    parts = [values, *(parse_column(cells.reset_index(drop=True), column).values for cells in more)]
    joined = [tuple(dict.fromkeys(label for part in row for label in part)) for row in zip(*parts, strict=True)]
    return pd.Series(joined, index=values.index, dtype=object)
