"""What the year's money was planned, spent and paid as: funds, spending by category, instalments."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, DATE, TEXT, YES, ratio, typed
from evaltoolkit.services.given import given, of_year

FUNDS = {"item": TEXT, "value": AMOUNT, "unit": TEXT, "source": TEXT}
SPENDING = {"category": TEXT, "budget": AMOUNT, "spent": AMOUNT, "share": AMOUNT, "audited": TEXT, "source": TEXT}
PAYMENTS = {
    "instalment": TEXT, "due_on": DATE, "paid_on": DATE, "amount": AMOUNT, "days_late": AMOUNT, "on_time": YES,
}  # fmt: skip


def funds(plan: Plan) -> ResultTable:
    """Return the plan's budget figures, in their own units: initial, annual (adjusted), executed.

    Parameters
    ----------
    plan
        Its budget.

    Returns
    -------
    ResultTable
        One row a figure that is given: `item`, `value`, `unit`, `source`.

    Examples
    --------
    >>> from evaltoolkit.model.plan import Budget, SourcedFigure
    >>> spent = SourcedFigure(value=37.24, unit="万元", source="决算表")
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank",
    ...             budget=Budget(executed=spent))
    >>> funds(plan).frame.to_dict("records")
    [{'item': 'executed', 'value': 37.24, 'unit': '万元', 'source': '决算表'}]
    """
    items = (("initial", plan.budget.initial), ("annual", plan.budget.annual), ("executed", plan.budget.executed))
    rows = [
        {"item": item, "value": figure.value, "unit": figure.unit, "source": figure.source}
        for item, figure in items
        if figure is not None
    ]
    return make_table("funds", typed(rows, FUNDS))


def spending(evidence: Evidence) -> ResultTable:
    """Return what was spent by category (万元), its share of all that was spent, and what the audit says of it.

    Parameters
    ----------
    evidence
        Its table `spending`.

    Returns
    -------
    ResultTable
        One row a category of the sheet; `share` is NaN where nothing was spent or an amount is not known.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> sheet = pd.DataFrame({"category": ["人员经费", "活动经费"], "spent": [30.0, 10.0]})
    >>> spending(Evidence({"spending": sheet}, Quality(pd.DataFrame()))).frame["share"].tolist()
    [0.75, 0.25]
    """
    frame = given(evidence, "spending")
    if frame is not None:
        whole = pd.Series(frame["spent"].sum(min_count=1), index=frame.index)
        frame = frame.assign(share=ratio(frame["spent"], whole))
    return make_table("spending", typed([] if frame is None else frame, SPENDING))


def payments(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the instalments due in the year and whether each was paid on time.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `payments`.

    Returns
    -------
    ResultTable
        One row an instalment, in order of the day agreed: `instalment`, `due_on`, `paid_on`, `amount` (万元),
        `days_late` and `on_time` (boolean).

    Notes
    -----
    An instalment is on time when ``paid_on <= due_on``. Where no date of payment is recorded, ``paid_on``,
    ``days_late`` and ``on_time`` are missing: the record does not say whether it was paid. One paid after the day to
    which the plan counts had not been paid by then, and is as late as it was on that day. ``days_late`` is 0 for one
    paid early.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"due_on": ["2023-03-01", "2023-09-01"], "paid_on": ["2023-03-11", None]})
    >>> table = payments(plan, Evidence({"payments": sheet}, Quality(pd.DataFrame())))
    >>> table.frame["days_late"].tolist(), table.frame["on_time"].tolist()
    ([10.0, nan], [False, <NA>])
    """
    frame = of_year(plan, evidence, "payments")
    if frame is not None:
        late = days_after_due(frame, plan.counted_to)
        on_time = (late <= 0).astype("boolean").mask(late.isna())
        frame = frame.assign(days_late=late.clip(lower=0), on_time=on_time).sort_values("due_on", kind="stable")
    return make_table("payments", typed([] if frame is None else frame, PAYMENTS))


def days_after_due(frame: pd.DataFrame, as_of: date) -> pd.Series:
    """Return the days from the agreed day to that of payment, or to `as_of` where it was overdue and paid later.

    Parameters
    ----------
    frame
        Instalments with `due_on`, `paid_on` and `later` (whether it was paid after `as_of`).
    as_of
        Day to which is counted.

    Returns
    -------
    pandas.Series
        Days, below 0 for one paid early; NaN where no day of payment is recorded, and for one paid after `as_of` that
        was not overdue on it.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2023-03-01", "2023-12-30"]))
    >>> paid = pd.to_datetime(pd.Series(["2023-02-27", None]))
    >>> frame = pd.DataFrame({"due_on": days, "paid_on": paid, "later": [False, True]})
    >>> days_after_due(frame, date(2023, 12, 31)).tolist()
    [-2.0, 1.0]
    """
    until = frame["paid_on"].mask(frame["later"], pd.Timestamp(as_of))
    days: pd.Series = (until - frame["due_on"]).dt.days.astype("float64")
    return days.mask(frame["later"] & (days <= 0))
