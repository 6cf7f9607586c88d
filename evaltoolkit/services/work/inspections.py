"""The quarterly inspections and the two assessments of the year: what they found and whether it was put right."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.inspection_state import State
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, DATE, TEXT, typed
from evaltoolkit.services.given import of_year

INSPECTIONS = {
    "kind": TEXT, "date": DATE, "planned_on": DATE, "conclusion": TEXT, "finding": TEXT, "deadline": DATE,
    "fixed_on": DATE, "state": TEXT, "days_late": AMOUNT, "as_of": DATE,
}  # fmt: skip


def inspections(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's inspections in order of date, each with its :class:`State`.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `inspections`.

    Returns
    -------
    ResultTable
        One row an inspection, as the sheet has it, with `state`, `days_late` (above 0, else NaN) and `as_of`.

    Notes
    -----
    What is not recorded as put right is counted to the plan's `as_of`, which stands in every row; ``days_late`` is
    known where a deadline was missed.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"date": ["2023-06-01"], "finding": ["档案不全"], "deadline": ["2023-12-01"]})
    >>> frame = inspections(plan, Evidence({"inspections": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["state"].item(), frame["days_late"].item()
    ('overdue', 30.0)
    """
    frame = of_year(plan, evidence, "inspections")
    if frame is not None:
        frame = frame.sort_values("date", kind="stable")
        late = days_past_deadline(frame, plan.counted_to).where(lambda days: days > 0)
        frame = frame.assign(state=_states(frame, late), days_late=late, as_of=pd.Timestamp(plan.counted_to))
    rows = typed([] if frame is None else frame, INSPECTIONS)
    return make_table("inspections", rows)


def days_past_deadline(frame: pd.DataFrame, as_of: date) -> pd.Series:
    """Return the days from the deadline to putting right, or to `as_of` where that is not recorded.

    NaN where there is no finding or no deadline; up to 0 where there is still time or it was put right in time.

    Parameters
    ----------
    frame
        Inspections with `finding`, `deadline` and `fixed_on`.
    as_of
        Day to which is counted.

    Returns
    -------
    pandas.Series
        Days, on the index of the frame.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2023-12-01", "2023-12-01"]))
    >>> fixed = pd.to_datetime(pd.Series([None, "2023-11-21"]))
    >>> frame = pd.DataFrame({"finding": "档案不全", "deadline": days, "fixed_on": fixed})
    >>> days_past_deadline(frame, date(2023, 12, 31)).tolist()
    [30.0, -10.0]
    """
    until = frame["fixed_on"].fillna(pd.Timestamp(as_of))
    days: pd.Series = (until - frame["deadline"]).dt.days.where(_has_finding(frame)).astype("float64")
    return days


def _has_finding(frame: pd.DataFrame) -> pd.Series:
    return frame["finding"].notna() | frame["fixed_on"].notna()


def _states(frame: pd.DataFrame, late: pd.Series) -> np.ndarray:
    is_fixed, is_late = frame["fixed_on"].notna(), late.notna()
    return np.select(
        [~_has_finding(frame), is_fixed & is_late, is_fixed, is_late],
        [State.NO_FINDING, State.PUT_RIGHT_LATE, State.PUT_RIGHT, State.OVERDUE],
        State.OPEN,
    ).astype(object)
