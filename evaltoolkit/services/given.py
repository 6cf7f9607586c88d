"""Read a table of the workbook with every column it may have, and only the rows of the plan's year."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.model.workbook import table
from evaltoolkit.model.years import as_known_on
from evaltoolkit.services.frame import cast

UNSTATED = "未说明"
"""Stands for a choice that the station left blank, so that its rows stay visible."""

TOTAL_OF = "period"
"""Column that says of which period a row is the total, where single records were not kept."""

_DTYPES = {Kind.DATE: "datetime64[ns]", Kind.FLAG: "boolean", Kind.NUMBER: "float64", Kind.COUNT: "float64"}


def given(evidence: Evidence, name: str) -> pd.DataFrame | None:
    """Return the table with all columns of its description, or None where the street has not filled it.

    Parameters
    ----------
    evidence
        The de-identified tables.
    name
        English name of the table.

    Returns
    -------
    pandas.DataFrame or None
        A copy with a fresh index; a column that the sheet lacks is wholly missing, in its kind's type. Identifier
        columns are never there.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> sheet = pd.DataFrame({"category": ["人员经费"], "spent": [30]})
    >>> frame = given(Evidence({"spending": sheet}, Quality(pd.DataFrame())), "spending")
    >>> frame.columns.tolist(), frame["budget"].tolist()
    (['category', 'budget', 'spent', 'audited', 'source'], [nan])
    """
    frame = evidence.table(name)
    if frame is None or frame.empty:  # a sheet left blank says nothing: it is not a count of 0
        return None
    if name not in evidence.typed:
        evidence.typed[name] = _typed(frame, name)
    return evidence.typed[name].copy(deep=False)  # pandas copies what is written to


def _typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = table(name).stored
    items = [str(column) for column in frame.columns if str(column).startswith("item_")]
    full = frame.reindex(columns=[column.name for column in columns] + items).reset_index(drop=True)
    return cast(full, {column.name: _DTYPES[column.kind] for column in columns if column.kind in _DTYPES})


def of_year(plan: Plan, evidence: Evidence, name: str, *, totals: bool = False) -> pd.DataFrame | None:
    """Return the rows of a dated table that lie in the plan's year, or None where the street has not filled it.

    They stand as they were known on the day to which the plan counts: what is dated later had not happened. Rows that
    are no record but the total of a period are left out unless `totals` asks for them.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        The de-identified tables.
    name
        English name of a table whose description says which column dates it.
    totals
        Whether rows that are the total of a period are wanted too.

    Returns
    -------
    pandas.DataFrame or None
        With all columns of the description and `later`: whether the row was settled only after that day.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"date": ["2023-05-01", "2022-05-01", None], "hours": [2.0, 3.0, 4.0]})
    >>> of_year(plan, Evidence({"services": sheet}, Quality(pd.DataFrame())), "services")["hours"].tolist()
    [2.0, 4.0]
    """
    frame, spec = given(evidence, name), table(name)
    if frame is None:
        return None
    key = f"{name} of {plan.year}, {plan.counted_to}"
    if key not in evidence.typed:
        evidence.typed[key] = in_year(as_known_on(spec, frame, plan.counted_to), spec.dated, plan.year)
    year = evidence.typed[key].copy(deep=False)
    return year if totals or TOTAL_OF not in year else year[year[TOTAL_OF].isna()].reset_index(drop=True)


def in_year(frame: pd.DataFrame, date: str, year: int) -> pd.DataFrame:
    """Return the rows whose `date` lies in the calendar year, or is not stated.

    Parameters
    ----------
    frame
        With a column of that name, of datetime64.
    date
        Name of the column.
    year
        Calendar year.

    Returns
    -------
    pandas.DataFrame
        With a fresh index.

    Notes
    -----
    The period of a plan is the calendar year of ``plan.year`` (本工具规则). A row without a date cannot be said to
    lie outside it; intake sets such rows aside where the date is required.

    Examples
    --------
    >>> frame = pd.DataFrame({"date": pd.to_datetime(["2022-12-31", "2023-01-01", None])})
    >>> len(in_year(frame, "date", 2023))
    2
    """
    when = frame[date]
    inside: pd.DataFrame = frame[when.isna() | (when.dt.year == year)].reset_index(drop=True)
    return inside


def due(plan: Plan, agreed: pd.Series, decimals: int = 1) -> pd.Series:
    """Return what of a year's agreed amounts has fallen due on the plan's last day: their share of the year.

    A whole year's agreement is due as it stands; a part of one is not judged as a year (本工具规则: an even pace).

    Parameters
    ----------
    plan
        Says to which day it counts.
    agreed
        Amounts of the whole year; NaN where nothing is agreed.
    decimals
        To which what has fallen due is printed.

    Returns
    -------
    pandas.Series
        On the same index; NaN stays NaN.

    Examples
    --------
    >>> from datetime import date
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank",
    ...             as_of=date(2023, 6, 30))
    >>> due(plan, pd.Series([1000.0, None])).tolist()
    [495.9, nan]
    """
    if plan.passed >= 1:
        return agreed
    return agreed.map(lambda amount: as_printed(amount * plan.passed, decimals), na_action="ignore")


def stated(column: pd.Series) -> pd.Series:
    """Return the choices of a column with :data:`UNSTATED` where none was made.

    Parameters
    ----------
    column
        Of choices, missing where the station left it blank.

    Returns
    -------
    pandas.Series
        Of object, on the same index, nothing missing.

    Examples
    --------
    >>> stated(pd.Series(["个案", None])).tolist()
    ['个案', '未说明']
    """
    return column.astype(object).where(column.notna(), UNSTATED)
