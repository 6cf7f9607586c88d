from evaltoolkit.words.prose import Kind
from evaltoolkit.words.services.process import quantity_alone, timeliness, timeliness_table, unit_costs


def hours(shown, completion, column="method", name="小组"):
    return shown([{column: name, "agreed": 100.0, "done": 100 * completion, "completion": completion}])


def nothing(shown):
    return shown([{"field": "长者", "completion": 1.0}][:0])


def test_hours_far_above_the_agreement_without_any_outcome_are_flagged(outcome, shown, zh):
    said = quantity_alone(hours(shown, 1.3), nothing(shown), shown([{"dimension": "total"}][:0]), language=zh)
    assert said.of_kind(Kind.CAUTION) == ("留意“片面追求服务数量”：工时远超约定，但没有可用的前后测结果。",)


def test_a_change_that_may_be_none_is_weak_evidence(outcome, shown, zh):
    unsure = outcome({"change_low": -3.0, "change_high": 0.5, "p_t_adjusted": 0.2, "p_exact_adjusted": 0.2})
    said = quantity_alone(hours(shown, 1.5), nothing(shown), unsure, language=zh)
    assert "没有一个量表可以断定变好" in said.of_kind(Kind.CAUTION)[0]


def test_a_change_for_the_better_is_evidence_also_where_low_scores_are_good(outcome, shown, zh):
    said = quantity_alone(hours(shown, 1.5), nothing(shown), outcome(), language=zh)
    assert said.of_kind(Kind.CAUTION) == ()


def test_just_under_the_line_nothing_is_flagged(outcome, shown, zh):
    said = quantity_alone(hours(shown, 1.29), nothing(shown), outcome(), language=zh)
    assert said.of_kind(Kind.BODY) == ("各服务方法和服务领域的完成工时均未达到约定工时的 130%。",)


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
