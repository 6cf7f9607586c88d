"""What happened when in the year: payments, inspections, assessments, groups, supervision, quality checks.

Source: 2023 云城街道 report, 二（二） and 四（五）: quarterly inspections, two assessments, services in order.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS, table
from evaltoolkit.services.frame import DATE, TEXT, typed
from evaltoolkit.services.given import in_year, of_year

TIMELINE = {"lane": TEXT, "name": TEXT, "start": DATE, "end": DATE}
_DAYS = (
    ("payments", "instalment", "paid_on"),
    ("inspections", "kind", "date"),
    ("supervisions", "form", "date"),
    ("quality_checks", "subject", "date"),
)
"""Table, column of the name, column of the day."""
GROUPS = METHODS[1]


def timeline(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return every dated event of the year by lane, in order of the day; a group runs from first to last session.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `services`, `payments`, `inspections`, `supervisions` and `quality_checks`.

    Returns
    -------
    ResultTable
        One row an event: `lane`, `name`, `start` and `end`.

    Notes
    -----
    `lane` is the name of the sheet, 小组 for groups; `end` equals `start` for a single day. What has no
    date stands in no place of the year and is left out.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"group": "太极", "date": ["2023-03-08", "2023-03-01"]})
    >>> frame = timeline(plan, Evidence({"services": held}, Quality(pd.DataFrame()))).frame
    >>> [str(day.date()) for day in frame[["start", "end"]].iloc[0]]
    ['2023-03-01', '2023-03-08']
    """
    found = [*_groups(plan, evidence), *_single_days(plan, evidence)]
    lanes = (GROUPS, *(table(name).sheet for name, *_ in _DAYS))
    order = pd.DataFrame(found, columns=list(TIMELINE)).drop_duplicates()
    order["place"] = order["lane"].map(lanes.index)
    rows = typed(order.sort_values(["place", "start", "name"], kind="stable"), TIMELINE)
    return make_table("timeline", rows)


def _single_days(plan: Plan, evidence: Evidence) -> Iterator[dict[str, object]]:
    for source, name, day in _DAYS:
        frame = of_year(plan, evidence, source)
        if frame is None:
            continue
        dated = in_year(frame, day, plan.year).dropna(subset=[day])
        for row in dated.to_dict("records"):
            yield {"lane": table(source).sheet, "name": row[name], "start": row[day], "end": row[day]}


def _groups(plan: Plan, evidence: Evidence) -> Iterator[dict[str, object]]:
    frame = of_year(plan, evidence, "services")
    if frame is None:
        return
    for name, days in frame.dropna(subset=["group", "date"]).groupby("group", sort=False)["date"]:
        yield {"lane": GROUPS, "name": name, "start": days.min(), "end": days.max()}
