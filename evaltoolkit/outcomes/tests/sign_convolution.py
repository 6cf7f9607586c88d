"""The exact distribution of a sum of weights, each taken or left by a fair coin.

Both exact tests of paired differences rest on it: with midranks as weights it is the signed-rank test, with the
differences themselves the sign-flip test.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np

from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Tails:
    """Probabilities that the sum is at most, and at least, a value."""

    at_most: float
    at_least: float


def tails(weights: IntArray, value: int) -> Tails:
    """Return the tail probabilities of the sum of the weights whose coin shows heads.

    Parameters
    ----------
    weights
        Whole numbers of at least 0.
    value
        The sum in question.

    Returns
    -------
    Tails
        From 0 to 1; both count the value itself.

    Notes
    -----
    Convolution over the weights, smallest first (Streitberg & Röhmel 1986, the shift algorithm), kept only up to
    `value`; the numbers of ways are halved back in powers of two, which rounds nothing, before they leave the range.

    Examples
    --------
    Six ranks and none negative: 1 of 64 equally likely signs.

    >>> tails(np.arange(1, 7), 0)
    Tails(at_most=0.015625, at_least=1.0)
    """
    total = int(weights.sum())
    if value < 0 or value > total:
        return Tails(float(value > total), float(value < 0))
    if not total:
        return Tails(1.0, 1.0)
    if 2 * value > total:
        mirrored = tails(weights, total - value)
        return Tails(mirrored.at_least, mirrored.at_most)
    chances = _chances(weights, value)
    at_most = float(chances.sum())
    is_reachable = value % int(np.gcd.reduce(weights)) == 0
    return Tails(at_most, 1 - (at_most - float(chances[-1]) if is_reachable else at_most))


def _chances(weights: IntArray, value: int) -> FloatArray:
    """Return the probability of each sum up to `value`, in steps of the weights' common divisor."""
    divisor = int(np.gcd.reduce(weights))
    value //= divisor
    found, ties = np.unique(weights[weights > 0] // divisor, return_counts=True)
    chances = np.zeros(value + 1)
    chances[0] = 1.0
    reach = 0
    for weight, count in zip(found.tolist(), ties.tolist(), strict=True):
        reach = min(reach + weight * count, value)
        if count > 1 and reach <= _WIDEST * weight * count:
            chances[: reach + 1] = _add_ties(chances[: reach + 1], weight, count)
            continue
        for _ in range(count):
            _add_one(chances[: reach + 1], weight)
    return chances


_WIDEST = 8  # up to so many times the ties' own reach one product of matrices is faster than a sum for each of them


def _add_one(chances: FloatArray, weight: int) -> None:
    """Let one more coin decide whether `weight` is taken, in place."""
    chances *= 0.5
    chances[weight:] += chances[: max(chances.size - weight, 0)].copy()


def _add_ties(chances: FloatArray, weight: int, count: int) -> FloatArray:
    """Return the chances after `count` coins for one weight: sums that leave the same remainder mix with each other."""
    rows = -(-chances.size // weight)
    by_remainder = np.zeros((rows, weight))
    by_remainder.ravel()[: chances.size] = chances
    taken = np.zeros(2 * rows - 1)
    most = min(count + 1, rows)
    taken[rows - 1 : rows - 1 + most] = _heads(count)[:most]
    place = np.arange(rows)
    mixed = taken[place[:, np.newaxis] - place + (rows - 1)] @ by_remainder
    return np.asarray(mixed.ravel()[: chances.size])


@cache
def _heads(coins: int) -> FloatArray:
    """Return the probability of each number of heads."""
    return np.array([comb(coins, heads) / 2**coins for heads in range(coins + 1)])
