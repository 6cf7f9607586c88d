from evaltoolkit.words.body import cost, timeliness

DUE = [
    {"item": "services", "on_time": 90.0, "late": 10.0, "unknown": 2.0, "worst": 14.0},
    {"item": "中期评估", "on_time": 1.0, "late": 0.0, "unknown": 0.0, "worst": 0.0},
    {"item": "payments", "on_time": 1.0, "late": 1.0, "unknown": 0.0, "worst": 27.0},
]
PAID = [
    {"instalment": "第一期", "due_on": "2023-03-31", "paid_on": "2023-04-27", "days_late": 27.0, "on_time": False},
    {"instalment": "第二期", "due_on": "2023-06-30", "paid_on": "2023-06-27", "days_late": 0.0, "on_time": True},
]


def test_what_was_late_what_was_on_time_and_what_has_no_day_are_told_apart(told, zh):
    first = timeliness(told(timeliness=DUE[:2]), zh).paragraphs[0].words
    assert "逾期 10 项（最长 14 天）、按时 90 项" in first
    assert "全部按时：中期评估。" in first
    assert "缺日期无法判断：服务（按计划日期） 2 项。" in first


def test_instalments_are_told_once_each_late_one_with_its_days(told, zh):
    said = repr(timeliness(told(timeliness=DUE, payments=PAID), zh))
    assert said.count("27 天") == 1
    assert "按时拨付的期次占 50.0%（1/2）。" in said
    assert "经费拨付逾期 1 项" in repr(timeliness(told(timeliness=DUE), zh))


def test_a_cost_bears_what_was_divided_by_what(told, zh):
    said = repr(cost(told(unit_costs=[{"item": "hour", "spent": 100000.0, "units": 800.0, "cost": 125.0}]), zh))
    assert "125.0 元（100,000 元÷800）" in said
