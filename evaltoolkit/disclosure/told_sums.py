"""What papers of several states tell together of few people, by sums of whole sets of people.

The printed means of a state tell the sum of each group that it shows, and of what these leave of the whole. Sets of one
state that hold the same people as sets of another, but for a few, tell of these few: a programme that is all that is
left of the whole, the whole less a programme that has ended, what one state leaves of another that a third takes apart.
Who belongs where is known as counts of cells (:mod:`evaltoolkit.disclosure.cells`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evaltoolkit.disclosure.printed_means import MEANS, Paper, Range, total_of

_TURNS = 4
_MOVED = 0.5
"""Of so great a share of people at most it is supposed that they are the same in other cells."""
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row whose means are shown: which kind of row, the cells that belong to it and who stands in them, its paper."""

    place: int
    kind: str
    held: np.ndarray
    within: np.ndarray
    paper: Paper


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """Sets of people, no person in two, and between what the sums of their scores lie.

    Parameters
    ----------
    kinds, places
        For each set the kind of row that it is and which, empty and -1 where it is what rows leave of another.
    held, within
        People by set and cell, and which cells belong to it.
    low, high
        Ends of the sums by set and figure of :data:`MEANS`.
    open
        How many people of each set may be others, as it was put together from several states.
    whole
        Ends of the sums of all sets together, where a row tells them.
    """

    kinds: list[str]
    places: list[int]
    held: np.ndarray
    within: np.ndarray
    low: np.ndarray
    high: np.ndarray
    open: np.ndarray
    whole: tuple[np.ndarray, np.ndarray] | None = None

    def ends(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return between what the sums of some sets together lie."""
        low, high = chosen @ self.low, chosen @ self.high
        if self.whole is not None:
            others = ~chosen
            low = np.maximum(low, self.whole[0] - others @ self.high)
            high = np.minimum(high, self.whole[1] - others @ self.low)
        return _agreeing(low, high)

    def nearest(self, people: np.ndarray) -> np.ndarray:
        """Return the sets that together come nearest to so many people of each cell."""
        there = self.held > 0
        apart = (np.abs(people - self.held) * there).sum(axis=1)
        return np.asarray(apart < (people * there).sum(axis=1))


def sets_of(rows: Sequence[Row], whole: Row | None, scale: Range) -> Sets:
    """Return the rows of one grouping as sets, and what they leave of the whole as one more."""
    ends = [_sums(row, scale) for row in rows]
    kinds, places = [row.kind for row in rows], [row.place for row in rows]
    held, within = [row.held for row in rows], [row.within for row in rows]
    total = None if whole is None else _sums(whole, scale)
    if whole is not None and total is not None:
        rest = whole.held - sum(held, np.zeros_like(whole.held))
        if (rest > 0).any():
            low, high = (sum((end[side] for end in ends), np.zeros(len(MEANS))) for side in (0, 1))
            kinds.append("" if rows else whole.kind)
            places.append(whole.place)
            held.append(np.maximum(rest, 0.0))
            within.append(whole.within & ~np.any([*within, np.zeros_like(whole.within)], axis=0))
            ends.append(_agreeing(total[0] - high, total[1] - low))
    low, high = (np.array([end[side] for end in ends]).reshape(len(ends), len(MEANS)) for side in (0, 1))
    shape = len(held), -1
    return Sets(kinds, places, np.array(held).reshape(shape), np.array(within).reshape(shape), low, high,
                np.zeros(len(held)), total)  # fmt: skip


def taken_apart(sets: Sets, others: Sequence[Sets], least: int) -> Sets:
    """Return the sets as those of other states take them apart or stand beside them."""
    held, within, low, high, open_ = map(list, (sets.held, sets.within, sets.low, sets.high, sets.open))
    kinds, places = list(sets.kinds), list(sets.places)
    for other in others:
        for one in range(len(other.held)):
            new, place = other.held[one], None
            inside = [number for number, own in enumerate(held) if (new * (own > 0)).any()]
            if len(inside) == 1:
                own, place = held[inside[0]], inside[0]
                apart = new[own == 0].sum() + np.abs(new - own)[(own > 0) & (new > 0)].sum()
                left = np.where(new > 0, 0.0, own)
                if apart >= least or not left.any():
                    continue
                held[place], within[place], kinds[place] = left, within[place] & ~other.within[one], ""
                low[place], high[place] = low[place] - other.high[one], high[place] - other.low[one]
                open_[place] += other.open[one] + apart
            elif inside:
                continue
            held.append(new)
            within.append(other.within[one])
            low.append(other.low[one])
            high.append(other.high[one])
            open_.append(other.open[one])
            kinds.append(other.kinds[one])
            places.append(other.places[one])
    return Sets(kinds, places, np.array(held), np.array(within), np.array(low), np.array(high), np.array(open_))


def told_of_few(now: Sets, before: Sets, scale: Range, least: int) -> Iterator[np.ndarray]:
    """Yield which sets of now tell, beside some of before, of at least 1 and fewer than `least` people."""
    for start in range(len(now.held) + len(before.held)):
        if start < len(now.held):
            own = np.arange(len(now.held)) == start
        else:
            own = now.nearest(before.held[start - len(now.held)])
        for _ in range(_TURNS):
            its = before.nearest(own @ now.held)
            again = now.nearest(its @ before.held)
            if (again == own).all():
                break
            own = again
        if own.any() and its.any() and not _is_same_row(now, own, before, its) and _tells(
            now, own, before, its, scale, least
        ):  # fmt: skip
            yield own


def _is_same_row(now: Sets, own: np.ndarray, before: Sets, its: np.ndarray) -> bool:
    """Return whether both are one row of either state, of which the two means are compared as they are."""
    if own.all() and its.all() and now.whole is not None and before.whole is not None:
        return True
    if own.sum() != 1 or its.sum() != 1:
        return False
    (one,), (other,) = np.flatnonzero(own), np.flatnonzero(its)
    is_row = bool(now.kinds[one]) and now.kinds[one] == before.kinds[other]
    return is_row and bool(((now.held[one] > 0) == (before.held[other] > 0)).all())


def _tells(now: Sets, own: np.ndarray, before: Sets, its: np.ndarray, scale: Range, least: int) -> bool:
    apart = own @ now.held - its @ before.held
    both = (own @ now.within > 0) & (its @ before.within > 0)
    # who is in another cell of both is no other person
    people = abs(apart[both].sum()) + np.abs(apart[~both]).sum() + own @ now.open + its @ before.open
    if people >= least or np.abs(apart[both]).sum() > _MOVED * (own @ now.held).sum():
        return False
    (low, high), (first, last) = now.ends(own), before.ends(its)
    low, high = _agreeing(low - last, high - first)
    each = scale.high - scale.low
    if not people:  # one may have come for another who left: by how much their values differ
        told = np.maximum(0.0, np.maximum(low, -high))
        return bool((told > each * np.array([0.5, 0.5, 1.5]) - _NEAR).any())
    return bool((high - low < people * each - _NEAR).any())


def _sums(row: Row, scale: Range) -> tuple[np.ndarray, np.ndarray]:
    ends = [
        total_of(row.paper, name, scale.step) if name in row.paper.figures else (-np.inf, np.inf) for name in MEANS
    ]  # fmt: skip
    people = row.paper.people
    least, most = ([people * scale.of(name)[side] for name in MEANS] for side in (0, 1))
    low = np.maximum(np.array([low for low, _ in ends]), least)
    return _agreeing(low, np.minimum(np.array([high for _, high in ends]), most))


def _agreeing(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of pre-test, post-test and change as far as one is the second less the first."""
    (pre, post, change), (pre_most, post_most, change_most) = low, high
    return (
        np.array([max(pre, post - change_most), max(post, pre + change), max(change, post - pre_most)]),
        np.array([min(pre_most, post_most - change), min(post_most, pre_most + change_most),
                  min(change_most, post_most - pre)]),
    )  # fmt: skip
