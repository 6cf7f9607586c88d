"""One project's tables: its own needs, groups, voices and changes, and nobody else's."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.errors import UserError
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.reporting.papers.one_project import named_project, project_names, summarise_project
from evaltoolkit.words.body.outcome_results import outcome_results
from evaltoolkit.words.chapters.group_words import group_outcomes
from evaltoolkit.words.services.project_view import project_needs_table
from evaltoolkit.words.services.projects import logic_table, project_chain
from evaltoolkit.words.services.voices import joint_display
from tests.sample import one_in

DAY = pd.Timestamp("2023-05-01")


@pytest.fixture(scope="module")
def evidence():
    held, lists, measured = [], [], []
    for project, group, size in (("互助", "甲组", 9), ("成长", "乙组", 12)):
        held.append({"service": f"S{group}", "date": DAY, "project": project, "group": group, "method": "小组",
                     "title": f"{group}活动", "hours": 3.0, "participants": float(size)})  # fmt: skip
        for number in range(size):
            client = f"{group}{number}"
            lists.append({"service": f"S{group}", "client": client, "attended": True})
            for wave, total in (("前测", 15.0 + number % 3), ("后测", 12.0 + number % 2)):
                measured.append({"client": client, "scale": "uls6", "wave": wave, "group": group, "project": project,
                                 "method": "小组", "purpose": "支持", "total": total})  # fmt: skip
    needs = [
        {"need": "有人照应", "group": "长者", "asked": 40.0, "named": 20.0, "service": "甲组", "met": "已回应"},
        {"need": "自信", "group": "青少年", "asked": 40.0, "named": 20.0, "service": "乙组", "met": "已回应"},
        {"need": "托管", "group": "家庭", "asked": 40.0, "named": 20.0, "service": None, "met": "未回应"},
    ]
    voices = [
        {"excerpt": "有人敲门", "theme": "陪伴", "group": "长者", "consent": True, "project": "互助", "date": DAY},
        {"excerpt": "敢说话了", "theme": "自信", "group": "青少年", "consent": True, "project": "成长", "date": DAY},
    ]
    checks = [
        {"subject": "互助", "aspect": "切合需求", "level": "符合", "rater": "督导", "date": DAY},
        {"subject": "成长", "aspect": "切合需求", "level": "不符合", "rater": "督导", "date": DAY},
    ]
    stories = [{"story": "一", "project": "成长", "situation": "不敢说话", "consent": True, "date": DAY}]
    tables = {
        "projects": pd.DataFrame(
            [{"project": "互助", "kind": "重点项目", "hours": 4.0}, {"project": "新开", "hours": 1.0}]
        ),
        "services": pd.DataFrame(held),
        "attendance": pd.DataFrame(lists).astype({"attended": "boolean"}),
        "measurements": pd.DataFrame(measured),
        "needs": pd.DataFrame(needs),
        "voices": pd.DataFrame(voices).astype({"consent": "boolean"}),
        "quality_checks": pd.DataFrame(checks),
        "stories": pd.DataFrame(stories).astype({"consent": "boolean"}),
    }
    return Evidence(tables, Quality(pd.DataFrame()), "ab" * 32)


MADE = {}
"""The summaries made so far, each with its evidence: several tests read the same ones."""


def summary(evidence, project, audience="shared"):
    plan = Plan(
        street="甲街道", slug="jia", district="乙区", year=2023, project="项目", indicator_system="national_2020",
        audience=audience,
    )  # fmt: skip
    key = id(evidence), project, audience
    if key not in MADE:
        MADE[key] = summarise_project(plan, evidence, project, policy=shipped_policy()), evidence
    return MADE[key][0]


def test_a_project_shows_its_own_row_needs_groups_ratings_and_voices(evidence):
    shown = summary(evidence, "互助")
    assert shown["projects"].frame[["project", "agreed", "done", "completion"]].to_numpy().tolist() == [
        ["互助", 4.0, 3.0, 0.75]
    ]
    assert shown["needs"].frame["need"].tolist() == ["有人照应"]
    assert shown["attendance"].frame[["group", "enrolled"]].to_numpy().tolist() == [["甲组", 9]]
    assert shown["quality_checks"].frame["level"].tolist() == ["符合"]
    assert shown["quotes"].frame["excerpt"].tolist() == ["有人敲门"]
    assert shown["stories"].is_empty
    assert summary(evidence, "成长")["stories"].frame["story"].tolist() == ["一"]


@pytest.mark.parametrize("project", ["互助", "成长"])
def test_the_way_from_means_to_change_carries_the_caution_that_nothing_is_attributed(project, evidence, zh):
    told = summary(evidence, project)["projects"]
    for table in (project_chain(told, zh), logic_table(told, zh)):
        assert "变化不能归因于投入和活动" in " ".join(table.notes)


def test_its_change_is_that_of_its_own_people_as_of_a_whole(evidence):
    frame = summary(evidence, "互助")["outcomes"].frame
    assert frame[["group_kind", "n_pairs"]].to_numpy().tolist() == [["all", 9]]
    # before 15, 16, 17 three times (mean 16), after 12, 13 in turn, five times 12 (mean 112/9)
    assert frame["mean_change"].iloc[0] == pytest.approx(112 / 9 - 16)


def test_of_few_people_only_the_station_sees_the_change(evidence):
    few = evidence.tables["measurements"].query("client not in ['甲组0', '甲组1', '甲组2', '甲组3', '甲组4']")
    fewer = Evidence({**evidence.tables, "measurements": few}, evidence.quality, evidence.sha256)
    assert summary(fewer, "互助")["outcomes"].frame["mean_change"].isna().all()
    assert summary(fewer, "互助", "station")["outcomes"].frame["n_pairs"].tolist() == [4]


def test_a_project_that_is_only_planned_has_its_plan_and_nothing_measured(evidence):
    shown = summary(evidence, "新开")
    row = shown["projects"].frame.iloc[0]
    assert (row["agreed"], row["done"], row["services"]) == (1.0, 0.0, 0.0)
    assert np.isnan(row["budget"])
    assert all(shown[name].is_empty for name in ("outcomes", "attendance", "needs", "quotes", "stories"))


def test_names_come_from_every_sheet_and_an_unknown_one_is_answered_with_the_nearest(evidence):
    assert project_names(evidence) == ("互助", "新开", "成长")
    assert named_project(evidence, " 成长 ") == "成长"
    with pytest.raises(UserError, match="did you mean 互助"):
        named_project(evidence, "互助组")


@pytest.mark.parametrize("project", ["互助", "成长"])
def test_a_need_answered_by_services_of_several_projects_is_said_to_be_shared(project, evidence, zh):
    held = evidence.tables["services"]
    common = pd.concat([held, held.assign(service=held["service"] + "2", title="融入日", group=None)])
    asked = {"need": "融入", "group": "来穗人员", "asked": 40.0, "named": 20.0, "service": "融入日", "met": "已回应"}
    tables = {
        **evidence.tables,
        "services": common,
        "needs": pd.concat([evidence.tables["needs"], pd.DataFrame([asked])]),
    }
    table = summary(Evidence(tables, evidence.quality, evidence.sha256), project)["needs"]
    said = dict(zip(*(project_needs_table(table, zh).column(name) for name in ("需求", "回应服务")), strict=True))
    assert said.pop("融入") == "融入日（几个项目都有，各项目都列出这项需求）"
    assert [one in ("甲组", "乙组") for one in said.values()] == [True]


@pytest.mark.parametrize("audience", ["station", "shared"])
def test_no_theme_is_called_not_provided_under_a_quote_with_its_theme(audience, evidence, zh):
    measured = evidence.tables["measurements"]
    tables = {**evidence.tables, "measurements": measured[measured["project"] != "互助"]}
    for project in ("互助", "成长"):
        shown = summary(Evidence(tables, evidence.quality, evidence.sha256), project, audience)
        joint = str(joint_display(shown["outcomes"], shown["themes"], zh, fit=shown["theme_fit"]))
        assert not shown["quotes"].is_empty
        assert "质性主题：未提供" not in joint
        assert ("量表变化：未提供" in joint) is (project == "互助")


@pytest.mark.parametrize("audience", one_in(2, ["station", "partner", "shared", "public"]))
def test_follow_up_is_told_on_the_project_s_page_or_where_it_is_told(audience, evidence, zh):
    measured = evidence.tables["measurements"]
    later = measured[measured["wave"] == "后测"].assign(wave="跟进一")
    tables = {**evidence.tables, "measurements": pd.concat([measured, later])}
    for given, is_followed in ((evidence, False), (Evidence(tables, evidence.quality, evidence.sha256), True)):
        shown = summary(given, "互助", audience)
        listed = outcome_results(shown["outcomes"], zh, follow_up=shown["follow_up"])
        said = f"{group_outcomes(shown['outcomes'], shown['about'], zh)} {listed!r}"
        assert ("跟进" in said) is is_followed
        assert ("见站内版" in said) is (is_followed and audience != "station")
