"""Whether what was planned came on time: assessments, findings put right, services of each quarter.

Source: 2023 云城街道 report, 四（五）: services in order as planned, mid-term and final assessment as agreed.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, COUNT, DATE, TEXT, typed
from evaltoolkit.services.funds.money import days_after_due
from evaltoolkit.services.given import of_year
from evaltoolkit.services.work.inspections import days_past_deadline

TIMELINESS = {"item": TEXT, "on_time": COUNT, "late": COUNT, "unknown": COUNT, "worst": AMOUNT, "as_of": DATE}
_ASSESSMENTS = ("季度督查", "中期评估", "末期评估")


def timeliness(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many of each kind were on time, late or have no day to judge by, and the days of the latest.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `services`, `inspections` and `payments`.

    Returns
    -------
    ResultTable
        One row an item that the sheets allow to judge: counts `on_time`, `late` and `unknown`, and `worst` in days, NaN
        where nothing was late.

    Notes
    -----
    `item` is ``services`` and a kind of inspection (by the planned day), ``put_right`` (findings, by their deadline),
    ``payments`` (instalments, by their agreed day). A finding without a day of putting it right whose deadline has
    passed on the plan's `as_of`, which stands in its row, is late; other missing days are ``unknown``, neither on time
    nor late.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"due_on": ["2023-03-01", "2023-09-01"], "paid_on": ["2023-03-11", None]})
    >>> frame = timeliness(plan, Evidence({"payments": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame[["on_time", "late", "unknown", "worst"]].iloc[0].tolist()
    [0.0, 1.0, 1.0, 10.0]
    """
    rows = [*_served(plan, evidence), *_inspected(plan, evidence), *_paid(plan, evidence)]
    return make_table("timeliness", typed(rows, TIMELINESS))


def _served(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    year = of_year(plan, evidence, "services")
    if year is None or year["planned_on"].isna().all():
        return []
    return [_row("services", _days(year, "planned_on", "date"))]


def _inspected(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    year = of_year(plan, evidence, "inspections")
    rows: list[dict[str, object]] = []
    if year is None:
        return rows
    for kind in _ASSESSMENTS:
        part = year[year["kind"] == kind]
        if len(part):
            rows.append(_row(kind, _days(part, "planned_on", "date")))
    found = year[year["finding"].notna()]
    if len(found):
        # an open finding is as late as it is on the day to which the plan counts; before its deadline it is neither
        days = days_past_deadline(found, plan.counted_to)
        still_time = found["fixed_on"].isna() & (days <= 0)
        rows.append({**_row("put_right", days.mask(still_time)), "as_of": pd.Timestamp(plan.counted_to)})
    return rows


def _paid(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    year = of_year(plan, evidence, "payments")
    return [] if year is None or year.empty else [_row("payments", days_after_due(year, plan.counted_to))]


def _days(frame: pd.DataFrame, planned: str, actual: str) -> pd.Series:
    return (frame[actual] - frame[planned]).dt.days


def _row(item: str, days: pd.Series) -> dict[str, object]:
    late = int((days > 0).sum())
    return {
        "item": item, "on_time": int((days <= 0).sum()), "late": late, "unknown": int(days.isna().sum()),
        "worst": float(days.max()) if late else None,
    }  # fmt: skip
