"""One group's tables: the same figures as in the street's report, and nobody to be singled out across summaries."""

import os
from itertools import product

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.errors import UserError
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, RowInput
from evaltoolkit.model.results import Quality
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.reporting.papers.one_group import OneGroup, enrolled_of, find_group, summarise_group
from evaltoolkit.reporting.year.registries import street_scales
from evaltoolkit.words.body.outcome_results import outcome_results
from evaltoolkit.words.chapters.group_words import (
    group_attendance,
    group_outcomes,
    group_satisfaction,
    group_satisfaction_table,
    group_verdicts,
)
from evaltoolkit.words.services.voices import quotes
from tests.sample import one_in, rows_in

SIZES = {"甲组": 9, "乙组": 8, "丙组": 3}


@pytest.fixture(scope="module")
def evidence():
    rng = np.random.default_rng(1)
    measured, held, lists = [], [], []
    for group, size in SIZES.items():
        held.append({"service": f"S{group}", "date": pd.Timestamp("2023-05-01"), "group": group, "project": "核心项目",
                     "field": "长者", "method": "小组"})  # fmt: skip
        for number in range(size):
            client = f"{group}{number}"
            lists.append({"service": f"S{group}", "client": client, "attended": number > 0})
            pre = float(rng.integers(12, 20))
            for wave, total in (("前测", pre), ("后测", pre - float(rng.integers(0, 5)))):
                measured.append({"client": client, "scale": "uls6", "wave": wave, "group": group, "project": "核心项目",
                                 "field": "长者", "method": "小组", "purpose": "支持", "total": total})  # fmt: skip
    voices = [{"excerpt": "有人陪我说话了", "theme": "陪伴", "group": "甲组", "consent": True},
              {"excerpt": "不想让别人知道", "theme": "陪伴", "group": "甲组", "consent": False}]  # fmt: skip
    tables = {
        "measurements": pd.DataFrame(measured),
        "services": pd.DataFrame(held),
        "attendance": pd.DataFrame(lists).astype({"attended": "boolean"}),
        "voices": pd.DataFrame(voices).astype({"consent": "boolean"}),
        "commentary": pd.DataFrame({"section": ["甲组", "三（一）"], "words": ["来的人越来越稳定", "总体良好"]}),
    }
    return Evidence(tables, Quality(pd.DataFrame()), "ab" * 32)


def answered(evidence):
    """Return the evidence with answers on satisfaction of the members of 甲组."""
    answers = [{"client": f"甲组{number}", "method": "小组", "respondent": "服务对象", "overall": "满意",
                "date": pd.Timestamp("2023-05-01")} for number in range(9)]  # fmt: skip
    tables = {**evidence.tables, "satisfaction": pd.DataFrame(answers)}
    return Evidence(tables, evidence.quality, evidence.sha256)


def plan(audience):
    return Plan(
        street="甲街道", slug="jia", district="乙区", year=2023, project="项目", indicator_system="national_2020",
        audience=audience,
    )  # fmt: skip


MADE = {}
"""The summaries made so far, each with its evidence: most tests read the same ones."""


def summary(evidence, group, audience="shared"):
    key = id(evidence), str(group), audience
    if key not in MADE:
        MADE[key] = summarise_group(plan(audience), evidence, group, policy=shipped_policy()), evidence
    return MADE[key][0]


def test_a_group_is_found_by_its_name_before_a_project_or_method_of_that_name(evidence):
    assert find_group(evidence, " 甲组 ") == OneGroup("甲组", "group", "核心项目")
    assert find_group(evidence, "小组") == OneGroup("小组", "method")


def test_an_unknown_group_is_answered_with_the_nearest_name(evidence):
    with pytest.raises(UserError, match="did you mean 甲组"):
        find_group(evidence, "甲")


def test_everyone_on_a_list_or_measured_belongs_to_the_group(evidence):
    assert len(enrolled_of(evidence, OneGroup("丙组", "group"))) == 3


def test_the_station_sees_the_group_s_changes_verdicts_and_courses(evidence):
    shown = summary(evidence, "丙组", "station")
    assert shown["outcomes"].frame["n_pairs"].tolist() == [3]
    assert shown["verdicts"].frame["n_pairs"].tolist() == [3]
    assert len(shown["courses"].frame) == 3
    assert shown["outcomes"].frame["group_kind"].tolist() == ["all"]


def test_summaries_laid_beside_each_other_and_beside_the_report_leave_no_few_people(evidence):
    pairs = {name: summary(evidence, name)["outcomes"].frame["n_pairs"].iloc[0] for name in SIZES}
    assert np.isnan(pairs["丙组"])
    rest = sum(SIZES.values()) - sum(size for name, size in SIZES.items() if np.isfinite(pairs[name]))
    assert rest >= 5  # the programme of 20 less the groups shown


def test_single_people_and_satisfaction_are_not_in_the_shared_form(evidence):
    shown = summary(evidence, "甲组")
    assert [shown[name].is_empty for name in ("verdicts", "courses", "satisfaction")] == [True] * 3


