import pandas as pd

from evaltoolkit.services.funds.money import funds, payments, spending


def test_spending_shares_are_of_all_that_was_spent(evidence_of):
    rows = [
        {"category": "人员", "budget": 150.0, "spent": 160.0, "source": "审计报告"},
        {"category": "活动", "budget": None, "spent": 40.0, "source": None},
    ]
    frame = spending(evidence_of(spending=rows)).frame
    assert frame["share"].tolist() == [0.8, 0.2]
    assert pd.isna(frame["budget"][1])
    assert pd.isna(frame["source"][1])


def test_spending_of_nothing_has_no_shares(evidence_of):
    assert spending(evidence_of(spending=[{"category": "人员", "spent": 0.0}])).frame["share"].isna().all()


def test_funds_are_the_plans_figures_in_their_own_units(plan):
    figure = {"value": 240.0, "unit": "万元", "source": "预算批复"}
    with_money = plan.model_validate({**plan.model_dump(), "budget": {"annual": figure, "executed": figure}})
    assert funds(with_money).frame["item"].tolist() == ["annual", "executed"]
    assert funds(plan).frame.empty


def test_payments_are_on_time_by_date_and_unrecorded_ones_are_neither(plan, evidence_of):
    rows = [
        {"instalment": "三", "due_on": "2023-09-30", "paid_on": None, "amount": 80.0},
        {"instalment": "一", "due_on": "2023-03-31", "paid_on": "2023-03-31", "amount": 80.0},
        {"instalment": "二", "due_on": "2023-06-30", "paid_on": "2023-07-12", "amount": 80.0},
        {"instalment": "早", "due_on": "2023-04-30", "paid_on": "2023-04-20", "amount": 1.0},
        {"instalment": "旧", "due_on": "2022-12-31", "paid_on": "2023-01-02", "amount": 9.0},
    ]
    frame = payments(plan, evidence_of(payments=rows)).frame
    assert frame["instalment"].tolist() == ["一", "早", "二", "三"]
    assert frame["days_late"].tolist()[:3] == [0.0, 0.0, 12.0]
    assert frame["on_time"].tolist()[:3] == [True, True, False]
    assert frame["on_time"].isna().tolist() == [False, False, False, True]
    assert pd.isna(frame["paid_on"][3])


def test_no_sheet_of_spending_or_payments_is_an_empty_table_with_its_columns(plan, evidence_of):
    assert list(spending(evidence_of()).frame) == ["category", "budget", "spent", "share", "audited", "source"]
    assert payments(plan, evidence_of()).frame.empty
