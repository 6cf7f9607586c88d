"""The figures of a protected table as a page prints them: no file and no drawing tells a further digit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.findings.change import decimals, interval_decimals
from evaltoolkit.findings.headlines.answers import present
from evaltoolkit.findings.headlines.hours import hours_for_one
from evaltoolkit.findings.numbers import P_FLOOR, p_value, percent
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.model.rounding import DECIMALS, rounded

_MOST = 2
"""Digits of a figure for which no other number is set: money, hours, effects, coefficients."""


def printed(table: ProtectedTable) -> pd.DataFrame:
    """Return the frame of `table` with its figures as they are printed; in full for the station itself."""
    frame = table.frame
    names = [str(name) for name, kind in frame.dtypes.items() if pd.api.types.is_float_dtype(kind)]
    if table.audience is Audience.STATION or not names:
        return frame
    rows = rows_of(table)
    return frame.assign(**{name: [_figure(row, name) for row in rows] for name in names})


def drawn_rows(table: ProtectedTable) -> tuple[Row, ...]:
    """Return the rows of `table` with their figures as they are printed, so that no place in a drawing tells more.

    What is only compared with a limit and never drawn, such as p, is left in full: a reading is one everywhere.
    """
    return tuple(replace(row, values={name: _drawn(row, name) for name in row.values}) for row in rows_of(table))


def _drawn(row: Row, name: str) -> object:
    value = row.values[name]
    if not isinstance(value, float) or not math.isfinite(value) or _RULES.get(name) is _p:
        return value
    return value if row.number(name) is None else _figure(row, name)


def _figure(row: Row, name: str) -> float:
    value = row.number(name)
    return float("nan") if value is None else _RULES.get(name, _other)(value, row, name)


def _other(value: float, row: Row, name: str) -> float:
    if name.startswith(("share", "better_", "unchanged_", "worse_", "bound_")) or name.endswith("_share"):
        return _share(value, row, name)
    if name.startswith(("mean_", "sd_", "hl_")):
        return _score(value, row, name)
    return float(rounded(value, _MOST))


def _share(value: float, _: Row, __: str) -> float:
    if 0 < value < 1:  # what is not quite all or nothing is not said to be
        return float(rounded(float(percent(value).strip("<>%")) / 100, 3))
    return float(rounded(value, 3))


def _one(value: float, _: Row, __: str) -> float:
    return float(rounded(value, 1))


def _score(value: float, row: Row, _: str) -> float:
    return float(rounded(value, decimals(row) if "resolution" in row.values else _MOST))


def _end(value: float, row: Row, _: str) -> float:
    return float(rounded(value, interval_decimals(row)))


def _second(value: float, row: Row, _: str) -> float:
    return float(rounded(value, DECIMALS.get(row.string("unit"), _MOST)))


def _of_staff(value: float, row: Row, _: str) -> float:
    return float(rounded(value, DECIMALS["小时"] if row.string("item") == "training" else _MOST))


def _p(value: float, _: Row, __: str) -> float:
    return 0.0 if value < P_FLOOR else float(p_value(value).split(" ")[-1])


_RULES: Mapping[str, Callable[[float, Row, str], float]] = {
    **dict.fromkeys(("p", "p_t", "p_exact", "p_mid", "p_adjusted", "p_t_adjusted", "p_exact_adjusted",
                     "p_not_worse", "p_equivalent"), _p),
    **dict.fromkeys(("completion", "index", "response_rate", "ci_low", "ci_high"), _share),
    **dict.fromkeys(("change_low", "change_high", "bca_low", "bca_high"), _end),
    **dict.fromkeys(("low", "high", "change", "difference", "detectable", "regression", "hodges_lehmann",
                     "shift", "shift_low", "shift_high", "looking_back", "looking_back_low", "looking_back_high"),
                    _score),
    "mean_attendance": lambda _, row, __: float(str(present(row)).replace(",", "")),
    "rate": lambda _, row, __: float(hours_for_one(row)),
    **dict.fromkeys(("cost", "converted"), _one),
    "second": _second,
    "n": _of_staff,
}  # fmt: skip
