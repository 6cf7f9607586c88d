"""Hageman and Arrindell's way: change and passing of the cut-off judged from shrunken scores."""

from __future__ import annotations

import numpy as np

from evaltoolkit.outcomes.resolution import FloatArray

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
    change = post - pre
    return _shrunken(change, np.sqrt(2) * error)


def position_after(post: FloatArray, error: float, cutoff: float) -> FloatArray:
    """Return how far each person's shrunken post score lies above the cut-off, in standard errors.

    Notes
    -----
    Beyond 1.65 on the good side a person has passed the cut-off; they must have stood on the poor side before.
    """
    return _shrunken(post - cutoff, error)


def _shrunken(values: FloatArray, error: float) -> FloatArray:
    spread = float(np.var(values, ddof=1))
    reliability = (spread - error**2) / spread if spread > 0 else 0.0
    if reliability <= 0:
        return np.full(values.shape, np.nan)
    drawn = values.mean() + (values - values.mean()) * reliability
    return np.asarray(drawn / (np.sqrt(reliability) * error))
