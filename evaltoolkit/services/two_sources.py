"""Figures that two sources state differently: both are told, neither is averaged nor preferred (本工具规则)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.rounding import DECIMALS, rounded
from evaltoolkit.services.frame import AMOUNT, TEXT, typed
from evaltoolkit.services.given import given
from evaltoolkit.services.work.delivery import conversions

TWO_SOURCES = {"figure": TEXT, "first": AMOUNT, "second": AMOUNT, "unit": TEXT}


def two_sources(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return every figure on which two sources disagree, as both are printed.

    Parameters
    ----------
    plan
        Its year and its budget.
    evidence
        Its tables `spending`, `agreements`, `projects`, `conversions` and `services`.

    Returns
    -------
    ResultTable
        One row a figure: `first` and `second` in `unit`; none where a source is missing or incomplete.

    Notes
    -----
    `figure` names what was compared, first against second: ``spent`` executed budget against the sheet 经费支出;
    ``projects`` hours agreed by method against those of the sheet 项目; a method: recorded hours against those by the
    conversion table. Instalments paid to the station are no second source of what was spent: they are another figure.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> agreed, planned = pd.DataFrame({"hours": [600.0, 400.0]}), pd.DataFrame({"hours": [950.0]})
    >>> tables = {"agreements": agreed, "projects": planned}
    >>> two_sources(plan, Evidence(tables, Quality(pd.DataFrame()))).frame.to_dict("records")
    [{'figure': 'projects', 'first': 1000.0, 'second': 950.0, 'unit': '小时'}]
    """
    pairs = [*_money(plan, evidence), *_hours(plan, evidence)]
    rows = [row for row in pairs if _differ(row)]
    return make_table("two_sources", typed(rows, TWO_SOURCES))


def _differ(row: Mapping[str, object]) -> bool:
    one, other = float(str(row["first"])), float(str(row["second"]))
    if math.isnan(one) or math.isnan(other):
        return False
    decimals = DECIMALS[str(row["unit"])]
    return rounded(one, decimals) != rounded(other, decimals)


def _money(plan: Plan, evidence: Evidence) -> Iterator[dict[str, object]]:
    executed = plan.budget.executed
    if executed is None or executed.unit != "万元":
        return
    spending = given(evidence, "spending")
    if spending is not None:
        yield {"figure": "spent", "first": executed.value, "second": _sum(spending["spent"]), "unit": "万元"}


def _hours(plan: Plan, evidence: Evidence) -> Iterator[dict[str, object]]:
    agreement, planned = given(evidence, "agreements"), given(evidence, "projects")
    if agreement is not None and planned is not None:
        yield {"figure": "projects", "first": _sum(agreement["hours"]), "second": _sum(planned["hours"]),
               "unit": "小时"}  # fmt: skip
    for method, rows in conversions(plan, evidence).frame.groupby("method", sort=False):
        yield {"figure": method, "first": _sum(rows["recorded"]), "second": _sum(rows["converted"]), "unit": "小时"}


def _sum(column: pd.Series) -> float:
    # a part that is not known leaves the sum unknown: it cannot be said to differ
    return float(column.sum(skipna=False)) if len(column) else math.nan
