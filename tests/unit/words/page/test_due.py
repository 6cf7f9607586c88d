"""What is not due yet in a year that is not over is neither a problem nor missing, in chapter, page 1 and pages."""

from datetime import date

import pytest

from evaltoolkit.findings.finding import Trouble
from evaltoolkit.findings.problems import problems
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.papers.one_group import summarise_group
from evaltoolkit.reporting.papers.one_project import summarise_project
from evaltoolkit.words.body.data import data
from evaltoolkit.words.chapters.advice_chapter import advice_chapter
from evaltoolkit.words.chapters.front import front_page
from evaltoolkit.words.chapters.gap_words import not_given
from evaltoolkit.words.chapters.group_words import group_head
from evaltoolkit.words.chapters.problem_chapter import problems_chapter
from evaltoolkit.words.services.projects import project_head
from tests.made_troubles import street_with

MAY = date(2023, 5, 31)


def plan_to(day=None):
    return Plan(street="甲街道", slug="jia", district="乙区", year=2023, project="站", indicator_system="yuncheng_2023",
                as_of=day)  # fmt: skip


def test_who_has_no_post_test_is_no_problem_before_the_year_ends_and_one_at_its_end(zh):
    shown = street_with(Trouble.ATTRITION, 3)
    assert Trouble.ATTRITION in {one.kind for one in problems(shown)}
    for make in (front_page, problems_chapter, advice_chapter):
        assert "流失较多" in str(make(plan_to(), shown, zh)), make
        assert "流失较多" not in str(make(plan_to(MAY), shown, zh)), make


def test_the_table_of_data_says_no_post_test_yet_in_place_of_lost(zh):
    shown = street_with(Trouble.ATTRITION, 3)
    whole, part = (str(data(shown, zh, plan=plan).table) for plan in (plan_to(), plan_to(MAY)))
    assert "流失" in whole
    assert "尚无后测" not in whole
    assert "尚无后测" in part
    assert "流失" not in part


def test_no_target_of_next_year_is_taken_from_a_part_of_this_one(zh):
    shown = street_with(Trouble.MISSED, 3)
    assert "下一年度指标值" in str(advice_chapter(plan_to(), shown, zh))
    assert "下一年度指标值" not in str(advice_chapter(plan_to(MAY), shown, zh))


@pytest.mark.parametrize(("day", "missing"), [(date(2023, 3, 31), 0), (MAY, 0), (date(2023, 9, 30), 1), (None, 2)])
def test_an_assessment_is_missing_when_it_was_due(day, missing, zh):
    shown = street_with(Trouble.INSPECTIONS, 3)
    said = str(not_given(plan_to(day), shown, zh))
    assert sum(kind in said for kind in ("中期评估", "末期评估")) == missing


def test_pages_of_groups_and_projects_say_that_the_year_is_not_over(zh):
    import pandas as pd

    from evaltoolkit.model.results import Quality

    services = pd.DataFrame(
        {"service": ["S1"], "date": pd.to_datetime(["2023-03-05"]), "method": ["小组"], "hours": [2.0],
         "group": ["银龄组"], "project": ["甲项目"]}
    )  # fmt: skip
    evidence = Evidence({"services": services, "projects": pd.DataFrame({"project": ["甲项目"], "hours": [100.0]})},
                        Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))  # fmt: skip
    for day, is_said in ((None, False), (date(2023, 12, 31), False), (MAY, True)):
        plan = plan_to(day)
        group = summarise_group(plan, evidence, "银龄组")
        project = summarise_project(plan, evidence, "甲项目")
        for page in (group_head(plan, group["about"], zh), project_head(plan, project["projects"], zh)):
            assert ("不按全年衡量" in str(page)) == is_said
            assert ("2023-05-31" in str(page)) == is_said
