"""How regularly the members of each group came to its sessions."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, ratio, typed
from evaltoolkit.services.given import given, of_year

ATTENDANCE = {"group": TEXT, "sessions": COUNT, "enrolled": COUNT, "mean_attendance": AMOUNT, "share": AMOUNT,
              "dropped": AMOUNT, "dropped_share": AMOUNT}  # fmt: skip
LAST, LEAST_SESSIONS = 2, 4
"""A member absent from the last two sessions counts as having dropped out, in groups of at least four sessions with a
list; in shorter ones two absences say too little (本工具规则)."""


def attendance(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each group its sessions of the year, its members and how many of them came.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `services` (with `service` and `group`) and `attendance` (one row a session and person).

    Returns
    -------
    ResultTable
        One row a group that has a list: `sessions` and `enrolled` are counts, `share` and `dropped_share` go from 0 to
        1.

    Notes
    -----
    A member is anyone on the group's attendance lists. ``mean_attendance`` is the mean number present over the
    sessions that have a list, ``share`` that mean over the members, so that a member whom a list leaves out counts
    as absent; a mean stays one where an audience sees rounded counts. ``dropped`` counts the members who came to none
    of the last two sessions, whatever the reason; missing for groups of fewer than four sessions with a list.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"service": ["s1", "s2"], "group": "太极", "date": ["2023-03-01", "2023-03-08"]})
    >>> lists = pd.DataFrame({"service": ["s1", "s1", "s2"], "client": ["a", "b", "a"], "attended": True})
    >>> frame = attendance(plan, Evidence({"services": held, "attendance": lists}, Quality(pd.DataFrame()))).frame
    >>> frame[["sessions", "enrolled", "mean_attendance", "share"]].iloc[0].tolist()
    [2.0, 2.0, 1.5, 0.75]
    """
    held, lists = of_year(plan, evidence, "services"), given(evidence, "attendance")
    rows = typed([], ATTENDANCE)
    if held is not None and lists is not None:
        sessions = held.dropna(subset=["group"])
        rows = _by_group(sessions, lists.merge(sessions[["service", "group", "date"]], on="service"))
    return make_table("attendance", rows)


def _by_group(sessions: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    if present.empty:
        return typed([], ATTENDANCE)
    listed = present.groupby("group", sort=False)
    frame = pd.DataFrame(
        {
            "sessions": sessions.groupby("group", sort=False)["service"].nunique(),
            "enrolled": listed["client"].nunique(),
            "mean_attendance": listed["attended"].sum().astype(float) / listed["service"].nunique(),
        }
    ).dropna(subset=["enrolled"])
    frame["share"] = ratio(frame["mean_attendance"], frame["enrolled"])
    frame["dropped"] = pd.Series({group: _dropped(part) for group, part in listed}, dtype=float)
    frame["dropped_share"] = ratio(frame["dropped"], frame["enrolled"])
    return typed(frame.rename_axis("group").reset_index(), ATTENDANCE)


def _dropped(lists: pd.DataFrame) -> float:
    sessions = lists.drop_duplicates("service").sort_values("date", kind="stable")["service"]
    if len(sessions) < LEAST_SESSIONS:
        return float("nan")
    last = lists[lists["service"].isin(sessions.tail(LAST)) & lists["attended"].fillna(False)]
    return float(lists["client"].nunique() - last["client"].nunique())
