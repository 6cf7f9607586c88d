"""Goal attainment scaling: the T score of one person's goals.

Source: Kiresuk & Sherman (1968), Community Mental Health Journal 4, 443-453; formula and the usual correlation of 0.30
read in calc_tscore of the R package gasr (rdrr.io/github/taylordunn/gasr).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CORRELATION = 0.3
"""Assumed mean correlation between goals (Kiresuk & Sherman 1968; default of gasr)."""

FloatArray = NDArray[np.float64]


def t_scores(attained: FloatArray) -> FloatArray:
    """Return the T score of each row of goals.

    Parameters
    ----------
    attained
        Shape (people, goals); −2 much less than expected, 0 as expected, +2 much more; NaN where a person has no such
        goal.

    Returns
    -------
    numpy.ndarray
        50 where the goals were met as expected on the whole; NaN without a goal.

    Notes
    -----
    ``T = 50 + 10 Σx / √((1 − ρ) k + ρ k²)`` over the k goals that a person has, all of equal weight.

    Examples
    --------
    >>> t_scores(np.array([[0.0, 0.0, 0.0], [1.0, np.nan, np.nan], [-2.0, -2.0, np.nan]])).round(2).tolist()
    [50.0, 60.0, 25.19]
    """
    goals = (~np.isnan(attained)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(50 + np.nansum(attained, axis=1) * _factor(goals))


def possible_scores(goals: int, *, low: float, high: float) -> tuple[float, float]:
    """Return the least and greatest T of so many goals.

    Parameters
    ----------
    goals
        How many, at least 1.
    low, high
        Least and greatest attainment of one goal, such as −2 and +2.

    Returns
    -------
    tuple of float
        Least and greatest; NaN without a goal.

    Examples
    --------
    >>> [round(score, 2) for score in possible_scores(5, low=-2, high=2)]
    [19.85, 80.15]
    """
    factor = float(_factor(np.array([goals]))[0])
    return 50 + low * goals * factor, 50 + high * goals * factor


def _factor(goals: NDArray[np.int64]) -> FloatArray:
    counts = np.where(goals > 0, goals, np.nan).astype(np.float64)
    return np.asarray(10 / np.sqrt((1 - CORRELATION) * counts + CORRELATION * counts**2))
