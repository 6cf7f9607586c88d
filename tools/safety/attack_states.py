"""Attack the scales of several states of a street: a linear programme over everyone's scores that fits all papers.

The reader holds printed values alone and is told who stands in which row, who left and came, whose score was corrected
and what is called anew. It knows no rule of the protection, only what a mean is: n times its two ends bound a sum, of
whole scores a whole one; a change is a post-test less a pre-test; dimensions add up to their total.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from safety.attack import Finding
from safety.attack_scales import pairs_of
from safety.made_report import MadeReport
from safety.made_states import DIMENSIONS, OTHER_NAME, with_first_numbers

PRE, POST, PAST = "前测", "后测", "回顾前测"
TOTAL = "total"
MOST_GOALS = 150
"""Sets of few people that are asked for, of one scale."""
_NEAR = 1e-7
_FEW = 5
_OUTCOMES: Mapping[str, Mapping[str, int]] = {
    "mean_pre": {PRE: 1}, "mean_post": {POST: 1}, "mean_change": {POST: 1, PRE: -1},
}  # fmt: skip
_PAST: Mapping[str, Mapping[str, int]] = {
    "change": {POST: 1, PRE: -1}, "shift": {PAST: 1, PRE: -1}, "looking_back": {POST: 1, PAST: -1},
}  # fmt: skip
_CALLED_BEFORE = {new: old for old, new in OTHER_NAME.items()}
Score = tuple[str, str, str, int]
"""One score: whose, of which dimension and test, and the how manieth that the station had."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a printed figure tells: between what a sum of scores, added and taken away, lies."""

    what: str
    state: int
    people: frozenset[str]
    sign: Mapping[tuple[str, str], int]
    low: float
    high: float


