"""Decode answers that say several things at once: lines ticked, and sub-questions answered together.

Source: SSRS (肖水源), items 5 to 7, as in 360docs.net/doc/4814707259: item 5 is the sum of its parts A to E; items 6
and 7 count the sources ticked, none is 0. How they are typed into one cell is 本工具规则.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.instruments.items import MOST_DIGITS, ItemRange

FloatArray = NDArray[np.float64]
IMPOSSIBLE = -np.inf
"""Points of an answer that its item does not allow; below every range, and not missing."""
_PLACES = 10.0 ** np.arange(MOST_DIGITS)


def decode(answers: FloatArray, item: ItemRange) -> FloatArray:
    """Return the points of coded answers; no answer stays NaN, an impossible one is :data:`IMPOSSIBLE`.

    Parameters
    ----------
    answers
        To one item, as typed; NaN is no answer.
    item
        How the item is coded.

    Returns
    -------
    numpy.ndarray
        One entry an answer.

    Examples
    --------
    >>> sources = ItemRange(item=6, low=0, high=9, form="ticked")
    >>> decode(np.array([135.0, 0.0, 11.0, np.nan]), sources).tolist()
    [3.0, 0.0, -inf, nan]
    >>> family = ItemRange(item=5, low=5, high=20, form="parts", parts=5)
    >>> decode(np.array([43214.0, 17.0, 53214.0]), family).tolist()
    [14.0, -inf, -inf]
    """
    missing = np.isnan(answers)
    typed = np.where(missing, 0.0, answers)
    possible = (typed == np.rint(typed)) & (typed >= item.typed_low) & (typed <= item.typed_high)
    digits = np.floor(np.where(possible, typed, 0.0)[:, np.newaxis] / _PLACES) % 10
    points, fits = _parts(digits, item) if item.form == "parts" else _ticked(digits, item)
    return np.where(missing, np.nan, np.where(possible & fits, points, IMPOSSIBLE))


def _parts(digits: FloatArray, item: ItemRange) -> tuple[FloatArray, NDArray[np.bool_]]:
    parts = item.parts or 1
    chosen = digits[:, :parts]
    within = (chosen >= item.low / parts) & (chosen <= item.high / parts)
    return chosen.sum(axis=1), np.asarray(within.all(axis=1))


def _ticked(digits: FloatArray, item: ItemRange) -> tuple[FloatArray, NDArray[np.bool_]]:
    lines = np.arange(1, MOST_DIGITS + 1)
    times = (digits[:, :, np.newaxis] == lines).sum(axis=1)
    n_digits = (np.cumsum(digits[:, ::-1] > 0, axis=1) > 0).sum(axis=1)
    once = (times[:, : int(item.high)] <= 1).all(axis=1) & (times[:, int(item.high) :] == 0).all(axis=1)
    return times.sum(axis=1).astype(np.float64), once & (times.sum(axis=1) == n_digits)
