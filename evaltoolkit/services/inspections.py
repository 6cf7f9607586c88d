"""The quarterly inspections and the two assessments of the year: what they found and whether it was put right."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.services.frame import DATE, TEXT, typed
from evaltoolkit.services.given import given, in_year

INSPECTIONS = {
    "kind": TEXT, "date": DATE, "planned_on": DATE, "conclusion": TEXT, "finding": TEXT, "deadline": DATE,
    "fixed_on": DATE, "state": TEXT,
}  # fmt: skip


class State(StrEnum):
    """Where a finding stands at the end of the year."""

    NO_FINDING = "no_finding"
    PUT_RIGHT = "put_right"
    OPEN = "open"
    OVERDUE = "overdue"  # its deadline lies within the year and no date of putting it right is recorded


def inspections(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's inspections in order of date, each with its :class:`State`.

    A deadline counts as missed where it has passed by 31 December and no date of putting right is recorded.
    """
    frame = given(evidence, "inspections")
    if frame is not None:
        frame = in_year(frame, "date", plan.year).sort_values("date", kind="stable")
        frame["state"] = _states(frame, pd.Timestamp(plan.year, 12, 31))
    rows = typed([] if frame is None else frame, INSPECTIONS)
    return ResultTable("inspections", TableClass.FACT, rows, ("kind", "date"))


def _states(frame: pd.DataFrame, year_end: pd.Timestamp) -> pd.Series:
    state = pd.Series(State.OPEN.value, index=frame.index, dtype=object)
    state[frame["deadline"] <= year_end] = State.OVERDUE.value
    state[frame["fixed_on"].notna()] = State.PUT_RIGHT.value
    state[frame["finding"].isna() & frame["fixed_on"].isna()] = State.NO_FINDING.value
    return state
