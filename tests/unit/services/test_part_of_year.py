"""A plan that counts to a day within its year is held against the part of the agreement that is due by then."""

from datetime import date

import pytest

from evaltoolkit.charts.figures.hours_course import hours_course
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.services.measure import measure_services
from evaltoolkit.words.services.hours import hours_by_quarter, part_of_year
from evaltoolkit.words.services.inspections import inspections

DAYS = [date(2023, month, 28) for month in range(1, 13)]
AGREED = [{"method": "个案", "hours": 1200.0, "times": 120}, {"method": "小组", "hours": 600.0, "times": 60}]


def street(evidence_of, until):
    """A station that keeps an even pace: in every month until `until` a twelfth of what is agreed."""
    months = range(1, until + 1)
    rows = [
        {"service": f"{method}{month}{n}", "date": date(2023, month, 15), "method": method, "hours": hours / 12 / count,
         "project": "甲"}
        for month in months
        for method, hours, count in (("个案", 1200.0, 10), ("小组", 600.0, 5))
        for n in range(count)
    ]  # fmt: skip
    return evidence_of(services=rows, agreements=AGREED, projects=[{"project": "甲", "hours": 1800.0}])


@pytest.mark.parametrize("day", DAYS)
def test_an_even_pace_is_never_behind_nor_ahead_whatever_the_day(day, plan, evidence_of):
    counted = plan.model_copy(update={"as_of": day})
    made = measure_services(counted, street(evidence_of, day.month))
    for name in ("hours", "projects"):
        share = made[name].frame["completion"]
        assert share.between(0.9, 1.1 + 0.2 / day.month).all(), name
    held = made["delivery"].frame
    assert (held["held"] / held["agreed"]).between(0.9, 1.1 + 0.3 / day.month).all()


def test_a_whole_year_is_held_against_the_whole_agreement(plan, evidence_of):
    for day in (None, date(2023, 12, 31), date(2024, 2, 28)):
        made = measure_services(plan.model_copy(update={"as_of": day}), street(evidence_of, 12))
        assert list(made["hours"].frame["agreed"]) == [1200.0, 600.0]
        assert list(made["delivery"].frame["agreed"]) == [120, 60]
        assert part_of_year(plan.model_copy(update={"as_of": day})) == ""


def test_the_part_is_said_and_months_to_come_are_not_empty_ones(plan, evidence_of, zh):
    counted = plan.model_copy(update={"as_of": date(2023, 5, 31)})
    made = measure_services(counted, street(evidence_of, 5))
    assert set(made["hours_by_month"].frame["month"]) == {1, 2, 3, 4, 5}
    shown = {name: protect(table, shipped_policy(), Audience.SHARED) for name, table in made.items()}
    quarters = shown["hours_by_quarter"]
    assert "没有记录" not in str(hours_by_quarter(quarters, zh))
    assert zh.say(part_of_year(counted)) == (
        "数字只统计到 2023-05-31，2023 年度过了 41.4%；全年约定的工时和次数按时间进度折算到这一天，不按全年衡量。"
    )
    chart = hours_course(shown["hours_by_month"], zh, agreed=shown["hours"])
    assert "750" in str(chart)
    assert "1,800" not in str(chart)


@pytest.mark.parametrize(("day", "over"), list(zip(DAYS, (0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3), strict=True)))
def test_inspections_of_quarters_to_come_are_not_missing(day, over, plan, evidence_of, zh):
    counted = plan.model_copy(update={"as_of": day})
    evidence = evidence_of(inspections=[{"kind": "季度督查", "date": date(2023, 1, 20), "conclusion": "合格"}])
    table = protect(measure_services(counted, evidence)["inspections"], shipped_policy(), Audience.SHARED)
    said = str(inspections(table, zh, plan=counted))
    assert f"（应为 {over} 次）" in said
    assert ("第 2 季度" in said) == (over >= 2)
    assert "第 4 季度" not in said
    assert ("中期评估：未提供" in said) == (over >= 2)
    assert "末期评估" not in said
    whole = str(inspections(table, zh, plan=plan))
    assert "（应为 4 次）" in whole
    assert "第 4 季度" in whole
    assert "末期评估：未提供" in whole
