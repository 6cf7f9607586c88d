"""A reader who solves for what a report hides: counts of kinds of people, and integer programmes over them.

Written without a look at how the protection works: it knows no table's rows that add up, only what kinds of people
there can be, and that every published count is a sum over kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SECONDS = 20.0
_AGAIN = 4
_MOST_OF_A_KIND = 1e4
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hidden count that the reader narrowed too far."""

    what: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most people that some kinds can hold together, as far as they had to be worked out."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """Return how far apart they lie."""
        return self.high - self.low


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

    def spans(self, sums: Sequence[Sequence[int]], wide: float) -> list[Span]:
        """Return for each sum of kinds its span: exact where narrower than `wide`, else at least that wide.

        Every answer that a programme finds holds for all sums. A sum with two answers at least `wide` apart is
        settled; each of the others is asked for its own least and most.
        """
        riddle = self._riddle(sums)
        riddle.ask_together(wide)
        for number in np.flatnonzero(~riddle.is_wide(wide)):
            if not riddle.is_wide(wide)[number]:
                riddle.ask(int(number))
        return [Span(float(low), float(high)) for low, high in zip(riddle.lows, riddle.highs, strict=True)]

    def _riddle(self, sums: Sequence[Sequence[int]]) -> _Riddle:
        matrix, goals = (np.zeros((len(some), self.size)) for some in (self.rows, sums))
        for row, kinds in zip([*matrix, *goals], [*self.rows, *sums], strict=True):
            row[np.asarray(kinds, dtype=int)] = 1.0
        # kinds that no known sum and no question tells apart are one unknown
        told = np.unique(np.vstack([matrix, goals]), axis=1)
        known = told[: len(self.rows)]
        return _Riddle(known, told[len(self.rows) :], np.array(self.lows), np.array(self.highs))


class _Riddle:
    """The integer programmes, and the least and the greatest value of each goal in the answers found so far."""

    def __init__(self, matrix: Numbers, goals: Numbers, lows: Numbers, highs: Numbers) -> None:
        self._constraints = [LinearConstraint(csr_array(matrix), lows, highs)] if len(matrix) else []
        self._goals = goals
        self.lows, self.highs = np.full(len(goals), np.inf), np.full(len(goals), -np.inf)

    def is_wide(self, wide: float) -> NDArray[np.bool_]:
        """Return which goals have answers at least `wide` apart."""
        apart: NDArray[np.bool_] = np.where(np.isfinite(self.lows), self.highs - self.lows, -np.inf) >= wide
        return apart

    def ask_together(self, wide: float) -> None:
        """Look for answers in which the goals that are not yet wide are together as great, and as small, as can be."""
        for number in range(_AGAIN):
            narrow = ~self.is_wide(wide)
            if narrow.any():
                sign = -1.0 if number % 2 == 0 else 1.0
                self._solve(sign * self._goals[narrow].sum(axis=0), top=_MOST_OF_A_KIND)

    def ask(self, number: int) -> None:
        """Work out the least and the most that a goal can be."""
        goal = self._goals[number]
        least, most = self._solve(goal), self._solve(-goal)
        self.lows[number] = 0.0 if least is None else least
        self.highs[number] = np.inf if most is None else -most

    def _solve(self, goal: Numbers, top: float = np.inf) -> float | None:
        done = milp(
            goal, constraints=self._constraints, bounds=Bounds(0, top), integrality=np.ones_like(goal),
            options={"time_limit": SECONDS},
        )  # fmt: skip
        if done.status == 2 and not np.isfinite(top):
            raise ValueError("what the report shows contradicts itself")
        if done.x is not None:
            held = self._goals @ np.round(done.x)
            self.lows, self.highs = np.minimum(self.lows, held), np.maximum(self.highs, held)
        return None if done.fun is None else round(float(done.fun), 6)
