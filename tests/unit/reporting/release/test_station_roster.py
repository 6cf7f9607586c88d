import pandas as pd
import pytest

from evaltoolkit.errors import RunError
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.checking.roster import People
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.gate import Roster, scan_words
from evaltoolkit.reporting.release.station_roster import (
    bearing_names,
    masked_programmes,
    roster_of,
    station_roster,
    telling_codes,
)

PLAN = Plan(street="示例街道", slug="shili", district="示例区", year=2025, project="示例", indicator_system="made")


def test_a_plan_without_data_has_an_empty_roster_and_its_own_words(tmp_path):
    assert station_roster(PLAN, tmp_path) == Roster(words=frozenset({"示例街道", "示例区", "示例"}))


def test_data_whose_roster_is_missing_stop_the_publishing(tmp_path):
    (tmp_path / "data.csv").write_text("甲\n", encoding="utf-8")
    (tmp_path / "private" / "keys").mkdir(parents=True)

    with pytest.raises(RunError):
        station_roster(PLAN.model_copy(update={"data": "data.csv"}), tmp_path)


@pytest.mark.parametrize(("changes", "found"), [
    ({}, ()),
    ({"project": "欧阳晓棠帮扶项目"}, ("project",)),
    ({"operator": "王芳社会工作室", "department": "民政办（刘晓明）"}, ("department", "operator")),
    ({"project": "平安社区项目"}, ()),
])  # fmt: skip
def test_words_of_every_page_that_hold_a_name_of_the_workbook_are_told_by_their_keys(changes, found, monkeypatch):
    names = Roster(frozenset({"欧阳晓棠", "王芳", "刘晓明", "平安"}))
    monkeypatch.setattr("evaltoolkit.reporting.release.station_roster.station_roster", lambda *_: names)
    assert bearing_names(PLAN.model_copy(update=changes), None) == found


def test_a_programme_under_which_no_group_is_found_since_it_is_masked_there_is_told(monkeypatch):
    names = Roster(frozenset({"区慧玲", "王秀英"}))
    monkeypatch.setattr("evaltoolkit.reporting.release.station_roster.station_roster", lambda *_: names)
    plan = PLAN.model_copy(update={"primary_scales": dict.fromkeys(["和谐小区", "王阿姨互助组", "银龄同行"], "uls6")})
    assert masked_programmes(plan, None) == ("王阿姨互助组",)


def test_a_programme_whose_groups_are_stored_under_its_name_is_not_told(monkeypatch):
    where = "evaltoolkit.reporting.release.station_roster"
    stored = Evidence({"services": pd.DataFrame({"group": ["“启航”成长1组", None]})}, quality_of([], ()))
    monkeypatch.setattr(f"{where}.station_roster", lambda *_: Roster(frozenset({"王启航", "李晨曦"})))
    monkeypatch.setattr(f"{where}.load", lambda *_, **__: stored)
    plan = PLAN.model_copy(update={"primary_scales": dict.fromkeys(["“启航”成长", "“晨曦”成长"], "uls6")})
    assert masked_programmes(plan, None) == ("“晨曦”成长",)


def test_the_parts_of_the_stored_roster_are_told_apart():
    rows = [
        ("names", "王小明", ""),
        ("addresses", "幸福里7号", ""),
        ("numbers", "86123456", ""),
        ("codes", "YC2025001", "C1"),
    ]
    roster = roster_of(pd.DataFrame(rows, columns=["part", "value", "pseudonym"]))

    assert roster == Roster(frozenset({"王小明"}), frozenset({"幸福里7号"}), frozenset({"86123456", "YC2025001"}))


def test_a_number_of_so_few_digits_that_intake_masks_it_nowhere_stops_no_report():
    held = frozenset({"12500", "612345", "86123456", "wang_fang"})
    roster = roster_of(pd.DataFrame([("numbers", number) for number in held], columns=["part", "value"]))
    told = {number for number in held if PeopleSearch.of(People(numbers=held)).find(f"号 {number} 的")}

    assert told == {number for number in held if scan_words(f"号 {number} 的", roster)} == {"86123456", "wang_fang"}


def test_a_file_number_like_a_month_or_a_day_is_not_searched_for():
    codes = {"2023-01", "2023-12", "2023-01-05", "2023.05", "2023年3月", "2023-71", "2023-001", "YC2023-05"}

    assert telling_codes(codes) == {"2023-71", "2023-001", "YC2023-05"}
