"""Before the year is over, amounts that grow over it are held against what has fallen due, all else as it stands."""

from datetime import date

import pandas as pd
import pytest

from evaltoolkit.findings.score import is_of_due
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, RowInput
from evaltoolkit.model.results import Quality, RowStatus
from evaltoolkit.scoring.registry import check_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.given import due

NOTHING = Evidence({}, Quality(pd.DataFrame()))
BANDS = [{"label": "优", "low": 0, "high": 100, "source": "s"}]
TIERS = {"tiers": [{"within": 10, "share": 1}, {"within": 50, "share": 0.5}]}
GROWING = {
    "at least": {"kind": "at_least"},
    "at least, all or nothing": {"kind": "at_least", "parameters": {"short": "nothing"}},
    "equal": {"kind": "equal"},
    "by operator": {"kind": "by_operator"},
    "in steps": {"kind": "step_deduction", "parameters": {"step": 1, "cost": 1}},
    "tiers": {"kind": "tiered_tolerance", "parameters": TIERS},
    "budget": {"kind": "execution_rate"},
}
DAYS = [date(2023, month, 28) for month in range(1, 13)]


def score(rule, day, *, metric=None, evidence=NOTHING, **known):
    row = {"id": "r", "path": ["产出", "数量指标", "某"], "weight": 10, "weight_source": "s",
           "rule": {**rule, "source": "s"}}  # fmt: skip
    rest = {"id": "other", "path": ["效益", "社会效益", "另"], "weight": 90, "weight_source": "s",
            "rule": {"kind": "qualitative_band", "source": "s"}}  # fmt: skip
    content = {
        "schema_version": 1, "id": "made", "name": "made", "source": "s", "total": 100, "grades": BANDS,
        "levels": ["一级", "二级", "三级"], "rows": [row | ({"metric": metric} if metric else {}), rest],
    }  # fmt: skip
    base = {"street": "甲", "slug": "jia", "district": "乙", "year": 2023, "project": "站", "indicator_system": "made"}
    plan = Plan(**base, as_of=day, rows={"r": (RowInput(**known),)})
    system = check_system(content, origin="made")
    card = score_street(plan, system, evidence)
    assert support_score(plan, system, evidence, metrics={})["other_points"].frame["points"].dropna().le(10).all()
    return card.rows[0]


def of_year(amount, day):
    """Return what of an amount is due, by the rule that agreed hours are held against."""
    base = {"street": "甲", "slug": "jia", "district": "乙", "year": 2023, "project": "站", "indicator_system": "made"}
    return float(due(Plan(**base, as_of=day), pd.Series([amount])).iloc[0])


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("rule", GROWING)
def test_an_amount_on_its_even_pace_keeps_full_points_on_any_day_under_any_rule_by_which_it_grows(rule, day):
    pace = of_year(1200.0, day)
    for actual in (pace, pace + 1, 1200.0):
        row = score(GROWING[rule], day, target="1200小时", actual=f"{actual}小时")
        assert row.points == 10, (rule, day, actual)
        assert row.completion is None or row.completion <= 1
        assert any(map(is_of_due, row.remarks))
        assert not row.demands_reason
    short = score(GROWING[rule], day, target="1200小时", actual=f"{pace / 3}小时")
    assert short.points < 10


def test_what_is_behind_its_pace_is_held_against_what_was_due():
    row = score({"kind": "at_least"}, date(2023, 5, 31), target="≥9600小时", actual="3000小时")
    assert row.points == 7.55  # 3000 of 3971.5 hours due, not of 9600
    assert row.target == "≥9600小时"


@pytest.mark.parametrize(
    ("rule", "target", "actual"),
    [
        ({"kind": "at_least"}, "≥90%", "45%"),
        ({"kind": "equal"}, "100%", "45%"),
        ({"kind": "at_most"}, "≤100万元", "60万元"),
        ({"kind": "at_most"}, "≤100万元", "150万元"),
        ({"kind": "at_least"}, "≥90", "45"),
    ],
)
def test_shares_upper_limits_and_figures_without_a_unit_are_the_same_on_every_day(rule, target, actual):
    whole = score(rule, None, target=target, actual=actual)
    part = score(rule, date(2023, 5, 31), target=target, actual=actual)
    assert part == whole


@pytest.mark.parametrize("rule", GROWING)
@pytest.mark.parametrize("actual", ["300小时", "1000小时", "1200小时", "1700小时"])
def test_a_year_that_is_over_is_judged_as_it_was(rule, actual):
    known = {"target": "1200小时", "actual": actual}
    whole = score(GROWING[rule], None, **known)
    assert score(GROWING[rule], date(2023, 12, 31), **known) == whole
    assert score(GROWING[rule], date(2024, 2, 28), **known) == whole
    assert not any(map(is_of_due, whole.remarks))


def test_money_paid_is_held_against_the_instalments_due_by_the_day():
    days = ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"]
    payments = pd.DataFrame({"due_on": pd.to_datetime(days), "amount": [60.0, 50.0, 50.0, 50.0]})
    evidence = Evidence({"payments": payments}, Quality(pd.DataFrame()))
    known = {"metric": "payments_amount", "evidence": evidence, "target": "210万元"}
    paid = score({"kind": "equal"}, date(2023, 5, 31), actual="60万元", **known)
    assert paid.points == 10
    late = score({"kind": "equal"}, date(2023, 6, 30), actual="60万元", **known)
    assert late.points == pytest.approx(10 * 60 / 110, abs=0.01)
    before = score({"kind": "equal"}, date(2023, 2, 28), actual="0万元", **known)
    assert before.status is RowStatus.SCORED
    assert before.points == 10  # nothing was due
