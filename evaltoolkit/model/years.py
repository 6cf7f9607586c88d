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


def is_later(spec: TableSpec, frame: pd.DataFrame, day: date) -> pd.Series:
    """Return which records had not happened on `day`, or of which what they are about was done later only."""
    return _happened_later(spec, frame, day) | _settled_later(spec, frame, day)


def as_known_on(spec: TableSpec, frame: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the records of a sheet as they stood on `day`: what is dated later had not happened (本工具规则).

    A later record is left out; of an earlier one the later day on which it was settled is missing, and column `later`
    says so.
    """
    later = _settled_later(spec, frame, day)
    known = frame.assign(**{spec.settled: frame[spec.settled].mask(later)}, later=later) if spec.settled else frame
    return known[~_happened_later(spec, frame, day)]


def _happened_later(spec: TableSpec, frame: pd.DataFrame, day: date) -> pd.Series:
    if spec.dated not in frame or spec.column(spec.dated).kind is not Kind.DATE:
        return pd.Series(False, index=frame.index)
    return (frame[spec.dated] > pd.Timestamp(day)) & ~_settled(spec, frame).le(pd.Timestamp(day))


def _settled_later(spec: TableSpec, frame: pd.DataFrame, day: date) -> pd.Series:
    return _settled(spec, frame).gt(pd.Timestamp(day))


def _settled(spec: TableSpec, frame: pd.DataFrame) -> pd.Series:
    nothing = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    return pd.Series(frame.get(spec.settled, nothing))


def _elsewhere(source: TableSpec, tables: Mapping[str, pd.DataFrame], year: int) -> set[object]:
    """Return what the records of another year in the table referred to are called there."""
    if source.name not in tables:
        return set()
    outside, names = of_another_year(source, tables, year), tables[source.name][source.key[0]]
    return set(names[outside].dropna()) - set(names[~outside])


def _years(column: pd.Series, kind: Kind) -> pd.Series:
    return pd.Series(column.dt.year) if kind is Kind.DATE else column
