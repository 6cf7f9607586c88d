"""The exact distribution of a sum of weights, each taken or left by a fair coin.

Both exact tests of paired differences rest on it: with midranks as weights it is the signed-rank test, with the
differences themselves the sign-flip test.
"""

from __future__ import annotations

import numpy as np

from evaltoolkit.outcomes.resolution import IntArray


def lower_tail(weights: IntArray, value: int) -> float:
    """Return the probability that the sum of the weights whose coin shows heads is at most `value`.

    Parameters
    ----------
    weights
        Whole numbers of at least 0.
    value
        The sum in question.

    Notes
    -----
    Convolution over the weights, smallest first (Streitberg & Röhmel 1986, the shift algorithm), kept only up to
    `value`; probabilities instead of counts, so that 300 weights stay in range.

    Examples
    --------
    Six ranks and none negative: 1 of 64 equally likely signs.

    >>> lower_tail(np.arange(1, 7), 0)
    0.015625
    """
    if value < 0:
        return 0.0
    total = int(weights.sum())
    if value >= total:
        return 1.0
    divisor = int(np.gcd.reduce(weights))
    value //= divisor
    chances = np.zeros(value + 1)
    chances[0] = 1.0
    reach = 0
    for weight in np.sort(weights[weights > 0]) // divisor:
        reach = min(reach + int(weight), value)
        chances[: reach + 1] *= 0.5
        if weight <= value:
            chances[weight : reach + 1] += chances[: reach + 1 - weight].copy()
    return float(chances.sum())
