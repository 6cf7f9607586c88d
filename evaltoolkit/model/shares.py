"""Shares of people with an interval that holds for small groups."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from evaltoolkit.model.given import require_between


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n` people, with the Wilson interval; NaN where `n` is 0."""

    count: int
    n: int
    share: float
    low: float
    high: float


def wilson_share(count: int, n: int, *, confidence: float = 0.95) -> Share:
    """Return a share with its Wilson score interval.

    References
    ----------
    Wilson (1927); Newcombe (1998). Tested against R 4.5.0 ``prop.test(correct = FALSE)``.

    Examples
    --------
    >>> found = wilson_share(57, 60)
    >>> round(found.low, 4), round(found.high, 4)
    (0.863, 0.9829)
    """
    require_between(0, 1, confidence=confidence)
    if not n:
        return Share(count, n, float("nan"), float("nan"), float("nan"))
    require_between(-1, n + 1, count=count)
    share, z = count / n, float(ndtri((1 + confidence) / 2))
    whole = 1 + z**2 / n
    middle = (share + z**2 / (2 * n)) / whole
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / whole
    # the ends are exactly 0 and 1 there, but for the last bits of the arithmetic
    return Share(count, n, share, middle - half if count else 0.0, middle + half if count < n else 1.0)
