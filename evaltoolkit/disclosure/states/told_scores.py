"""What printed means of several states of the data tell together of the scores of few people: a linear programme.

Its unknowns are the sums of scores of those who stand in the same rows of all states; a printed mean of n people bounds
a sum by n times its two ends, and dimensions may add up to a total. Asked for are the few in whom a row of one state
differs from one of another, or several rows of several states together.

References
----------
Fischetti and Salazar (2000), Journal of Computational and Graphical Statistics 9, 1-22: audited by linear programmes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from evaltoolkit.disclosure.states.few_together import few_together
from evaltoolkit.disclosure.states.printed_means import STEPS_OPEN, Range

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_NEAR = 1e-7
_OF_ROUNDING = 1e-9


class Score(NamedTuple):
    """One score: whose, of which dimension and test, and its tag."""

    person: str
    dimension: str
    test: str
    tag: str


Link = tuple[Score, ...]
"""A total, and then the dimensions that add up to it."""


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
        The scores that count, and those that count against them.
    low, high
        Its ends.
    """

    state: int
    place: int
    added: frozenset[Score]
    taken: frozenset[Score]
    low: float = -np.inf
    high: float = np.inf

    @property
    def is_shown(self) -> bool:
        """Return whether a mean is shown of it."""
        return bool(np.isfinite(self.low))

    @property
    def kind(self) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """Return of which dimension and tests it is the sum."""
        added, taken = (frozenset((one.dimension, one.test) for one in side) for side in (self.added, self.taken))
        return added, taken


@dataclass(slots=True, eq=False)
class Goal:
    """Scores of few people: which unknowns, how far apart their sums must be able to lie, and do by earlier papers.

    The last is worked out where it is needed; so is what of now tells of it, kept with the rows that were hidden then,
    and whether nothing will where more are hidden.
    """

    row: np.ndarray
    open: float
    before: float | None = None
    hidden: frozenset[int] | None = None
    behind: tuple[int, ...] = ()
    is_safe: bool = False

    def is_known(self, hidden: frozenset[int]) -> bool:
        """Return whether it is known what tells of it where these are hidden."""
        return self.hidden is not None and (hidden == self.hidden or (self.is_safe and hidden >= self.hidden))


