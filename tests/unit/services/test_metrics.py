from importlib.resources import files

import pytest

from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics


def of(plan, evidence):
    return metrics(measure_services(plan, evidence))


def test_hours_completion_is_hours_done_over_hours_agreed(plan, evidence_of):
    evidence = evidence_of(
        services=[{"service": "1", "date": "2023-03-01", "method": "个案", "hours": 300.0}],
        agreements=[{"method": "个案", "hours": 320.0}, {"method": "小组", "hours": 80.0}],
    )
    found = of(plan, evidence)
    assert (found["hours_completion"].written, found["service_hours"].written) == ("75%", "300小时")
    assert (found["hours_completion"].numerator, found["hours_completion"].denominator) == (300.0, 400.0)


def test_an_unknown_part_leaves_no_total(plan, evidence_of):
    services = [
        {"service": "1", "date": "2023-03-01", "method": "个案", "hours": 300.0},
        {"service": "2", "date": "2023-03-01", "method": "小组", "hours": None},
    ]
    agreements = [{"method": "个案", "hours": 320.0}, {"method": "小组", "hours": 80.0}]
    assert not {"service_hours", "hours_completion"} & set(
        of(plan, evidence_of(services=services, agreements=agreements))
    )


def test_an_instalment_without_a_day_of_payment_makes_the_share_a_lower_bound(plan, evidence_of):
    rows = [
        {"instalment": "一", "due_on": "2023-03-31", "paid_on": "2023-03-31", "amount": 80.0},
        {"instalment": "二", "due_on": "2023-06-30", "paid_on": None, "amount": 80.0},
    ]
    found = of(plan, evidence_of(payments=rows))
    assert found["payments_on_time"].written == "≥50%"
    assert found["payments_on_time"].is_bound
    assert found["payments_amount"].written == "80万元"


def test_satisfaction_pools_users_and_names_the_lowest_method(plan, evidence_of):
    rows = [
        {"client": None, "method": method, "respondent": who, "date": None, "overall": overall}
        for method, who, overall, n in [
            ("个案", "服务对象", "满意", 9), ("个案", "服务对象", "一般", 1), ("小组", "服务对象", "满意", 3),
            ("小组", "服务对象", "一般", 1), ("社区活动", "村居委及合作方", "不满意", 2),
        ]
        for _ in range(n)
    ]  # fmt: skip
    found = of(plan, evidence_of(satisfaction=rows))
    assert found["satisfaction_rate"].written == "85.71%"  # 12 of 14
    assert found["satisfaction_lowest"].written == "75%"
    assert dict(found["satisfaction_lowest"].source.parameters) == {"method": "小组"}
    assert found["satisfaction_partners"].value == 0.0


def test_execution_rate_needs_both_figures_in_one_unit(plan, evidence_of):
    def with_budget(**budget):
        figures = {name: {"value": value, "unit": unit, "source": "甲"} for name, (value, unit) in budget.items()}
        return plan.model_validate({**plan.model_dump(), "budget": figures})

    # 37.24 of 43.2 is the published case of 廊坊市食品工程学校 2019
    rate = of(with_budget(annual=(43.2, "万元"), executed=(37.24, "万元")), evidence_of())["execution_rate"]
    assert rate.value == pytest.approx(0.862037, abs=1e-6)
    assert "execution_rate" not in of(with_budget(annual=(43.2, "万元"), executed=(372400.0, "元")), evidence_of())
    assert "execution_rate" not in of(with_budget(executed=(37.24, "万元")), evidence_of())


def test_nothing_given_feeds_nothing(plan, evidence_of):
    assert dict(of(plan, evidence_of())) == {}


def test_scoring_takes_counts_where_they_are_known_and_words_where_they_are_not(plan, evidence_of):
    rows = [
        {"instalment": "一", "due_on": "2023-03-31", "paid_on": "2023-03-31", "amount": 80.0},
        {"instalment": "二", "due_on": "2023-06-30", "paid_on": "2023-07-01", "amount": 80.0},
    ]
    counted = metrics(measure_services(plan, evidence_of(payments=rows)))["payments_on_time"].as_row_input()
    assert (counted.numerator, counted.denominator, counted.actual) == (1.0, 2.0, None)
    rows[1]["paid_on"] = None
    bound = metrics(measure_services(plan, evidence_of(payments=rows)))["payments_on_time"].as_row_input()
    assert (bound.numerator, bound.actual) == (None, "≥50%")


def test_every_metric_that_a_shipped_indicator_system_asks_for_is_known(plan, evidence_of):
    asked = {
        line.split("metric:")[1].strip()
        for file in (files("evaltoolkit.scoring") / "systems").iterdir()
        if file.name.endswith(".yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("metric:")
    }
    evidence = evidence_of(
        services=[{"service": "1", "date": "2023-03-01", "method": "个案", "hours": 300.0}],
        payments=[{"instalment": "一", "due_on": "2023-03-31", "paid_on": "2023-03-31", "amount": 80.0}],
        resources=[{"item": "米", "date": "2023-03-31", "kind": "物资", "value": 1.0}],
        satisfaction=[{"client": None, "method": "个案", "date": None, "overall": "满意"}],
    )
    assert asked <= set(of(plan, evidence))


def test_the_pooled_lower_limit_takes_error_from_those_alone_who_were_not_all_asked(plan, evidence_of):
    answer = {"respondent": "服务对象", "date": "2023-06-01", "client": None}
    people = [("个案", 20, 20), ("社区活动", 57, 60)]
    answers = [
        {**answer, "method": method, "overall": "满意" if place < satisfied else "一般"}
        for method, satisfied, n in people
        for place in range(n)
    ]
    surveys = [
        {"method": "个案", "respondent": "服务对象", "asked": "全部询问"},
        {"method": "社区活动", "respondent": "服务对象", "asked": "随机抽取"},
    ]
    found = metrics(measure_services(plan, evidence_of(satisfaction=answers, surveys=surveys)))
    # Wilson 57 of 60: 0.86299 to 0.98285; weight 60/80, so 77/80 - 0.75 * (0.95 - 0.86299) = 0.89724
    assert found["satisfaction_rate_low"].written == "89.72%"


def test_methods_with_few_answers_have_no_pooled_lower_limit(plan, evidence_of):
    answer = {"respondent": "服务对象", "date": "2023-06-01", "client": None, "method": "小组", "overall": "满意"}
    surveys = [{"method": "小组", "respondent": "服务对象", "asked": "随机抽取"}]
    found = metrics(measure_services(plan, evidence_of(satisfaction=[answer] * 9, surveys=surveys)))
    assert "satisfaction_rate_low" not in found
