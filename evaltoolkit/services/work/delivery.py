"""What was planned and what was delivered, and the hours by the street's own conversion table.

Sources: 2023 云城街道 report, 四（五）: 各项服务都按照原定计划有序推进. No public table converts services to
hours, so that each street gives its own with its source (本工具规则); where it and the records disagree, both are told.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import HOUR_UNITS, METHODS
from evaltoolkit.services.frame import AMOUNT, TEXT, in_order, typed
from evaltoolkit.services.given import due, given, of_year

DELIVERY = {"method": TEXT, "agreed": AMOUNT, "held": AMOUNT, "in_groups": AMOUNT, "attended": AMOUNT,
            "planned": AMOUNT, "came": AMOUNT}  # fmt: skip
CONVERSIONS = {
    "method": TEXT, "form": TEXT, "unit": TEXT, "rate": AMOUNT, "counted": TEXT, "source": TEXT, "units": AMOUNT,
    "converted": AMOUNT, "recorded": AMOUNT,
}  # fmt: skip


def delivery(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each method how often it was agreed and held, and the attendances planned and counted.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `agreements` and `services`.

    Returns
    -------
    ResultTable
        One row a method; NaN for what no sheet tells. Empty where neither records nor agreed times are given.

    Notes
    -----
    `agreed` is the sum of 约定次数 over the fields, `held` the records of the year of any kind, `in_groups` how
    many of them name a group. `attended` is the sum of 人次, missing where a record lacks it; `planned` and `came` are
    sums of 计划人次 and 人次 over the records that state both, so that they compare.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> agreed = pd.DataFrame({"method": ["个案", "小组"], "times": [40, 10]})
    >>> held = pd.DataFrame({"method": ["小组"] * 3, "group": ["太极", "太极", None]})
    >>> frame = delivery(plan, Evidence({"agreements": agreed, "services": held}, Quality(pd.DataFrame()))).frame
    >>> frame[["agreed", "held", "in_groups"]].to_numpy().tolist()
    [[40.0, 0.0, 0.0], [10.0, 3.0, 2.0]]
    """
    agreement, year = given(evidence, "agreements"), of_year(plan, evidence, "services")
    rows = []
    if year is not None or (agreement is not None and agreement["times"].notna().any()):
        found = [] if year is None else list(year["method"])
        names = in_order([*found, *([] if agreement is None else agreement["method"])], METHODS)
        rows = [{"method": name, **_agreed(plan, agreement, name), **_delivered(year, name)} for name in names]
    return make_table("delivery", typed(rows, DELIVERY))


def _agreed(plan: Plan, agreement: pd.DataFrame | None, method: str) -> dict[str, object]:
    if agreement is None:
        return {"agreed": None}
    times = agreement.loc[agreement["method"] == method, "times"]
    # a field without its number leaves the sum unknown
    return {"agreed": due(plan, pd.Series([times.sum(min_count=1, skipna=False)]), 0).iloc[0]}


def _delivered(year: pd.DataFrame | None, method: str) -> dict[str, object]:
    if year is None:
        return {}
    records = year[year["method"] == method]
    both = records.dropna(subset=["participants", "planned_participants"])
    sums = both[["planned_participants", "participants"]].sum(min_count=1)
    return {
        "held": len(records), "in_groups": int(records["group"].notna().sum()),
        "attended": records["participants"].sum(min_count=1, skipna=False),
        "planned": sums["planned_participants"], "came": sums["participants"],
    }  # fmt: skip


def conversions(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the street's conversion table, what it makes of the year's records, and the hours that the records state.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `conversions` and `services`.

    Returns
    -------
    ResultTable
        One row a row of the sheet: `rate` in hours, `converted` and `recorded` hours.

    Notes
    -----
    ``converted = rate * units``; `units` are records (每次) or attendances (每人次). Missing where a record lacks the
    figure. A row without a form converts the records of its method of which no other row converts the form.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> rates = pd.DataFrame({"method": ["个案"], "unit": ["每次"], "hours": [2.0]})
    >>> held = pd.DataFrame({"method": ["个案"] * 3, "hours": [1.5, 2.0, 2.0]})
    >>> frame = conversions(plan, Evidence({"conversions": rates, "services": held}, Quality(pd.DataFrame()))).frame
    >>> frame[["units", "converted", "recorded"]].iloc[0].tolist()
    [3.0, 6.0, 5.5]
    """
    table, year = given(evidence, "conversions"), of_year(plan, evidence, "services")
    rows = []
    if table is not None:
        own = {name: set(part["form"].dropna()) for name, part in table.groupby("method")}
        rows = [_converted(row, year, own[row["method"]]) for row in table.to_dict("records")]
    return make_table("conversions", typed(rows, CONVERSIONS))


def _converted(row: Mapping[Hashable, object], year: pd.DataFrame | None, own: set[str]) -> dict[str, object]:
    said = {"method": row["method"], "form": row["form"], "unit": row["unit"], "rate": row["hours"],
            "counted": row["counted"], "source": row["source"]}  # fmt: skip
    if year is None:
        return said
    is_form = ~year["form"].isin(own) if pd.isna(row["form"]) else year["form"] == row["form"]  # type: ignore[call-overload]
    records = year[(year["method"] == row["method"]) & is_form]
    each = row["unit"] == HOUR_UNITS[1]
    units = float(records["participants"].sum(skipna=False)) if each else float(len(records))
    recorded = float(records["hours"].sum(skipna=False))
    return {**said, "units": units, "converted": float(str(row["hours"])) * units, "recorded": recorded}