class ToldScores:
    """The linear programme of one scale.

    Parameters
    ----------
    sums
        Of rows of all states, shown or not.
    links
        What adds up to what.
    ends
        Ends of the scores, by dimension.
    least
        Fewer people are few.
    alike
        Of fewer people no sum may leave nobody another score than the least or the most.
    """

    def __init__(
        self, sums: Sequence[Sum], links: Iterable[Link], ends: Mapping[str, Range], least: int, alike: int = 0
    ) -> None:
        self._sums, self._now = list(sums), max((one.state for one in sums), default=0)
        links = list(dict.fromkeys(links))
        self._unknown, sizes = _unknowns(self._sums, links)
        within = {number: ends[score.dimension] for score, number in self._unknown.items()}
        self._bounds = np.array(
            [(size * within[number].low, size * within[number].high) for number, size in enumerate(sizes)]
        )
        self._rows = np.array([self._row(one.added, one.taken) for one in self._sums]).reshape(-1, len(sizes))
        linked = [self._row(frozenset(link[1:]), frozenset(link[:1])) for link in links]
        self._linked = np.unique(np.array(linked).reshape(-1, len(sizes)), axis=0)
        self._scales, self._least, self._alike = ends, least, alike
        self._people = _people(self._unknown, len(sizes))
        self._goals = list(self._few())
        self._further: dict[bytes, Goal] = {}
        self._several: dict[tuple[int, ...], list[Goal]] = {}
        self._rests: dict[tuple[int, ...], list[tuple[str, np.ndarray]]] = {}
        self._answers = np.zeros((0, len(sizes)))

    def told(self, hidden: Collection[int]) -> Iterator[list[int]]:
        """Yield the rows of now, but for the hidden, that tell with others of few people."""
        shown = [n for n, one in enumerate(self._sums) if one.is_shown and one.place not in hidden]
        own, gone = [n for n in shown if self._sums[n].state == self._now], frozenset(hidden)
        yield from self._at_an_end(shown) if own else ()
        goals = [*self._goals, *self._few_of_several(shown)] if own else []
        if not goals:
            return
        self._answers = self._answers[self._fit(self._answers, shown)]
        for goal in goals:
            if not goal.is_known(gone):
                goal.hidden, (goal.behind, goal.is_safe) = gone, self._behind(goal, shown, own)
            if goal.behind:
                yield list(goal.behind)

    def _at_an_end(self, shown: Sequence[int]) -> Iterator[list[int]]:
        """Yield the rows of now that leave, added and taken away, some people all of whom scored least or most.

        What they leave is no row itself, and may be of enough people for its mean.
        """
        for together in self._of_one_kind(shown):
            if self._sums[together[0]].taken or all(self._sums[n].state != self._now for n in together):
                continue
            if together not in self._rests:
                self._rests[together] = [*self._near_an_end(together)]
            for dimension, row in self._rests[together]:
                ends, binding = self._between(row, shown)
                scale, people = self._scales[dimension], len(self._whose(row))
                room = min(ends[1] - people * scale.low, people * scale.high - ends[0])
                places = {self._sums[n].place for n in binding or () if self._sums[n].state == self._now}
                if places and room < STEPS_OPEN * scale.step:
                    yield sorted(places)

    def _near_an_end(self, together: Sequence[int]) -> Iterator[tuple[str, np.ndarray]]:
        """Yield what sums leave of fewer than `alike` people, if it may be as little or as much as it can be at all."""
        dimension, rows = next(iter(self._sums[together[0]].added)).dimension, self._rows[list(together)]
        scale, (low, high) = self._scales[dimension], self._ends(together)
        for row in few_together(rows, self._people, self._alike):
            people = len(self._whose(row))
            if people >= self._least and set(row.round(6)) <= {0.0, 1.0}:
                weights = np.linalg.lstsq(rows.T, row, rcond=None)[0]
                middle, error = weights @ (low + high) / 2, np.abs(weights) @ (high - low) / 2
                room = min(middle - people * scale.low, people * scale.high - middle) - error
                if room < STEPS_OPEN * scale.step:
                    yield dimension, row

    def _of_one_kind(self, shown: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield the sums of the same dimension and tests together."""
        kinds: dict[object, list[int]] = {}
        for n in shown:
            kinds.setdefault(self._sums[n].kind, []).append(n)
        yield from map(tuple, kinds.values())

    def _whose(self, row: np.ndarray) -> frozenset[str]:
        return frozenset[str]().union(*(self._people[place] for place in np.flatnonzero(row)))

    def _behind(self, goal: Goal, shown: Sequence[int], own: Sequence[int]) -> tuple[tuple[int, ...], bool]:
        """Return the rows of now that tell what neither they alone nor earlier papers do; whether none ever will."""
        if self._is_open(goal):
            return (), True
        width, binding = self._width(goal, shown, otherwise=0.0, is_kept=True)
        if width >= goal.open - _NEAR or width >= self._before(goal) - _NEAR:
            return (), True
        if width >= self._width(goal, own)[0] - _NEAR:
            return (), False
        places = {self._sums[n].place for n in binding if self._sums[n].state == self._now}
        return tuple(sorted(places or {self._sums[n].place for n in own})), False

    def _row(self, added: frozenset[Score], taken: frozenset[Score]) -> np.ndarray:
        row = np.zeros(len(set(self._unknown.values())))
        for sign, scores in ((1.0, added), (-1.0, taken)):
            for score in scores:
                row[self._unknown[score]] = sign
        return row

    def _few(self) -> Iterator[Goal]:
        """Yield the few in whom a row of now differs from one of an earlier state, and they from it."""
        alike: dict[object, tuple[list[Sum], list[Sum]]] = {}
        for one in self._sums:
            alike.setdefault(one.kind, ([], []))[one.state == self._now].append(one)
        found: dict[tuple[frozenset[Score], frozenset[Score]], None] = {}
        for before, now in alike.values():
            for one, other in product(now, before):
                for first, second in ((one, other), (other, one)):
                    found[first.added - second.added, first.taken - second.taken] = None
        for added, taken in found:
            people = max(len(added), len(taken))
            if 0 < people < self._least:
                dimension = next(iter(added | taken)).dimension
                # of a change that of two scores
                yield self._goal(self._row(added, taken), people, dimension, (len(added) + len(taken)) / people)

    def _few_of_several(self, shown: Sequence[int]) -> Iterator[Goal]:
        """Yield the few of whom the shown rows of now and of earlier states tell by adding and taking away."""
        for together in self._of_one_kind(shown):
            if {self._sums[n].state == self._now for n in together} == {True, False}:
                if together not in self._several:
                    self._several[together] = [*self._follow_from(together)]
                yield from self._several[together]

    def _follow_from(self, together: Sequence[int]) -> Iterator[Goal]:
        """Yield the few of whom sums tell, and any two of them together or one less the other.

        Of one who came and one who left, each left open, it may be told by how much they differ.
        """
        one, rows = self._sums[together[0]], self._rows[list(together)]
        dimension, scores = next(iter(one.added)).dimension, 2 if one.taken else 1
        sides = np.sign(rows.sum(axis=0))
        each = [row for found in few_together(rows, self._people, self._least) for row in self._apart(found, sides)]
        apart = [pair for pair in combinations(each, 2) if not self._whose(pair[0]) & self._whose(pair[1])]
        for row in (*each, *(first + sign * second for first, second in apart for sign in (1.0, -1.0))):
            if (people := len(self._whose(row))) < self._least:
                known = self._goal(row, people, dimension, scores)
                yield self._further.setdefault(row.round(6).tobytes(), known)

    def _apart(self, row: np.ndarray, sides: np.ndarray) -> list[np.ndarray]:
        """Return scores that count and those that count against, where some are of the same people as corrected since.

        By how much one was corrected tells of no value by itself; how far it leaves each open is asked.
        """
        weights = row * sides
        parts = [np.where(weights > 0, row, 0.0), np.where(weights < 0, row, 0.0)]
        whose = [self._whose(part) for part in parts]
        return parts if whose[0] & whose[1] else [row]

    def _goal(self, row: np.ndarray, people: int, dimension: str, scores: float) -> Goal:
        """Return the goal of a row of so many people, of so many scores each."""
        scale = self._scales[dimension]
        span = scale.high - scale.low
        return Goal(row, min(people * span / 2, (self._least - people) * span * scores))

    def _is_open(self, goal: Goal) -> bool:
        """Return whether answers are known that lie far enough apart."""
        return len(self._answers) > 0 and bool(np.ptp(self._answers @ goal.row) >= goal.open - _NEAR)

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
        (low, high), behind = self._between(goal.row, shown, is_kept=is_kept)
        return (high - low if behind is not None else otherwise), behind or set()

    def _between(
        self, row: np.ndarray, shown: Sequence[int], *, is_kept: bool = False
    ) -> tuple[tuple[float, float], set[int] | None]:
        """Return between what a sum can lie, and what binds; without end and None where there is no answer."""
        from scipy.optimize import linprog  # a third of a second that most processes of a batch can spare

        low, high = self._ends(shown)
        matrix, limits = self._limits(shown), np.concatenate([high, -low]) + _OF_ROUNDING
        linked = self._linked if len(self._linked) else None
        ends, behind = [], set[int]()
        for sign in (1.0, -1.0):
            done = linprog(
                sign * row, matrix, limits, linked, None if linked is None else np.zeros(len(linked)),
                bounds=self._bounds, method="highs", options={"presolve": False},
            )  # fmt: skip
            if done.x is None:
                return (-np.inf, np.inf), None
            ends.append(sign * done.fun)
            binding = np.flatnonzero(np.abs(done.ineqlin.marginals) > _NEAR) % max(len(shown), 1)
            behind |= {shown[int(place)] for place in binding}
            if is_kept:
                self._answers = np.vstack([self._answers, done.x])
        return (ends[0], ends[1]), behind

    def _limits(self, shown: Sequence[int]) -> csr_array:
        from scipy.sparse import csr_array

        return csr_array(np.vstack([self._rows[shown], -self._rows[shown]]))


def _unknowns(sums: Sequence[Sum], links: Sequence[Link]) -> tuple[dict[Score, int], list[int]]:
    """Return the unknown of each score, and how many scores each unknown holds: who is nowhere told apart share one."""
    versions: dict[tuple[str, str, str], dict[str, int]] = {}
    held: dict[str, list[tuple[object, ...]]] = {}
    every: dict[Score, tuple[str, str, int]] = {}
    for number, scores in enumerate([*(sorted(one.added | one.taken) for one in sums), *links]):
        for score in scores:
            known = versions.setdefault(score[:3], {})
            what = (score.dimension, score.test, known.setdefault(score.tag, len(known)))
            every[score] = what
            if number < len(sums):
                held.setdefault(score.person, []).append((number, *what))
    for link in links:
        held.setdefault(link[0].person, []).append((-1, *(every[score] for score in link)))
    numbers: dict[object, int] = {}
    marks = {person: tuple(sorted(map(repr, what))) for person, what in held.items()}
    unknown = {score: numbers.setdefault((marks[score.person], what), len(numbers)) for score, what in every.items()}
    return unknown, np.bincount([*unknown.values()], minlength=len(numbers)).tolist()


def _people(unknown: Mapping[Score, int], many: int) -> list[frozenset[str]]:
    """Return whose scores each unknown holds."""
    people: list[set[str]] = [set() for _ in range(many)]
    for score, number in unknown.items():
        people[number].add(score.person)
    return [*map(frozenset, people)]