def test_only_what_may_be_quoted_and_the_group_s_own_reflection_are_told(evidence):
    shown = summary(evidence, "甲组")
    assert shown["quotes"].frame["excerpt"].tolist() == ["有人陪我说话了"]
    assert shown["reflection"].frame["words"].tolist() == ["来的人越来越稳定"]
    assert summary(evidence, "乙组")["reflection"].is_empty


def test_a_group_that_was_not_measured_has_no_row(evidence):
    tables = dict(evidence.tables)
    tables["measurements"] = tables["measurements"][tables["measurements"]["group"] != "乙组"]
    shown = summary(Evidence(tables, evidence.quality, evidence.sha256), "乙组", "station")
    assert shown["outcomes"].is_empty
    assert shown["attendance"].frame["enrolled"].tolist() == [8]


PROGRAMMES = {"甲组": ["甲组"], "核心项目": list(SIZES), "长者": list(SIZES), "小组": list(SIZES)}
AUDIENCES = ("station", "shared", "partner", "public")


@pytest.mark.parametrize(("audience", "name"), rows_in(3, product(AUDIENCES, PROGRAMMES)))
def test_a_programme_tells_the_attendance_of_each_of_its_groups(name, audience, evidence, zh):
    shown = summary(evidence, name, audience)
    assert shown["attendance"].frame["group"].tolist() == PROGRAMMES[name]
    assert "未提供" not in str(group_attendance(shown["attendance"], shown["about"], zh))


def test_a_programme_without_groups_says_so_and_calls_nothing_not_provided(evidence, zh):
    held = evidence.tables["services"]
    alone = held.assign(group=None, project="个案项目", method="个案", service="S")
    mixed = Evidence({**evidence.tables, "services": pd.concat([held, alone])}, evidence.quality, evidence.sha256)
    shown = summary(mixed, "个案项目")
    assert str(group_attendance(shown["attendance"], shown["about"], zh)) == (
        "服务记录中没有写明小组名称的，因此没有小组出席可说。"
    )
    no_lists = {name: table for name, table in evidence.tables.items() if name != "attendance"}
    shown = summary(Evidence(no_lists, evidence.quality, evidence.sha256), "甲组")
    assert "未提供" in str(group_attendance(shown["attendance"], shown["about"], zh))


@pytest.mark.parametrize(("audience", "name"), rows_in(3, product(AUDIENCES, [*PROGRAMMES, "丙组"])))
def test_changes_that_were_measured_are_shown_or_withheld_and_never_called_not_provided(name, audience, evidence, zh):
    shown = summary(evidence, name, audience)
    said = str(group_outcomes(shown["outcomes"], shown["about"], zh))
    assert "未提供" not in said
    assert ("已抑制" in said) is shown["outcomes"].is_empty


def test_changes_that_were_not_measured_are_not_provided(evidence, zh):
    tables = {**evidence.tables, "measurements": evidence.tables["measurements"].query("group != '乙组'")}
    shown = summary(Evidence(tables, evidence.quality, evidence.sha256), "乙组")
    assert "未提供" in str(group_outcomes(shown["outcomes"], shown["about"], zh))


@pytest.mark.parametrize("name", one_in(2, PROGRAMMES))
def test_that_single_people_are_told_of_in_the_station_s_version_is_not_said_to_be_for_few_people(name, evidence, zh):
    shown = summary(answered(evidence), name)
    for say, table in ((group_verdicts, "verdicts"), (group_satisfaction, "satisfaction")):
        assert str(say(shown[table], shown["about"], zh)) == "不论人数多少，只在站内版列出；全站的结果见街镇报告。"


@pytest.mark.parametrize("scale", ["uls6", "phq9", "station_own_template"])
def test_no_version_is_named_for_verdicts_that_no_version_has(scale, evidence, zh):
    measured = evidence.tables["measurements"].assign(scale=scale)
    shown = summary(Evidence({**evidence.tables, "measurements": measured}, evidence.quality, evidence.sha256), "甲组")
    said = str(group_verdicts(shown["verdicts"], shown["about"], zh))
    is_judged = fixed_threshold(street_scales()[scale]) is not None
    assert ("只在站内版列出" in said, "不对个人下结论" in said or "阈值" in said) == (is_judged, not is_judged)


@pytest.mark.parametrize(("audience", "name"), rows_in(3, product(AUDIENCES, PROGRAMMES)))
def test_what_was_neither_measured_nor_asked_is_not_provided_in_every_version(name, audience, evidence, zh):
    tables = {key: table for key, table in evidence.tables.items() if key != "measurements"}
    shown = summary(Evidence(tables, evidence.quality, evidence.sha256), name, audience)
    for say, table in ((group_verdicts, "verdicts"), (group_satisfaction, "satisfaction")):
        said = str(say(shown[table], shown["about"], zh))
        assert "未提供" in said
        assert "站内版" not in said


