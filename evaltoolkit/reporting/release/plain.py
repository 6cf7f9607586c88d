"""Results as JSON can hold them: full precision, missing is null, words in the report's language."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.language import Language, Text

_INFINITE = {math.inf: "Infinity", -math.inf: "-Infinity"}
_TYPES: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("flag", pd.api.types.is_bool_dtype),
    ("count", pd.api.types.is_integer_dtype),
    ("number", pd.api.types.is_float_dtype),
    ("date", pd.api.types.is_datetime64_any_dtype),
)


def to_text(content: Mapping[str, object]) -> str:
    """Return the JSON of a mapping of plain values, one line a value, ending in a line break."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def plain(value: object, language: Language) -> Any:
    """Return `value` as JSON holds it.

    Floats keep every digit (``repr``); NaN, NaT and None are null; the infinities are the words ``Infinity`` and
    ``-Infinity``; a Text is said in `language`; dates are ISO; a data frame is its columns, their types and records.

    Examples
    --------
    >>> plain((0.1 + 0.2, float("nan")), Language())
    [0.30000000000000004, None]
    """
    if type(value) in (str, int, bool):  # nearly all, and what follows takes its time
        return value
    if type(value) is float:
        return _scalar(value)
    if isinstance(value, pd.DataFrame):
        return _frame(value, language)
    if isinstance(value, Text):
        return language.say(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), language) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(item, language) for name, item in value.items()}
    if isinstance(value, Sequence | Set) and not isinstance(value, str):
        return [plain(item, language) for item in value]
    return _scalar(value)


def _frame(frame: pd.DataFrame, language: Language) -> dict[str, Any]:
    names = [str(name) for name in frame.columns]
    columns = [[plain(value, language) for value in column.tolist()] for _, column in frame.items()]
    rows = (
        [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        if names
        else [{} for _ in frame.index]
    )
    return {"types": {name: _type(kind) for name, kind in zip(names, frame.dtypes, strict=True)}, "rows": rows}


def _type(kind: Any) -> str:
    return next((name for name, fits in _TYPES if fits(kind)), "value")


def _scalar(value: object) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else _INFINITE.get(value, value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | str) else str(value)
