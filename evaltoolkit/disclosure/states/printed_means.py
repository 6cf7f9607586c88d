"""What two printed means tell of the few people in whom two papers differ, by interval arithmetic.

A mean of n people printed to the nearest step stands for a sum between n times its two ends. Of two papers whose people
differ by d the sums differ by what these d scored, within the errors of both; where as many people stand in both, one
person's value was corrected, or one left and another came: their values differ by as much.
Source: 本工具规则: a figure is withheld where this narrows the mean of the few to less than half the scale's range.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scipy.special import stdtrit

from evaltoolkit.model.rounding import digits_of_ends, mean_decimals, rounded
from evaltoolkit.model.thresholds import CONFIDENCE

Printed = tuple[float, float]
"""A printed value, and how far the true one may lie from it."""
MEANS = ("mean_pre", "mean_post", "mean_change")
ENDS = ("change_low", "change_high")
SPREAD, BY_TEST = "sd_change", "t"
"""The standard deviation of the changes as an earlier paper printed it, and as its t told it, which has more digits."""
STEPS_OPEN = 2.0
"""Of which one is the least that sums of whole steps can leave: with less all scored least or most, but for one."""
_NEAR = 1e-6
_KEPT = 0.5e-4  # of a spread that was printed before four digits are known
_MOST_WAYS = 20_000
_WIDER = 1.5  # whole scores, whose sums t tells, leave less open than the printed digits that are reckoned with here


@dataclass(frozen=True, slots=True)
class Paper:
    """People and printed figures of one row of one paper, by column; what it withholds is absent.

    `level` is that of the interval.
    """

    people: float
    figures: Mapping[str, Printed]
    level: float = CONFIDENCE

    def differs_from(self, other: Paper) -> bool:
        """Return whether both print a figure and print it otherwise."""
        return any(self.figures[name] != other.figures[name] for name in self.figures.keys() & other.figures.keys())


@dataclass(frozen=True, slots=True)
class Range:
    """Least and greatest score of a scale, and the step between two scores; NaN where that is not known."""

    low: float = -math.inf
    high: float = math.inf
    step: float = math.nan

    def of(self, figure: str) -> tuple[float, float]:
        """Return between what one person's value of a figure lies: a change is as wide either way."""
        return (self.low - self.high, self.high - self.low) if figure == MEANS[2] else (self.low, self.high)


def as_printed(value: float, resolution: float, ends: Iterable[float] = ()) -> Printed:
    """Return a mean as a page prints it, with half a step; of `ends` none is printed as 0.

    Examples
    --------
    >>> as_printed(-2.611, 1.0)
    (-2.6, 0.05)
    """
    digits = digits_of_ends(mean_decimals(resolution), ends)
    return float(rounded(value, digits)), 0.5 * 10.0**-digits


def narrows(before: Paper, now: Paper, scale: Range) -> bool:
    """Return whether two papers narrow the few who differ to less than half the scale's range.

    Where either withholds a mean of the row nothing is known of what others tell: then it does, unless nobody differs.
    """
    half = (scale.high - scale.low) / 2
    apart = now.people - before.people
    shared = [name for name in MEANS if name in before.figures and name in now.figures]
    if not apart:
        is_told = _swapped_by_spread(before, now, scale) < _WIDER * half
        return is_told or any(_swapped(before, now, name, scale) < half for name in shared)
    if len(shared) < len(MEANS) or not math.isfinite(half):
        return True
    spans = {name: _span(before, now, name, scale) for name in MEANS}
    spans = _agreeing(spans)
    if abs(apart) == 1:
        spans[MEANS[2]] = _by_spread(before, now, spans[MEANS[2]])
    return any(high - low < half for low, high in spans.values())


def may_be_alike(fewer: Paper, more: Paper, scale: Range) -> bool:
    """Return whether those who stand in one paper and not in the other may all have changed alike, by the spread.

    Nothing is told of that where either says no more of the spread than the interval of its mean does.
    """
    is_told = all({*MEANS[2:], *ENDS} <= {*one.figures} and {SPREAD, BY_TEST} & {*one.figures} for one in (fewer, more))
    if not is_told:
        return False
    people, centre = more.people - fewer.people, fewer.figures[MEANS[2]][0]
    total, error = _sum(fewer, more, MEANS[2], scale.step)
    (first, first_error), (second, second_error) = (_squares(paper, centre) for paper in (fewer, more))
    most = (abs(total - people * centre) + error) ** 2
    return bool(people * (second - first - first_error - second_error) <= most)


