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

    Notes
    -----
    Each change is drawn to the mean change by the reliability of the changes,
    R = (var(change) - 2 error²) / var(change), and divided by sqrt(R) sqrt(2) error. NaN where R is not above 0.
    """
    return shrunken(post - pre, float(np.sqrt(2) * error))


def shrunken(values: FloatArray, error: float) -> FloatArray:
    """Return values drawn to their mean by their reliability, in standard errors of their true part."""
    spread = float(np.var(values, ddof=1))
    reliability = (spread - error**2) / spread if spread > 0 else 0.0
    if reliability <= 0:
        return np.full(values.shape, np.nan)
    drawn = values.mean() + (values - values.mean()) * reliability
    return np.asarray(drawn / (np.sqrt(reliability) * error))
