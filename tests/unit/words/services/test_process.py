import pytest

from evaltoolkit.findings.change import Reading, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.process import quantity_alone, timeliness, timeliness_table, unit_costs


def hours(shown, completion, column="method", name="小组", **more):
    return shown([{column: name, "agreed": 100.0, "done": 100 * completion, "completion": completion, **more}])


def nothing(shown):
    return shown([{"field": "长者", "completion": 1.0}][:0])


ELSEWHERE = [("method", "个案"), ("field", "小组"), ("all", ""), ("project", "小组")]


@pytest.mark.parametrize(("kind", "group"), [("method", "小组"), ("field", "长者")])
def test_only_a_scale_that_changed_for_the_better_among_the_people_measured_there_is_evidence(
    reading, of_reading, kind, group, outcome, shown, zh
):
    outcomes = outcome({"group_kind": kind, "group": group, **of_reading}, audience="station")
    assert [read(row) for row in rows_of(outcomes)] == [reading]
    over = hours(shown, 1.5, kind, group)
    tables = (over, nothing(shown)) if kind == "method" else (hours(shown, 1.0), over)
    said = quantity_alone(*tables, outcomes, language=zh)
    assert (said.of_kind(Kind.CAUTION) == ()) is (reading is Reading.BETTER)
    assert f"{group} 150.0%（150/100）" in said.of_kind(Kind.BODY)[0]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_scales_of_people_who_were_not_in_a_method_do_not_excuse_its_hours(place, outcome, shown, zh):
    other = {"group_kind": place[0], "group": place[1]}
    in_another = {"group_kind": "method", "group": "社区活动"}
    said = quantity_alone(
        hours(shown, 1.5), nothing(shown), outcome(other, in_another, audience="station"), language=zh
    )
    assert said.of_kind(Kind.CAUTION) == ("留意“片面追求服务数量”：小组的工时远超约定，但其中没有做前后测。",)


@pytest.mark.parametrize("place", [("all", ""), ("project", "基础项目"), ("field", "长者")])
def test_where_the_grouping_is_not_shown_it_is_said_that_evidence_cannot_be_told(place, outcome, shown, zh):
    outcomes = outcome({"group_kind": place[0], "group": place[1]}, audience="station")
    said = quantity_alone(hours(shown, 1.5), nothing(shown), outcomes, language=zh)
    assert said.of_kind(Kind.CAUTION) == ()
    assert "无法说明数量之外有没有成效证据" in said.of_kind(Kind.MISSING)[0]


def test_where_the_own_rows_are_withheld_it_is_said_that_evidence_cannot_be_told(outcome, shown, zh):
    outcomes = outcome({"group_kind": "method", "group": "小组", "n_pairs": 3.0})
    assert [read(row) for row in rows_of(outcomes)] == [Reading.WITHHELD]
    said = quantity_alone(hours(shown, 1.5), nothing(shown), outcomes, language=zh)
    assert "无法说明" in said.of_kind(Kind.MISSING)[0]


def test_hours_far_above_the_agreement_without_any_outcome_are_flagged(outcome, shown, zh):
    said = quantity_alone(hours(shown, 1.3), nothing(shown), shown([{"dimension": "total"}][:0]), language=zh)
    assert said.of_kind(Kind.CAUTION) == ("留意“片面追求服务数量”：小组的工时远超约定，但其中没有做前后测。",)


@pytest.mark.parametrize(("overshoot", "completion"), [(1.3, 1.29), (1.2, 1.19), (1.5, 1.49)])
def test_just_under_the_line_nothing_is_flagged_and_a_system_s_own_line_counts(
    overshoot, completion, outcome, shown, zh
):
    said = quantity_alone(hours(shown, completion, overshoot=overshoot), nothing(shown), outcome(), language=zh)
    line = f"{overshoot:.0%}"
    assert said.of_kind(Kind.BODY) == (f"各服务方法和服务领域的完成工时均未达到约定工时的 {line}。",)
    over = quantity_alone(hours(shown, overshoot, overshoot=overshoot), nothing(shown), outcome(), language=zh)
    assert f"完成工时达到约定工时 {line} 及以上的有：小组" in over.of_kind(Kind.BODY)[0]


def test_without_hours_the_comparison_is_not_provided(outcome, shown, zh):
    said = quantity_alone(shown([], name="hours"), nothing(shown), outcome(), language=zh)
    assert said.of_kind(Kind.MISSING) == ("各方法工时：未提供。",)


TIMES = [
    {"item": "中期评估", "on_time": 0, "late": 1, "unknown": 0, "worst": 7.0},
    {"item": "payments", "on_time": 3, "late": 0, "unknown": 1, "worst": None},
]


def test_late_things_are_told_with_their_days(shown, zh):
    said = timeliness(shown(TIMES), zh)
    assert said.of_kind(Kind.BODY) == ("按时 3 项，逾期 1 项，缺日期无法判断 1 项。",)
    assert said.of_kind(Kind.CAUTION) == ("中期评估：逾期 1 项，最长逾期 7 天。",)
    assert timeliness_table(shown(TIMES), zh).column("最长逾期（天）") == ("7", "—")


def test_costs_are_described_and_not_ranked(shown, zh):
    rows = [{"item": "hour", "spent": 40000.0, "units": 400.0, "cost": 100.0}]
    said = str(unit_costs(shown(rows), zh))
    assert "每服务工时 100.0 元" in said
    assert "不作排名" in said


def test_without_spending_there_is_no_cost(shown, zh):
    rows = [{"item": "hour", "spent": None, "units": 400.0, "cost": None}]
    assert unit_costs(shown(rows, name="unit_costs"), zh).of_kind(Kind.MISSING) == ("服务成本：未提供。",)