def are_alike(papers: Sequence[tuple[float, Paper]], step: float) -> bool:
    """Return whether papers leave people who can only all have changed alike, but for one step of two of them.

    Parameters
    ----------
    papers
        How often each counts; with its spread, or the ends of its interval, which tell it for each sum of whole steps.
    step
        Between two scores.
    """
    if not step > 0 or not all(_tells_spread(paper) for _, paper in papers):
        return False
    told, people = [_told_of(paper, step) for _, paper in papers], sum(times * paper.people for times, paper in papers)
    if math.prod(map(len, told)) > _MOST_WAYS:
        return False
    apart = []
    for way in product(*told):
        total = sum(times * one for (times, _), (one, _) in zip(papers, way, strict=True))
        squares = sum(max(times * end for end in ends) for (times, _), (_, ends) in zip(papers, way, strict=True))
        apart.append(squares - total**2 / people)
    left = [one for one in apart if one > -_NEAR]
    return bool(left) and max(left) < STEPS_OPEN * step**2 - _NEAR


def _told_of(paper: Paper, step: float) -> list[tuple[float, tuple[float, float]]]:
    """Return each sum of changes that a paper leaves open, and between what their squares then lie."""
    low, high = total_of(paper, MEANS[2], step)
    sums = [low] if high - low < step / 2 else [low + step * one for one in range(round((high - low) / step) + 1)]
    found = []
    for total in sums:
        spread = _told_spread(paper) or _by_ends(paper, total / paper.people)
        if spread[0] <= spread[1] + _NEAR:
            squares = [(paper.people - 1) * one**2 + total**2 / paper.people for one in spread]
            found.append((total, (squares[0], squares[1])))
    whole = [(total, ends) for total, squares in found if (ends := _whole(total, squares, step))]
    return whole or found


def _whole(total: float, squares: tuple[float, float], step: float) -> tuple[float, float] | None:
    """Return between which sums of squares of whole steps others lie: each is odd where the sum itself is."""
    odd = round(total / step) % 2
    least, most = (one / step**2 - odd for one in squares)
    least, most = 2 * math.ceil(least / 2 - _NEAR) + odd, 2 * math.floor(most / 2 + _NEAR) + odd
    return (least * step**2, most * step**2) if least <= most else None


def _tells_spread(paper: Paper) -> bool:
    """Return whether a paper tells a mean change and, by it, a test or the interval, of its spread."""
    return MEANS[2] in paper.figures and bool({SPREAD, BY_TEST} & {*paper.figures} or {*ENDS} <= {*paper.figures})


def _told_spread(paper: Paper) -> list[float]:
    """Return between what the standard deviation lies where it or a test is printed; nothing where neither is."""
    told, error = next((paper.figures[name] for name in (BY_TEST, SPREAD) if name in paper.figures), (math.nan, 0.0))
    error = max(error, _KEPT)
    return [] if math.isnan(told) else [max(told - error, 0.0), told + error]


def _by_ends(paper: Paper, mean: float) -> list[float]:
    """Return between what the standard deviation lies, by the interval of a mean that is known."""
    (low, off), (high, other) = (paper.figures[name] for name in ENDS)
    width = max(mean - low - off, high - other - mean, 0.0), min(mean - low + off, high + other - mean)
    return [spread_by_ends(paper.people, (-one, one), paper.level) for one in width]


def spread_by_ends(people: float, ends: Sequence[float], level: float = CONFIDENCE) -> float:
    """Return the standard deviation of some people's changes, by the ends of their mean's interval.

    Examples
    --------
    >>> round(spread_by_ends(9, (-1.0, 1.0)), 2), round(spread_by_ends(9, (-1.0, 1.0), 0.9), 2)
    (1.3, 1.61)
    """
    return (ends[1] - ends[0]) / 2 * math.sqrt(people) / float(stdtrit(people - 1, (1 + level) / 2))


def are_all_at_an_end(people: float, mean: Printed, scale: Range) -> bool:
    """Return whether a printed mean leaves nobody another score than the least or the most.

    Examples
    --------
    >>> [are_all_at_an_end(people, (6.0, 0.05), Range(6.0, 24.0, 1.0)) for people in (5, 30)]
    [True, False]
    """
    value, half = mean
    return people * (min(value - scale.low, scale.high - value) + half) < scale.step


def are_at_an_end(fewer: Paper, more: Paper, scale: Range) -> bool:
    """Return whether those who stand in one paper and not in the other all scored least or most, but for one step."""
    people = more.people - fewer.people
    for name in MEANS[:2]:
        if name in fewer.figures and name in more.figures and math.isfinite(scale.high) and scale.step > 0:
            total, error = _sum(fewer, more, name, scale.step)
            room = min(total + error - people * scale.low, people * scale.high - total + error)
            if room < STEPS_OPEN * scale.step:
                return True
    return False


def _sum(before: Paper, now: Paper, name: str, step: float = math.nan) -> Printed:
    """Return by how much the sum of all scores differs, and how far that may be off; sums are of whole steps."""
    (low, high), (first, last) = (total_of(paper, name, step) for paper in (before, now))
    return (first + last - low - high) / 2, (high - low + last - first) / 2


