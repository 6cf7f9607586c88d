"""The figures of the services that can feed a row of the indicator table, by the name of the feed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from evaltoolkit.language import text
from evaltoolkit.model.inspection_state import State
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import RESIDENCE, RESPONDENTS
from evaltoolkit.services.metric import Metric, amount, share
from evaltoolkit.services.opinions.awareness import AT_LEAST_THREE
from evaltoolkit.services.people.roster import living_here

Tables = Mapping[str, ResultTable]
_PUT_RIGHT = (State.PUT_RIGHT, State.PUT_RIGHT_LATE)
LEAST_ANSWERS = 10
"""Answers of each method from which the pooled lower limit is told: the least that any audience sees (本工具规则)."""


def metrics(tables: Tables) -> Mapping[str, Metric]:
    """Return every figure that the tables allow, by the name that an indicator row gives as its ``metric``.

    Parameters
    ----------
    tables
        What :func:`evaltoolkit.services.measure.measure_services` returned; a figure whose evidence is missing is
        absent.

    Returns
    -------
    Mapping of str to Metric
        Read-only; the lower limit of the pooled satisfaction is ``satisfaction_rate_low``.

    Examples
    --------
    >>> from evaltoolkit.model.evidence import Evidence
    >>> from evaltoolkit.model.plan import Plan
    >>> from evaltoolkit.services.measure import measure_services
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"method": ["个案", "小组"], "hours": [2.0, 3.0]})
    >>> found = metrics(measure_services(plan, Evidence({"services": held}, Quality(pd.DataFrame()))))
    >>> {feed: metric.written for feed, metric in found.items()}
    {'service_hours': '5小时'}
    """
    found = (metric for make in _MAKERS for metric in make(tables))
    return MappingProxyType({metric.feed: metric for metric in found})


def _sum(column: pd.Series) -> float:
    return float(column.sum(min_count=1))


def _whole(column: pd.Series) -> float:
    # one unknown part leaves the whole unknown
    return float(column.sum(min_count=1, skipna=False))


def _hours(tables: Tables) -> Iterator[Metric]:
    frame = tables["hours"].frame
    yield from amount("service_hours", _whole(frame["done"]), "小时", text("Sheet 服务记录: hours of the year"))
    agreed = frame[frame["agreed"] > 0]
    source = text("Sheets 服务记录 and 工时约定: hours done over hours agreed")
    yield from share("hours_completion", _whole(agreed["done"]), _sum(agreed["agreed"]), source)


def _satisfaction(tables: Tables) -> Iterator[Metric]:
    frame = tables["satisfaction"].frame
    by_partners = frame["respondent"] == RESPONDENTS[1]
    users, partners = frame[~by_partners & (frame["n_valid"] > 0)], frame[by_partners]
    source = text("Sheet 满意度: very satisfied and satisfied over valid answers of service users, methods added up")
    yield from share("satisfaction_rate", _sum(users["n_satisfied"]), _sum(users["n_valid"]), source)
    for row in users.nsmallest(1, "share").to_dict("records"):
        source = text("Sheet 满意度: the method with the lowest share ({method})", method=row["method"])
        yield from share("satisfaction_lowest", float(row["n_satisfied"]), float(row["n_valid"]), source)
    source = text("Sheet 满意度: very satisfied and satisfied over valid answers, committees and partners")
    yield from share("satisfaction_partners", _sum(partners["n_satisfied"]), _sum(partners["n_valid"]), source)


def _satisfaction_low(tables: Tables) -> Iterator[Metric]:
    """Yield the lower limit of the pooled rate: MOVER for a weighted sum (Zou and Donner 2008, Stat Med 27, 1693-1702).

    A method whose users were all asked has no sampling error and keeps its share. Where any method has fewer than
    ten answers, or nothing may carry an interval, there is no limit.
    """
    frame = tables["satisfaction"].frame
    users = frame[(frame["respondent"] != RESPONDENTS[1]) & (frame["n_valid"] > 0)]
    if users.empty or (users["n_valid"] < LEAST_ANSWERS).any() or users["ci_low"].isna().all():
        return
    weights = users["n_valid"] / users["n_valid"].sum()
    below = (weights * (users["share"] - users["ci_low"])).fillna(0.0)
    low = float((weights * users["share"]).sum() - math.sqrt((below**2).sum()))
    source = text("Sheet 满意度: lower limit of the pooled share, from the limits that the ways of asking allow")
    yield from amount("satisfaction_rate_low", 100 * low, "%", source)


def _payments(tables: Tables) -> Iterator[Metric]:
    frame = tables["payments"].frame
    source = text("Sheet 经费拨付: instalments paid by the agreed day over instalments due")
    undecided = int(frame["on_time"].isna().sum())
    for metric in share("payments_on_time", float(frame["on_time"].sum()), len(frame), source):
        yield metric.as_lower_bound(undecided) if undecided else metric
    paid = _sum(frame.loc[frame["paid_on"].notna(), "amount"])
    yield from amount("payments_amount", paid, "万元", text("Sheet 经费拨付: amounts with a recorded day of payment"))


def _funds(tables: Tables) -> Iterator[Metric]:
    figures = {str(row["item"]): row for row in tables["funds"].frame.to_dict("records")}
    annual, executed = figures.get("annual"), figures.get("executed")
    if annual and executed and annual["unit"] == executed["unit"]:
        source = text("Plan: executed over the adjusted annual budget")
        yield from share("execution_rate", float(executed["value"]), float(annual["value"]), source)


def _resources(tables: Tables) -> Iterator[Metric]:
    source = text("Sheet 资源链接: sum of the listed values")
    yield from amount("resources_value", _sum(tables["resources"].frame["value"]), "万元", source)


def _coverage(tables: Tables) -> Iterator[Metric]:
    named, everyone = living_here(tables["priority"].frame), tables["residence"].frame
    source = text("Sheet 服务对象: people in priority categories served over those on the roster, each once")
    yield from share("priority_coverage", _whole(named["served"]), _whole(named["people"]), source)
    other = everyone[everyone["residence"] == RESIDENCE[1]]
    source = text("Sheets 服务对象 and 人口底数: non-registered residents served over those living here")
    yield from share("non_registered_coverage", _whole(other["served"]), _whole(other["people"]), source)


def _awareness(tables: Tables) -> Iterator[Metric]:
    frame = tables["awareness"].frame
    enough, agrees = frame[frame["item"] == AT_LEAST_THREE], frame[frame["item"] == "认同"]
    source = text("Sheet 知晓度: who knows at least three of the five facts")
    yield from share("awareness_share", _sum(enough["known"]), _sum(enough["n"]), source)
    source = text("Sheet 知晓度: who agrees with the station's work")
    yield from share("agreement_share", _sum(agrees["known"]), _sum(agrees["n"]), source)


def _inspections(tables: Tables) -> Iterator[Metric]:
    frame = tables["inspections"].frame
    if frame.empty:
        return
    quarterly = float((frame["kind"] == "季度督查").sum())
    yield from amount("inspections_held", quarterly, "次", text("Sheet 督查评估: quarterly inspections of the year"))
    found = frame.loc[frame["state"] != State.NO_FINDING, "state"]
    source = text("Sheet 督查评估: findings put right over findings")
    yield from share("findings_put_right", float(found.isin(_PUT_RIGHT).sum()), len(found), source)


def _attendance(tables: Tables) -> Iterator[Metric]:
    frame = tables["attendance"].frame
    source = text("Sheet 出席: mean number present over members, all groups together")
    yield from share("attendance_share", _whole(frame["mean_attendance"]), _sum(frame["enrolled"]), source)


_MAKERS: tuple[Callable[[Tables], Iterator[Metric]], ...] = (
    _hours, _satisfaction, _satisfaction_low, _payments, _funds, _resources, _coverage, _awareness, _inspections,
    _attendance,
)  # fmt: skip
