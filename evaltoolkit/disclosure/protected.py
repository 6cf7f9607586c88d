"""The only form in which results reach a chart or a sentence."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast
from weakref import WeakKeyDictionary

from evaltoolkit.disclosure.shown import is_of_package, table_bundle
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import TableClass
from evaltoolkit.model.texts import texts

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

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


class AllHidden(tuple[Hidden, ...]):
    """All that a report withholds; a part of it is a mere tuple."""

    __slots__ = ()


class NotProtectedError(UserError, TypeError):
    """What should be a protected table is none, or was made by somebody else than this room."""

    def __init__(self) -> None:
        super().__init__(_AS_PROTECTED, ExitCode.RUN_FAILED)


_AS_PROTECTED = text(
    "Only a table that the report protected may be shown, as it was protected: take shown[…] or rows of it, and put no "
    "data of your own in its place."
)
_Value = TypeVar("_Value")
_CONTENT: WeakKeyDictionary[ProtectedTable, dict[str, Any]] = WeakKeyDictionary()
"""What each table holds, apart from the table: nothing that is done to the object, or to a copy of it, changes it."""
_LACKING: Any = object()


class _Kept(Generic[_Value]):
    """A field that is set once, while its table is made; a frame is handed out as a copy, to this package a cheap one.

    Copied on write, a copy costs some microseconds until somebody writes into it; but arrays taken of it can be forced
    open, so whoever is outside gets figures of his own.
    """

    def __init__(self, default: _Value = _LACKING) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, table: ProtectedTable | None, owner: type) -> _Value:
        if table is None:  # a dataclass asks so for the field's default
            if self._default is _LACKING:
                raise AttributeError(self._name)
            return self._default
        value = _content(table)[self._name]
        if isinstance(value, _frame_type()):
            return cast("_Value", value.copy(deep=not is_of_package(sys._getframe(1))))
        return cast("_Value", value)

    def __set__(self, table: ProtectedTable, value: _Value) -> None:
        content = _content(table)
        if self._name in content:
            raise FrozenInstanceError(self._name)
        if isinstance(value, _frame_type()):
            value = value.copy(deep=False)
        elif isinstance(value, Mapping):
            value = cast("_Value", MappingProxyType(dict(value)))
        content[self._name] = value


def _content(table: ProtectedTable) -> dict[str, Any]:
    content = _CONTENT.get(table) if type(table) is ProtectedTable else None
    if content is None:
        raise NotProtectedError
    return content


@cache
def _frame_type() -> type[pd.DataFrame]:
    import pandas as pd

    return pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedTable:
    """A table as one audience may see it; made by :func:`evaltoolkit.disclosure.protect.protect` alone.

    Code of this package may make it, and a changed one of it; what a notebook's cell constructs or replaces is none.

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
    together
        Stands for the tables that it was protected with; rows of it stand for the same.
    """

    name: _Kept[str] = _Kept()
    table_class: _Kept[TableClass] = _Kept()
    audience: _Kept[Audience] = _Kept()
    frame: _Kept[pd.DataFrame] = _Kept()
    mask: _Kept[pd.DataFrame] = _Kept()
    hidden: _Kept[tuple[Hidden, ...]] = _Kept()
    keys: _Kept[tuple[str, ...]] = _Kept()
    people: _Kept[tuple[str, ...]] = _Kept()
    bands: _Kept[Mapping[tuple[int, str], Band]] = _Kept()
    together: _Kept[object] = _Kept(None)

    def __new__(cls, *_: object, **__: object) -> Self:
        """Begin a table, if code of this package asks."""
        if not is_of_package(sys._getframe(1)):
            raise NotProtectedError
        made = super().__new__(cls)
        _CONTENT[made] = {}
        return made

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> Any:
        raise NotProtectedError

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
