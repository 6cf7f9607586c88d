"""The Hodges-Lehmann estimate of a change and its distribution-free interval."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import ndtri

from evaltoolkit.model.given import require_between, require_numbers, require_positive
from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray, to_steps
from evaltoolkit.outcomes.tests.sign_convolution import tails
from evaltoolkit.outcomes.tests.signed_rank import EXACT_UP_TO


@dataclass(frozen=True, slots=True)
class HodgesLehmann:
    """Median of the Walsh averages with an interval.

    Parameters
    ----------
    estimate, low, high
        In scale points; no ends where both would fall on one value, as where most changes are the same.
    confidence
        Confidence that the interval really has; below the one asked for where so few differences cannot give it
        (under 6 for 95 %).
    """

    estimate: float
    low: float
    high: float
    confidence: float


def hodges_lehmann(differences: FloatArray, resolution: float, *, confidence: float = 0.95) -> HodgesLehmann:
    """Estimate the change as the median of all pairwise means of the differences.

    Parameters
    ----------
    differences
        Post - pre in scale points, at least one, zeros included.
    resolution
        Smallest step of the scale.
    confidence
        Wanted confidence of the interval.

    Returns
    -------
    HodgesLehmann
        In scale points.

    Raises
    ------
    InputError
        There is no difference or one is not finite, `resolution` is not above 0, or `confidence` lies outside 0 to 1.

    Notes
    -----
    The interval runs between order statistics of the Walsh averages at the exact signed-rank critical value; with
    ties it keeps at least its confidence (Hollander & Wolfe 1973, section 3.3).

    References
    ----------
    Hodges & Lehmann (1963). Tested against R 4.5.0 ``wilcox.test(conf.int = TRUE)`` where no ties are.

    Examples
    --------
    >>> hodges_lehmann(np.array([1.0, 2, 3, 4, 5, 6]), 1)
    HodgesLehmann(estimate=3.5, low=1.0, high=6.0, confidence=0.96875)
    """
    require_numbers(differences=differences)
    require_positive(resolution=resolution, differences=len(differences))
    require_between(0, 1, confidence=confidence)
    steps = to_steps(differences, resolution)
    position, reached = _critical(steps.size, confidence)
    size = steps.size * (steps.size + 1) // 2
    wanted = np.array([(size - 1) // 2, size // 2, position - 1, size - position])
    sums = _walsh_sums(steps, wanted) * (resolution / 2)
    ends = sums[2:] if sums[2] < sums[3] else (np.nan, np.nan)
    return HodgesLehmann(float(sums[:2].mean()), float(ends[0]), float(ends[1]), reached)


def _walsh_sums(steps: IntArray, wanted: IntArray) -> FloatArray:
    """Return the sums of two steps, each step with itself too, at these places of their order."""
    least = int(steps.min())
    if int(steps.max()) - least > _WIDEST:
        ordered = np.sort(steps)
        return np.array([_sum_at(ordered, int(place)) for place in wanted], dtype=np.float64)
    counts = np.bincount(steps - least)
    twice = np.convolve(counts, counts)
    twice[::2] += counts  # every pair was counted both ways, a step with itself once
    found = np.searchsorted(np.cumsum(twice // 2), wanted, side="right") + 2 * least
    return np.asarray(found, dtype=np.float64)


def _sum_at(ordered: IntArray, place: int) -> int:
    """Return the sum at one place of their order, by halving the range of sums: never all sums at once."""
    low, high = 2 * int(ordered[0]), 2 * int(ordered[-1])
    while low < high:
        middle = (low + high) // 2
        both_ways = int(np.searchsorted(ordered, middle - ordered, side="right").sum())
        if (both_ways + int((2 * ordered <= middle).sum())) // 2 > place:
            high = middle
        else:
            low = middle + 1
    return low


_WIDEST = 4096  # steps between the least and the greatest change up to which the sums are counted


@cache
def _critical(n: int, confidence: float) -> tuple[int, float]:
    """Return which Walsh average from either end bounds the interval, and the confidence reached."""
    half = (1 - confidence) / 2
    ranks = np.arange(1, n + 1)
    if n > EXACT_UP_TO:
        centre, spread = ranks.sum() / 2, np.sqrt((ranks**2).sum() / 4)
        return max(1, int(np.floor(centre + ndtri(half) * spread))), confidence
    low, high = 0, int(ranks.sum()) // 2
    while low < high:
        middle = (low + high) // 2
        if tails(ranks, middle).at_most >= half:
            high = middle
        else:
            low = middle + 1
    position = max(1, low)
    return position, 1 - 2 * tails(ranks, position - 1).at_most
