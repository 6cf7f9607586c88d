"""Which sums of scores of few people follow from others by adding and taking away, of however many rows and states.

Two rows may each differ from before by many people, and yet both together by one who left and one who came. People who
stand in the same sums are one block. A sum of few blocks follows from the sums that are told exactly where it lies in
the space that these span, that is where what they leave open has no part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

import numpy as np

_ZERO = 1e-8
_MOST_BLOCKS, _MOST_WAYS = 4, 100_000  # 本工具规则: so many blocks at once, chosen in so many ways at most


def few_together(sums: np.ndarray, people: Sequence[frozenset[str]], least: int) -> Iterator[np.ndarray]:
    """Yield what follows from the sums of fewer than `least` people, and of no part of them by itself.

    Parameters
    ----------
    sums
        One row for each sum, one column for each unknown: 1 where it counts, -1 where it counts against.
    people
        Whose scores each unknown holds.
    least
        Fewer people are few.

    Yields
    ------
    numpy.ndarray
        By how much each unknown counts, 1 at most.

    Examples
    --------
    >>> sums = np.array([[1, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1]])  # groups of before, and of now
    >>> people = [frozenset("abcdef"), frozenset("x"), frozenset("ghijkl"), frozenset("z")]
    >>> [found.round(3).tolist() for found in few_together(sums, people, 5)]
    [[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
    """
    blocks: dict[tuple[float, ...], list[tuple[int, float]]] = {}
    for place, column in enumerate(sums.T):
        for sign in np.sign(column[column != 0])[:1]:
            blocks.setdefault(tuple(sign * column), []).append((place, sign))
    held = list(blocks.values())
    whose = [frozenset[str]().union(*(people[place] for place, _ in one)) for one in held]
    few = [number for number, one in enumerate(whose) if len(one) < least]
    if not few:
        return
    _, lengths, directions = np.linalg.svd(np.array(list(blocks), dtype=float).T)
    left_open = directions[int((lengths > _ZERO).sum()) :].T[few]
    for chosen in _following(left_open):
        if len(frozenset[str]().union(*(whose[few[one]] for one in chosen))) < least:
            weights = np.linalg.svd(left_open[list(chosen)])[0][:, -1] if len(chosen) > 1 else np.ones(1)
            row = np.zeros(sums.shape[1])
            for one, weight in zip(chosen, weights / weights[np.abs(weights).argmax()], strict=True):
                for place, sign in held[few[one]]:
                    row[place] = sign * weight
            yield row


def _following(left_open: np.ndarray) -> Iterator[tuple[int, ...]]:
    """Yield the blocks, as few at a time as may be, of which what is left open has no part."""
    lengths = np.linalg.norm(left_open, axis=1)
    yield from ((int(one),) for one in np.flatnonzero(lengths <= _ZERO))
    known = list(map(int, np.flatnonzero(lengths > _ZERO)))
    unit = left_open[known] / lengths[known, np.newaxis]
    alike, found = unit @ unit.T, list[frozenset[int]]()
    for size in range(2, _MOST_BLOCKS + 1):
        if comb(len(known), size) > _MOST_WAYS:
            return
        ways = np.array(list(combinations(range(len(known)), size)), dtype=int).reshape(-1, size)
        volumes = np.linalg.det(alike[ways[:, :, np.newaxis], ways[:, np.newaxis, :]])
        for way in ways[np.abs(volumes) <= _ZERO]:
            if not any(one <= {*map(int, way)} for one in found):
                found.append(frozenset(map(int, way)))
                yield tuple(known[one] for one in way)


def sparse_weights(sums: np.ndarray, wanted: np.ndarray, costs: Sequence[float]) -> np.ndarray:
    """Return how often each of some sums counts in one that follows from them: of all ways the least in all.

    Parameters
    ----------
    sums, wanted
        As :func:`few_together` takes them and yields it.
    costs
        Of one sum, taken once.

    Examples
    --------
    >>> sums = np.array([[1, 1, 1], [1, 1, 0], [1, 1, 0]])
    >>> sparse_weights(sums, np.array([0, 0, 1]), [1.0, 2.0, 1.0]).round(6).tolist()
    [1.0, 0.0, -1.0]
    """
    from scipy.optimize import linprog  # a third of a second that most processes of a batch can spare

    done = linprog(np.array([*costs, *costs]), A_eq=np.hstack([sums.T, -sums.T]), b_eq=wanted, method="highs")
    if done.x is None:  # by what rounding leaves of it
        return np.asarray(np.linalg.lstsq(sums.T, wanted, rcond=None)[0])
    added, taken = np.split(done.x, 2)
    return np.asarray(added - taken)
