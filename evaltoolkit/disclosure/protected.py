"""The only form in which results reach a chart or a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from evaltoolkit.disclosure.shown import table_bundle
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import TableClass
from evaltoolkit.model.texts import texts

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_SEAL = object()
Band = tuple[int, int]
"""Least and greatest number that a withheld count can be, said in its place."""


class Audience(StrEnum):
    """Who a report is for."""

    STATION = "station"
    PARTNER = "partner"
    SHARED = "shared"
    PUBLIC = "public"


AUDIENCE_NAMES: dict[Audience, Text] = {
    Audience(name): words for name, words in texts("disclosure", "audiences").items()
}
"""What each version of a report is called, in every place."""


class Reason(StrEnum):
    """Why a figure is hidden."""

    SMALL = "small"
    SUBTRACTION = "subtraction"
    MIXED = "mixed"
    VEILED = "veiled"
    SPREAD = "spread"
    OTHER_GROUPING = "other_grouping"
    CHANGED = "changed"
    ROUNDED = "rounded"


REASONS: dict[Reason, Text] = {Reason(name): words for name, words in texts("disclosure", "reasons").items()}

_LISTED = 8  # columns that the line about a table names
SUPPRESSED: Text = text("(withheld)")
NOT_PROVIDED: Text = text("not provided")


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden group of figures: the table, the row's keys, the columns and the rule; never a value."""

    table: str
    row: tuple[str, ...]
    columns: tuple[str, ...]
    reason: Reason


class _Kept:
    """A frame that was protected: whoever reads it is handed a copy, so that what is done to that changes nothing.

    Copied on write, a copy costs some microseconds until somebody writes into it.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, table: ProtectedTable | None, owner: type) -> pd.DataFrame:
        if table is None:  # a dataclass asks so for the field's default: there is none
            raise AttributeError(self._name)
        frame: pd.DataFrame = table.__dict__[self._name].copy(deep=False)
        return frame

    def __set__(self, table: ProtectedTable, frame: pd.DataFrame) -> None:
        table.__dict__[self._name] = frame.copy(deep=False)


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedTable:
    """A table as one audience may see it; made by :func:`evaltoolkit.disclosure.protect.protect` alone.

    Parameters
    ----------
    frame
        Shown figures, a copy for each reader; a hidden one is NaN and its cell True in `mask`. NaN without a mask is
        未提供.
    mask
        Same shape as `frame`; True where a figure is withheld.
    keys, people
        Columns that say which group a row is, and those that count people.
    bands
        What is said in place of a withheld count, by row and column.
    """

    name: str
    table_class: TableClass
    audience: Audience
    frame: _Kept = _Kept()
    mask: _Kept = _Kept()
    hidden: tuple[Hidden, ...] = ()
    keys: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bands: Mapping[tuple[int, str], Band] = field(default_factory=dict)
    seal: object = field(default=None, repr=False)
    known: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What was worked out of this table and does not change, such as its rows."""

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("a ProtectedTable is made by evaltoolkit.disclosure.protect.protect only")

    def __repr__(self) -> str:
        facts = REPORT_TABLES.get(self.name)
        listed = ", ".join(map(str, self.frame.columns[:_LISTED]))
        more = f", … ({len(self.frame.columns)})" if len(self.frame.columns) > _LISTED else ""
        said = text(
            "Protected table {name} ({title}, {version}): {rows} rows, {hidden} cells withheld; columns {columns}",
            name=self.name, title=self.name if facts is None else facts.title, version=AUDIENCE_NAMES[self.audience],
            rows=len(self.frame), hidden=int(self.mask.to_numpy().sum()), columns=f"{listed}{more}",
        )  # fmt: skip
        return Language(DEFAULT_LANGUAGE).say(said)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:  # noqa: ARG002 - IPython's protocol
        return table_bundle(self)

    @property
    def is_empty(self) -> bool:
        """Return whether the table has no row."""
        return self.frame.empty

    def hides(self, *columns: str) -> bool:
        """Return whether any row withholds one of the columns, so that no row is known to be the highest or lowest."""
        return bool(self.mask[[name for name in columns if name in self.mask.columns]].to_numpy().any())

    def bands_of(self, row: int) -> dict[str, Band]:
        """Return what is said in place of the withheld counts of a row, by column."""
        return {column: band for (place, column), band in self.bands.items() if place == row}

    def select(self, rows: np.ndarray) -> ProtectedTable:
        """Return the rows that are True in `rows`, and of what is withheld only what stood in them."""
        kept = self.frame.loc[rows, list(self.keys)]
        there = {tuple("" if value is None or value != value else str(value) for value in row)
                 for row in kept.itertuples(index=False, name=None)}  # fmt: skip
        return replace(self.keep(rows), hidden=tuple(entry for entry in self.hidden if entry.row in there))

    def keep(self, rows: np.ndarray) -> ProtectedTable:
        """Return the table with the rows that are True in `rows`."""
        new = {int(old): place for place, old in enumerate(rows.nonzero()[0])}
        bands = {(new[row], column): band for (row, column), band in self.bands.items() if row in new}
        frame, mask = (part[rows].reset_index(drop=True) for part in (self.frame, self.mask))
        return replace(self, frame=frame, mask=mask, bands=bands)


def require_protected(table: object) -> ProtectedTable:
    """Return `table` if it is protected; TypeError for a bare DataFrame or anything else."""
    if not isinstance(table, ProtectedTable):
        raise TypeError(f"only protected tables may be drawn or put into words, not {type(table).__name__}")
    return table
