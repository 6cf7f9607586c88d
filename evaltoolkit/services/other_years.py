"""Rows that the figures of the services leave out because they are dated in another year."""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.model.workbook import table
from evaltoolkit.services.frame import COUNT, TEXT, typed
from evaltoolkit.services.given import given, in_year

OTHER_YEARS = {"sheet": TEXT, "rows": COUNT}
DATED = {
    "services": "date", "satisfaction": "date", "payments": "due_on", "resources": "date", "inspections": "date",
    "voices": "date", "quality_checks": "date", "supervisions": "date", "stories": "date",
}  # fmt: skip
"""Column of the day by which a table's rows belong to a year."""


def other_years(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each sheet that has any how many of its rows are dated in another year than the plan's."""
    rows = []
    for name, day in DATED.items():
        frame = given(evidence, name)
        count = 0 if frame is None else len(frame) - len(in_year(frame, day, plan.year))
        if count:
            rows.append({"sheet": table(name).sheet, "rows": count})
    return ResultTable("other_years", TableClass.FACT, typed(rows, OTHER_YEARS), ("sheet",))
