"""Give a result frame its documented columns and their types, also when it has no row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

TEXT, AMOUNT, COUNT, DATE, YES = "str", "float64", "int64", "datetime64[ns]", "boolean"


def typed(rows: Iterable[Mapping[str, object]] | pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return `rows` as a frame with exactly these columns, in this order and of these types.

    Parameters
    ----------
    rows
        Records, or a frame that has at least these columns.
    columns
        Type of each column; AMOUNT holds NaN for what is not known, COUNT is always known.

    Returns
    -------
    pandas.DataFrame
        With a fresh index from 0; no row where `rows` has none.

    Examples
    --------
    >>> typed([], {"method": TEXT, "done": AMOUNT}).dtypes.astype(str).to_dict()
    {'method': 'str', 'done': 'float64'}
    """
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=list(columns))
    return cast(frame.loc[:, list(columns)], columns).reset_index(drop=True)


def cast(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Return `frame` with columns of these types; one that has its type already is not looked at again.

    Parameters
    ----------
    frame
        Any; columns that `kinds` does not name stay as they are.
    kinds
        Type of each column by name.

    Returns
    -------
    pandas.DataFrame
        Of the same rows and columns.

    Examples
    --------
    >>> cast(pd.DataFrame({"done": [1, 2], "method": ["个案", "小组"]}), {"done": AMOUNT}).dtypes.astype(str).to_dict()
    {'done': 'float64', 'method': 'str'}
    """
    has = frame.dtypes
    other: dict[str, Any] = {name: kind for name, kind in kinds.items() if has[name] != kind}
    return frame.assign(**{name: frame[name].astype(kind) for name, kind in other.items()})


def ratio(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """Return the quotient where the denominator is above 0, else NaN: no denominator is no share, never 0.

    Parameters
    ----------
    numerator, denominator
        Of one index; NaN for what is not known.

    Returns
    -------
    pandas.Series
        Of float, on the same index; NaN too where either is not known.

    Examples
    --------
    >>> ratio(pd.Series([3.0, 0.0, 1.0]), pd.Series([4.0, 0.0, np.nan])).tolist()
    [0.75, nan, nan]
    """
    return numerator.astype(float) / denominator.astype(float).where(denominator > 0, np.nan)


def in_order(found: Iterable[object], known: Iterable[str]) -> list[str]:
    """Return the values found: the known ones first in their own order, then the others as they came.

    Parameters
    ----------
    found
        Values, also repeated.
    known
        Values in the order in which a reader expects them.

    Returns
    -------
    list of str
        Each value found, once.

    Examples
    --------
    >>> in_order(["其他", "小组", "个案"], ("个案", "小组", "社区活动"))
    ['个案', '小组', '其他']
    """
    present = list(dict.fromkeys(str(value) for value in found))
    first = [value for value in known if value in present]
    return first + [value for value in present if value not in first]
