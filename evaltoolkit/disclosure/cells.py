"""The cells that groupings divide a scale's people into, in every state of the data, and which of them are the same.

A cell is everyone of one group, method, field and programme. What is called anew is the cell that is gone and holds as
many people or nearly as many; of two, that which still shares a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("group", "method", "field", "project")
_OF_SCALE = ("scale", "dimension")
Key = tuple[str, ...]
"""Scale, dimension and what :data:`COLUMNS` hold."""
Cell = tuple[str, ...]


def cells_of(members: pd.DataFrame) -> dict[Key, float]:
    """Return the pairs in each cell of the table of memberships."""
    keys = [*_OF_SCALE, *COLUMNS]
    if not {*keys} <= {*members.columns}:
        return {}
    summed = members.groupby(keys, sort=True)["n_pairs"].sum()
    return {tuple(map(str, key)): float(count) for key, count in summed.items() if count}  # type: ignore[call-overload]


def of_part(cells: Mapping[Key, float], scale: str, dimension: str) -> dict[Cell, float]:
    """Return the cells of one scale and dimension."""
    return {key[2:]: count for key, count in cells.items() if key[:2] == (scale, dimension)}


def is_in(cell: Cell, kind: str, name: str) -> bool:
    """Return whether a cell belongs to a row; one of no grouping holds everyone."""
    return kind not in COLUMNS or cell[COLUMNS.index(kind)] == name


def lined_up(states: Sequence[Mapping[Cell, float]], least: int) -> list[dict[Cell, int]]:
    """Return for each state the number of each cell, the same for the same cell of all; fewer than `least` are few."""
    numbers: dict[Cell, int] = {}
    found: list[dict[Cell, int]] = []
    after: Mapping[Cell, float] = {}
    for state in reversed(states):
        own = {cell: numbers[cell] for cell in state if cell in numbers}
        left = [cell for cell in state if cell not in own]
        free = [cell for cell in after if numbers[cell] not in own.values()]
        for cell, other in _called_anew({cell: state[cell] for cell in left}, {one: after[one] for one in free}, least):
            own[cell] = numbers[other]
        for cell in left:
            own.setdefault(cell, max([*numbers.values(), *own.values()], default=-1) + 1)
        numbers |= own
        found.append(own)
        after = state
    return found[::-1]


def _called_anew(gone: Mapping[Cell, float], new: Mapping[Cell, float], least: int) -> Iterator[tuple[Cell, Cell]]:
    ranked = sorted(
        (-sum(a == b for a, b in zip(old, now, strict=True)), abs(gone[old] - new[now]), old, now)
        for old in gone for now in new
        if abs(gone[old] - new[now]) < least or len(gone) == len(new) == 1
    )  # fmt: skip
    taken: set[tuple[str, Cell]] = set()
    for _, _, old, now in ranked:
        if not taken & {("gone", old), ("new", now)}:
            taken |= {("gone", old), ("new", now)}
            yield old, now


@dataclass(frozen=True, slots=True)
class State:
    """The cells of one state, their numbers, and what the cells are called in any state, by number."""

    cells: Mapping[Cell, float]
    numbers: Mapping[Cell, int]
    names: Sequence[Sequence[Cell]]

    def people_in(self, kind: str, name: str) -> np.ndarray:
        """Return how many people of each cell stand in a row."""
        held = np.zeros(len(self.names))
        for cell, count in self.cells.items():
            if is_in(cell, kind, name):
                held[self.numbers[cell]] += count
        return held

    def within(self, kind: str, name: str) -> np.ndarray:
        """Return which cells belong to a row, whether people of this state stand in them or not."""
        return np.array([any(is_in(cell, kind, name) for cell in names) for names in self.names], dtype=bool)


def states_of(cells: Sequence[Mapping[Cell, float]], least: int) -> list[State]:
    """Return the states with their cells numbered alike."""
    numbers = lined_up(cells, least)
    names: list[list[Cell]] = [[] for _ in range(1 + max((one for own in numbers for one in own.values()), default=-1))]
    for own in numbers:
        for cell, number in own.items():
            names[number].append(cell)
    return [State(held, own, names) for held, own in zip(cells, numbers, strict=True)]
