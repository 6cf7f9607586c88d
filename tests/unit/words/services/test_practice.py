import itertools

import pandas as pd
import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.workbook import QUALITY_LEVELS
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.delivery import delivery
from evaltoolkit.words.services.goals import overall_goals_table
from evaltoolkit.words.services.practice import quality_checks, stories, supervisions
from evaltoolkit.words.services.projects import logic_table, projects, projects_table
from evaltoolkit.words.services.resources import resources
from evaltoolkit.words.services.satisfaction_change import satisfaction_change, satisfaction_change_table
from evaltoolkit.words.services.year import timeline_table, two_sources, two_sources_table

DAY = pd.Timestamp("2023-06-20")


def check(aspect, level, rater="督导"):
    return {"subject": "甲项目", "aspect": aspect, "level": level, "rater": rater, "date": DAY, "finding": None}


def test_ratings_are_counted_by_aspect_with_who_rated_and_what_nobody_rated(shown, zh):
    rows = [check("切合需求", "符合"), check("切合需求", "不符合", "第三方"), check("形式得当", "基本符合")]
    said = quality_checks(shown(rows), zh)
    assert "切合需求（符合 1 次、不符合 1 次）、形式得当（基本符合 1 次）" in said.of_kind(Kind.BODY)[0]
    assert "评定人：督导、第三方" in said.of_kind(Kind.BODY)[0]
    assert said.of_kind(Kind.CAUTION) == ("甲项目“切合需求”评为不符合（2023-06-20）。",)
    assert said.of_kind(Kind.MISSING) == ("没有评定的方面：流程规范、伦理守则。",)


@pytest.mark.parametrize("levels", list(itertools.combinations_with_replacement(QUALITY_LEVELS, 3)))
def test_every_level_of_a_rating_is_told_by_its_name_and_none_as_a_share(levels, shown, zh):
    said = str(quality_checks(shown([check("切合需求", level) for level in levels]), zh))
    told = "、".join(f"{level} {levels.count(level)} 次" for level in QUALITY_LEVELS if level in levels)
    assert f"切合需求（{told}）" in said
    assert "%" not in said


def test_supervision_without_a_follow_up_is_said(shown, zh):
    rows = [{"date": DAY, "form": "团体督导", "hours": 2.0, "follow_up": "已更新"},
            {"date": DAY, "form": "团体督导", "hours": 1.5, "follow_up": None}]  # fmt: skip
    said = supervisions(shown(rows), zh)
    assert "督导时数合计 3.5 小时" in said.of_kind(Kind.BODY)[0]
    assert said.of_kind(Kind.MISSING) == ("没有跟进记录的 1 次。",)


def test_a_story_stands_under_four_heads_and_a_blank_one_is_not_provided(shown, zh):
    rows = [{"story": "案例一", "situation": "独居<b>", "service": "上门", "change": "常下楼", "limits": None}]
    said = stories(shown(rows), zh)
    leads = [paragraph.lead for paragraph in said.paragraphs]
    assert leads == ["案例一·处境和需求", "案例一·服务过程", "案例一·变化", "案例一·没有改变的和下一步"]
    assert said.of_kind(Kind.MISSING) == ("未提供",)
    assert "独居&lt;b&gt;" in said._repr_html_()


PROJECT = {
    "project": "互助", "kind": "重点项目", "need": "独居", "budget": 36.0, "staff": 2.5, "agreed": 100.0, "done": 140.0,
    "completion": 1.4, "services": 3.0, "casework": 3.0, "sessions": 0.0, "activities": 0.0, "participants": 16.0,
    "change": "不孤单", "impact": None,
}  # fmt: skip


def test_people_named_for_projects_are_not_told_as_the_staff_of_the_station(shown, zh):
    rows = pd.DataFrame([PROJECT, {**PROJECT, "project": "共融", "staff": 3.0}])
    said = "投入人数：按“项目”表各项目所填。一人可列入几个项目，各项目相加不等于社工站的在岗人数。"
    for make in (projects_table, logic_table):
        assert said in make(shown(rows), zh).notes
        assert said not in make(shown(rows.assign(staff=None)), zh).notes


def test_projects_far_from_their_hours_and_records_without_a_project_are_cautioned(shown, zh):
    unnamed = dict.fromkeys(PROJECT) | {"project": "未说明", "services": 4.0}
    said = projects(shown(pd.DataFrame([PROJECT, unnamed])), zh)
    assert said.of_kind(Kind.BODY) == ("共 1 个项目。按类型：重点项目 1 项。",)
    assert said.of_kind(Kind.CAUTION) == (
        "工时低于约定 80% 或达到 130% 及以上的项目：互助 140.0%（140/100）。没有写明项目的服务记录 4 条。",
    )


