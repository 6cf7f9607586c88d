"""One row from everything that was given for it; the rows here weigh 100 points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evaltoolkit.model.results import RowStatus, ScoredRow
from evaltoolkit.scoring.score_row import RowResult

Score = Callable[..., RowResult]
AT_MOST = {"kind": "at_most", "source": "s"}
EXECUTION = {"kind": "execution_rate", "source": "s"}
ON_TIME = {"kind": "on_time_share", "source": "s"}
BAND = {"kind": "qualitative_band", "source": "s"}
STEP = {"kind": "step_deduction", "source": "s", "parameters": {"step": 5, "cost": 10}}
TIERS = {
    "kind": "tiered_tolerance",
    "source": "s",
    "parameters": {"tiers": [{"within": 10, "share": 1}, {"within": 20, "share": 0.2}]},
}


def words(row: ScoredRow) -> str:
    return " ".join(remark.english() for remark in row.remarks)


def test_a_row_shows_all_that_a_reader_needs_to_check_it(score: Score) -> None:
    row = score(
        {
            "target": "≥1,000小时",
            "target_source": "协议 第三条",
            "actual": "900小时",
            "evidence": "工时台账",
            "source": "台账 第2页",
            "deviation": "人员空缺",
        }
    ).row

    assert (row.status, row.points, row.points_low, row.points_high) == (RowStatus.SCORED, 90.0, 90.0, 90.0)
    assert (row.target, row.target_source, row.actual) == ("≥1,000小时", "协议 第三条", "900小时")
    assert (row.evidence, row.deviation, row.completion) == ("工时台账（台账 第2页）", "人员空缺", 0.9)
    assert row.formula is not None
    assert row.formula.english() == "900 ÷ 1,000 × 100 = 90.00 points"


def test_a_target_that_was_adjusted_counts_and_the_first_one_stays_beside_it(score: Score) -> None:
    row = score({"target": "≥60个", "first_target": "≥45个", "actual": "54个"}).row
    parts = score(
        {"part": "甲", "target": "≥6个", "first_target": "≥5个", "actual": "6个"}, {"part": "乙", "target": "≥2个"}
    )

    assert (row.target, row.first_target, row.points) == ("≥60个", "≥45个", 90.0)
    assert parts.row.first_target == "甲：≥5个"
    assert score({"target": "≥60个", "actual": "54个"}).row.first_target is None


@pytest.mark.parametrize("given", [[], [{"target": "≥85%"}], [{"actual": "85%"}], [{"evidence": "台账"}]])
def test_a_missing_target_or_actual_is_neither_zero_nor_full_marks(score: Score, given: list[dict[str, str]]) -> None:
    row = score(*given).row

    assert row.status is RowStatus.NOT_PROVIDED
    assert (row.points, row.points_low, row.points_high) == (None, 0.0, 100.0)


def test_a_stated_zero_is_scored_as_zero(score: Score) -> None:
    row = score({"target": "≥50个", "actual": "0个"}).row

    assert (row.status, row.points) == (RowStatus.SCORED, 0.0)


def test_a_bound_scores_where_it_decides(score: Score) -> None:
    row = score({"target": "≥85%", "actual": "85%以上"}).row

    assert (row.status, row.points, row.completion) == (RowStatus.SCORED, 100.0, None)
    assert "gives the same points" in words(row)


def test_a_bound_that_does_not_decide_leaves_a_range(score: Score) -> None:
    row = score({"target": "≥90%", "actual": "≥85%"}).row

    assert (row.status, row.points) == (RowStatus.UNDECIDED, None)
    assert (row.points_low, row.points_high) == (94.44, 100.0)  # 85 ÷ 90 × 100


def test_an_upper_bound_of_an_upper_limit_decides(score: Score) -> None:
    assert score({"target": "≤90万元", "actual": "≤90万元"}, rule=AT_MOST).row.points == 100.0
    wide = score({"target": "≤90万元", "actual": "≤108万元"}, rule=AT_MOST).row
    assert (wide.points_low, wide.points_high) == (80.0, 100.0)
    assert (score({"target": "≤90万元", "actual": "≥180万元"}, rule=AT_MOST).row.points) == 0.0


def test_a_bound_on_the_far_side_of_a_tolerance_spans_its_tiers(score: Score) -> None:
    row = score({"target": "100万元", "actual": "≤115万元"}, rule=TIERS).row

    assert (row.status, row.points_low, row.points_high) == (RowStatus.UNDECIDED, 0.0, 100.0)


def test_a_lower_bound_of_a_step_deduction_spans_the_steps_left(score: Score) -> None:
    row = score({"target": "≥90%", "actual": "≥80%"}, rule=STEP).row

    assert (row.points_low, row.points_high) == (80.0, 100.0)


def test_a_lower_bound_is_open_where_the_system_cuts_overshoot(score: Score) -> None:
    policy = {"cut": "nothing_left", "source": "四川大英县"}
    row = score({"target": "≥85%", "actual": "≥85%"}, overshoot=policy).row

    assert (row.status, row.points_low, row.points_high) == (RowStatus.UNDECIDED, 0.0, 100.0)


def test_money_in_yuan_is_converted_and_the_conversion_stated(score: Score) -> None:
    row = score({"target": "≥50万元", "actual": "478,300元"}).row

    assert row.points == 95.66
    assert "478,300 yuan was converted to 47.83 (CNY 10,000)" in words(row)


@pytest.mark.parametrize("actual", ["40人次", "40%", "40"])
def test_a_unit_that_does_not_match_or_is_in_doubt_is_refused(score: Score, actual: str) -> None:
    row = score({"target": "≥50万元", "actual": actual}).row

    assert (row.status, row.points) == (RowStatus.REFUSED, None)
    assert (row.points_low, row.points_high) == (0.0, 100.0)


def test_a_fraction_beside_a_percentage_is_refused_because_it_may_mean_either(score: Score) -> None:
    row = score({"target": "≥85%", "actual": "0.88"}, unit="%").row

    assert row.status is RowStatus.REFUSED
    assert "has no unit" in words(row)


def test_a_bare_number_is_read_in_the_unit_of_the_row(score: Score) -> None:
    row = score({"target": "≥12000小时", "actual": "9000"}, unit="小时").row

    assert row.points == 75.0
    assert "was read in hours" in words(row)


def test_a_bare_target_beside_a_multiple_is_read_in_the_unit_of_the_row(score: Score) -> None:
    row = score({"target": "≥16000", "actual": "1.2万小时"}, unit="小时").row

    assert row.points == 75.0
    assert words(row) == "16,000 has no unit and was read in hours."
    assert score({"target": "≥16000", "actual": "1.2万小时"}).row.status is RowStatus.REFUSED


@pytest.mark.parametrize(
    ("target", "actual"), [("≥85%", "满意"), ("居民满意", "85%"), ("≤85%", "80%"), ("≥0%", "80%"), ("≥85%", "-2%")]
)
def test_what_contradicts_the_rule_is_refused(score: Score, target: str, actual: str) -> None:
    assert score({"target": target, "actual": actual}).row.status is RowStatus.REFUSED


def test_counts_make_the_share(score: Score) -> None:
    row = score({"target": "≥90%", "numerator": 45.0, "denominator": 50.0}).row

    assert row.points == 100.0
    assert row.actual == "45 ÷ 50 = 90%"


@pytest.mark.parametrize(
    "counts",
    [
        {"numerator": 45.0},
        {"denominator": 50.0},
        {"numerator": 0.0, "denominator": 0.0},
        {"numerator": -45.0, "denominator": -50.0},
        {"numerator": float("inf"), "denominator": 50.0},
    ],
)
def test_counts_that_make_no_share_are_refused(score: Score, counts: dict[str, float]) -> None:
    assert score({"target": "≥90%", **counts}).row.status is RowStatus.REFUSED


def test_two_sources_with_the_same_figure_are_fine(score: Score) -> None:
    result = score({"target": "≥85%", "actual": "90%"}, {"target": "85%以上", "numerator": 45.0, "denominator": 50.0})

    assert (result.row.points, result.faults) == (100.0, ())


def test_the_same_amount_in_two_units_is_no_disagreement(score: Score) -> None:
    result = score({"target": "≥50万元", "actual": "47.83万元"}, {"target": "≥500,000元", "actual": "478,300元"})

    assert (result.row.points, result.faults) == (95.66, ())


def test_a_rate_that_is_wrong_by_one_in_its_last_place_is_named(score: Score) -> None:
    amounts = {"target": "50万元", "actual": "43万元"}

    assert score(amounts, {"actual": "86%"}, rule=EXECUTION).faults == ()
    assert len(score(amounts, {"actual": "87%"}, rule=EXECUTION).faults) == 1


def test_a_rounded_rate_agrees_with_its_counts(score: Score) -> None:
    result = score({"target": "≥100%", "actual": "86.2%", "numerator": 37.24, "denominator": 43.2})

    assert result.row.points == 86.2
    assert result.faults == ()


def test_sources_that_disagree_are_reported_and_not_averaged(score: Score) -> None:
    result = score({"target": "≥100个", "actual": "80个"}, {"target": "≥100个", "actual": "60个"})

    assert (result.row.status, result.row.points) == (RowStatus.UNDECIDED, None)
    assert (result.row.points_low, result.row.points_high) == (60.0, 80.0)
    assert "80 items (parameter file) and 60 items (sheet of targets)" in words(result.row)
    assert len(result.faults) == 1


def test_sources_that_disagree_without_changing_the_points_leave_the_row_scored(score: Score) -> None:
    result = score({"target": "≥100个", "actual": "110个"}, {"actual": "105个"})

    assert result.row.points == 100.0
    assert "The sources disagree" in words(result.row)


def test_targets_that_disagree_leave_a_range(score: Score) -> None:
    row = score({"target": "≥100个", "actual": "80个"}, {"target": "≥160个"}).row

    assert (row.points_low, row.points_high) == (50.0, 80.0)


def test_the_system_s_own_target_holds_where_nobody_gives_another(score: Score) -> None:
    own = {"value": "≥90%", "source": "市文件"}

    assert score({"actual": "81%"}, target=own).row.points == 90.0
    assert score({"actual": "81%"}, target=own).row.target_source == "市文件"
    assert score({"actual": "81%", "target": "≥81%"}, target=own).row.points == 100.0


def test_far_more_than_the_target_demands_a_written_reason_and_cuts_nothing(score: Score) -> None:
    silent = score({"target": "≥100场", "actual": "130场"}).row
    explained = score({"target": "≥100场", "actual": "130场", "deviation": "增办暑期活动"}).row

    assert (silent.points, explained.points) == (100.0, 100.0)
    assert "the reason must be given in writing" in words(silent)
    assert words(explained) == ""


def test_exceeding_an_upper_limit_is_no_overshoot(score: Score) -> None:
    policy = {"cut": "nothing_left", "source": "四川大英县"}
    row = score({"target": "≤100万元", "actual": "150万元"}, rule=AT_MOST, overshoot=policy).row

    assert row.points == 50.0
    assert words(row) == ""


def test_stated_points_that_differ_from_the_recomputed_are_named(score: Score) -> None:
    result = score({"target": "43.2万元", "actual": "37.24万元", "points": 86.0}, rule=EXECUTION)

    assert result.row.points == 86.2
    assert [fault.english() for fault in result.faults] == [
        "某指标: 86 points are stated (parameter file); recomputed they are 86.20."
    ]


def test_a_stated_execution_rate_is_recomputed(score: Score) -> None:
    wrong = score({"target": "43.2万元", "actual": "37.24万元"}, {"actual": "90%"}, rule=EXECUTION)
    right = score({"target": "43.2万元", "actual": "37.24万元"}, {"actual": "86.2%"}, rule=EXECUTION)

    assert wrong.row.points == right.row.points == 86.2
    assert "recomputed it is 86.2%" in wrong.faults[0].english()
    assert right.faults == ()


def test_an_execution_rate_without_its_amounts_is_not_scored(score: Score) -> None:
    row = score({"actual": "100%"}, rule=EXECUTION).row

    assert row.status is RowStatus.NOT_PROVIDED


def test_on_time_counts_a_stated_share_and_a_bound_are_all_understood(score: Score) -> None:
    assert score({"numerator": 3.0, "denominator": 4.0}, rule=ON_TIME).row.points == 75.0
    assert score({"actual": "75%"}, rule=ON_TIME).row.points == 75.0
    assert score({"target": "4期", "actual": "3期"}, rule=ON_TIME).row.points == 75.0
    bound = score({"actual": "≥75%"}, rule=ON_TIME).row
    assert (bound.points_low, bound.points_high) == (75.0, 100.0)
    assert score({"actual": "101%"}, rule=ON_TIME).row.status is RowStatus.REFUSED


def test_a_qualitative_row_needs_level_points_and_evidence(score: Score) -> None:
    whole = {"level": "达成", "points": 95.0, "evidence": "评估报告"}

    assert score(whole, rule=BAND).row.points == 95.0
    for missing in whole:
        rest = {key: value for key, value in whole.items() if key != missing}
        assert score(rest, rule=BAND).row.status is RowStatus.NOT_PROVIDED, missing


def test_points_outside_the_band_refuse_the_row(score: Score) -> None:
    row = score({"level": "部分达成", "points": 80.0, "evidence": "评估报告"}, rule=BAND).row

    assert (row.status, row.points) == (RowStatus.REFUSED, None)
    assert "[60, 80)" in words(row)


def test_judgements_that_differ_leave_a_range(score: Score) -> None:
    given = {"level": "达成", "evidence": "评估报告"}
    row = score({**given, "points": 90.0}, {**given, "points": 95.0}, rule=BAND).row

    assert (row.status, row.points_low, row.points_high) == (RowStatus.UNDECIDED, 90.0, 95.0)


def test_a_conclusion_scores_only_by_a_table_with_its_source(score: Score) -> None:
    table = {"table": {"优秀": 100, "良好": 85.5}}
    sourced = {"kind": "conclusion_table", "source": "s", "parameters": {**table, "table_source": "市评估办法 附件"}}
    bare = {"kind": "conclusion_table", "source": "s", "parameters": table}

    assert score({"conclusion": "良好"}, rule=sourced).row.points == 85.5
    assert score({"conclusion": "良好"}, rule=bare).row.status is RowStatus.NOT_PROVIDED
    assert score({"conclusion": "合格"}, rule=sourced).row.status is RowStatus.REFUSED
    assert score({}, rule=sourced).row.status is RowStatus.NOT_PROVIDED


def test_the_operator_of_the_target_chooses_the_rule_of_a_row(score: Score) -> None:
    rule = {"kind": "by_operator", "source": "s"}

    assert score({"target": "≤90万元", "actual": "135万元"}, rule=rule).row.points == 50.0
    assert score({"target": "≥90个", "actual": "45个"}, rule=rule).row.points == 50.0
    judged = {"target": "制度健全", "level": "达成", "points": 88.0, "evidence": "制度汇编"}
    assert score(judged, rule=rule).row.points == 88.0
    assert score({"actual": "45个"}, rule=rule).row.status is RowStatus.NOT_PROVIDED


def test_figures_of_two_sources_that_bring_the_same_points_are_both_shown_and_none_is_preferred(score: Score) -> None:
    row = score({"target": "≥100个", "actual": "110个"}, {"actual": "105个"}).row

    assert row.formula is not None
    assert row.formula.english() == "110 ≥ 100: 100.00 points; 105 ≥ 100: 100.00 points"
    assert row.completion is None
    assert "Whichever holds, the points are the same." in words(row)


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({"target": "≥100个", "actual": "80个"}, {"actual": "60个"}, "at_least"),
        ({"target": "≥100个", "actual": "80个"}, {"target": "≥90个"}, "at_least"),
        ({"target": "≤100个", "actual": "80个"}, {"actual": "150个"}, "at_most"),
        ({"target": "100%", "actual": "60%"}, {"numerator": 2.0, "denominator": 4.0}, "on_time_share"),
        ({"target": "≥100个", "actual": "80个"}, {"target": "≤100个"}, "by_operator"),
        ({"level": "达成", "points": 90.0, "evidence": "甲"}, {"level": "达成", "points": 85.0}, "qualitative_band"),
    ],
)
def test_a_row_whose_sources_disagree_on_the_points_is_open_under_every_rule(
    score: Score, first: dict[str, Any], second: dict[str, Any], rule: str
) -> None:
    result = score(first, second, rule={"kind": rule, "source": "s"})

    assert result.row.points is None
    assert result.row.status in (RowStatus.UNDECIDED, RowStatus.REFUSED)
    assert result.row.points_low < result.row.points_high


def test_parts_whose_weight_two_sources_state_differently_are_not_weighted_by_the_first(score: Score) -> None:
    given = [{"part": part, "part_weight": weight, "target": "≥10个", "actual": "10个"}
             for part, weight in (("甲", 1.0), ("甲", 2.0), ("乙", 1.0))]  # fmt: skip
    row = score(*given, combine={"kind": "weighted", "source": "s"}).row

    assert row.status is RowStatus.REFUSED
    assert "every part needs one weight" in words(row)


@pytest.mark.parametrize(
    ("threshold", "actual", "demanded"),
    [(1.2, "119个", False), (1.2, "120个", True), (1.3, "129个", False), (1.3, "130个", True)],
)
def test_the_systems_own_threshold_decides_from_itself_on_whether_a_reason_is_asked_for(
    score: Score, threshold: float, actual: str, demanded: bool
) -> None:
    row = score({"target": "≥100个", "actual": actual}, overshoot={"threshold": threshold, "source": "s"}).row

    assert row.demands_reason is demanded
    assert ("the reason must be given in writing" in words(row)) is demanded


def test_who_is_responsible_for_a_row_is_what_the_system_says_with_its_source_and_nobody_else(score: Score) -> None:
    given = {"target": "≥10个", "actual": "10个"}
    stated = score(given, responsible={"value": "社工站", "source": "服务协议 第五条"}).row
    unstated = score({**given, "source": "社工站台账"}).row

    assert (stated.responsible, stated.responsible_source) == ("社工站", "服务协议 第五条")
    assert (unstated.responsible, unstated.responsible_source) == (None, None)
