"""The mean change of paired scores with its t interval, for one group or for many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr, stdtrit

from evaltoolkit.model.given import require_between, require_numbers, require_positive
from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray, are_alike


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Number, mean and standard deviation (n - 1) of each group; NaN where there are too few values."""

    n: FloatArray
    mean: FloatArray
    sd: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class MeanChanges:
    """Mean change of each group in scale points, with interval and paired t.

    `t`, `p`, `low` and `high` are NaN under two pairs and where all changes are equal.
    """

    n: FloatArray
    mean: FloatArray
    sd: FloatArray
    low: FloatArray
    high: FloatArray
    t: FloatArray
    df: FloatArray
    p: FloatArray


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Mean change of one group: fields as in :class:`MeanChanges`."""

    n: int
    mean: float
    sd: float
    low: float
    high: float
    t: float
    df: float
    p: float


def moments(values: FloatArray, codes: IntArray, groups: int) -> Moments:
    """Return the moments of `values` in each of the groups that `codes` (0 to groups - 1) name.

    Parameters
    ----------
    values
        One a person; no NaN.
    codes
        Group of each value.
    groups
        How many groups there are, empty ones included.

    Returns
    -------
    Moments
        One entry a group.

    Examples
    --------
    >>> groups = moments(np.array([1.0, 3.0, 5.0]), np.array([0, 0, 2]), 3)
    >>> groups.n.tolist(), groups.mean.tolist(), groups.sd.round(3).tolist()
    ([2.0, 0.0, 1.0], [2.0, nan, 5.0], [1.414, nan, nan])
    """
    n = np.bincount(codes, minlength=groups).astype(np.float64)
    mean = np.divide(np.bincount(codes, values, minlength=groups), n, out=np.full(groups, np.nan), where=n > 0)
    squares = np.bincount(codes, (values - mean[codes]) ** 2, minlength=groups)
    variance = np.divide(squares, n - 1, out=np.full(groups, np.nan), where=n > 1)
    return Moments(n, mean, np.sqrt(variance))


def mean_changes(change: Moments, *, confidence: float = 0.95) -> MeanChanges:
    """Return the paired t statistics of changes whose moments are given.

    Parameters
    ----------
    change
        Moments of the changes post - pre of each group.
    confidence
        Of the interval.

    Returns
    -------
    MeanChanges
        One entry a group.

    Notes
    -----
    t = mean / (sd / sqrt(n)), df = n - 1, interval mean ± t(df) sd / sqrt(n) (Student 1908).

    Examples
    --------
    >>> changes = mean_changes(Moments(np.array([10.0]), np.array([-2.4]), np.array([3.2])))
    >>> changes.t.round(3).tolist(), changes.low.round(2).tolist(), changes.p.round(4).tolist()
    ([-2.372], [-4.69], [0.0418])
    """
    usable = (change.n > 1) & (change.sd > 0)
    df = np.where(change.n > 1, change.n - 1, np.nan)
    error = np.where(usable, change.sd, np.nan) / np.sqrt(np.where(usable, change.n, 1))
    t = change.mean / error
    reach = stdtrit(np.where(usable, df, 1), (1 + confidence) / 2) * error
    p = np.where(usable, 2 * stdtr(np.where(usable, df, 1), -np.abs(np.where(usable, t, 0))), np.nan)
    return MeanChanges(change.n, change.mean, change.sd, change.mean - reach, change.mean + reach, t, df, p)


def paired_change(
    pre: FloatArray, post: FloatArray, *, confidence: float = 0.95, resolution: float | None = None
) -> PairedChange:
    """Return the mean change post - pre of one group.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order, in scale points; no NaN.
    confidence
        Of the interval.
    resolution
        Smallest step of the scale: where all changes are the same step, there is no spread.

    Returns
    -------
    PairedChange
        In scale points.

    Raises
    ------
    InputError
        `pre` and `post` are no rows of finite numbers of one length, `confidence` lies outside 0 to 1, or `resolution`
        is not above 0.

    References
    ----------
    Tested against R 4.5.0 ``t.test(paired = TRUE)``.

    Examples
    --------
    >>> paired_change(np.array([1.0, 2, 3]), np.array([2.0, 4, 3])).mean
    1.0
    """
    require_numbers(pre=pre, post=post)
    require_between(0, 1, confidence=confidence)
    if resolution is not None:
        require_positive(resolution=resolution)
    difference = np.asarray(post, dtype=np.float64) - np.asarray(pre, dtype=np.float64)
    codes = np.zeros(difference.size, dtype=np.int64)
    change = moments(difference, codes, 1)
    if change.n[0] > 1 and are_alike(difference, resolution):
        change = replace(change, sd=np.zeros(1))
    found = mean_changes(change, confidence=confidence)
    n, *rest = (float(getattr(found, name)[0]) for name in PairedChange.__slots__)
    return PairedChange(int(n), *rest)
