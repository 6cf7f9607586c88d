"""Planted truths are found again by the room that measures services, exactly."""

import math

import pytest

from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.synthetic.plan_file import plan_of


@pytest.fixture(scope="session")
def tables(made, evidence):
    return measure_services(plan_of(made, "data/synthetic/yuncheng_2023.xlsx"), evidence)


def test_hours_by_method_are_those_planted(made, tables):
    frame = tables["hours"].frame.set_index("method")
    assert {name: (row["agreed"], row["done"]) for name, row in frame.iterrows()} == made.truth.hours


def test_coverage_of_every_category_and_residence_is_that_planted(made, tables):
    found = {
        (row["category"], row["residence"]): (row["served"], row["people"])
        for row in tables["coverage"].frame.to_dict("records")
        if not math.isnan(row["people"])
    }
    planted = {key: counts for key, counts in made.truth.coverage.items() if key[1] in ("户籍", "非户籍")}
    assert found == planted
    served = tables["coverage"].frame.set_index(["category", "residence"])["served"]
    assert all(served[key] == counts[0] for key, counts in made.truth.coverage.items())


def test_people_served_by_residence_are_those_planted_and_the_gap_shows(made, tables):
    frame = tables["residence"].frame.set_index("residence")
    assert frame["served"].astype(int).to_dict() == dict(made.truth.residence)
    gap = tables["priority"].frame.set_index("residence")["share"]
    assert gap["非户籍"] < 0.75 < gap["户籍"]


def test_late_payments_are_those_planted(made, tables):
    frame = tables["payments"].frame.set_index("instalment")
    assert frame["days_late"].astype(int).to_dict() == dict(made.truth.days_late)
    assert frame["on_time"].tolist() == [days == 0 for days in made.truth.days_late.values()]


def test_resources_and_spending_add_up_to_what_was_planted(made, tables):
    assert tables["resources"].frame["value"].sum() == pytest.approx(made.truth.resources, abs=1e-9)
    assert tables["spending"].frame["spent"].sum() == pytest.approx(made.executed, abs=1e-9)


def test_satisfied_and_valid_answers_are_those_counted(made, tables):
    frame = tables["satisfaction"].frame
    users = frame[frame["respondent"] == "服务对象"].set_index("method")
    assert {name: (row["n_satisfied"], row["n_valid"]) for name, row in users.iterrows()} == made.truth.answers


def test_actuals_on_the_sheet_of_targets_are_what_the_other_sheets_give(made, tables):
    found, sheet = metrics(tables), made.tables["targets"].set_index("indicator")
    for indicator, feed in {
        "service_hours": "service_hours", "payment_on_time": "payments_on_time", "cost_budget": "payments_amount",
        "economic_benefit": "resources_value", "satisfaction": "satisfaction_rate",
    }.items():  # fmt: skip
        written, computed = sheet.loc[indicator, "actual"], found[feed].written.replace(",", "")
        assert written.rstrip("%小时万元").rstrip("0").rstrip(".") == computed.rstrip("%小时万元").rstrip("0").rstrip(
            "."
        )
