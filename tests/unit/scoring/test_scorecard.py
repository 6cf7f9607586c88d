from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.errors import RegistryError
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, RowInput
from evaltoolkit.model.results import RowStatus, Scorecard, ScoredRow
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score

MakePlan = Callable[..., Plan]
MakeEvidence = Callable[..., Evidence]
YUNCHENG = find_system("yuncheng_2023")
JUDGED = {"level": "达成", "evidence": "第三方评估报告"}
FULL: dict[str, list[dict[str, Any]]] = {
    "service_hours": [{"target": "≥12,000小时", "actual": "12,000小时"}],
    "service_assessment": [{**JUDGED, "points": 11.0}],
    "payment_on_time": [{"numerator": 4.0, "denominator": 4.0}],
    "cost_budget": [{"target": "240万元", "actual": "240万元"}],
    "social_benefit": [{**JUDGED, "points": 11.0}],
    "economic_benefit": [{"target": "≥40万元", "actual": "47.83万元"}],
    "ecological_benefit": [{**JUDGED, "points": 9.0}],
    "lasting_effect": [{**JUDGED, "points": 10.0}],
    "satisfaction": [{"target": "≥85%", "actual": "≥85%"}],
}


def money(value: float, unit: str = "万元") -> dict[str, Any]:
    return {"value": value, "unit": unit, "source": "决算表"}


def budget(annual: float, executed: float) -> dict[str, Any]:
    return {"annual": money(annual), "executed": money(executed)}


def row(card: Scorecard, indicator: str) -> ScoredRow:
    return next(row for row in card.rows if row.indicator == indicator)


def checks(card: Scorecard) -> str:
    return "\n".join(check.english() for check in card.checks)


