"""Read a protected table row by row, each figure known, withheld or not provided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED, ProtectedTable
from evaltoolkit.language import Text
from evaltoolkit.model.choices import say_choice


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: its value, or None with the reason why there is none."""

    value: float | None
    withheld: bool = False

    @property
    def is_known(self) -> bool:
        """Return whether there is a value to draw."""
        return self.value is not None

    def words(self, shown: Callable[[float], str | Text]) -> str | Text:
        """Return the value as `shown` writes it, else that it is withheld or not provided."""
        if self.value is not None:
            return shown(self.value)
        return SUPPRESSED if self.withheld else NOT_PROVIDED


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row of a protected table."""

    table: ProtectedTable
    position: int

    def number(self, column: str) -> Figure:
        """Return a figure of this row; a column the table lacks is not provided."""
        if column not in self.table.frame.columns:
            return Figure(None)
        value = pd.to_numeric(self.table.frame[column].iloc[self.position], errors="coerce")
        if pd.isna(value) or value in (float("inf"), float("-inf")):
            return Figure(None, self._is_withheld(column))
        return Figure(float(value))

    def words(self, column: str) -> str | Text:
        """Return the words of a cell, a fixed choice in the reader's; else that they are withheld or not provided."""
        value = self._cell(column)
        if isinstance(value, Text):
            return value
        if value is None or not str(value).strip():
            return SUPPRESSED if self._is_withheld(column) else NOT_PROVIDED
        return say_choice(str(value))

    def given(self, column: str) -> str | None:
        """Return the plain words of a cell, or None where it has none."""
        value = self._cell(column)
        return None if value is None else str(value).strip() or None

    def date(self, column: str) -> pd.Timestamp | None:
        """Return the date of a cell, or None where it has none."""
        value = self._cell(column)
        if value is None:
            return None
        if isinstance(value, pd.Timestamp):
            return value
        moment = pd.to_datetime(str(value), errors="coerce")
        return None if pd.isna(moment) else pd.Timestamp(moment)

    def flag(self, column: str) -> bool | None:
        """Return whether a cell says yes, or None where it says nothing."""
        value = self._cell(column)
        return None if value is None else bool(value)

    def is_withheld(self, columns: Iterable[str]) -> bool:
        """Return whether any of `columns` is withheld in this row."""
        return any(self._is_withheld(column) for column in columns)

    def _cell(self, column: str) -> object:
        if column not in self.table.frame.columns:
            return None
        value = self.table.frame[column].iloc[self.position]
        return None if pd.api.types.is_scalar(value) and pd.isna(value) else value

    def _is_withheld(self, column: str) -> bool:
        return column in self.table.mask.columns and bool(self.table.mask[column].iloc[self.position])


def records(table: ProtectedTable) -> tuple[Record, ...]:
    """Return the rows of `table` in its order."""
    return tuple(Record(table, position) for position in range(len(table.frame)))


def says_nothing(rows: Iterable[Record], columns: Iterable[str]) -> bool:
    """Return whether no row has, or withholds, a figure in any of `columns`."""
    named = tuple(columns)
    return not any(row.number(column).is_known or row.is_withheld([column]) for row in rows for column in named)


def total(rows: Iterable[Record], column: str) -> float | None:
    """Return the sum over a column, or None where any row lacks its figure: a sum of the rest would mislead."""
    values = [row.number(column).value for row in rows]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
