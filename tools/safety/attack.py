"""A reader who solves for what a report hides: counts of kinds of people, and integer programmes over them.

Written without a look at how the protection works: it knows no table's rows that add up, only what kinds of people
there can be, and that every published count is a sum over kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A hidden count that the reader narrowed too far."""

    what: str
    low: float
    high: float


@dataclass(slots=True)
class Reader:
    """What a reader knows: `size` unknown counts of kinds of people, and bounds of sums of them."""

    size: int
    rows: list[np.ndarray] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def learn(self, kinds: Iterable[int], low: float, high: float | None = None) -> None:
        """Take in that the kinds together hold at least `low` and at most `high` people (`low` exactly by default)."""
        self.rows.append(np.fromiter(kinds, dtype=int))
        self.lows.append(low)
        self.highs.append(low if high is None else high)

    def span(self, kinds: Iterable[int]) -> tuple[float, float]:
        """Return the least and the most people that the kinds can hold together."""
        goal = np.zeros(self.size)
        goal[np.fromiter(kinds, dtype=int)] = 1.0
        ends = []
        for sign, unknown in ((1.0, 0.0), (-1.0, np.inf)):
            done = milp(
                sign * goal, constraints=self._constraints(), bounds=Bounds(0, np.inf),
                integrality=np.ones(self.size), options={"time_limit": SECONDS},
            )  # fmt: skip
            if done.status == 2:
                raise ValueError("what the report shows contradicts itself")
            ends.append(unknown if done.fun is None else sign * round(float(done.fun), 6))
        return ends[0], ends[1]

    def _constraints(self) -> list[LinearConstraint]:
        if not self.rows:
            return []
        lengths = [len(row) for row in self.rows]
        columns = np.concatenate(self.rows)
        matrix = csr_array(
            (np.ones(columns.size), columns, np.concatenate([[0], np.cumsum(lengths)])), shape=(len(lengths), self.size)
        )
        return [LinearConstraint(matrix, self.lows, self.highs)]
