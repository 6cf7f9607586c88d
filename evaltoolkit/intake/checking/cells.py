"""Read a column's cells as what they should be, each cell by itself, so that one bad cell hides no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking import cell_values as read
from evaltoolkit.intake.checking.cell_values import Problem
from evaltoolkit.model.columns import Column, Kind


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A column after reading.

    Parameters
    ----------
    values
        Typed as :class:`~evaltoolkit.model.evidence.Evidence` documents; a bad or empty cell is missing.
    problems
        What is wrong with the cell at each position that is bad.
    """

    values: pd.Series
    problems: Mapping[int, Problem]


_DTYPES: Mapping[Kind, str] = {
    Kind.NUMBER: "float64",
    Kind.COUNT: "float64",
    Kind.FLAG: "boolean",
    Kind.DATE: "datetime64[us]",
}


def parse_column(cells: pd.Series, column: Column, *, divisor: float = 1.0) -> Parsed:
    """Return the cells of a column as its kind, with a problem for each cell that is not of it.

    Parameters
    ----------
    cells
        Objects as read, None where empty.
    column
        What the column should hold.
    divisor
        By which plain numbers are divided to come to the column's unit.

    Examples
    --------
    >>> parsed = parse_column(pd.Series(["1,200", "约5"], dtype=object), Column("hours", "工时", Kind.NUMBER))
    >>> parsed.values.tolist(), list(parsed.problems)
    ([1200.0, nan], [1])
    """
    codes, distinct = pd.factorize(_without_booleans(cells))
    reader = _reader(column, divisor)
    outcomes = [reader(cell) for cell in distinct]
    bad = np.array([isinstance(outcome, Problem) for outcome in outcomes] + [False])[codes]
    values = np.empty(len(outcomes) + 1, dtype=object)
    for number, outcome in enumerate(outcomes):
        values[number] = None if isinstance(outcome, Problem) else outcome
    problems = {
        int(place): outcome for place in np.flatnonzero(bad) if isinstance(outcome := outcomes[codes[place]], Problem)
    }
    return Parsed(typed(values[codes], column.kind), problems)


def typed(values: np.ndarray, kind: Kind) -> pd.Series:
    """Return read values in the type of their kind."""
    if kind is Kind.LABELS:
        filled = np.empty(len(values), dtype=object)
        filled[:] = [() if value is None else value for value in values]
        return pd.Series(filled, dtype=object)
    return pd.Series(values, dtype=object).astype(_DTYPES.get(kind, "str"))  # type: ignore[call-overload, no-any-return]


def _without_booleans(cells: pd.Series) -> pd.Series:
    """Return the cells with booleans as words: as keys True and 1.0 would be one."""
    if pd.api.types.infer_dtype(cells, skipna=True) in ("string", "floating", "date", "datetime"):
        return cells
    return cells.map(lambda cell: ("TRUE" if cell else "FALSE") if isinstance(cell, bool) else cell)


def _reader(column: Column, divisor: float) -> Callable[[object], object]:
    readers: Mapping[Kind, Callable[[object], object]] = {
        Kind.TEXT: read.as_text,
        Kind.FREE_TEXT: read.as_text,
        Kind.TARGET: read.as_text,
        Kind.CHOICE: partial(read.as_choice, choices=column.choices),
        Kind.LABELS: read.as_labels,
        Kind.DATE: read.as_date,
        Kind.NUMBER: partial(read.as_number, column=column, divisor=divisor),
        Kind.COUNT: partial(read.as_count, column=column, divisor=divisor),
        Kind.FLAG: read.as_flag,
        Kind.CODE: read.as_code,
    }
    return read.as_identifier if column.kind.is_held_back else readers[column.kind]
