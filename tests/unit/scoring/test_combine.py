"""A row of several figures; the rows here weigh 100 points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaltoolkit.model.results import RowStatus, ScoredRow

Parts = Callable[..., ScoredRow]
POOLED = {"kind": "pooled", "source": "s"}
WEIGHTED = {"kind": "weighted", "source": "s"}
EACH = {"kind": "each_must_reach", "source": "s"}
CASES = {"part": "个案", "target": "≥90%", "numerator": 9.0, "denominator": 10.0}
GROUPS = {"part": "小组", "target": "≥90%", "numerator": 60.0, "denominator": 90.0}


def test_pooled_shares_add_people_before_dividing(parts: Parts) -> None:
    row = parts(CASES, GROUPS, combine=POOLED)

    assert row.points == 76.67  # (9 + 60) ÷ (10 + 90) = 69 %; 69 ÷ 90 × 100
    assert row.target == "个案：≥90%；小组：≥90%"


def test_pooled_amounts_add_targets_and_actuals_in_one_unit(parts: Parts) -> None:
    row = parts(
        {"part": "甲", "target": "≥30万元", "actual": "20万元"},
        {"part": "乙", "target": "≥100,000元", "actual": "10万元"},
        combine=POOLED,
    )

    assert row.points == 75.0  # 30 of 40 万元


def test_shares_without_counts_cannot_be_pooled(parts: Parts) -> None:
    row = parts({"part": "甲", "target": "≥90%", "actual": "80%"}, GROUPS, combine=POOLED)

    assert row.status is RowStatus.REFUSED


def test_one_target_for_the_whole_row_holds_for_each_part(parts: Parts) -> None:
    counts = [{key: value for key, value in one.items() if key != "target"} for one in (CASES, GROUPS)]

    assert parts({"target": "≥90%"}, *counts, combine=POOLED).points == 76.67


def test_a_figure_for_the_whole_row_beside_its_parts_is_named_and_not_used(parts: Parts) -> None:
    row = parts({"target": "≥90%", "actual": "95%"}, CASES, GROUPS, combine=POOLED)

    assert row.points == 76.67
    assert "95% (parameter file) is given for the whole row and was not used" in row.remarks[0].english()


def test_a_weighted_mean_of_points(parts: Parts) -> None:
    row = parts({**CASES, "part_weight": 3.0}, {**GROUPS, "part_weight": 1.0}, combine=WEIGHTED)

    assert row.points == 93.52  # (100 × 3 + 74.074 × 1) ÷ 4
    assert row.formula is not None
    assert row.formula.english() == "(100 × 3 + 74.07 × 1) ÷ 4 = 93.52 points"


def test_thirds_of_a_full_row_add_up_to_the_full_row(parts: Parts) -> None:
    full = [{"part": name, "target": "≥3场", "actual": "3场", "part_weight": 1.0} for name in "甲乙丙"]

    assert parts(*full, combine=WEIGHTED).points == 100.0


@pytest.mark.parametrize("weight", [None, 0.0, -1.0, float("nan")])
def test_a_part_without_a_weight_above_zero_refuses_the_mean(parts: Parts, weight: float | None) -> None:
    row = parts({**CASES, "part_weight": weight}, {**GROUPS, "part_weight": 1.0}, combine=WEIGHTED)

    assert row.status is RowStatus.REFUSED


def test_each_must_reach_takes_the_part_with_the_fewest_points(parts: Parts) -> None:
    assert parts(CASES, GROUPS, combine=EACH).points == 74.07
    assert parts(CASES, {**GROUPS, "numerator": 81.0}, combine=EACH).points == 100.0


def test_a_missing_part_leaves_a_range_and_never_drops_out(parts: Parts) -> None:
    missing = {"part": "社区活动", "target": "≥90%"}
    weighted = parts({**CASES, "part_weight": 1.0}, {**missing, "part_weight": 1.0}, combine=WEIGHTED)
    each = parts(CASES, missing, combine=EACH)
    pooled = parts(CASES, missing, combine=POOLED)

    assert (weighted.status, weighted.points_low, weighted.points_high) == (RowStatus.NOT_PROVIDED, 50.0, 100.0)
    assert (each.status, each.points_low, each.points_high) == (RowStatus.NOT_PROVIDED, 0.0, 100.0)
    assert (pooled.status, pooled.points_low, pooled.points_high) == (RowStatus.NOT_PROVIDED, 0.0, 100.0)


def test_a_part_of_zero_points_settles_each_must_reach_whatever_is_missing(parts: Parts) -> None:
    row = parts({**CASES, "numerator": 0.0}, {"part": "小组", "target": "≥90%"}, combine=EACH)

    assert (row.status, row.points) == (RowStatus.SCORED, 0.0)


def test_several_figures_without_a_way_to_combine_are_refused(parts: Parts) -> None:
    assert parts(CASES, GROUPS).status is RowStatus.REFUSED


def test_two_unnamed_figures_of_one_source_are_two_parts(parts: Parts) -> None:
    given = [{"target": "≥10场", "actual": "5场"}, {"target": "≥30场", "actual": "30场"}]

    assert parts(*given, combine=POOLED).points == 87.5  # 35 of 40
