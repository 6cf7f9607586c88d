"""Whether what was planned came on time: assessments, findings put right, services of each quarter.

Source: 2023 云城街道 report, 四（五）: services in order as planned, mid-term and final assessment as agreed.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, typed
from evaltoolkit.services.given import given, in_year

TIMELINESS = {"item": TEXT, "on_time": COUNT, "late": COUNT, "unknown": COUNT, "worst": AMOUNT}
_ASSESSMENTS = ("季度督查", "中期评估", "末期评估")


def timeliness(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many of each kind were on time, late or have no day to judge by, and the days of the latest.

    Notes
    -----
    `item` is ``services`` and a kind of inspection (by the planned day), ``put_right`` (findings, by their deadline),
    ``payments`` (instalments, by their agreed day). A finding without a day of putting it right whose deadline has
    passed by 31 December is late; other missing days are ``unknown``, neither on time nor late.
    """
    rows = [*_served(plan, evidence), *_inspected(plan, evidence), *_paid(plan, evidence)]
    return ResultTable("timeliness", TableClass.FACT, typed(rows, TIMELINESS), ("item",))


def _served(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    frame = given(evidence, "services")
    if frame is None or frame["planned_on"].isna().all():
        return []
    year = in_year(frame, "date", plan.year)
    return [_row("services", year["planned_on"], year["date"])] if len(year) else []


def _inspected(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    frame = given(evidence, "inspections")
    if frame is None:
        return []
    year = in_year(frame, "date", plan.year)
    rows = []
    for kind in _ASSESSMENTS:
        part = year[year["kind"] == kind]
        if len(part):
            rows.append(_row(kind, part["planned_on"], part["date"]))
    found = year[year["finding"].notna()]
    if len(found):
        # an open finding is as late as it was on the last day of the year
        until = found["fixed_on"].fillna(pd.Timestamp(plan.year, 12, 31))
        open_in_time = found["fixed_on"].isna() & (found["deadline"] >= until)
        rows.append(_row("put_right", found["deadline"], until.mask(open_in_time)))
    return rows


def _paid(plan: Plan, evidence: Evidence) -> list[dict[str, object]]:
    frame = given(evidence, "payments")
    if frame is None:
        return []
    year = in_year(frame, "due_on", plan.year)
    return [_row("payments", year["due_on"], year["paid_on"])] if len(year) else []


def _row(item: str, planned: pd.Series, actual: pd.Series) -> dict[str, object]:
    days = (actual - planned).dt.days
    late = int((days > 0).sum())
    return {
        "item": item, "on_time": int((days <= 0).sum()), "late": late, "unknown": int(days.isna().sum()),
        "worst": float(days.max()) if late else None,
    }  # fmt: skip
