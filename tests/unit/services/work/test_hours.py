import math

import pytest

from evaltoolkit.services.work.hours import hours, hours_by_field, hours_by_month, hours_by_quarter

AGREED = [
    {"method": "个案", "field": "长者", "hours": 100.0},
    {"method": "个案", "field": "家庭", "hours": 50.0},
    {"method": "小组", "field": "长者", "hours": 80.0},
]
DONE = [
    {"service": "1", "date": "2023-02-01", "method": "个案", "field": "长者", "hours": 60.0, "project": "核心"},
    {"service": "2", "date": "2023-05-01", "method": "个案", "field": "家庭", "hours": 30.0, "project": "核心"},
    {"service": "3", "date": "2023-12-31", "method": "小组", "field": "青少年", "hours": 88.0},
    {"service": "4", "date": "2022-12-31", "method": "小组", "field": "长者", "hours": 500.0},
    {"service": "5", "date": "2024-01-01", "method": "小组", "field": "长者", "hours": 500.0},
]


def test_hours_are_summed_by_method_within_the_year(plan, evidence_of):
    frame = hours(plan, evidence_of(services=DONE, agreements=AGREED)).frame.set_index("method")
    assert frame.loc["个案"].tolist() == [150.0, 90.0, 0.6]
    assert frame.loc["小组"].tolist() == [80.0, 88.0, 1.1]
    assert list(frame.index) == ["个案", "小组"]


def test_hours_done_without_an_agreement_have_no_completion(plan, evidence_of):
    row = hours_by_field(plan, evidence_of(services=DONE, agreements=AGREED)).frame.set_index("field").loc["青少年"]
    assert row["done"] == 88.0
    assert math.isnan(row["agreed"])
    assert math.isnan(row["completion"])


def test_an_agreed_method_without_any_record_has_done_0_hours(plan, evidence_of):
    agreed = [{"method": "社区活动", "hours": 10.0}]
    row = hours(plan, evidence_of(services=DONE, agreements=agreed)).frame.set_index("method").loc["社区活动"]
    assert (row["done"], row["completion"]) == (0.0, 0.0)


def test_without_the_sheet_of_services_the_hours_done_are_not_known(plan, evidence_of):
    frame = hours(plan, evidence_of(agreements=AGREED)).frame
    assert frame["agreed"].sum() == 230.0
    assert frame["done"].isna().all()


def test_a_method_whose_every_cell_is_blank_has_unknown_hours_not_0(plan, evidence_of):
    blank = [{"service": "1", "date": "2023-02-01", "method": "个案", "hours": None}]
    assert hours(plan, evidence_of(services=blank)).frame["done"].isna().all()


def test_quarters_and_months_add_up_to_the_year(plan, evidence_of):
    evidence = evidence_of(services=DONE)
    quarters = hours_by_quarter(plan, evidence).frame
    assert len(quarters) == 12
    assert quarters.set_index(["quarter", "method"])["done"][(2, "个案")] == 30.0
    assert quarters["done"].sum() == hours_by_month(plan, evidence).frame["done"].sum() == 178.0


@pytest.mark.parametrize("make", [hours, hours_by_field, hours_by_quarter, hours_by_month])
def test_nothing_given_is_an_empty_table_with_its_columns(plan, evidence_of, make):
    frame = make(plan, evidence_of()).frame
    assert frame.empty
    assert "done" in frame
