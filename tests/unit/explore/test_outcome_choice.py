"""What can be chosen of the outcomes."""

import pandas as pd

from evaltoolkit.explore.outcome_choice import dimension_options, group_options, scale_options
from evaltoolkit.language import Language

ROWS = pd.DataFrame(
    [
        ("uls6", "孤独", "total", "总分", "all", ""),
        ("uls6", "孤独", "total", "总分", "group", "乙组"),
        ("uls6", "孤独", "total", "总分", "group", "甲组"),
        ("uls6", "孤独", "total", "总分", "project", "基础项目"),
        ("own", "自编", "total", "总分", "all", ""),
        ("own", "自编", "skill", "技能", "all", ""),
    ],
    columns=["scale", "scale_name", "dimension", "dimension_name", "group_kind", "group"],
)


def said(options):
    return [(Language().say(words), value) for words, value in options]


def test_scales_stand_in_the_order_of_the_table_and_all_of_them_last():
    assert said(scale_options(ROWS)) == [("孤独", "uls6"), ("自编", "own"), ("全部量表", "")]


def test_a_scale_with_one_score_has_no_choice_of_dimensions():
    assert said(dimension_options(ROWS, "uls6")) == [("总分", "total")]
    assert said(dimension_options(ROWS, "own")) == [("总分与各维度", ""), ("总分", "total"), ("技能", "skill")]


def test_all_scales_together_are_compared_by_their_totals():
    assert said(dimension_options(ROWS, "")) == [("各量表总分", "total")]


def test_groups_and_projects_share_a_list_and_one_alone_is_not_laid_beside_itself():
    assert said(group_options(ROWS, ("group", "project"))) == [
        ("全体", "all"), ("各小组并列", "group:"), ("乙组", "group:乙组"), ("甲组", "group:甲组"),
        ("项目：基础项目", "project:基础项目"),
    ]  # fmt: skip


def test_where_nobody_was_grouped_there_is_everyone():
    assert said(group_options(ROWS, ("field",))) == [("全体", "all")]
