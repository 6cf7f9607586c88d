"""Hageman and Arrindell's way: change and passing of the cut-off judged from shrunken scores."""

from __future__ import annotations

import numpy as np

from evaltoolkit.outcomes.tests.resolution import FloatArray

CRITICAL = 1.65  # Hageman & Arrindell (1999), Behav Res Ther 37:1169


def shrunken_change(pre: FloatArray, post: FloatArray, error: float) -> FloatArray:
    """Return each person's index of reliable change.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order.
    error
        Standard error of one measurement, the same at both waves.

    Returns
    -------
    numpy.ndarray
        Positive where post is above pre; beyond :data:`CRITICAL` the change is reliable.

    Notes
    -----
    Each change is drawn to the mean change by the reliability of the changes,
    R = (var(change) - 2 error²) / var(change), and divided by sqrt(R) sqrt(2) error. NaN where R is not above 0.

    Examples
    --------
    >>> shrunken_change(np.array([18.0, 16, 17, 15]), np.array([10.0, 15, 17, 14]), 1.5).round(2).tolist()
    [-3.56, -0.86, -0.47, -0.86]
    """
    return shrunken(post - pre, float(np.sqrt(2) * error))


def shrunken(values: FloatArray, error: float) -> FloatArray:
    """Return values drawn to their mean by their reliability, in standard errors of their true part.

    Parameters
    ----------
    values
        One a person, at least two.
    error
        Standard error of one value, in its unit.

    Returns
    -------
    numpy.ndarray
        One a person; NaN where the values vary no more than their error.

    Examples
    --------
    >>> shrunken(np.array([-8.0, -1, 0, -1]), 2.0).round(2).tolist(), shrunken(np.array([1.0, 2.0]), 2.0).tolist()
    ([-3.8, -0.86, -0.44, -0.86], [nan, nan])
    """
    spread = float(np.var(values, ddof=1))
    reliability = (spread - error**2) / spread if spread > 0 else 0.0
    if reliability <= 0:
        return np.full(values.shape, np.nan)
    drawn = values.mean() + (values - values.mean()) * reliability
    return np.asarray(drawn / (np.sqrt(reliability) * error))
