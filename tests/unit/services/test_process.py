import pandas as pd
import pytest

from evaltoolkit.services.funds.unit_costs import unit_costs
from evaltoolkit.services.work.timeliness import timeliness

INSPECTIONS = [
    {"kind": "季度督查", "planned_on": "2023-03-31", "date": "2023-03-20", "finding": None},
    {"kind": "季度督查", "planned_on": None, "date": "2023-06-20", "finding": "缺页", "deadline": "2023-07-20"},
    {"kind": "中期评估", "planned_on": "2023-07-01", "date": "2023-07-08", "finding": "缺后测",
     "deadline": "2023-08-01", "fixed_on": "2023-07-30"},
    {"kind": "末期评估", "planned_on": "2023-12-20", "date": "2023-12-20", "finding": "总结", "deadline": "2024-01-20"},
]  # fmt: skip


def test_what_was_due_is_on_time_late_or_unknown(plan, evidence_of):
    payments = [{"instalment": "一", "due_on": "2023-03-01", "paid_on": "2023-03-11", "amount": 1}]
    frame = timeliness(plan, evidence_of(inspections=INSPECTIONS, payments=payments)).frame
    # the first finding is open for 164 days past its deadline at the end of the year; the last is still within it
    assert frame.astype(object).where(frame.notna(), None).to_numpy().tolist() == [
        ["季度督查", 1, 0, 1, None, None], ["中期评估", 0, 1, 0, 7.0, None], ["末期评估", 1, 0, 0, None, None],
        ["put_right", 1, 1, 1, 164.0, pd.Timestamp(2023, 12, 31)], ["payments", 0, 1, 0, 10.0, None],
    ]  # fmt: skip


def test_services_are_on_time_by_their_planned_day_and_unknown_without_one(plan, evidence_of):
    held = [
        {"service": "1", "date": "2023-05-01", "planned_on": "2023-05-01", "method": "小组", "hours": 1},
        {"service": "2", "date": "2023-05-09", "planned_on": "2023-05-01", "method": "小组", "hours": 1},
        {"service": "3", "date": "2023-05-09", "planned_on": None, "method": "小组", "hours": 1},
    ]
    assert timeliness(plan, evidence_of(services=held)).frame.drop(columns="as_of").to_numpy().tolist() == [
        ["services", 1, 1, 1, 8.0]
    ]
    assert timeliness(plan, evidence_of(services=held[2:])).frame.empty  # no planned day at all says nothing


def test_costs_are_all_spending_over_hours_and_attendances(plan, evidence_of):
    services = [
        {"service": "1", "date": "2023-05-01", "method": "小组", "hours": 300, "participants": 400},
        {"service": "2", "date": "2023-06-01", "method": "个案", "hours": 100, "participants": 100},
    ]
    spending = [{"category": "人员", "spent": 3}, {"category": "办公", "spent": 1}]
    frame = unit_costs(plan, evidence_of(services=services, spending=spending)).frame
    assert frame["cost"].tolist() == pytest.approx([100.0, 80.0])


def test_a_category_without_its_figure_leaves_no_cost(plan, evidence_of):
    services = [{"service": "1", "date": "2023-05-01", "method": "小组", "hours": 300, "participants": None}]
    spending = [{"category": "人员", "spent": 3}, {"category": "办公", "spent": None}]
    assert unit_costs(plan, evidence_of(services=services, spending=spending)).frame["cost"].isna().all()


def test_attendances_that_are_not_all_recorded_are_not_known(plan, evidence_of):
    services = [{"service": "1", "date": "2023-05-01", "method": "小组", "hours": 300, "participants": None}]
    frame = unit_costs(plan, evidence_of(services=services, spending=[{"category": "人员", "spent": 3}])).frame
    assert frame["cost"].tolist()[0] == pytest.approx(100.0)
    assert pd.isna(frame["cost"].tolist()[1])


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert timeliness(plan, evidence_of()).frame.empty
    assert unit_costs(plan, evidence_of()).frame.empty