def test_a_logic_table_says_what_was_put_in_and_done(shown, zh):
    cells = [cell.words for cell in logic_table(shown([PROJECT]), zh).rows[0].cells]
    put_in, done = "36.00 万元、2.5 人、约定 100 工时", "个案服务 3 次、16 人次、完成 140 工时"
    assert cells == ["互助", "独居", put_in, done, "不孤单", "未提供"]


def test_delivery_says_what_was_agreed_or_that_it_is_not_provided(shown, zh):
    rows = [{"method": "个案", "agreed": 4.0, "held": 3.0, "planned": 10.0, "came": 8.0},
            {"method": "小组", "agreed": None, "held": 2.0, "planned": None, "came": None}]  # fmt: skip
    first, second = delivery(shown(pd.DataFrame(rows)), zh).of_kind(Kind.BODY)
    assert first == "个案服务次数：完成约定的 75.0%（3/4）。小组节数：完成 2，约定数未提供。"
    assert second == "个案：实到人次为计划的 80.0%（8/10）。"


CHANGE = {
    "method": "小组", "respondent": "服务对象", "n_valid": 70, "n_satisfied": 56, "share": 0.8, "last_valid": 80.0,
    "last_satisfied": 48.0, "last_share": 0.6, "ci_low": 0.0524, "ci_high": 0.3339, "interval": "wilson",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "（95% 区间 +5.2 至 +33.4）；高于上一年度。"),
        ({"interval": "indicative"}, "高于上一年度（问卷在现场发放，仅供参考）。"),
        ({"ci_low": -0.01}, "区间包含 0，不能确定是升是降。"),
        ({"interval": "none", "ci_low": None, "ci_high": None}, "相差 +20.0 个百分点；按收集方式不给区间。"),
    ],
)
def test_a_difference_to_last_year_is_read_from_the_interval_that_is_allowed(changed, said, shown, zh):
    assert said in str(satisfaction_change(shown(pd.DataFrame([CHANGE | changed])), zh))


def test_the_public_is_told_no_difference_of_rounded_counts(shown, zh):
    table = shown([CHANGE], audience=Audience.PUBLIC)
    assert "不写相差多少" in str(satisfaction_change(table, zh))
    assert len(satisfaction_change_table(table, zh).header) == 6


def test_single_days_of_one_kind_share_a_line(shown, zh):
    rows = [("小组", "甲组", "2023-03-01", "2023-05-08"), ("督查评估", "季度督查", "2023-03-20", "2023-03-20"),
            ("督查评估", "季度督查", "2023-06-20", "2023-06-20")]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["lane", "name", "start", "end"])
    frame = frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))
    table = timeline_table(shown(frame), zh)
    assert [cell.words for cell in table.rows[0].cells] == ["小组", "甲组", "2023-03-01 至 2023-05-08"]
    assert [cell.words for cell in table.rows[1].cells] == ["督查评估", "全年 2 次", "季度督查 03-20、06-20"]


def test_two_sources_that_disagree_are_said_and_nothing_given_is_nothing_compared(shown, zh):
    rows = [{"figure": "spent", "first": 100.0, "second": 98.0, "unit": "万元"}]
    assert "不取平均" in str(two_sources(shown(rows), zh, sheets=3))
    assert "未提供" in str(two_sources(shown(rows[:0]), zh, sheets=0))
    assert "工时和经费中有两处来源的数字一致" in str(two_sources(shown(rows[:0]), zh, sheets=3))


def test_of_two_sources_that_disagree_the_table_says_where_each_is_used_and_no_sentence_that_neither_is(shown, zh):
    figures = ("spent", "projects", "社区活动")
    table = shown([{"figure": name, "first": 100.0, "second": 98.0, "unit": "万元"} for name in figures])
    uses = two_sources_table(table, zh).column("本报告哪里用哪一个")
    assert all("来源一" in said and "来源二" in said for said in uses)
    assert [("约定" in said, "支出" in said, "折算" in said) for said in uses] == [
        (False, True, False), (True, False, False), (False, False, True),
    ]  # fmt: skip
    assert "不取其一" not in str(two_sources(table, zh, sheets=3))
    assert "评分表某一行的来源如不一致" in str(two_sources(shown([]), zh, sheets=3))


def test_a_stated_total_without_its_list_is_told_as_one(shown, zh):
    card = shown([{"level_2": "经济效益", "actual": "47.83万元"}])  # 2023 云城街道 report, 四（一）
    said = resources(shown([]), zh, stated=card)
    assert said.of_kind(Kind.MISSING) == ("评分表填报的链接资源合计为 47.83万元；资源清单未提供，合计无从核对。",)
    assert "：未提供" in str(resources(shown([]), zh, stated=shown([{"level_2": "经济效益", "actual": None}])))


def test_the_overall_goals_stand_as_the_official_form_has_them(shown, zh):
    table = overall_goals_table(shown([{"goal": "A", "expected": "聚合资源", "actual": None}]), zh)
    assert table.header == ("预期目标", "实际完成情况")
    assert [cell.words for cell in table.rows[0].cells] == ["A．聚合资源", "未提供"]
