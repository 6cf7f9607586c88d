import pandas as pd
import pytest

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import UNNAMED_PROJECT, fill_plan, section_key
from evaltoolkit.model.plan import Budget, Plan, SectionWords, SourcedFigure
from evaltoolkit.model.results import Quality
from evaltoolkit.words.page.section_words import author_words

PLAN = Plan(street="甲街道", slug="jia", district="乙区", year=2024, project="社工站", indicator_system="blank")


def evidence(**tables: pd.DataFrame) -> Evidence:
    return Evidence(tables, Quality(pd.DataFrame()))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("三（一）", "conclusion"),
        ("三(一)", "conclusion"),
        ("总体结论", "conclusion"),
        ("conclusion", "conclusion"),
        ("三、（一）总体结论", "conclusion"),
        ("七（一）", None),
    ],
)
def test_a_section_is_named_by_number_heading_or_key(written, key):
    assert section_key(written) == key


def test_basics_fill_only_what_the_plan_leaves_open():
    stated = PLAN.model_copy(update={"operator": "丙中心"})
    basics = pd.DataFrame(
        {"item": ["主管部门", "承接机构"], "value": ["甲街道办事处", "丁中心"], "source": [None, None]}
    )
    filled = fill_plan(stated, evidence(basics=basics))
    assert filled.department == "甲街道办事处"
    assert filled.operator == "丙中心"


def test_the_budget_of_basics_keeps_its_source_and_never_overwrites_the_plan():
    annual = SourcedFigure(value=240.0, unit="万元", source="原报告 一（四）")
    plan = PLAN.model_copy(update={"budget": Budget(annual=annual)})
    basics = pd.DataFrame(
        {
            "item": ["全年预算数（万元）", "全年执行数（万元）"],
            "value": ["200", "198.5"],
            "source": ["预算批复", "决算表"],
        }
    )
    budget = fill_plan(plan, evidence(basics=basics)).budget
    assert budget.annual == annual
    assert budget.executed == SourcedFigure(value=198.5, unit="万元", source="决算表")
    assert budget.initial is None


def test_commentary_fills_sections_and_none_declares_one_empty():
    plan = PLAN.model_copy(update={"sections": {"background": SectionWords(words="计划里的背景")}})
    commentary = pd.DataFrame({"section": ["一（一）", "六（四）", "一（三）"], "words": ["表里的背景", "无", "目标"]})
    sections = fill_plan(plan, evidence(commentary=commentary)).sections
    assert sections["background"].words == "计划里的背景"
    assert sections["advice_other"].none
    assert sections["goals"].words == "目标"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.name)
def test_all_rows_of_a_section_are_paragraphs_in_the_order_of_the_sheet(section):
    written = [section.name, section.place, section.place]
    rows = pd.DataFrame({"section": [*written, "一（九）"], "words": ["第二条先写。", "无", "第一条后写。", "别的"]})
    given = fill_plan(PLAN, evidence(commentary=rows))
    assert given.sections == {section.name: SectionWords(words="第二条先写。\n第一条后写。")}
    said = author_words(given, section.name, Language("zh_CN")).paragraphs
    assert [one.words for one in said] == ["第二条先写。", "第一条后写。"]


def test_a_street_without_the_two_sheets_keeps_its_plan():
    assert fill_plan(PLAN, evidence()) == PLAN


def test_the_project_name_of_a_new_parameter_file_gives_way_to_the_workbook_a_chosen_one_does_not():
    basics = pd.DataFrame({"item": ["项目名称"], "value": ["甲项目"], "source": [None]})
    new = PLAN.model_copy(update={"project": UNNAMED_PROJECT})
    assert fill_plan(new, evidence(basics=basics)).project == "甲项目"
    assert fill_plan(PLAN, evidence(basics=basics)).project == "社工站"
