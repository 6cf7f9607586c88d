"""Number the distinct combinations of some columns, in their order: what grouping by several texts costs most of."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from evaltoolkit.outcomes.tests.resolution import IntArray


def row_codes(columns: Iterable[pd.Series]) -> IntArray:
    """Return a number for each row, the same where all columns are the same, ascending as the columns sort.

    Parameters
    ----------
    columns
        One or more, of equal length.

    Returns
    -------
    numpy.ndarray
        Numbers from 0 without gaps, one a row.

    Raises
    ------
    ValueError
        There is no column.

    Notes
    -----
    The first column weighs most; a missing value sorts last and is equal to another missing one.

    Examples
    --------
    >>> row_codes([pd.Series(["b", "a", "b", None]), pd.Series([1, 1, 1, 0])]).tolist()
    [1, 0, 1, 2]
    """
    combined: IntArray | None = None
    for column in columns:
        codes, known = pd.factorize(column, sort=True)
        codes = np.where(codes < 0, len(known), codes)
        combined = codes if combined is None else _dense(combined * (len(known) + 1) + codes)
    if combined is None:
        raise ValueError("no column to number rows by")
    return _dense(combined)


def _dense(codes: IntArray) -> IntArray:
    return np.asarray(np.unique(codes, return_inverse=True)[1], dtype=np.int64)
