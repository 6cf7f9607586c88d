"""How reliable a scale was among the people it was used on here: Cronbach's alpha with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

LEAST = 30  # 本工具规则: under 30 complete answers an own alpha says more about chance than about the scale


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha over `n` complete answers, with its 95 % interval; NaN where it cannot be computed."""

    n: int
    value: float
    low: float
    high: float


def cronbach_alpha(items: NDArray[np.float64], *, confidence: float = 0.95) -> Alpha:
    """Return Cronbach's alpha of answers, reversed items turned already.

    Parameters
    ----------
    items
        Shape (respondents, items); respondents with a gap are left out (listwise).
    confidence
        Of the interval.

    References
    ----------
    Cronbach (1951); Feldt (1965) for the interval. Tested against R 4.5.0 with psych.

    Examples
    --------
    >>> round(cronbach_alpha(np.array([[1.0, 2], [2, 3], [3, 5], [4, 4]])).value, 4)
    0.8889
    """
    complete = items[np.isfinite(items).all(axis=1)]
    n, k = complete.shape
    nothing = Alpha(n, *(float("nan"),) * 3)
    if n < 2 or k < 2:
        return nothing
    whole = float(np.var(complete.sum(axis=1), ddof=1))
    if whole <= 0:
        return nothing
    value = k / (k - 1) * (1 - float(np.var(complete, axis=0, ddof=1).sum()) / whole)
    df = n - 1, (n - 1) * (k - 1)
    low, high = (1 - (1 - value) * float(fdtri(*df, point)) for point in ((1 + confidence) / 2, (1 - confidence) / 2))
    return Alpha(n, value, low, high)
