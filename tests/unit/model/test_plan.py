"""The keys of a plan that have a default of their own."""

from datetime import date

import pytest
from pydantic import ValidationError

from evaltoolkit.model.plan import Plan

NEEDED = {
    "street": "甲街道",
    "slug": "jia",
    "district": "乙区",
    "year": 2023,
    "project": "社工站",
    "indicator_system": "n",
}


def test_a_plan_counts_to_the_end_of_its_year_and_is_reported_on_that_day_unless_it_says_otherwise():
    for given, counted_to, reported_on in (
        ({}, date(2023, 12, 31), date(2023, 12, 31)),
        ({"as_of": "2023-06-30"}, date(2023, 6, 30), date(2023, 6, 30)),
        ({"report_date": "2024-03-01"}, date(2023, 12, 31), date(2024, 3, 1)),
        ({"as_of": "2024-01-31", "report_date": "2024-03-01"}, date(2024, 1, 31), date(2024, 3, 1)),
    ):
        plan = Plan(**NEEDED, **given)
        assert (plan.counted_to, plan.reported_on) == (counted_to, reported_on)
        assert Plan(**plan.parameters()) == plan  # as papermill passes it on


def test_a_plan_without_the_days_passes_on_what_it_passed_on_before():
    assert not {"as_of", "report_date"} & set(Plan(**NEEDED).parameters())


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"as_of": "2022-12-31"}, "as_of"),
        ({"as_of": "31.12.2023"}, "as_of"),
        ({"as_of": 20231231}, "as_of"),
        ({"as_of": "2024-01-31", "report_date": "2024-01-30"}, "report_date"),
        ({"report_date": "2022-12-31"}, "report_date"),
    ],
)
def test_a_day_that_is_none_or_lies_too_early_is_refused(given, key):
    with pytest.raises(ValidationError) as refused:
        Plan(**NEEDED, **given)
    assert [fault["loc"] for fault in refused.value.errors()] == [(key,)]


@pytest.mark.parametrize(
    ("given", "kept"), [("yes", "yes"), (True, "yes"), ("no", "no"), (False, "no"), ("unknown", "unknown")]
)
def test_whether_people_came_for_their_scores_is_said_by_scale_in_words_or_as_true_and_false(given, kept):
    plan = Plan(**NEEDED, selected_by_score={"uls6": given})
    assert plan.parameters()["selected_by_score"] == {"uls6": kept}
    assert Plan(**plan.parameters()) == plan
    assert "selected_by_score" not in Plan(**NEEDED).parameters()


@pytest.mark.parametrize("given", ["maybe", 1, None])
def test_another_answer_to_whether_people_came_for_their_scores_is_refused(given):
    with pytest.raises(ValidationError):
        Plan(**NEEDED, selected_by_score={"uls6": given})


def test_several_files_are_passed_on_as_a_list_and_read_as_the_same_plan():
    plan = Plan(**NEEDED, data=["data/a.xlsx", " data/b.xls"])
    assert plan.parameters()["data"] == ["data/a.xlsx", "data/b.xls"]
    assert Plan(**plan.parameters()) == plan


@pytest.mark.parametrize("data", ["a\nb", ["a\nb", "c"], ["a", ""], []])
def test_data_that_are_no_list_of_places_are_refused(data):
    with pytest.raises(ValidationError):
        Plan(**NEEDED, data=data)
