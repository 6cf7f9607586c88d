"""Service hours done against those agreed, by method, field, project and time.

Under 80 % and over 130 % of the agreement are for the words to remark on; nothing is judged here.
"""

from __future__ import annotations

from itertools import product

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS, PERIODS
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import due, given, of_year, stated

_DONE = {"agreed": AMOUNT, "done": AMOUNT, "completion": AMOUNT}


def hours(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return hours agreed and done by method, with ``completion = done / agreed``.

    Of a part of the year the hours agreed are those that have fallen due by its last day, here and in every table.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `agreements` and `services`.

    Returns
    -------
    ResultTable
        One row a method: `agreed` and `done` in hours, NaN where not known; 0 done for a method agreed and without a
        record.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> agreed = pd.DataFrame({"method": ["个案", "小组"], "hours": [400.0, 100.0]})
    >>> held = pd.DataFrame({"method": ["个案"] * 2, "hours": [200.0, 100.0]})
    >>> frame = hours(plan, Evidence({"agreements": agreed, "services": held}, Quality(pd.DataFrame()))).frame
    >>> frame["done"].tolist(), frame["completion"].tolist()
    ([300.0, 0.0], [0.75, 0.0])
    """
    return _compared(plan, evidence, name="hours", column="method", order=METHODS)


def hours_by_field(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return hours agreed and done by 服务领域; `agreed` is NaN for a field that the agreement does not name.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `agreements` and `services`.

    Returns
    -------
    ResultTable
        One row a field, those agreed first; the columns are those of :func:`hours`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"field": ["长者服务", None], "hours": [200.0, 100.0]})
    >>> hours_by_field(plan, Evidence({"services": held}, Quality(pd.DataFrame()))).frame["field"].tolist()
    ['长者服务', '未说明']
    """
    return _compared(plan, evidence, name="hours_by_field", column="field")


def hours_by_quarter(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return hours done by quarter (1 to 4) and method; a quarter without any record has 0 hours.

    One that had not begun on the plan's last day has no row.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `services`; totals of a quarter count, those of the year do not.

    Returns
    -------
    ResultTable
        One row a quarter and method, `done` in hours, NaN where no record of a cell has its hours.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"date": ["2023-05-01"], "method": ["个案"], "hours": [2.0]})
    >>> frame = hours_by_quarter(plan, Evidence({"services": held}, Quality(pd.DataFrame()))).frame
    >>> len(frame), frame.set_index(["quarter", "method"]).loc[(2, "个案"), "done"].item()
    (12, 2.0)
    """
    return _by_time(plan, evidence, name="hours_by_quarter", unit="quarter", count=4)


def hours_by_month(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return hours done by month (1 to 12) and method, for the cumulative course of the year.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `services`, without the totals of periods.

    Returns
    -------
    ResultTable
        One row a month and method, as :func:`hours_by_quarter` has them.
    """
    return _by_time(plan, evidence, name="hours_by_month", unit="month", count=12)


def _sums(frame: pd.DataFrame | None, column: str) -> pd.Series:
    if frame is None:
        return pd.Series(dtype="float64")
    # min_count: a group whose every cell is blank has no known hours; it did not do 0 hours
    return frame.groupby(stated(frame[column]), sort=False)["hours"].sum(min_count=1)


def _compared(plan: Plan, evidence: Evidence, *, name: str, column: str, order: tuple[str, ...] = ()) -> ResultTable:
    recorded, agreement = of_year(plan, evidence, "services", totals=True), given(evidence, "agreements")
    done, agreed = _sums(recorded, column), _sums(agreement, column)
    groups = in_order([*agreed.index, *done.index], order)
    frame = pd.DataFrame({column: groups}, dtype=object)
    frame["agreed"] = due(plan, agreed.reindex(groups)).to_numpy()
    # a group without any record has 0 hours where records are kept at all
    missing = float("nan") if recorded is None else 0.0
    frame["done"] = done.reindex(groups, fill_value=missing).to_numpy()
    frame["completion"] = ratio(frame["done"], frame["agreed"])
    return make_table(name, typed(frame, {column: TEXT, **_DONE}))


def _by_time(plan: Plan, evidence: Evidence, *, name: str, unit: str, count: int) -> ResultTable:
    columns = {unit: COUNT, "method": TEXT, "done": AMOUNT}
    # a quarter's total lies in no month, a year's in no quarter
    recorded = of_year(plan, evidence, "services", totals=unit == "quarter")
    if recorded is None:
        return make_table(name, typed([], columns))
    when = getattr(recorded["date"].dt, unit).mask(recorded["period"] == PERIODS[-1])
    sums = recorded.groupby([when.rename(unit), "method"])["hours"].sum(min_count=1)
    begun = -(-plan.last_day.month * count // 12)
    cells = pd.MultiIndex.from_tuples(product(range(1, begun + 1), METHODS), names=[unit, "method"])
    frame = sums.reindex(cells, fill_value=0.0).rename("done").reset_index()
    return make_table(name, typed(frame, columns))
