"""Rows that the figures of the services leave out because they are dated in another year."""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.model.years import of_another_year
from evaltoolkit.services.frame import COUNT, TEXT, typed
from evaltoolkit.services.given import given

OTHER_YEARS = {"sheet": TEXT, "rows": COUNT}


def other_years(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each sheet that has any how many of its rows are dated in another year than the plan's."""
    frames = {spec.name: frame for spec in TABLES if (frame := given(evidence, spec.name)) is not None}
    dated = (spec for spec in TABLES if spec.name in frames and not spec.earlier)  # of lists every year counts
    counts = {spec.sheet: int(of_another_year(spec, frames, plan.year).sum()) for spec in dated}
    rows = [{"sheet": sheet, "rows": count} for sheet, count in counts.items() if count]
    return make_table("other_years", typed(rows, OTHER_YEARS))
