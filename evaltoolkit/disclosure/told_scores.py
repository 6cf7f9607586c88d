"""What printed means of several states of the data tell together of the scores of few people: a linear programme.

Its unknowns are the sums of scores of those who stand in the same rows of all states; a printed mean of n people bounds
a sum by n times its two ends. Asked for are the few in whom a row of one state differs from one of another.

References
----------
Fischetti and Salazar (2000), Journal of Computational and Graphical Statistics 9, 1-22: audited by linear programmes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from evaltoolkit.disclosure.printed_means import Range

_NEAR = 1e-7
_OF_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of scores, of a row of one state, and between what it lies; without end where no mean is shown.

    Parameters
    ----------
    state
        Number of the state; the last is now.
    place
        Which row of now it is; -1 of an earlier state.
    added, taken
        Tags of the scores that count, and of those that count against them.
    low, high
        Its ends.
    """

    state: int
    place: int
    added: frozenset[str]
    taken: frozenset[str]
    low: float = -np.inf
    high: float = np.inf

    @property
    def is_shown(self) -> bool:
        """Return whether a mean is shown of it."""
        return bool(np.isfinite(self.low))


@dataclass(slots=True, eq=False)
class Goal:
    """Scores of few people: which unknowns, how far apart their sums must be able to lie, and do by earlier papers.

    The last is worked out where it is needed.
    """

    row: np.ndarray
    open: float
    before: float | None = None


class ToldScores:
    """The linear programme of one scale and dimension.

    Parameters
    ----------
    sums
        Of rows of all states, shown or not.
    scale
        Ends of the scale.
    least
        Fewer people are few.
    """

    def __init__(self, sums: Sequence[Sum], scale: Range, least: int) -> None:
        self._sums, self._now = list(sums), max((one.state for one in sums), default=0)
        held: dict[str, list[int]] = {}
        for number, one in enumerate(self._sums):
            for tag in one.added | one.taken:
                held.setdefault(tag, []).append(number)
        numbers: dict[tuple[int, ...], int] = {}
        self._unknown = {tag: numbers.setdefault(tuple(within), len(numbers)) for tag, within in held.items()}
        self._sizes = np.bincount([*self._unknown.values()], minlength=len(numbers)).astype(float)
        self._bounds = np.column_stack([self._sizes * scale.low, self._sizes * scale.high])
        self._rows = np.array([self._row(one.added, one.taken) for one in self._sums]).reshape(-1, len(numbers))
        self._goals = list(self._few(scale.high - scale.low, least))
        self._answers = np.zeros((0, len(numbers)))

    def told(self, hidden: Collection[int]) -> Iterator[list[int]]:
        """Yield the rows of now, but for the hidden, that tell with others of few people."""
        shown = [n for n, one in enumerate(self._sums) if one.is_shown and one.place not in hidden]
        own = [n for n in shown if self._sums[n].state == self._now]
        if not own or not self._goals:
            return
        self._answers = self._answers[self._fit(self._answers, shown)]
        for goal in self._goals:
            if self._is_open(goal):
                continue
            width, behind = self._width(goal, shown, otherwise=0.0, is_kept=True)
            if width >= goal.open - _NEAR or width >= min(self._before(goal), self._width(goal, own)[0]) - _NEAR:
                continue
            places = {self._sums[n].place for n in behind if self._sums[n].state == self._now}
            yield sorted(places or {self._sums[n].place for n in own})

    def _row(self, added: frozenset[str], taken: frozenset[str]) -> np.ndarray:
        row = np.zeros(len(self._sizes))
        row[[self._unknown[tag] for tag in added]] = 1.0
        row[[self._unknown[tag] for tag in taken]] = -1.0
        return row

    def _few(self, span: float, least: int) -> Iterator[Goal]:
        """Yield the few in whom a row of now differs from one of an earlier state, and they from it."""
        now = [one for one in self._sums if one.state == self._now]
        before = [one for one in self._sums if one.state != self._now]
        found: dict[tuple[frozenset[str], frozenset[str]], None] = {}
        for one, other in product(now, before):
            if bool(one.added) == bool(other.added) and bool(one.taken) == bool(other.taken):
                for first, second in ((one, other), (other, one)):
                    found[first.added - second.added, first.taken - second.taken] = None
        for added, taken in found:
            people = max(len(added), len(taken))
            if 0 < people < least:
                each = span * (len(added) + len(taken)) / people  # of a change that of two scores
                yield Goal(self._row(added, taken), min(people * span / 2, (least - people) * each))

    def _is_open(self, goal: Goal) -> bool:
        """Return whether answers are known that lie far enough apart."""
        if not len(self._answers):
            return False
        values = self._answers @ goal.row
        return bool(np.ptp(values) >= goal.open - _NEAR)

    def _before(self, goal: Goal) -> float:
        """Return how far apart a goal's sums can lie by what earlier states showed."""
        if goal.before is None:
            shown = [n for n, one in enumerate(self._sums) if one.is_shown and one.state != self._now]
            goal.before = self._width(goal, shown)[0]
        return goal.before

    def _fit(self, answers: np.ndarray, shown: Sequence[int]) -> np.ndarray:
        sums = answers @ self._rows[shown].T
        low, high = self._ends(shown)
        return np.asarray(((sums >= low - _NEAR) & (sums <= high + _NEAR)).all(axis=1))

    def _ends(self, shown: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        ends = np.array([(self._sums[n].low, self._sums[n].high) for n in shown]).reshape(-1, 2)
        return ends[:, 0], ends[:, 1]

    def _width(
        self, goal: Goal, shown: Sequence[int], *, otherwise: float = np.inf, is_kept: bool = False
    ) -> tuple[float, set[int]]:
        """Return how far apart a goal's sums can lie, and what binds; `otherwise` where there is no answer."""
        from scipy.optimize import linprog  # a third of a second that most processes of a batch can spare

        low, high = self._ends(shown)
        matrix = np.vstack([self._rows[shown], -self._rows[shown]])
        limits = np.concatenate([high, -low]) + _OF_ROUNDING
        ends, behind = [], set[int]()
        for sign in (1.0, -1.0):
            done = linprog(
                sign * goal.row, matrix if len(shown) else None, limits if len(shown) else None,
                bounds=self._bounds, method="highs", options={"presolve": False},
            )  # fmt: skip
            if done.x is None:
                return otherwise, set()
            ends.append(sign * done.fun)
            binding = np.flatnonzero(np.abs(done.ineqlin.marginals) > _NEAR) % max(len(shown), 1)
            behind |= {shown[int(place)] for place in binding}
            if is_kept:
                self._answers = np.vstack([self._answers, done.x])
        return ends[1] - ends[0], behind
