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
    """Return number and value (万元) of the resources linked in the year by kind, with the share of the value.

    Parameters
    ----------
    plan
        Its year.
    evidence
        Its table `resources`.

    Returns
    -------
    ResultTable
        One row a kind: `items` (how many), `value` (万元, NaN where no value of the kind is known) and `share`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"kind": ["资金", "物资", "资金"], "value": [2.0, 1.0, 1.0]})
    >>> table = resources(plan, Evidence({"resources": sheet}, Quality(pd.DataFrame())))
    >>> table.frame.set_index("kind").loc["资金", ["items", "share"]].tolist()
    [2.0, 0.75]
    """
    listed = _linked(plan, evidence)
    rows = typed([], RESOURCES) if listed is None else _by_kind(listed)
    return make_table("resources", rows)


def resource_list(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return every resource linked in the year with its provider, value (万元) and basis of valuation.

    Parameters
    ----------
    plan
        Its year.
    evidence
        Its table `resources`.

    Returns
    -------
    ResultTable
        One row a resource, in the order of the sheet; `kind` is 未说明 where none is stated.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"item": ["大米", "场地"], "date": ["2023-05-01", "2022-05-01"], "value": [0.2, 1.0]})
    >>> resource_list(plan, Evidence({"resources": sheet}, Quality(pd.DataFrame()))).frame["item"].tolist()
    ['大米']
    """
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
