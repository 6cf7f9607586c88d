"""Rows that the figures of the services leave out because they are dated in another year."""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.model.workbook import table
from evaltoolkit.services.frame import COUNT, TEXT, typed
from evaltoolkit.services.given import DATED, given, of_year

OTHER_YEARS = {"sheet": TEXT, "rows": COUNT}


def other_years(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each sheet that has any how many of its rows are dated in another year than the plan's."""
    rows = []
    for name in DATED:
        all_, within = given(evidence, name), of_year(plan, evidence, name)
        count = 0 if all_ is None or within is None else len(all_) - len(within)
        if count:
            rows.append({"sheet": table(name).sheet, "rows": count})
    return ResultTable("other_years", TableClass.FACT, typed(rows, OTHER_YEARS), ("sheet",))
