"""What a public call was given, looked over before anything is worked out: an error with a sentence, no answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaltoolkit.errors import InputError
from evaltoolkit.language import text


def require_numbers(*, may_lack: bool = False, **arrays: NDArray[Any]) -> None:
    """Refuse what is no row of finite numbers, or rows of different length; with `may_lack` NaN says not measured."""
    rows = {name: _numbers(name, values) for name, values in arrays.items()}
    for name, values in rows.items():
        if values.ndim != 1 or np.isinf(values).any() or (not may_lack and np.isnan(values).any()):
            raise InputError(text("{name} must be one row of finite numbers.", name=name))
    if len({values.size for values in rows.values()}) > 1:
        raise InputError(text("{names} must have a number for each of the same people.", names=", ".join(rows)))


def _numbers(name: str, values: NDArray[Any]) -> NDArray[np.float64]:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(text("{name} must be one row of finite numbers.", name=name)) from None


def require_named(**columns: pd.Series) -> None:
    """Refuse a column of names in which one is missing."""
    for name, values in columns.items():
        if values.isna().any():
            raise InputError(text("The column {name} is empty in a row.", name=name))


def require_between(low: float, high: float, **values: float) -> None:
    """Refuse a value that does not lie strictly between `low` and `high`."""
    for name, value in values.items():
        if not low < value < high:
            raise InputError(
                text("{name} is {value}; it must lie between {low:g} and {high:g}.", name=name, value=value, low=low,
                     high=high)
            )  # fmt: skip


def require_positive(**values: float) -> None:
    """Refuse a value that is not a finite number above 0."""
    require_between(0.0, np.inf, **values)


def require_known(name: str, values: Iterable[object], known: Collection[object]) -> None:
    """Refuse what is not among what is known."""
    for value in values:
        if value not in known:
            allowed = ", ".join(map(str, known))
            raise InputError(text("{name} {value} is not known; known are {known}.", name=name, value=str(value),
                                  known=allowed))  # fmt: skip


def require_columns(table: pd.DataFrame, names: Iterable[str]) -> None:
    """Refuse a table that lacks one of the columns."""
    lacking = [name for name in names if name not in table.columns]
    if lacking:
        raise InputError(text("The table lacks the columns {names}.", names=", ".join(lacking)))
