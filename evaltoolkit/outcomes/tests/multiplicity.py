"""P-values adjusted for having asked several questions."""

from __future__ import annotations

import numpy as np

from evaltoolkit.model.given import require_between, require_numbers
from evaltoolkit.outcomes.tests.resolution import FloatArray


def holm(p: FloatArray) -> FloatArray:
    """Return Holm's adjusted p-values; NaN stays NaN and does not count as a question.

    Parameters
    ----------
    p
        From 0 to 1.

    Returns
    -------
    numpy.ndarray
        In the order of `p`, at most 1.

    Raises
    ------
    InputError
        A p lies outside 0 to 1.

    References
    ----------
    Holm (1979). Tested on the 15 p-values of Benjamini & Hochberg (1995) against R ``p.adjust``.

    Examples
    --------
    >>> holm(np.array([0.01, 0.04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    asked = _asked(p)
    order = np.argsort(p[asked])
    factors = np.arange(order.size, 0, -1)
    stepped = np.maximum.accumulate(p[asked][order] * factors)
    return _put_back(p, asked, order, stepped)


def benjamini_hochberg(p: FloatArray) -> FloatArray:
    """Return p-values adjusted to control the false discovery rate; NaN stays NaN.

    Parameters
    ----------
    p
        From 0 to 1; NaN does not count as a question.

    Returns
    -------
    numpy.ndarray
        In the order of `p`, at most 1.

    Raises
    ------
    InputError
        A p lies outside 0 to 1.

    References
    ----------
    Benjamini & Hochberg (1995), section 4.1.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    asked = _asked(p)
    order = np.argsort(p[asked])
    factors = order.size / np.arange(1, order.size + 1)
    stepped = np.minimum.accumulate((p[asked][order] * factors)[::-1])[::-1]
    return _put_back(p, asked, order, stepped)


def _asked(p: FloatArray) -> np.ndarray:
    require_numbers(may_lack=True, p=p)
    asked = np.isfinite(p)
    for value in p[asked & ((p < 0) | (p > 1))]:
        require_between(0, 1, p=float(value))
    return np.asarray(asked)


def _put_back(p: FloatArray, asked: np.ndarray, order: np.ndarray, stepped: FloatArray) -> FloatArray:
    adjusted = np.empty(order.size)
    adjusted[order] = np.minimum(stepped, 1.0)
    found = np.full(p.shape, np.nan)
    found[asked] = adjusted
    return found
