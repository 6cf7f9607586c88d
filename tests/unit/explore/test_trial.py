"""What if: one row changed, everything else left."""

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.trial import Supposed, row_of, try_score
from evaltoolkit.explore.trial_view import trial_view
from evaltoolkit.model.results import RowStatus


def test_an_actual_below_the_target_loses_points_in_proportion(analysis):
    card = try_score(analysis, Supposed("service_hours", "4800小时", "≥9600小时"))

    # rule of the system: points in proportion, nothing under 60 % of the target only where the system says so
    before = row_of(analysis.results.scorecard, "service_hours")
    row = row_of(card, "service_hours")
    assert row.points == pytest.approx(11 * 4800 / 9600)
    assert card.total.scored == pytest.approx(analysis.results.scorecard.total.scored - before.points + row.points)


def test_no_other_row_moves_and_the_analysis_stays(analysis):
    before = {row.indicator: row.points for row in analysis.results.scorecard.rows}
    after = {row.indicator: row.points for row in try_score(analysis, Supposed("satisfaction", "10%", "≥90%")).rows}

    assert {name for name, points in after.items() if points != before[name]} == {"satisfaction"}
    assert {row.indicator: row.points for row in analysis.results.scorecard.rows} == before


@pytest.mark.parametrize("actual", ["", "abc", "9000公里"])
def test_what_is_missing_or_cannot_be_read_leaves_the_row_open(analysis, actual):
    card = try_score(analysis, Supposed("service_hours", actual, "≥9600小时"))

    row = row_of(card, "service_hours")
    assert row.status is not RowStatus.SCORED
    assert row.points is None
    assert card.total.high - card.total.low == pytest.approx(11)


def test_money_is_tried_against_the_budget_that_is_typed(analysis):
    assert row_of(try_score(analysis, Supposed("fund_execution", "110万元", "220万元")), "fund_execution").points == 5


def test_a_judged_row_takes_level_and_points_within_the_band_alone(analysis):
    within = try_score(analysis, Supposed("social_benefit", level="部分达成", points=7.0))
    outside = try_score(analysis, Supposed("social_benefit", level="部分达成", points=10.5))

    assert row_of(within, "social_benefit").points == 7
    assert row_of(outside, "social_benefit").status is RowStatus.REFUSED


def test_an_unknown_row_is_a_key_error(analysis):
    with pytest.raises(KeyError):
        row_of(analysis.results.scorecard, "nothing")
    with pytest.raises(KeyError):
        try_score(analysis, Supposed("nothing", "1"))


def test_the_words_tell_points_total_and_grade_now_and_before(analysis, zh):
    view = trial_view(analysis, Supposed("service_hours", "4800小时", "≥9600小时"), Audience.SHARED, "标题", zh)

    words, total = repr(view.sentence), analysis.results.scorecard.total
    assert "得 5.50 分，满分 11 分" in words
    assert f"现为 {total.scored:.2f} 分" in words
    assert "这是试算" in words
    assert view.is_trial
    assert view.table.column("情形")[0] == "按现有资料"