@dataclass(slots=True)
class Scale:
    """What the papers of all states tell of one scale.

    Parameters
    ----------
    ends
        Least and greatest score, by dimension.
    scores
        By state, the version of each score there: by person, dimension and test.
    told
        What the figures tell.
    """

    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    scores: list[dict[tuple[str, str, str], int]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def of(self, told: Told) -> dict[Score, int]:
        """Return the scores in the sum of a figure, each with its sign."""
        there = self.scores[told.state]
        return {
            (one, *place, there[one, *place]): sign
            for one in told.people for place, sign in told.sign.items()
        }  # fmt: skip


def attack_states(states: Sequence[Sequence[MadeReport]], least: int) -> Iterator[Finding]:
    """Yield the sets of 1 to below `least` people whose mean the papers of all states narrow to less than half a scale.

    Parameters
    ----------
    states
        By state of the data, the reports made of it with the pages that go with them.
    least
        Least number of people that a figure may tell of.
    """
    for name, scale in known_scales(states).items():
        yield from _narrowed(name, scale, len(states), least)


def known_scales(states: Sequence[Sequence[MadeReport]]) -> dict[str, Scale]:
    """Return what the papers tell, by the first name of each scale."""
    scales: dict[str, Scale] = {}
    versions: dict[tuple[str, ...], list[float]] = {}
    for number, reports in enumerate(states):
        scored = with_first_numbers(reports[0].street.scored)
        for name, rows in scored[scored["score"].notna()].groupby("scale"):
            there = {}
            columns = (rows[column].astype(str) for column in ("client", "dimension", "wave"))
            for *key, score in zip(*columns, rows["score"], strict=True):
                known = versions.setdefault((first_name(str(name)), *key), [])
                if score not in known:
                    known.append(score)
                there[tuple(key)] = known.index(score)
            scale = scales.setdefault(first_name(str(name)), Scale())
            scale.scores += [{} for _ in range(number + 1 - len(scale.scores))]
            scale.scores[number] = there
        for report in reports:
            for name, ends, told in _figures(report, number):
                scales[name].ends |= ends
                scales[name].told.append(told)
    return scales


def first_name(scale: str) -> str:
    """Return what a scale was called in the first state."""
    return _CALLED_BEFORE.get(scale, scale)


def _figures(report: MadeReport, state: int) -> Iterator[tuple[str, dict[str, tuple[float, float]], Told]]:
    scored = with_first_numbers(report.street.scored)
    pairs = pairs_of(scored)
    tables = report.published["tables"]
    for row in (*tables["outcomes"]["rows"], *report.pages):
        people = _of_row(row, pairs)
        yield from _told(row, state, people, row["dimension"], _OUTCOMES)
    whole = pairs[pairs["dimension"] == TOTAL]
    for row in tables["maintenance"]["rows"]:
        of_scale = whole[(whole["scale"] == row["scale"]) & (whole["purpose"] == row["purpose"])]
        yield from _told(row, state, of_scale["client"], TOTAL, {"mean_change": _OUTCOMES["mean_change"]})
    for row in tables["retrospective"]["rows"]:
        yield from _told(row, state, _also(scored, whole, row["scale"], PAST), TOTAL, _PAST)
    for row in tables["follow_up"]["rows"]:
        wave = row["wave"]
        later = {
            "mean_pre": {PRE: 1},
            "mean_post": {POST: 1},
            "mean_wave": {wave: 1},
            "mean_change": {wave: 1, PRE: -1},
        }
        yield from _told(row, state, _also(scored, whole, row["scale"], wave), TOTAL, later)
    first = scored[(scored["wave"] == PRE) & (scored["dimension"] == TOTAL) & scored["score"].notna()]
    for row in tables["attrition"]["rows"]:
        own = first[first["scale"] == row["scale"]]["client"]
        is_kept = own.isin(whole.loc[whole["scale"] == row["scale"], "client"])
        yield from _told(row, state, own[is_kept], TOTAL, {"mean_kept": {PRE: 1}})
        yield from _told(row, state, own[~is_kept], TOTAL, {"mean_lost": {PRE: 1}})


def _of_row(row: Mapping[str, Any], pairs: pd.DataFrame) -> pd.Series:
    chosen = (pairs["scale"] == row["scale"]) & (pairs["dimension"] == row["dimension"])
    if row["group_kind"] != "all":
        chosen &= pairs[row["group_kind"]] == row["group"]
    people: pd.Series = pairs.loc[chosen, "client"]
    return people


def _also(scored: pd.DataFrame, whole: pd.DataFrame, scale: str, wave: str) -> Iterable[str]:
    """Return who has a further test beside both tests."""
    there = scored[(scored["wave"] == wave) & (scored["scale"] == scale) & scored["score"].notna()]
    return set(there["client"]) & set(whole.loc[whole["scale"] == scale, "client"])


def _told(
    row: Mapping[str, Any], state: int, people: Iterable[str], dimension: str, figures: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, dict[str, tuple[float, float]], Told]]:
    who = frozenset(people)
    ends = {dimension: (row["score_low"], row["score_high"])} if row.get("score_low") is not None else {}
    is_whole = float(row["resolution"] or 0.5).is_integer()
    half = 0.05 if is_whole else 0.005
    for figure, waves in figures.items():
        if who:
            low, high = -math.inf, math.inf
            if row.get(figure) is not None:
                low, high = len(who) * (row[figure] - half), len(who) * (row[figure] + half)
            if is_whole and row.get(figure) is not None:
                low, high = math.ceil(low - _NEAR), math.floor(high + _NEAR)
            where = f"{figure} {row.get('group_kind', '')} {row.get('group', row.get('wave', row.get('purpose', '')))}"
            sign = {(dimension, wave): one for wave, one in waves.items()}
            yield first_name(row["scale"]), ends, Told(f"{state}:{where}", state, who, sign, low, high)


Goal = frozenset[tuple[Score, int]]
"""Scores whose sum is asked for, each with its sign: of few people."""


