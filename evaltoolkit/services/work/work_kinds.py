"""Forms of work told apart within the methods, and hours of which only totals are kept.

Source: a station's ledger keeps 探访, 电访, 外展 and 转介 beside 个案 and 小组; under which method each counts stands
with the workbook's words (本工具规则). Where neither a form nor a total is given there is nothing to tell apart.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.services.frame import AMOUNT, TEXT, typed
from evaltoolkit.services.given import TOTAL_OF, UNSTATED, due, given, of_year, stated

WORK_KINDS = {"method": TEXT, "form": TEXT, "basis": TEXT, "records": AMOUNT, "hours": AMOUNT, "agreed": AMOUNT}
RECORDS, TOTALS = "records", "totals"


def work_kinds(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return records and hours of each form of work by method, those known as totals of a period apart.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `services` (with `form` or `period`) and `agreements`.

    Returns
    -------
    ResultTable
        One row a method, form and basis, 未说明 first within its method; `hours` and `agreed` are NaN where not known.

    Notes
    -----
    `form` is 未说明 where none is stated; `agreed` the hours that the agreement names for the form itself; `records`
    is missing where `basis` is ``totals``.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"method": "个案", "form": ["探访", "电访", "探访"], "hours": [2.0, 0.5, 1.0]})
    >>> frame = work_kinds(plan, Evidence({"services": held}, Quality(pd.DataFrame()))).frame
    >>> frame["form"].tolist(), frame["records"].tolist(), frame["hours"].tolist()
    (['探访', '电访'], [2.0, 1.0], [3.0, 0.5])
    """
    year, agreement = of_year(plan, evidence, "services", totals=True), given(evidence, "agreements")
    if year is None or (year["form"].isna().all() and year[TOTAL_OF].isna().all()):
        return make_table("work_kinds", typed([], WORK_KINDS))
    basis = year[TOTAL_OF].notna().map({False: RECORDS, True: TOTALS}).rename("basis")
    parts = year.groupby([year["method"], stated(year["form"]).rename("form"), basis], sort=False)
    rows = [
        {
            "method": method, "form": form, "basis": kind, "records": len(part) if kind == RECORDS else None,
            "hours": part["hours"].sum(min_count=1), "agreed": _agreed(plan, agreement, str(method), str(form)),
        }
        for (method, form, kind), part in parts
    ]  # fmt: skip
    rows.sort(key=lambda row: (METHODS.index(str(row["method"])), row["form"] != UNSTATED))
    return make_table("work_kinds", typed(rows, WORK_KINDS))


def _agreed(plan: Plan, agreement: pd.DataFrame | None, method: str, form: str) -> float | None:
    if agreement is None:
        return None
    own = agreement[(agreement["method"] == method) & (agreement["form"] == form)]
    return float(due(plan, pd.Series([own["hours"].sum(min_count=1)])).iloc[0])
