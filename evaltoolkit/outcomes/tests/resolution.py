"""Differences as whole steps of a scale, so that equal changes are equal and no change is none.

Raw floating-point differences break ties: in the anorexia data (Hand et al. 1993, set 285) the CBT arm has
W = 131.5 from raw and 130.5 from rounded differences.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def are_alike(differences: FloatArray, resolution: float | None = None) -> bool:
    """Return whether all differences are the same step, or the same but for what binary fractions add to them.

    Parameters
    ----------
    differences
        In scale points; finite.
    resolution
        Smallest step of the scale, above 0; None where it is not known.

    Returns
    -------
    bool
        False where there is no difference at all.

    Examples
    --------
    >>> are_alike(np.array([0.3 - 0.4, 1.2 - 1.3])), are_alike(np.array([1.0, 1.1]), 0.1)
    (True, False)
    """
    if not differences.size:
        return False
    if resolution is not None:
        return bool(np.ptp(to_steps(differences, resolution)) == 0)
    return bool(np.ptp(differences) <= 1e-9 * max(1.0, float(np.abs(differences).max())))


def to_steps(differences: FloatArray, resolution: float | FloatArray) -> IntArray:
    """Return the differences in steps of the scale's resolution, rounded to whole steps.

    Parameters
    ----------
    differences
        Post - pre in scale points; finite.
    resolution
        Smallest step between two scores, above 0; one for all or one for each difference.

    Returns
    -------
    numpy.ndarray
        Whole numbers, of the shape of `differences`.

    Examples
    --------
    >>> to_steps(np.array([80.2 - 80.7, 86.4 - 91.8]), 0.1).tolist()
    [-5, -54]
    """
    return np.asarray(np.rint(differences / resolution), dtype=np.int64)