def _narrowed(name: str, scale: Scale, states: int, least: int) -> Iterator[Finding]:
    every = [one for one in scale.told if {place[0] for place in one.sign} <= scale.ends.keys()]
    told = [one for one in every if math.isfinite(one.low)]
    goals = list(_goals(scale, every, least))[:MOST_GOALS]
    if not told or not goals:
        return
    together = Solver(scale, told, goals)
    alone: dict[int, Solver] = {}
    for goal in goals:
        people, span = len({score[0] for score, _ in goal}), together.span(goal)
        if span[1] - span[0] >= _open(scale, goal, people, least) - _NEAR:
            continue
        widths = [math.inf]
        for state in range(states) if not _is_lacking(goal) else ():
            own = [one for one in told if one.state == state]
            low, high = alone.setdefault(state, Solver(scale, own, goals)).span(goal)
            widths.append(high - low)
        if span[1] - span[0] < min(widths) - _NEAR:
            who = [f"{one}/{dimension}/{wave}/{version}" for (one, dimension, wave, version), _ in sorted(goal)]
            yield Finding(f"{name}: {', '.join(who)}", span[0] / people, span[1] / people)


def _open(scale: Scale, goal: Goal, people: int, least: int) -> float:
    """Return how far apart the sums of a few people must be able to lie.

    Their mean by half the scale; or the sum by what those can have scored with whom they are enough to be told of.
    """
    low, high = scale.ends[next(iter(goal))[0][1]]
    each = (high - low) * len(goal) / people  # of a change that of two scores
    return min(people * (high - low) / 2, (least - people) * each)


def _is_lacking(goal: Goal) -> bool:
    return all(version < 0 for (*_, version), _ in goal)


def _goals(scale: Scale, rows: Sequence[Told], least: int) -> Iterator[Goal]:
    """Yield sets of few people in whom rows of two states differ, shown or not, or whom a dimension lacks."""
    found: dict[Goal, None] = {}
    sums = [(one, frozenset(scale.of(one).items())) for one in rows]
    found |= dict.fromkeys(_of_several(sums))
    for one, own in sums:
        for other, its in sums:
            if one.sign == other.sign and one.state != other.state:
                found[own - its] = None
        if {dimension for dimension, _ in one.sign} == {TOTAL} and len(one.sign) == 1:
            found |= dict.fromkeys(_lacking(scale, own, scale.scores[one.state]))
    yield from sorted((goal for goal in found if 0 < len({score[0] for score, _ in goal}) < least), key=len)


def _of_several(sums: Sequence[tuple[Told, Goal]]) -> Iterator[Goal]:
    """Yield in whom one or two rows of a state together differ from those of another: who were added, less the rest."""
    kinds: dict[object, dict[int, set[Goal]]] = {}
    for one, own in sums:
        kinds.setdefault(tuple(sorted(one.sign.items())), {}).setdefault(one.state, set()).add(own)
    for states in kinds.values():
        several = {
            state: [*held, *(first | second for first, second in combinations(held, 2) if not first & second)]
            for state, held in states.items()
        }
        for before, after in combinations(sorted(several), 2):
            for own, its in product(several[after], several[before]):
                more, less = own - its, its - own
                people = [{score[0] for score, _ in side} for side in (more, less)]
                if 0 < len(people[0] | people[1]) < _FEW and not people[0] & people[1]:
                    yield more | {(score, -sign) for score, sign in less}


def _lacking(scale: Scale, total: Goal, there: Mapping[tuple[str, str, str], int]) -> Iterator[Goal]:
    """Yield the scores of a dimension that are not there, of those who have the total."""
    for part in DIMENSIONS if {*DIMENSIONS} <= scale.ends.keys() else ():
        yield frozenset(
            ((who, part, wave, -1 - version), 1)
            for (who, _, wave, version), _ in total if (who, part, wave) not in there
        )  # fmt: skip


