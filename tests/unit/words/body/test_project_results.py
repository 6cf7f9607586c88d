"""A row a project: hours against the agreement, ratings, change of its people, what they talked of."""

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.words.body import goals_in_short, project_results

PROJECT = {"project": "重点项目", "done": 2820.0, "agreed": 2770.0, "participants": 4824.0}
NAMES = ("切合需求", "形式得当", "流程规范", "伦理守则")


@pytest.fixture
def told(outcome, shown, zh):
    def make(*projects, checks=(), outcomes=({},), themes=(), fit=(), audience="shared"):
        tables = {
            "projects": shown(list(projects) or {"project": []}),
            "quality_checks": shown(list(checks) or {"subject": []}),
            "outcomes": outcome(*outcomes, audience=audience),
            "themes": shown(list(themes) or {"theme": []}),
            "theme_fit": shown(list(fit) or {"scale": [], "relation": []}),
        }
        return project_results(ProtectedReport(Audience(audience), tables), zh)

    return make


def of_project(**change):
    return {"group_kind": "project", "group": "重点项目", "n_pairs": 12.0, "mean_change": -1.9, **change}


def test_process_and_outcome_of_a_project_stand_in_one_row(told):
    checks = [{"subject": "重点项目", "aspect": name, "level": "符合", "date": "2023-06-20"} for name in NAMES]
    checks.append({"subject": "重点项目", "aspect": "流程规范", "level": "基本符合", "date": "2023-09-20"})
    themes = [{"theme": "自信", "projects": "基础项目、重点项目"}, {"theme": "成效不稳", "projects": "重点项目"}]
    fit = [{"scale": "uls6", "relation": "相反", "themes": "成效不稳"}]
    table = told(PROJECT, {"project": "核心项目"}, checks=checks, outcomes=({}, of_project()), themes=themes, fit=fit)
    name, rated, changed = table.rows[0].cells
    assert (name.words, name.detail) == ("重点项目", "2,820／2,770 工时\n4,824 人次")
    assert (name.bar.value, name.bar.target) == (2820.0, 2770.0)
    assert (rated.words, rated.detail) == ("符合 3/4 项", "基本符合：流程规范")
    assert changed.detail == "孤独感：−1.9（−3.9 至 −0.9），变好\n谈到：自信、成效不稳（相反）"
    assert [cell.words for cell in table.rows[1].cells] == ["核心项目", "未评定", "没有前后测"]
    assert table.rows[1].cells[0].detail == "未提供／未提供 工时"


def test_the_figures_of_everyone_are_not_said_again_by_project(told):
    (row,) = told(PROJECT, outcomes=({}, of_project(n_pairs=20.0, mean_change=-2.4))).rows
    assert row.cells[2].detail == "孤独感：变好"


def test_where_results_are_told_by_another_grouping_the_table_says_so(told):
    by_group = {"group_kind": "group", "group": "甲组", "n_pairs": 12.0}
    assert told(PROJECT, outcomes=({}, by_group)).rows[0].cells[2].words == "本版按其他分组列出"
    assert told(PROJECT, outcomes=({},)).rows[0].cells[2].words == "没有前后测"


def test_without_projects_there_is_no_table(told):
    assert told()._repr_html_() == ""


GOAL = {"goal": "A", "expected": "全覆盖", "reached": "达成", "evidence": "台账"}


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        ([GOAL], "本年度目标共 1 项，据社工站填报：达成 1 项。各项均注明了佐证材料。"),
        (
            [GOAL, {**GOAL, "goal": "B", "reached": "部分达成", "evidence": None}],
            "本年度目标共 2 项，据社工站填报：达成 1 项、部分达成 1 项。未完全达成：B。未注明佐证材料：B。",
        ),
        (
            [{**GOAL, "reached": "未达成", "evidence": None}],
            "本年度目标共 1 项，据社工站填报：未达成 1 项。未完全达成：A。各项均未注明佐证材料。",
        ),
    ],
)
def test_goals_are_told_in_short_with_those_that_were_not_reached(shown, zh, goals, words):
    (said,) = goals_in_short(shown(goals), zh).paragraphs
    assert (said.words, said.see) == (words, ("t-goals",))


def test_goals_without_a_statement_say_nothing(shown, zh):
    assert goals_in_short(shown([{**GOAL, "reached": None}]), zh)._repr_html_() == ""
    assert goals_in_short(shown({"goal": [], "expected": []}), zh)._repr_html_() == ""
