"""A table while it is checked: typed cells, where each stands on the sheet, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.names.identifiers import find_identity_numbers, find_phones, mask
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import KINDS, FaultKind, Level
from evaltoolkit.intake.reading.sheet_xml import column_letters
from evaltoolkit.model.columns import Kind, TableSpec
from evaltoolkit.model.filling import is_taken
from evaltoolkit.model.replaced_rows import replaced_rows
from evaltoolkit.model.results import SheetRows

# What may be shown of a cell: never what names a person, never prose.
_SHOWN = frozenset({Kind.NUMBER, Kind.COUNT, Kind.DATE, Kind.CHOICE, Kind.FLAG, Kind.TARGET})
_SHORTEST_NUMBER = 7  # of all that names a person: a local telephone number
_LONGEST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet that holds a table."""

    file: str
    sheet: str
    spec: TableSpec

    def fault(self, kind: FaultKind, *, row: int | None = None, place: int | None = None, **more: object) -> Fault:
        """Return a fault of the sheet; `place` is a column counted from 0, `more` its header, `found` or details."""
        return Fault(
            kind,
            self.file,
            self.sheet,
            row,
            "" if place is None else column_letters(place),
            str(more.pop("header", "")),
            self.spec.name,
            shown(more.pop("found", None)),
            whole_row=bool(more.pop("whole_row", True)),
            details=tuple(sorted(more.items())),
        )


def shown(cell: object) -> str | None:
    """Return a cell as a fault may show it: short, on one line, masked."""
    if cell is None:
        return None
    words = " ".join(str(cell).split())
    if len(words) >= _SHORTEST_NUMBER:
        words = mask(words, [*find_identity_numbers(words, strict=False), *find_phones(words)])
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"


def may_show(kind: Kind) -> bool:
    """Return whether a cell of that kind may stand in a message."""
    return kind in _SHOWN


@dataclass(slots=True, eq=False)
class CheckedTable:
    """The rows of one table with everything found about them.

    Parameters
    ----------
    at
        File, sheet and description.
    frame
        Typed columns; codes and identifiers as text. Positions count from 0.
    rows
        Excel row of each position; a wide sheet has one position for each row and wave.
    blocks
        Which of `places` holds for each position.
    places
        Column of each name, and its header.
    kept
        Whether the row can be used.
    header_row
        Excel row of the header.
    other_year
        Whether the row is dated outside the year evaluated; all False where the year is not known.
    left_out
        Records of the station's own files that have no place in the table and do not stand in it.
    """

    at: SheetPlace
    frame: pd.DataFrame
    rows: np.ndarray
    blocks: np.ndarray
    places: tuple[Mapping[str, tuple[int, str]], ...]
    header_row: int
    kept: np.ndarray
    faults: list[Fault] = field(default_factory=list)
    other_year: np.ndarray = field(init=False)
    left_out: int = 0

    def __post_init__(self) -> None:
        """Take every row as one of the year until the dates have been held against it."""
        self.other_year = np.zeros(len(self.rows), dtype=bool)

    @property
    def spec(self) -> TableSpec:
        """Return the description of the table."""
        return self.at.spec

    def add(self, kind: FaultKind, position: int, name: str = "", **more: object) -> None:
        """Record a fault of the row at `position`, in the column `name`, and set the row aside if it costs it."""
        place, header = self.places[self.blocks[position]].get(name, (None, ""))
        fault = self.at.fault(kind, row=int(self.rows[position]), place=place, header=header, **more)
        self.faults.append(fault)
        if fault.level is Level.SET_ASIDE and fault.whole_row:
            self.kept[position] = False

    def add_each(self, kind: FaultKind, bad: pd.Series | np.ndarray, name: str = "", **more: object) -> None:
        """Record the same fault for every position where `bad` holds."""
        for position in np.flatnonzero(np.asarray(bad, dtype=bool)):
            self.add(kind, int(position), name, **more)

    def has(self, *names: str) -> bool:
        """Return whether the table has all those columns."""
        return all(name in self.frame for name in names)

    def rows_counted(self) -> SheetRows:
        """Return what becomes of the rows, and which columns with entries the report does not use."""
        other = self.kept & self.other_year
        own = self.kept & ~self.other_year
        idle = own & ~self.taken()
        idle[own] |= replaced_rows(self.spec, self.frame[own])
        rows, kept = len(self.rows) + self.left_out, int(self.kept.sum())
        given = (column for column in self.spec.columns if self.has(column.name) and column.is_unused(self.spec.key))
        unused = tuple(column.header for column in given if self.frame[column.name].notna().any())
        counted = kept - int(other.sum()) - int(idle.sum())
        return SheetRows(self.spec.name, rows, counted, rows - kept, int(other.sum()), int(idle.sum()), unused)

    def taken(self) -> np.ndarray:
        """Return for each row whether any part of the report takes it."""
        first = self.spec.columns[0].name
        if self.spec.brings and self.has(first):
            return np.array([is_taken(self.spec.brings, str(cell)) for cell in self.frame[first]], dtype=bool)
        return np.full(len(self.rows), any(column.feeds for column in self.spec.columns))

    def items(self) -> list[int]:
        """Return the numbers of the item columns in order."""
        return sorted(int(name[5:]) for name in map(str, self.frame.columns) if name.startswith("item_"))


def is_stopping(faults: Iterable[Fault]) -> bool:
    """Return whether one of the faults must be put right first."""
    return any(KINDS[fault.kind].level is Level.STOP for fault in faults)