class Solver:
    """The linear programme of what figures tell of one scale; people whom no figure tells apart are one unknown."""

    def __init__(self, scale: Scale, told: Sequence[Told], goals: Sequence[Goal]) -> None:
        sums = [scale.of(one) for one in told]
        scores = {score for held in (*sums, *(dict(goal) for goal in goals)) for score in held}
        links = [link for there in scale.scores for link in _links(scale, there, scores)]
        scores |= {score for link in links for score in link}
        self._place, ends = self._classes(scale, sorted(scores), sums, [dict(goal) for goal in goals], links)
        self._bounds = [(size * low, size * high) for size, (low, high) in ends]
        rows = [(self._row(held), one.low, one.high) for one, held in zip(told, sums, strict=True)]
        matrix = np.array([row for row, _, _ in rows]).reshape(len(rows), len(ends))
        lows, highs = (np.array([row[side] for row in rows], dtype=float) for side in (1, 2))
        self._less = csr_array(np.vstack([matrix, -matrix])), np.concatenate([highs, -lows])
        equal = np.unique(np.array([self._row(link) for link in links]).reshape(len(links), len(ends)), axis=0)
        self._equal = csr_array(equal) if len(equal) else None

    @staticmethod
    def _classes(
        scale: Scale, scores: Sequence[Score], sums: Sequence[Mapping[Score, int]],
        goals: Sequence[Mapping[Score, int]],
        links: Sequence[Mapping[Score, int]],
    ) -> tuple[dict[Score, int], list[tuple[int, tuple[float, float]]]]:  # fmt: skip
        """Return the unknown of each score, and of each unknown how many scores it holds and their ends."""
        held: dict[str, list[object]] = {}
        for kind, some in enumerate((sums, goals)):
            for number, one in enumerate(some):
                for (who, *what), sign in one.items():
                    held.setdefault(who, []).append((kind, number, tuple(what), sign))
        for score in scores:
            held.setdefault(score[0], []).append(("there", *score[1:]))
        for link in links:
            held[next(iter(link))[0]].append(("link", tuple(sorted((score[1:], sign) for score, sign in link.items()))))
        mark = {who: tuple(sorted(map(repr, what))) for who, what in held.items()}
        numbers: dict[object, int] = {}
        place = {score: numbers.setdefault((mark[score[0]], *score[1:]), len(numbers)) for score in scores}
        sizes = np.bincount(list(place.values()), minlength=len(numbers))
        ends = {place[score]: scale.ends[score[1]] for score in scores}
        return place, [(int(sizes[number]), ends[number]) for number in range(len(numbers))]

    def _row(self, held: Mapping[Score, int]) -> np.ndarray:
        row = np.zeros(len(self._bounds))
        for number, sign in {(self._place[score], sign) for score, sign in held.items()}:
            row[number] = sign
        return row

    def span(self, goal: Goal) -> tuple[float, float]:
        """Return between what a sum lies."""
        row = self._row(dict(goal))
        found = [
            linprog(
                sign * row, *self._less, self._equal,
                None if self._equal is None else np.zeros(self._equal.shape[0]), bounds=self._bounds, method="highs",
            )
            for sign in (1, -1)
        ]  # fmt: skip
        if not all(one.status == 0 for one in found):
            raise ValueError("what the papers show contradicts itself")
        return found[0].fun, -found[1].fun


def _links(scale: Scale, there: Mapping[tuple[str, str, str], int], scores: set[Score]) -> Iterator[dict[Score, int]]:
    """Yield what adds up to each total of dimensions; one that is not filled in is a score too."""
    if not {*DIMENSIONS, TOTAL} <= scale.ends.keys():
        return
    for (who, dimension, wave), version in there.items():
        if dimension == TOTAL and (who, dimension, wave, version) in scores:
            parts = {(who, part, wave, there.get((who, part, wave), -1 - version)): -1 for part in DIMENSIONS}
            yield {(who, dimension, wave, version): 1, **parts}
