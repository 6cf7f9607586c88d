"""The exact distribution of a sum of weights, each taken or left by a fair coin.

Both exact tests of paired differences rest on it: with midranks as weights it is the signed-rank test, with the
differences themselves the sign-flip test.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaltoolkit.outcomes.resolution import FloatArray, IntArray


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


_MOST_DOUBLINGS = 900  # a float holds 2 ** 1023


def _chances(weights: IntArray, value: int) -> FloatArray:
    """Return the probability of each sum up to `value`, in steps of the weights' common divisor."""
    divisor = int(np.gcd.reduce(weights))
    value //= divisor
    ways = np.zeros(value + 1)
    ways[0] = 1.0
    reach, halvings = 0, 0
    for weight in (np.sort(weights[weights > 0]) // divisor).tolist():
        reach, halvings = min(reach + weight, value), halvings + 1
        if weight <= value:
            ways[weight : reach + 1] += ways[: reach + 1 - weight]
        if halvings == _MOST_DOUBLINGS:
            ways, halvings = np.ldexp(ways, -halvings), 0
    return np.ldexp(ways, -halvings)
