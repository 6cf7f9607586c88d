"""The rows of a protected table as sentences and tables read them: a value, or one of two kinds of gap."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import compress
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from evaltoolkit.disclosure.of_run import require_protected
from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED, Band, ProtectedTable
from evaltoolkit.disclosure.shown import is_of_package
from evaltoolkit.language import AsWritten, Text
from evaltoolkit.model.choices import say_choice


class Gap(Enum):
    """Why a cell has no value; the two are never mixed up."""

    NOT_PROVIDED = "not-provided"
    WITHHELD = "withheld"


_SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a protected table.

    Parameters
    ----------
    values
        Shown values by column.
    withheld
        Columns whose value is hidden from this audience.
    bands
        The range that is said in place of a withheld count.
    """

    values: Mapping[str, object]
    withheld: frozenset[str] = frozenset()
    bands: Mapping[str, Band] = field(default_factory=dict)

    def gap(self, name: str) -> Gap | None:
        """Return why the column has no value here, or None where it has one."""
        if name in self.withheld:
            return Gap.WITHHELD
        return Gap.NOT_PROVIDED if _is_missing(self.values.get(name)) else None

    def is_withheld(self, *names: str) -> bool:
        """Return whether any of the columns is hidden here from this audience."""
        return any(self.gap(name) is Gap.WITHHELD for name in names)

    def band(self, name: str) -> str:
        """Return the range that stands for a withheld count, such as ``1–4``; empty where none does."""
        return "–".join(map(str, self.bands.get(name, ())))

    def stand_in(self, name: str) -> str | Gap | None:
        """Return what stands where the column has no value, its range or why there is none; None where it has one."""
        return self.band(name) or self.gap(name)

    def has(self, *names: str) -> bool:
        """Return whether every one of the columns has a value here."""
        return all(self.gap(name) is None for name in names)

    def number(self, name: str) -> float | None:
        """Return a figure, or None for a gap or for what is no number."""
        value = self.values.get(name)
        if self.gap(name) is not None or isinstance(value, str | Text | tuple):
            return None
        return float(value)  # type: ignore[arg-type]

    def numbers(self, *names: str) -> tuple[float, ...] | None:
        """Return all of the figures, or None where one is a gap."""
        found = tuple(value for value in map(self.number, names) if value is not None)
        return found if len(found) == len(names) else None

    def ends(self, low: str, high: str) -> tuple[float, float] | None:
        """Return both ends of an interval, or None where one is a gap."""
        found = self.number(low), self.number(high)
        return None if found[0] is None or found[1] is None else (found[0], found[1])

    def words(self, name: str) -> Text | str:
        """Return what a text column says, a date as ISO 8601 writes it; empty for a gap."""
        value = self.values.get(name)
        return value if isinstance(value, Text) and self.gap(name) is None else self.day(name).strip()

    def said(self, name: str, shown: Callable[[float], Text | str] | None = None) -> Text | str:
        """Return a cell as the reader sees it: the figure as `shown` writes it, or the words; else why there is none.

        A fixed choice of the workbook is said in the reader's words, other data and a sheet's name, by which
        the reader finds it, stand as they are; for a withheld count its range where it has one.
        """
        if self.is_withheld(name):
            return self.band(name) or SUPPRESSED
        if shown is None:
            words = self.words(name)
            if not words or isinstance(words, Text):
                return words or NOT_PROVIDED
            return AsWritten(words) if name == _SHEET else say_choice(words)
        value = self.number(name)
        return NOT_PROVIDED if value is None else shown(value)

    def string(self, name: str) -> str:
        """Return a text column's data as a plain string; empty for a gap."""
        return str(self.words(name))

    def flag(self, name: str) -> bool | None:
        """Return a yes or no, or None for a gap."""
        return None if self.gap(name) is not None else bool(self.values[name])

    def texts(self, name: str) -> tuple[Any, ...]:
        """Return the members of a column that holds tuples; empty for a gap."""
        value = self.values.get(name)
        return tuple(value) if isinstance(value, tuple | list) and name not in self.withheld else ()

    def day(self, name: str) -> str:
        """Return a date as ISO 8601 writes it; empty for a gap."""
        value = self.values.get(name)
        if self.gap(name) is not None:
            return ""
        return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)

    def date(self, name: str) -> pd.Timestamp | None:
        """Return a date to reckon with, or None for a gap or for what is no date."""
        moment = pd.to_datetime(self.day(name), errors="coerce")
        return moment if isinstance(moment, pd.Timestamp) else None


_ROWS: WeakKeyDictionary[ProtectedTable, tuple[Row, ...]] = WeakKeyDictionary()


def rows_of(table: ProtectedTable) -> tuple[Row, ...]:
    """Return the rows of `table` in its order.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    known = _ROWS.get(require_protected(table))
    if known is None or not is_of_package(sys._getframe(1)):  # what a cell does to its rows changes no other's
        known = _read(table)
        _ROWS.setdefault(table, known)
    return known


def _read(table: ProtectedTable) -> tuple[Row, ...]:
    frame, mask = table.frame, table.mask
    names = list(frame.columns)
    hidden = [frozenset(compress(mask.columns, flags)) for flags in mask.to_numpy(dtype=bool).tolist()]
    # column by column: a frame of several types made into one of objects takes ten times as long
    records = zip(*(frame[name].tolist() for name in names), strict=True) if names else [()] * len(frame)
    return tuple(
        Row(dict(zip(names, values, strict=True)), withheld, table.bands_of(place))
        for place, (values, withheld) in enumerate(zip(records, hidden, strict=True))
    )


def column_sum(rows: Iterable[Row], name: str) -> float | None:
    """Return the sum of a column, or None where a member is a gap: a sum must neither guess nor expose one."""
    values = [row.number(name) for row in rows]
    known = [value for value in values if value is not None]
    return math.fsum(known) if known and len(known) == len(values) else None


def says_nothing(rows: Iterable[Row], *names: str) -> bool:
    """Return whether no row has, or withholds, a figure in any of the columns."""
    return not any(row.number(name) is not None or row.is_withheld(name) for row in rows for name in names)


def _is_missing(value: object) -> bool:
    if value is None or value is pd.NaT or value is pd.NA:
        return True
    if isinstance(value, str | tuple | list):
        return not (value.strip() if isinstance(value, str) else value)
    if isinstance(value, Text | date | bool):
        return False
    try:
        return not math.isfinite(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
