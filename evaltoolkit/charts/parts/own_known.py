"""What of a table a picture of one's own may show: its numbers, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from numbers import Number

import numpy as np
import pandas as pd
from matplotlib.dates import date2num

from evaltoolkit.charts.parts.own_layout import ASIDE, NEAR
from evaltoolkit.charts.parts.own_words import plain
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.printed import printed

CONSTANTS = (-100.0, -1.0, 0.0, 1.0, 100.0)
"""Numbers that are free: whole shares, signs, nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The figures of a table: in full, as printed, as per cents, turned round; how many rows and columns hold them."""

    figures: np.ndarray
    cells: np.ndarray
    rows: int
    columns: int

    @classmethod
    def of(cls, table: ProtectedTable) -> Known:
        """Return those of a protected table."""
        frame = table.frame
        columns = [numbers_of(one[name]) for one in (frame, printed(table)) for name in one]
        cells = np.column_stack([np.full(len(frame), np.nan), *columns])
        cells = np.column_stack([cells, -cells, 100 * cells, -100 * cells])
        figures = np.unique([*CONSTANTS, *cells[np.isfinite(cells)]])
        held = sum(bool(np.isfinite(column).any()) for column in columns[: frame.shape[1]])
        return cls(figures, cells, len(frame), held)

    def tells(self, places: np.ndarray, values: np.ndarray) -> bool:
        """Return whether each value stands in the row at its place."""
        rows = np.round(places).astype(int)
        if np.abs(places - rows).max(initial=0) > ASIDE or rows.min(initial=0) < 0 or rows.max(initial=0) >= self.rows:
            return False
        near = np.abs(self.cells[rows] - values[:, None]) <= NEAR + NEAR * np.abs(values[:, None])
        return bool(near.any(axis=1).all())

    @property
    def longest(self) -> int:
        """Return how many points a series of it may have."""
        return max(self.rows, self.columns, 1)

    def has(self, values: np.ndarray) -> bool:
        """Return whether any of the values is one of its own, not one that is free."""
        is_free = np.isclose(values[:, None], CONSTANTS, rtol=NEAR, atol=NEAR).any(axis=1)
        return bool((~self.strange(values) & ~is_free).any())

    def takes(self, rows: int, columns: int) -> bool:
        """Return whether so many rows and columns could be its own, also turned."""
        return (rows <= self.rows and columns <= self.columns) or (rows <= self.columns and columns <= self.rows)

    def strange(self, values: np.ndarray) -> np.ndarray:
        """Return which of the values are none of its figures."""
        place = np.clip(np.searchsorted(self.figures, values), 1, len(self.figures) - 1)
        near = np.minimum(np.abs(self.figures[place] - values), np.abs(self.figures[place - 1] - values))
        away: np.ndarray = near > NEAR + NEAR * np.abs(values)
        return away


def numbers_of(column: pd.Series) -> np.ndarray:
    """Return the numbers of a column, days counted as matplotlib counts them; no number for words."""
    if pd.api.types.is_bool_dtype(column):
        return np.full(len(column), np.nan)
    if pd.api.types.is_datetime64_any_dtype(column):
        return np.asarray(date2num(column.to_numpy()), dtype=float)  # type: ignore[no-untyped-call]
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def cells_of(tables: Iterable[ProtectedTable]) -> Iterator[str]:
    """Yield the words of tables, those of their heads too."""
    for table in tables:
        frame = table.frame
        yield from (plain(str(name)) for name in frame.columns)
        for name in frame.columns:
            yield from (plain(str(value)) for value in frame[name] if not isinstance(value, Number))
