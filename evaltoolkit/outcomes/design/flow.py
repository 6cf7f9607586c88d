"""Who was enrolled, measured, kept and lost, and how the lost could change the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from evaltoolkit.model.given import require_between, require_numbers
from evaltoolkit.outcomes.tests.resolution import FloatArray


@dataclass(frozen=True, slots=True)
class Flow:
    """Participants from enrolment to valid pairs.

    Parameters
    ----------
    enrolled
        None where the street has not said (未提供).
    lost
        Measured before, not after.
    mean_kept, mean_lost
        Pre-test mean of those kept and of those lost; NaN where there are none.
    """

    enrolled: int | None
    pre: int
    post: int
    pairs: int
    lost: int
    mean_kept: float
    mean_lost: float

    @property
    def attrition(self) -> float:
        """Return the share of those measured before who were not measured after; NaN where nobody was."""
        return self.lost / self.pre if self.pre else float("nan")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Share improved if everyone lost had not improved, among those kept, and if everyone lost had."""

    worst: float
    complete: float
    best: float


def participant_flow(pre: FloatArray, post: FloatArray, *, enrolled: int | None = None) -> Flow:
    """Return the flow of the people whose scores are given, NaN at a wave without one.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order, NaN at a wave without one.
    enrolled
        How many were enrolled; None where the street has not said.

    Returns
    -------
    Flow
        Counts of people, and the pre-test means of those kept and lost.

    Raises
    ------
    InputError
        `pre` and `post` are no rows of numbers of one length.

    Examples
    --------
    >>> participant_flow(np.array([10.0, 12.0, np.nan]), np.array([8.0, np.nan, 7.0]), enrolled=4).attrition
    0.5
    """
    require_numbers(may_lack=True, pre=pre, post=post)
    before, after = np.isfinite(pre), np.isfinite(post)
    kept, lost = before & after, before & ~after
    return Flow(
        enrolled,
        int(before.sum()),
        int(after.sum()),
        int(kept.sum()),
        int(lost.sum()),
        _mean(pre[kept]),
        _mean(pre[lost]),
    )


@dataclass(frozen=True, slots=True)
class LostAgainstKept:
    """Pre-test of those lost less that of those kept, with Welch's t; NaN where either has under two people."""

    difference: float
    t: float
    df: float
    p: float


def lost_against_kept(pre: FloatArray, post: FloatArray) -> LostAgainstKept:
    """Compare at pre-test those who were lost with those who were kept (Welch 1947).

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order, NaN at a wave without one.

    Returns
    -------
    LostAgainstKept
        In scale points; two-sided p.

    Raises
    ------
    InputError
        `pre` and `post` are no rows of numbers of one length.

    Notes
    -----
    That the two do not differ proves nothing about what became of the lost.

    Examples
    --------
    >>> nan = np.nan
    >>> lost_against_kept(np.array([10.0, 12, 14, 16, 18]), np.array([9.0, 9, 9, nan, nan])).difference
    5.0
    """
    require_numbers(may_lack=True, pre=pre, post=post)
    before, after = np.isfinite(pre), np.isfinite(post)
    lost, kept = pre[before & ~after], pre[before & after]
    difference = _mean(lost) - _mean(kept)
    if min(lost.size, kept.size) < 2 or not (np.ptp(lost) or np.ptp(kept)):
        return LostAgainstKept(difference, *(float("nan"),) * 3)
    first, second = (float(np.var(group, ddof=1)) / group.size for group in (lost, kept))
    df = (first + second) ** 2 / (first**2 / (lost.size - 1) + second**2 / (kept.size - 1))
    t = difference / np.sqrt(first + second)
    return LostAgainstKept(difference, float(t), df, float(2 * stdtr(df, -abs(t))))


def share_bounds(improved: int, pairs: int, lost: int) -> Bounds:
    """Return what the share improved could be, whatever became of those lost.

    Parameters
    ----------
    improved
        People better, among the pairs.
    pairs
        People with both waves.
    lost
        People with a pre-test alone.

    Returns
    -------
    Bounds
        Shares from 0 to 1; NaN where there is nobody.

    Raises
    ------
    InputError
        A count is below 0, or more improved than there are pairs.

    Notes
    -----
    The last observation is never carried forward.

    Examples
    --------
    >>> share_bounds(6, 8, 2)
    Bounds(worst=0.6, complete=0.75, best=0.8)
    """
    require_between(-1, pairs + 1, improved=improved)
    require_between(-1, np.inf, pairs=pairs, lost=lost)
    everyone = pairs + lost
    return Bounds(
        improved / everyone if everyone else float("nan"),
        improved / pairs if pairs else float("nan"),
        (improved + lost) / everyone if everyone else float("nan"),
    )


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if values.size else float("nan")
