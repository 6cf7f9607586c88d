"""Check figures and days against what is usual, against their neighbours, and against each other in a row."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaltoolkit.intake.checking.cell_values import Problem, as_number, as_text
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Ours
from evaltoolkit.model.columns import Column, Kind
from evaltoolkit.model.filling import FIGURES, MONEY_UNIT, item_name

FAR_FROM_NEIGHBOURS = 100
"""How many times the middle one of its column an amount is doubted (本工具规则: a unit mistaken is 10,000 times)."""
_COMPARED_UNITS = frozenset({"万元", "小时"})
_FEWEST_NEIGHBOURS = 3
_FEWEST_SUMMED = 3
_MONEY = Column("value", "内容", Kind.NUMBER, low=0, usual=2_000, unit=MONEY_UNIT)


def check_figures(table: CheckedTable) -> None:
    """Record figures that are much larger than is usual, more than they can be, and days in the wrong order."""
    for column in table.spec.columns:
        if table.has(column.name):
            _check_size(table, column)
            _check_bounds(table, column)
    _check_sum(table)


def _check_size(table: CheckedTable, column: Column) -> None:
    if column.kind not in (Kind.NUMBER, Kind.COUNT):
        return
    values = table.frame[column.name].where(table.kept)
    if table.has("period"):  # a total of a period is as large as it is
        values = values.where(table.frame["period"].isna())
    most = math.inf if column.usual is None else column.usual
    positive = values[values > 0]
    if column.unit in _COMPARED_UNITS and len(positive) > _FEWEST_NEIGHBOURS:
        most = min(most, FAR_FROM_NEIGHBOURS * float(positive.median()))
    for position in np.flatnonzero(values > most):
        found = as_text(float(values.iloc[position]))
        table.add(FaultKind.DOUBTFUL_SIZE, int(position), column.name, found=found, unit=Ours(column.unit))


def _check_bounds(table: CheckedTable, column: Column) -> None:
    for name, kind in ((column.at_most, FaultKind.MORE_THAN_WHOLE), (column.not_before, FaultKind.DAY_BEFORE)):
        if not name or not table.has(name):
            continue
        own, other = table.frame[column.name], table.frame[name]
        bad = (own > other) if kind is FaultKind.MORE_THAN_WHOLE else (own < other)
        for position in np.flatnonzero(bad & table.kept):
            header, limit = Ours(table.spec.column(name).header), other.iloc[position]
            found, limit = (_shown(value) for value in (own.iloc[position], limit))
            table.add(kind, int(position), column.name, found=found, whole_row=False, other=header, limit=Ours(limit))
        if kind is FaultKind.MORE_THAN_WHOLE:
            table.frame[column.name] = own.mask(bad)


def _shown(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else as_text(value)


def _check_sum(table: CheckedTable) -> None:
    """Remark on a last row whose amounts are the sums of those above."""
    if table.spec.items or len(table.frame) <= _FEWEST_SUMMED or not table.kept[-1]:
        return
    names = [column.name for column in table.spec.columns if column.kind in (Kind.NUMBER, Kind.COUNT) and column.feeds]
    above, last = table.frame.loc[table.kept].iloc[:-1], table.frame.iloc[-1]
    summed = [name for name in names if table.has(name) and not pd.isna(last[name])]
    if summed and all(_is_sum(above[name].dropna(), float(last[name])) for name in summed):
        table.add(FaultKind.PERHAPS_SUM, len(table.frame) - 1, summed[0], found=as_text(float(last[summed[0]])))


def _is_sum(above: pd.Series, last: float) -> bool:
    return bool((above > 0).sum() >= _FEWEST_SUMMED) and math.isclose(float(above.sum()), last, rel_tol=1e-9)


def check_basics(table: CheckedTable) -> None:
    """Read the amounts of 基本信息 as those of every other sheet: 185.4万元 and 1,854,000元 are 185.4."""
    if not table.has("item", "value"):
        return
    for position, written in _amounts(table):
        value = as_number(written, column=_MONEY)
        if isinstance(value, Problem):
            table.add(value.kind, position, "value", found=written, whole_row=False, **dict(value.details))
        elif _MONEY.usual is not None and value > _MONEY.usual:
            table.add(FaultKind.DOUBTFUL_SIZE, position, "value", found=written, unit=Ours(MONEY_UNIT))
        table.frame.loc[position, "value"] = None if isinstance(value, Problem) else as_text(value)


def _amounts(table: CheckedTable) -> Iterator[tuple[int, str]]:
    for position, (item, value) in enumerate(zip(table.frame["item"], table.frame["value"], strict=True)):
        if isinstance(item, str) and item_name(item) in FIGURES and isinstance(value, str):
            yield position, value
