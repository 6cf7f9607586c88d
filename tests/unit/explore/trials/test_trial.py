"""What if: rows changed, everything else left, and nothing told that the version withholds."""

import math
from dataclasses import replace
from unittest import mock

import pytest

from evaltoolkit.disclosure import protected
from evaltoolkit.explore.trials.next_grade import next_grade
from evaltoolkit.explore.trials.trial import Supposed, as_it_stands, scored, try_row, try_score
from evaltoolkit.explore.trials.trial_view import trial_view
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.score import total_of
from evaltoolkit.model.results import RowStatus


@pytest.fixture
def tried(analysis, shared):
    return lambda *supposed: try_score(analysis, shared, {one.indicator: one for one in supposed})


def points_of(tables):
    return {row.string("indicator"): row.number("points") for row in rows_of(tables["scorecard"])}


def total(tables):
    return total_of(rows_of(tables["total"]))


def test_an_actual_below_the_target_loses_points_in_proportion(tried, shared):
    tables = tried(Supposed("service_hours", "4800小时", "≥9600小时"))

    row = scored(tables["scorecard"], "service_hours")
    before = scored(shared["scorecard"], "service_hours").number("points")
    assert row.number("points") == pytest.approx(11 * 4800 / 9600)  # in proportion: rule of the system
    assert total(tables).low == pytest.approx(total(shared).low - before + row.number("points"))


def test_no_other_row_moves_and_what_was_stays(tried, shared):
    before = points_of(shared)
    after = points_of(tried(Supposed("satisfaction", "10%", "≥90%")))

    assert {name for name, points in after.items() if points != before[name]} == {"satisfaction"}
    assert points_of(shared) == before
    assert points_of(tried()) == before


def test_several_rows_are_supposed_together(tried, shared):
    hours, satisfied = Supposed("service_hours", "4800小时", "≥9600小时"), Supposed("satisfaction", "45%", "≥90%")
    before, after = points_of(shared), points_of(tried(hours, satisfied))
    assert (after["service_hours"], after["satisfaction"]) == (5.5, 5.0)
    moved = sum(after[name] - before[name] for name in ("service_hours", "satisfaction"))
    assert total(tried(hours, satisfied)).low == pytest.approx(total(shared).low + moved)


@pytest.mark.parametrize("actual", ["", "abc", "9000公里"])
def test_what_is_missing_or_cannot_be_read_leaves_the_row_open(tried, actual):
    tables = tried(Supposed("service_hours", actual, "≥9600小时"))

    row = scored(tables["scorecard"], "service_hours")
    assert row.string("status") != RowStatus.SCORED
    assert row.number("points") is None
    assert total(tables).high - total(tables).low == pytest.approx(11)


def test_money_is_tried_against_the_budget_that_is_typed(analysis):
    assert try_row(analysis, Supposed("fund_execution", "110万元", "220万元")).points == 5


def test_counts_are_read_as_counts(analysis):
    assert try_row(analysis, Supposed("payment_on_time", "2 ÷ 4", "100%")).points == 4.5  # half of 9


def test_a_judged_row_takes_level_and_points_within_the_band_alone(analysis):
    assert try_row(analysis, Supposed("social_benefit", level="部分达成", points=7.0)).points == 7
    refused = try_row(analysis, Supposed("social_benefit", level="部分达成", points=10.5))
    assert refused.status is RowStatus.REFUSED


def test_an_unknown_row_is_a_key_error(analysis, shared):
    with pytest.raises(KeyError):
        scored(shared["scorecard"], "nothing")
    with pytest.raises(KeyError):
        try_row(analysis, Supposed("nothing", "1"))


def test_every_row_opens_with_what_brings_today_s_points(analysis, shared, station):
    for report in (shared, station):
        for row in analysis.system.rows:
            stands = as_it_stands(report["scorecard"], row)
            assert try_row(analysis, stands).points == scored(report["scorecard"], row.id).number("points"), row.id


def test_what_a_version_withholds_is_neither_filled_in_nor_added_up(analysis, shared):
    card = shared["scorecard"]
    place = int(card.frame.index[card.frame["indicator"] == "satisfaction"][0])
    frame, mask = card.frame.astype(object), card.mask.copy()
    for name in ("actual", "points", "completion", "formula"):
        frame.at[place, name], mask.at[place, name] = (math.nan if name in ("points", "completion") else None), True
    frame.at[place, "points_low"], frame.at[place, "points_high"] = 0.0, 10.0
    numbers = {name: frame[name].astype(float) for name in ("points", "points_low", "points_high", "completion")}
    with mock.patch.object(protected, "is_of_package", return_value=True):
        hidden = replace(card, frame=frame.assign(**numbers), mask=mask)
    report = replace(shared, tables={**shared.tables, "scorecard": hidden})

    stands = as_it_stands(hidden, analysis.system.row("satisfaction"))
    assert (stands.actual, stands.points) == ("", None)
    tables = try_score(analysis, report, {"service_hours": Supposed("service_hours", "4800小时", "≥9600小时")})
    assert scored(tables["scorecard"], "satisfaction").is_withheld("points")
    assert total(tables).high - total(tables).low == pytest.approx(10)
    found = next_grade(analysis, tables, {})
    assert found is None or "satisfaction" not in {one.supposed.indicator for one in found.steps}


def test_each_step_to_the_next_grade_reaches_it_and_a_little_less_does_not(analysis, shared, tried):
    hours = Supposed("service_hours", "4800小时", "≥9600小时")
    tables = tried(hours)
    found = next_grade(analysis, tables, {"service_hours": hours})
    assert found.grade == "优"
    assert found.gap == pytest.approx(90 - total(tables).low)
    assert found.steps
    for step in found.steps:
        others = [] if step.supposed.indicator == "service_hours" else [hours]
        assert total(tried(*others, step.supposed)).grade == "优", step.name
    (step,) = [one for one in found.steps if one.supposed.indicator == "service_hours"]
    reached = float(step.supposed.actual.removesuffix("小时").replace(",", ""))
    assert total(tried(replace(step.supposed, actual=f"{reached - 8:.0f}小时"))).grade == "良"


def test_the_words_tell_points_total_and_grade_now_and_before(analysis, shared, zh):
    supposed = {"service_hours": Supposed("service_hours", "4800小时", "≥9600小时")}
    view = trial_view(analysis, shared, supposed, indicator="service_hours", title="标题", language=zh)

    words = repr(view.sentence)
    assert "得 5.50 分，满分 11 分" in words
    assert f"现为 {total(shared).low:.2f} 分" in words
    assert "这是试算" in words
    assert view.is_trial
    assert view.table.column("情形")[0] == "按现有资料"
    assert view.more[0].column("试算") == ("4,800小时",) or view.more[0].column("试算") == ("4800小时",)
    assert [way.values["indicator"] for way in view.ways]