@pytest.mark.parametrize("name", one_in(2, PROGRAMMES))
def test_whose_answers_on_satisfaction_are_counted_is_said_where_the_sheet_does_not_tell_them_apart(name, evidence, zh):
    shown = summary(answered(evidence), name, "station")
    said = str(group_satisfaction(shown["satisfaction"], shown["about"], zh))
    assert ("有的可能是就别的小组或项目填写的" in said) is (name != "小组")  # the method is what the sheet does tell


def told_of(shown, zh):
    """Return what a summary says of a follow-up: its row in the table of changes, or in which version it stands."""
    listed = outcome_results(shown["outcomes"], zh, follow_up=shown["follow_up"])
    return f"{group_outcomes(shown['outcomes'], shown['about'], zh)} {listed!r}"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_follow_up_is_told_or_where_it_is_told(audience, evidence, zh):
    measured = evidence.tables["measurements"]
    later = measured[measured["wave"] == "后测"].assign(wave="跟进一")
    tables = {**evidence.tables, "measurements": pd.concat([measured, later])}
    for given, is_followed in ((evidence, False), (Evidence(tables, evidence.quality, evidence.sha256), True)):
        shown = summary(given, "核心项目", audience)
        assert shown["outcomes"].is_empty or ("跟进" in told_of(shown, zh)) is is_followed


@pytest.mark.parametrize("name", one_in(2, PROGRAMMES))
def test_the_station_sees_the_verdicts_and_courses_of_a_programme_s_people_too(name, evidence):
    shown = summary(evidence, name, "station")
    pairs = sum(SIZES[group] for group in PROGRAMMES[name])
    assert shown["outcomes"].frame["n_pairs"].tolist() == [pairs]
    assert shown["verdicts"].frame["n_pairs"].tolist() == [pairs]
    assert len(shown["courses"].frame) == pairs


@pytest.mark.parametrize(("audience", "name"), rows_in(3, product(AUDIENCES, [*PROGRAMMES, "乙组"])))
def test_a_quote_with_consent_is_found_by_its_group_and_in_every_programme_of_the_group(name, audience, evidence, zh):
    shown = summary(evidence, name, audience)
    assert shown["quotes"].frame["excerpt"].tolist() == (["有人陪我说话了"] if name != "乙组" else [])
    assert "没有同意" not in str(quotes(shown["quotes"], zh))


def test_a_quote_with_consent_is_found_by_the_project_that_it_names(evidence):
    excerpt = {"theme": "陪伴", "group": "长辈", "consent": True}
    said = pd.DataFrame(
        [
            {**excerpt, "excerpt": "常来坐坐", "project": "核心项目"},
            {**excerpt, "excerpt": "别处的话", "project": "别的"},
        ]
    )
    tables = {**evidence.tables, "voices": said.astype({"consent": "boolean"})}
    told = summary(Evidence(tables, evidence.quality, evidence.sha256), "核心项目")["quotes"].frame
    assert told["excerpt"].tolist() == ["常来坐坐"]


ASKED = {"全部询问": "已全部询问", "随机抽取": "受访者为随机抽取", "现场发放": "问卷在现场发放"}


@pytest.mark.parametrize(("name", "asked"), rows_in(5, product(PROGRAMMES, ASKED)))
def test_the_way_of_asking_is_said_where_it_is_given_and_the_target_beside_every_share(name, asked, evidence, zh):
    answers = [{"client": f"甲组{number}", "method": "小组", "respondent": "服务对象", "overall": "满意",
                "date": pd.Timestamp("2023-05-01")} for number in range(9)]  # fmt: skip
    handed_out = [{"method": "小组", "respondent": "服务对象", "asked": asked, "issued": 90.0, "returned": 80.0},
                  {"method": "社区活动", "respondent": "服务对象", "asked": "现场发放", "issued": 9.0}]  # fmt: skip
    tables = {**evidence.tables, "satisfaction": pd.DataFrame(answers), "surveys": pd.DataFrame(handed_out)}
    given = Evidence(tables, evidence.quality, evidence.sha256)
    with_target = plan("station").model_copy(update={"rows": {"satisfaction": (RowInput(target="≥90%"),)}})
    shown = summarise_group(with_target, given, name, policy=shipped_policy())
    said = group_satisfaction(shown["satisfaction"], shown["about"], zh)
    assert [paragraph.lead for paragraph in said.paragraphs if paragraph.lead] == ["小组（服务对象）"]
    assert ASKED[asked] in str(said)
    assert "指标值 ≥90%。" in str(said)
    assert "未说明" not in str(said)
    assert "未提供" not in str(said)  # forms are counted for the whole station: said as that
    table = group_satisfaction_table(shown["satisfaction"], shown["about"], zh)
    assert table.column("指标值") == ("≥90%",)
    assert "发放" not in table.header
    without = summarise_group(plan("station"), given, name, policy=shipped_policy())
    assert "满意率的指标值：未提供。" in str(group_satisfaction(without["satisfaction"], without["about"], zh))


def test_a_name_that_is_no_utf_8_is_one_that_no_sheet_names(evidence):
    with pytest.raises(UserError, match="甲组"):
        find_group(evidence, os.fsdecode("甲组".encode("gbk")))
