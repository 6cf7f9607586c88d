"""What was linked from outside the budget: the total by kind, and the list that stands behind it."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import table
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import of_year, stated

RESOURCES = {"kind": TEXT, "items": COUNT, "value": AMOUNT, "share": AMOUNT}
RESOURCE_LIST = {"item": TEXT, "kind": TEXT, "provider": TEXT, "value": AMOUNT, "basis": TEXT}


def resources(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return number and value (万元) of the resources linked in the year by kind, with the share of the value."""
    listed = _linked(plan, evidence)
    rows = typed([], RESOURCES) if listed is None else _by_kind(listed)
    return make_table("resources", rows)


def resource_list(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return every resource linked in the year with its provider, value (万元) and basis of valuation."""
    listed = _linked(plan, evidence)
    rows = typed([] if listed is None else listed, RESOURCE_LIST)
    return make_table("resource_list", rows)


def _linked(plan: Plan, evidence: Evidence) -> pd.DataFrame | None:
    year = of_year(plan, evidence, "resources")
    return None if year is None else year.assign(kind=stated(year["kind"]))


def _by_kind(listed: pd.DataFrame) -> pd.DataFrame:
    values = listed.groupby("kind", sort=False)["value"]
    sums = pd.DataFrame({"items": values.size(), "value": values.sum(min_count=1)})
    order = in_order(sums.index, table("resources").column("kind").choices)
    ordered = sums.loc[order].rename_axis("kind").reset_index()
    whole = pd.Series(ordered["value"].sum(min_count=1), index=ordered.index)
    return typed(ordered.assign(share=ratio(ordered["value"], whole)), RESOURCES)