def test_full_completion_gives_100_points_and_the_best_grade(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    plan = make_plan(rows=FULL, budget=budget(240.0, 240.0))
    card = score_street(plan, YUNCHENG, make_evidence())

    assert (card.total.scored, card.total.low, card.total.high) == (100.0, 100.0, 100.0)
    assert (card.total.grade, card.total.is_complete) == ("优", True)
    assert {row.status for row in card.rows} == {RowStatus.SCORED}


def test_a_file_dated_after_the_day_to_which_the_plan_counts_is_no_evidence_yet(
    make_plan: MakePlan, make_evidence: MakeEvidence
) -> None:
    files = {"indicator": "social_benefit", "file": "个案成效汇编.docx", "date": "2027-01-10"}
    rows = {"social_benefit": [{"level": "达成", "points": 11.0}]}
    for day, status, listed in (
        (None, RowStatus.NOT_PROVIDED, None),
        (date(2027, 1, 9), RowStatus.NOT_PROVIDED, None),
        (date(2027, 1, 10), RowStatus.SCORED, "个案成效汇编.docx"),
    ):
        plan = make_plan(rows=rows).model_copy(update={"as_of": day})
        table = pd.DataFrame([files]).astype({"date": "datetime64[ns]"})
        evidence = replace(make_evidence(), tables={"evidence": table})
        index = support_score(plan, YUNCHENG, evidence, metrics={})["evidence_index"].frame.set_index("indicator")
        assert row(score_street(plan, YUNCHENG, evidence), "social_benefit").status is status
        assert (index.loc["social_benefit", "listed"] or None) == listed


def test_nothing_provided_gives_zero_of_zero_and_no_grade(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    total = score_street(make_plan(), YUNCHENG, make_evidence()).total

    assert (total.scored, total.scored_weight, total.low, total.high) == (0.0, 0.0, 0.0, 100.0)
    assert (total.grade, total.grades_possible) == (None, ("差", "中", "良", "优"))


def test_the_execution_row_takes_the_adjusted_annual_budget(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    plan = make_plan(budget={**budget(43.2, 37.24), "initial": money(30.0)})
    scored = row(score_street(plan, YUNCHENG, make_evidence()), "fund_execution")

    assert (scored.points, scored.target, scored.actual) == (8.62, "43.2万元", "37.24万元")
    assert (scored.target_source, scored.evidence) == ("决算表", "决算表")
    assert scored.formula is not None
    assert Language("zh_CN").say(scored.formula) == "37.24 ÷ 43.2 × 10 = 8.62分"


@pytest.mark.parametrize("given", [{"initial": money(43.2), "executed": money(37.24)}, {"annual": money(43.2)}])
def test_without_annual_budget_or_spending_the_execution_row_stays_open(
    make_plan: MakePlan, make_evidence: MakeEvidence, given: dict[str, Any]
) -> None:
    scored = row(score_street(make_plan(budget=given), YUNCHENG, make_evidence()), "fund_execution")

    assert scored.status is RowStatus.NOT_PROVIDED


def test_budget_and_spending_in_different_units_of_money(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    plan = make_plan(budget={"annual": money(43.2), "executed": money(372_400.0, "元")})
    scored = row(score_street(plan, YUNCHENG, make_evidence()), "fund_execution")

    assert scored.points == 8.62
    assert "372,400 yuan was converted to 37.24 (CNY 10,000)" in scored.remarks[0].english()


def test_rows_of_the_workbook_are_read(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    sheet = [
        {"indicator": "satisfaction", "target": "≥85%", "actual": "80%", "points": np.nan, "level": None},
        {"indicator": "social_benefit", "target": None, "actual": "", "points": 10.5, "level": "达成"},
    ]
    files = [{"indicator": "social_benefit", "file": "评估报告.pdf"}, {"indicator": "other", "file": "x"}]
    card = score_street(make_plan(), YUNCHENG, make_evidence(targets=sheet, evidence=files))

    assert row(card, "satisfaction").points == 9.41
    assert (row(card, "social_benefit").points, row(card, "social_benefit").evidence) == (10.5, "评估报告.pdf")
    assert (card.total.scored, card.total.scored_weight) == (19.91, 21.0)


def test_file_and_workbook_that_differ_are_a_remark_and_a_check(
    make_plan: MakePlan, make_evidence: MakeEvidence
) -> None:
    plan = make_plan(rows={"satisfaction": [{"target": "≥85%", "actual": "90%"}]})
    sheet = [{"indicator": "satisfaction", "target": "≥85%", "actual": "68%"}]
    card = score_street(plan, YUNCHENG, make_evidence(targets=sheet))
    scored = row(card, "satisfaction")

    assert (scored.status, scored.points_low, scored.points_high) == (RowStatus.UNDECIDED, 8.0, 10.0)
    assert (
        "Satisfaction of service users (rate): The sources disagree: 90% (parameter file) and 68% (sheet of targets)"
        in checks(card)
    )


def test_metrics_feed_the_rows_that_name_them(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    counted = (
        RowInput(part="个案", numerator=9.0, denominator=10.0, evidence="满意度表"),
        RowInput(part="小组", numerator=60.0, denominator=90.0, evidence="满意度表"),
    )
    plan = make_plan(rows={"satisfaction": [{"target": "≥85%"}]})
    card = score_street(plan, YUNCHENG, make_evidence(), metrics={"satisfaction_rate": counted, "unused": counted})

    assert row(card, "satisfaction").points == 8.12  # 69 ÷ 85 × 10
    assert row(card, "satisfaction").evidence == "满意度表"


@dataclass(frozen=True)
class Computed:
    source: Text

    def as_row_input(self) -> RowInput:
        return RowInput(actual="47.83万元")


def test_a_metric_of_the_services_says_what_it_was_computed_from(
    make_plan: MakePlan, make_evidence: MakeEvidence
) -> None:
    plan = make_plan(rows={"economic_benefit": [{"target": "≥50万元"}]})
    metric = Computed(text("Sheet 资源链接"))
    scored = row(score_street(plan, YUNCHENG, make_evidence(), metrics={"resources_value": metric}), "economic_benefit")

    assert scored.points == 9.57
    assert scored.actual_source == text("Sheet 资源链接")


def test_wrong_points_and_rates_of_published_forms_are_named(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    langfang = [{"indicator": "fund_execution", "actual": "86.2%", "points": 9.0}]
    card = score_street(make_plan(budget=budget(43.2, 37.24)), YUNCHENG, make_evidence(targets=langfang))
    assert "9 points are stated (sheet of targets); recomputed they are 8.62" in checks(card)
    assert row(card, "fund_execution").points == 8.62

    chizhou = [{"indicator": "fund_execution", "actual": "0%", "points": 0.0}]
    card = score_street(make_plan(budget=budget(89.974, 89.974)), YUNCHENG, make_evidence(targets=chizhou))
    assert "0 points are stated (sheet of targets); recomputed they are 10.00" in checks(card)
    assert "The rate 0% is stated (sheet of targets); recomputed it is 100%" in checks(card)


def test_stated_points_without_figures_are_not_taken_over(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    card = score_street(make_plan(), YUNCHENG, make_evidence(targets=[{"indicator": "satisfaction", "points": 10.0}]))

    assert row(card, "satisfaction").points is None
    assert "10 points are stated (sheet of targets), but what was given does not allow" in checks(card)


def test_sums_are_checked_and_strangers_named(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    sheet = [{"indicator": "satisfacton", "target": "≥85%", "actual": "80%"}]
    card = score_street(make_plan(budget=budget(240.0, 240.0)), YUNCHENG, make_evidence(targets=sheet))

    assert "satisfacton is given but is no row" in checks(card)
    assert "The weights of 10 rows add up to 100 points." in checks(card)
    assert "Use of funds: 10.00 of 10 points settled, 1 of 1 rows." in checks(card)
    assert "Outputs: 40 points, 4 rows, none settled." in checks(card)


def test_a_template_cannot_score(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    with pytest.raises(RegistryError, match="empty template"):
        score_street(make_plan(), find_system("blank"), make_evidence())


def test_every_sentence_of_a_card_is_said_in_chinese(make_plan: MakePlan, make_evidence: MakeEvidence) -> None:
    plan = make_plan(rows={**FULL, "satisfaction": [{"target": "≥90%", "actual": "≥85%"}]}, budget=budget(43.2, 37.24))
    card = score_street(plan, YUNCHENG, make_evidence(targets=[{"indicator": "service_hours", "actual": "9000"}]))
    chinese = Language("zh_CN")
    sentences = [
        *card.checks,
        *(words for row in card.rows for words in (row.rule, row.formula, *row.remarks) if words),
    ]

    assert all(chinese.say(words) != words.english() for words in sentences)
