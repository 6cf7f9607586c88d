"""Whether one person's change is more than the scale's error."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from evaltoolkit.outcomes.people import hageman_arrindell
from evaltoolkit.outcomes.tests.resolution import FloatArray

CRITICAL = 1.96  # Jacobson & Truax (1991), p. 14


class Index(StrEnum):
    """The individual indices; counts depend on the one chosen."""

    JACOBSON_TRUAX = "jacobson_truax"  # the headline
    GULLIKSEN_LORD_NOVICK = "gulliksen_lord_novick"
    EDWARDS_NUNNALLY = "edwards_nunnally"
    NUNNALLY_KOTSCH = "nunnally_kotsch"
    HAGEMAN_ARRINDELL = "hageman_arrindell"

    @property
    def critical(self) -> float:
        """Return the size beyond which the index is reliable."""
        return hageman_arrindell.CRITICAL if self is Index.HAGEMAN_ARRINDELL else CRITICAL


@dataclass(frozen=True, slots=True)
class ErrorOfChange:
    """Standard error of one person's difference and the change it takes to exceed it, in scale points."""

    s_diff: float
    threshold: float


def error_of_change(sd: float, reliability: float) -> ErrorOfChange:
    """Return the error of a difference by Jacobson & Truax.

    Parameters
    ----------
    sd
        Standard deviation of the scores, in scale points.
    reliability
        Of the scale, from 0 to 1.

    Returns
    -------
    ErrorOfChange
        In scale points.

    Notes
    -----
    s_diff = sd sqrt(2 (1 - reliability)); threshold = 1.96 s_diff.

    Examples
    --------
    The ULS-6, with its published SD and retest reliability:

    >>> round(error_of_change(3.96, 0.726).threshold, 2)
    5.75
    """
    s_diff = float(sd * np.sqrt(2 * (1 - reliability)))
    return ErrorOfChange(s_diff, CRITICAL * s_diff)


def reliable_change_index(
    pre: FloatArray,
    post: FloatArray,
    reliability: float,
    *,
    index: Index = Index.JACOBSON_TRUAX,
    reliability_post: float | None = None,
) -> FloatArray:
    """Return each person's index, positive where post is above pre.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; at least two, no NaN.
    reliability
        Of the scale, in the population of the pre-test.
    index
        Which of the indices.
    reliability_post
        Of the post-test, for Nunnally & Kotsch; as `reliability` where not given.

    Returns
    -------
    numpy.ndarray
        One a person, in standard errors; all NaN where the pre-tests are all alike.

    Notes
    -----
    With S = sd of pre, M its mean, r the reliability and T = M + r (pre - M) the estimated true score:
    JT (post - pre) / (S sqrt(2(1-r))); GLN (post - T) / (S sqrt(1-r²)); EN (post - T) / (S sqrt(1-r));
    NK (post - T) / sqrt(r² S² (1-r) + S_post² (1-r_post)); HA shrinks the change to its own reliability.

    References
    ----------
    Jacobson & Truax (1991); Hsu (1989); Speer (1992); Nunnally & Kotsch (1983); Hageman & Arrindell (1999). Tested
    against R's clinicalsignificance, but for NK, where that package uses the pre-test's spread twice.

    Examples
    --------
    >>> pre, post = np.array([18.0, 16, 14, 12]), np.array([10.0, 16, 13, 12])
    >>> reliable_change_index(pre, post, 0.8).round(2).tolist()
    [-4.9, 0.0, -0.61, 0.0]
    """
    spread = float(np.std(pre, ddof=1))
    if spread == 0:
        return np.full(pre.shape, np.nan)
    error = spread * np.sqrt(1 - reliability)
    if index is Index.JACOBSON_TRUAX:
        return np.asarray((post - pre) / (np.sqrt(2) * error))
    if index is Index.HAGEMAN_ARRINDELL:
        return hageman_arrindell.shrunken_change(pre, post, error)
    above_true = post - (pre.mean() + reliability * (pre - pre.mean()))
    if index is Index.GULLIKSEN_LORD_NOVICK:
        return np.asarray(above_true / (spread * np.sqrt(1 - reliability**2)))
    if index is Index.EDWARDS_NUNNALLY:
        return np.asarray(above_true / error)
    later = reliability if reliability_post is None else reliability_post
    return np.asarray(above_true / np.sqrt((reliability * error) ** 2 + np.var(post, ddof=1) * (1 - later)))
