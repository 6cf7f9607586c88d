"""Which records are of the plan's year, by what the description of their sheet says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from evaltoolkit.model.columns import Kind, TableSpec
from evaltoolkit.model.workbook import table


def of_another_year(spec: TableSpec, tables: Mapping[str, pd.DataFrame], year: int) -> pd.Series:
    """Return for each record of a sheet whether it is dated outside the year, so that the year's figures leave it out.

    Parameters
    ----------
    spec
        The sheet's description: which column dates a record, and how many earlier years count too.
    tables
        The sheet by its English name, and where its records are dated by another sheet's that one.
    year
        The plan's.

    Notes
    -----
    A record without a date cannot be said to lie outside the year (本工具规则).
    """
    frame = tables[spec.name]
    outside = pd.Series(False, index=frame.index)
    if spec.dated in frame:
        column = spec.column(spec.dated)
        if column.refers:
            return frame[spec.dated].isin(_elsewhere(table(column.refers), tables, year))
        years = _years(frame[spec.dated], column.kind)
        outside = (years > year) | (years < year - spec.earlier)
    if spec.ended in frame:
        outside |= _years(frame[spec.ended], Kind.DATE) < year
    return outside


def as_known_on(spec: TableSpec, frame: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the records of a sheet as they stood on `day`: what is dated later had not happened (本工具规则).

    A later record is left out; of an earlier one the later day on which it was settled is missing, and column `later`
    says so.
    """
    last, never = pd.Timestamp(day), pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    name = spec.dated or spec.known
    is_dated = name in frame and spec.column(name).kind is Kind.DATE
    when, settled = (frame[name] if is_dated else never), pd.Series(frame.get(spec.settled, never))
    known = frame.assign(later=settled > last)
    if spec.settled in frame:
        known[spec.settled] = settled.mask(settled > last)
    return known[~(when > last) | (settled <= last)]


def _elsewhere(source: TableSpec, tables: Mapping[str, pd.DataFrame], year: int) -> set[object]:
    """Return what the records of another year in the table referred to are called there."""
    if source.name not in tables or source.key[0] not in tables[source.name]:
        return set()
    outside, names = of_another_year(source, tables, year), tables[source.name][source.key[0]]
    return set(names[outside].dropna()) - set(names[~outside])


def _years(column: pd.Series, kind: Kind) -> pd.Series:
    return pd.Series(column.dt.year) if kind is Kind.DATE else column
