import itertools

import pytest

from evaltoolkit.services.opinions.voices import quotes, theme_fit, themes
from evaltoolkit.words.services.voices import quotes as quotes_said

ROWS = [
    {"excerpt": "盼着见面", "theme": "联系", "group": "长者", "consent": True, "date": "2023-05-01"},
    {"excerpt": "盼着见面", "theme": "联系", "group": "长者", "consent": True, "date": "2023-06-01"},
    {"excerpt": "不想被引用", "theme": "联系", "group": "家庭", "consent": False, "date": "2023-05-01"},
    {"excerpt": "没有说同意", "theme": "可及", "group": None, "consent": None, "date": "2023-05-01"},
    {"excerpt": "去年的", "theme": "可及", "group": "长者", "consent": True, "date": "2022-05-01"},
]


def test_only_what_was_consented_to_is_quoted_and_once(plan, evidence_of, shown, zh):
    found = quotes(plan, evidence_of(voices=ROWS)).frame
    assert found["excerpt"].tolist() == ["盼着见面"] * 2
    assert str(quotes_said(shown(found), zh)).count("盼着见面") == 1


def test_themes_name_the_groups_that_raised_them(plan, evidence_of):
    frame = themes(plan, evidence_of(voices=ROWS)).frame
    assert frame.iloc[:, :4].to_numpy().tolist() == [["联系", 3, 2, "长者、家庭"], ["可及", 1, 0, "未说明"]]
    assert not any(row for row in frame["projects"] if isinstance(row, str))


def test_themes_name_the_projects_that_raised_them(plan, evidence_of):
    named = [{**row, "project": project} for row, project in zip(ROWS, ("甲", "甲", "乙", None, "丙"), strict=True)]
    frame = themes(plan, evidence_of(voices=named)).frame
    assert frame["projects"].fillna("").tolist() == ["甲、乙", ""]


def test_themes_are_related_to_a_scale_only_where_the_station_says_how(plan, evidence_of):
    coded = [
        {**ROWS[0], "measured_by": "uls6", "relation": "支持"},
        {**ROWS[3], "measured_by": "uls6", "relation": "支持"},
        {**ROWS[2], "measured_by": "uls6", "relation": None},
        {**ROWS[4], "measured_by": "uls6", "relation": "相反"},
    ]
    frame = theme_fit(plan, evidence_of(voices=coded)).frame
    assert frame.to_numpy().tolist() == [["uls6", "支持", "联系、可及", 2]]
    assert theme_fit(plan, evidence_of(voices=ROWS)).frame.empty


RELATIONS = ("支持", "补充", "相反")


@pytest.mark.parametrize("ways", [part for n in (1, 2, 3) for part in itertools.combinations(RELATIONS, n)])
@pytest.mark.parametrize("order", [1, -1])
def test_a_theme_stands_under_one_relation_to_a_scale_or_under_all_of_them_together(ways, order, plan, evidence_of):
    coded = [{**ROWS[0], "measured_by": "uls6", "relation": way} for way in ways[::order]]
    other = {**ROWS[0], "measured_by": "phq9", "relation": "支持"}
    frame = theme_fit(plan, evidence_of(voices=[*coded, other])).frame
    assert frame.to_numpy().tolist() == [["uls6", "、".join(ways), "联系", len(ways)], ["phq9", "支持", "联系", 1]]


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert themes(plan, evidence_of()).frame.empty
    assert quotes(plan, evidence_of()).frame.empty
