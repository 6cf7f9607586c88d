"""What an hour of service and an attendance cost: described, never ranked.

Source: 2023 云城街道 report, 四（六） (cost indicators) and 一（一） (片面追求服务数量). A cost tells nothing of what a
service achieved; streets differ in rents, wages and need, so that no order of them is made (本工具规则).
"""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, TEXT, typed
from evaltoolkit.services.given import given, of_year

UNIT_COSTS = {"item": TEXT, "spent": AMOUNT, "units": AMOUNT, "cost": AMOUNT}
YUAN = 10_000.0
"""Yuan in the 万元 of the sheets."""


def unit_costs(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's spending in yuan over hours done (``hour``) and over attendances (``attendance``, 人次).

    Parameters
    ----------
    plan
        Its year.
    evidence
        Its tables `spending` and `services`.

    Returns
    -------
    ResultTable
        Two rows, or none without the sheet of spending: `item`, `spent` and `cost` in yuan, `units`.

    Notes
    -----
    Spending is the sheet 经费支出, all categories; without it there is no cost. ``cost`` is missing where hours or
    attendances are not known. Attendances stand for people: the exact number of people served, read off a cost, would
    open counts of the coverage tables that an audience may not see.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> spent, held = pd.DataFrame({"spent": [4.5, 1.5]}), pd.DataFrame({"hours": [300.0, 200.0]})
    >>> table = unit_costs(plan, Evidence({"spending": spent, "services": held}, Quality(pd.DataFrame())))
    >>> table.frame["cost"].tolist()
    [120.0, nan]
    """
    frame, year = given(evidence, "spending"), of_year(plan, evidence, "services")
    rows: list[dict[str, object]] = []
    if frame is not None:
        spent = float(frame["spent"].sum()) * YUAN if frame["spent"].notna().all() else None
        for item, column in (("hour", "hours"), ("attendance", "participants")):
            units = None if year is None or year[column].isna().any() else float(year[column].sum())
            rows.append(_row(item, spent, units))
    return make_table("unit_costs", typed(rows, UNIT_COSTS))


def _row(item: str, spent: float | None, units: float | None) -> dict[str, object]:
    cost = spent / units if spent is not None and units else None
    return {"item": item, "spent": spent, "units": units, "cost": cost}
