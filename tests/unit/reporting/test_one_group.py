"""One group's tables: the same figures as in the street's report, and nobody to be singled out across summaries."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.errors import UserError
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.reporting.one_group import OneGroup, enrolled_of, find_group, summarise_group

SIZES = {"甲组": 9, "乙组": 8, "丙组": 3}


@pytest.fixture
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


def plan(audience):
    return Plan(
        street="甲街道", slug="jia", district="乙区", year=2023, project="项目", indicator_system="national_2020",
        audience=audience,
    )  # fmt: skip


def summary(evidence, group, audience="shared"):
    return summarise_group(plan(audience), evidence, group, policy=shipped_policy())


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
