"""Read forms of work that stand where a method should, and totals of a period that stand where records should.

A ledger writes 探访, 电访, 外展, 转介 beside 个案 and 小组: each counts under its method, and a column of its own tells
it apart. Hours that were only added up by quarter stand on the last day of the quarter.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from evaltoolkit.model.columns import Column
from evaltoolkit.model.workbook import FORMS, PERIODS

PERIOD = "period"


def named_forms(cells: pd.Series) -> pd.Series:
    """Return the form that each cell of a method names, missing where it names a method.

    Examples
    --------
    >>> named_forms(pd.Series(["探访", "小组", None], dtype=object)).fillna("").tolist()
    ['探访', '', '']
    """
    return cells.map(lambda cell: form if (form := _plain(cell)) in FORMS else None).reset_index(drop=True)


def without_forms(cells: pd.Series, column: Column) -> pd.Series:
    """Return the cells of a column with the method in place of a form, where the column may name one."""
    if not column.forms:
        return cells
    return cells.map(lambda cell: FORMS.get(_plain(cell), cell))


def own_form(stated: pd.Series | None, named: pd.Series) -> pd.Series:
    """Return the form of each row: as its own column states it, else as the cell of the method names it."""
    found = named if stated is None else stated.where(stated.notna(), named)
    return pd.Series(found.to_numpy(), dtype=object).astype("str")


def with_days(cells: pd.DataFrame, places: Mapping[str, int], year: int | None) -> pd.DataFrame:
    """Return the cells with the last day of its period for each total without a day, where the year is known."""
    day, period = places.get("date"), places[PERIOD]
    if day is None or year is None:
        return cells
    filled = cells.copy()
    last = {name: _last_day(name, year) for name in PERIODS}
    blank = filled[day].isna() & filled[period].isin(list(last))
    filled.loc[blank, day] = filled.loc[blank, period].map(last).astype(object)
    return filled


def _last_day(period: str, year: int) -> datetime:
    month = 3 * min(PERIODS.index(period) + 1, 4)
    return datetime(year, month, calendar.monthrange(year, month)[1])


def _plain(cell: object) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split()) if isinstance(cell, str) else ""