def total_of(paper: Paper, name: str, step: float) -> tuple[float, float]:
    """Return between what the sum behind a printed mean lies, of whole steps where the step is known."""
    value, half = paper.figures[name]
    low, high = paper.people * (value - half), paper.people * (value + half)
    if not step > 0:
        return low, high
    least, most = step * math.ceil(low / step - _NEAR), step * math.floor(high / step + _NEAR)
    return (least, most) if least <= most else (low, high)


def _swapped_by_spread(before: Paper, now: Paper, scale: Range) -> float:
    """Return how wide the change of one person can lie whose place another's took, by the intervals of both papers."""
    names = (MEANS[2], *ENDS)
    if not all(name in paper.figures for paper in (before, now) for name in names) or not math.isfinite(scale.high):
        return math.inf
    (total, error), centre = _sum(before, now, MEANS[2], scale.step), before.figures[MEANS[2]][0]
    apart = total - error, total + error
    if apart[0] <= 0 <= apart[1]:
        return math.inf
    (first, first_error), (second, second_error) = (_squares(paper, centre) for paper in (before, now))
    square, off = second - first, first_error + second_error
    # of both changes, about the centre: the difference of their squares by that of themselves
    sums = [one / other for one in (square - off, square + off) for other in apart]
    ends = tuple(end - centre for end in scale.of(MEANS[2]))
    one, other = (
        (max(ends[0], (min(sums) + low) / 2), min(ends[1], (max(sums) + high) / 2))
        for low, high in ((-apart[1], -apart[0]), apart)
    )  # fmt: skip
    one = max(one[0], other[0] - apart[1]), min(one[1], other[1] - apart[0])
    other = max(other[0], one[0] + apart[0]), min(other[1], one[1] + apart[1])
    return min(one[1] - one[0], other[1] - other[0])


def _swapped(before: Paper, now: Paper, name: str, scale: Range) -> float:
    """Return how wide one person's value can lie whose place another's has taken."""
    total, error = _sum(before, now, name, scale.step)
    low, high = scale.of(name)
    return (high - low) - max(0.0, abs(total) - error) if math.isfinite(high) else math.inf


def _span(before: Paper, now: Paper, name: str, scale: Range) -> tuple[float, float]:
    (total, error), apart = _sum(before, now, name, scale.step), now.people - before.people
    ends = sorted(((total - error) / apart, (total + error) / apart))
    low, high = scale.of(name)
    return max(ends[0], low), min(ends[1], high)


def _agreeing(spans: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the spans of pre-test, post-test and change as far as one may be the second less the first."""
    (pre, post, change) = (spans[name] for name in MEANS)
    return {
        MEANS[0]: (max(pre[0], post[0] - change[1]), min(pre[1], post[1] - change[0])),
        MEANS[1]: (max(post[0], pre[0] + change[0]), min(post[1], pre[1] + change[1])),
        MEANS[2]: (max(change[0], post[0] - pre[1]), min(change[1], post[1] - pre[0])),
    }


def _by_spread(before: Paper, now: Paper, span: tuple[float, float]) -> tuple[float, float]:
    """Return the span of one person's change as far as the interval of the mean, hence the spread, leaves it open."""
    if not all(end in paper.figures for paper in (before, now) for end in ENDS):
        return span
    centre = before.figures[MEANS[2]][0]
    (first, first_error), (second, second_error) = (_squares(paper, centre) for paper in (before, now))
    side = 1 if now.people > before.people else -1
    square, error = side * (second - first), first_error + second_error
    far, near = math.sqrt(max(0.0, square + error)), math.sqrt(max(0.0, square - error))
    parts = [(max(span[0], low), min(span[1], high))
             for low, high in ((centre - far, centre - near), (centre + near, centre + far))]  # fmt: skip
    left = [part for part in parts if part[0] <= part[1]]
    return (min(low for low, _ in left), max(high for _, high in left)) if left else span


def _squares(paper: Paper, centre: float) -> Printed:
    """Return the sum of squares about a point, with its error: by the spread, or the interval of the mean."""
    (low, step), (high, _), (mean, half) = (paper.figures[name] for name in (*ENDS, MEANS[2]))
    count, width = paper.people, (high - low) / 2
    about, error = count * (mean - centre) ** 2, count * half * (2 * abs(mean - centre) + half)
    known = next((paper.figures[name][0] for name in (SPREAD, BY_TEST) if name in paper.figures), None)
    if known is not None:
        return (count - 1) * known**2 + about, error
    scale = (count - 1) * count / float(stdtrit(count - 1, 0.975)) ** 2
    return scale * width**2 + about, scale * step * (2 * width + step) + error
