from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from evaltoolkit.disclosure.names.identifiers import MASK, mask
from evaltoolkit.intake.checking.free_text import PeopleSearch, is_own, shared_words
from evaltoolkit.intake.checking.roster import People
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.workbook import TABLES

SEARCH = PeopleSearch.of(People(frozenset({"林一一", "赵二"}), frozenset({"白云区云城街道云城东路12号3栋502"})))


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("林一一今天很好", "‹已遮盖›今天很好"),
        ("找林 一 一，或赵·二", "找‹已遮盖›，或‹已遮盖›"),
        ("电话138-0013-8000。", "电话‹已遮盖›。"),
        ("证件１１０１０５１９４９１２３１００２ｘ", "证件‹已遮盖›"),
        ("座机 020-86551234 转 1", "座机 ‹已遮盖› 转 1"),
        ("住 云城东路 12号3栋502 二楼", "住 ‹已遮盖› 二楼"),
        ("在金碧新城花园路8号12栋1203房探访", "‹已遮盖›探访"),
        ("手机一三八〇〇一三八〇〇〇", "手机‹已遮盖›"),
    ],
)
def test_what_names_a_person_is_masked_and_the_rest_stays(words: str, masked: str) -> None:
    assert mask(words, SEARCH.find(words)) == masked


@pytest.mark.parametrize(
    "words",
    [
        "2023年共服务1200人次，工时3600小时",
        "满意度85%，低保户12户，金额240万元",
        "云城东路的居民很多",
        "第1、2、3、4、5题均为满分",
        "项目编号 2023-0501-0012",
        "资金2400000.00元",
    ],
)
def test_ordinary_prose_is_left_as_it_is(words: str) -> None:
    assert SEARCH.find(words) == ()


@pytest.mark.parametrize(
    "missing", [None, ("attendance", "client"), ("attendance", "service"), ("services", "service")]
)
def test_what_clients_share_is_known_by_attendance_where_its_columns_are_there(missing: tuple[str, str] | None) -> None:
    frames = {
        "services": pd.DataFrame({"service": ["S1"], "project": ["江夏同行"]}),
        "attendance": pd.DataFrame({"service": ["S1"] * 3, "client": ["A1", "A2", "A3"]}),
    }
    if missing:
        frames[missing[0]] = frames[missing[0]].drop(columns=missing[1])
    tables: Any = {name: SimpleNamespace(frame=frame) for name, frame in frames.items()}

    assert shared_words(tables) == (frozenset() if missing else frozenset({"江夏同行"}))


def test_texts_searched_together_are_found_one_by_one() -> None:
    texts = ["林一一", "", "电话", "23456789", "林", "一一", "13800138000和赵二", "云城东路", "12号3栋502"]
    together = SEARCH.find_in_each(texts)
    apart = {place: list(SEARCH.find(words)) for place, words in enumerate(texts) if SEARCH.find(words)}
    assert together == apart


def test_a_text_of_ascii_alone_is_searched_where_the_people_have_such_a_name_or_address() -> None:
    search = PeopleSearch.of(People(names=frozenset({"Anna Smith"}), addresses=frozenset({"A1-502-7"})))
    assert search.find("Anna Smith came")
    assert search.find("at A1-502-7")
    other = PeopleSearch.of(People(names=frozenset({"王秀英"}), addresses=frozenset({"甲街东路12号"})))
    assert other.find("Wang Xiuying came", is_prose=True)
    assert other.find("call 13800138000")


def test_columns_of_one_name_are_searched_alike_on_every_sheet():
    """What is masked on one sheet and stands on another would no longer be found there."""
    seen: dict[str, set[bool]] = {}
    for spec in TABLES:
        for column in spec.columns:
            if column.kind in (Kind.TEXT, Kind.FREE_TEXT) and not column.offers:
                seen.setdefault(column.name, set()).add(is_own(column))
    assert {name for name, ways in seen.items() if len(ways) > 1} <= {"item", "category"}  # lists of ours, and hers
    assert all(seen[name] == {True} for name in ("project", "group", "field", "service", "subject"))


def test_a_number_that_only_the_roster_tells_is_masked():
    search = PeopleSearch.of(People(numbers=frozenset({"020-86331234", "QQ：283746510"})))
    words = "按8633-1234可以找到她，号码 283746510，工时12,345"

    assert mask(words, list(search.find(words))) == f"按{MASK}可以找到她，号码 {MASK}，工时12,345"


def test_what_to_do_with_a_masked_key_is_said_otherwise_than_with_prose(check):
    report = check({"服务对象": [["档案号", "姓名", "社区", "备注"], ["A1", "林月娥", "林月娥", "林月娥来了"]]})
    advice = {fault.header: dict(fault.details)["advice"].message for fault in report.faults}

    assert "private/names" in advice["社区"]
    assert advice["备注"].startswith("Take it out of the text")


def test_a_community_and_a_group_that_three_clients_share_are_no_given_name(check):
    people = [
        [f"A{number}", name, "永泰社区", "永泰、景泰"] for number, name in enumerate(("张永泰", "王启航", "李四"), 1)
    ]
    served = [["F1", "2025-03-01", "小组", "“启航”成长"], ["F2", "2025-03-02", "小组", "“晨曦”成长"]]
    report = check({
        "服务对象": [["档案号", "姓名", "社区", "备注"], *people, ["A4", "李晨曦", "永泰社区", "永泰说很好"]],
        "服务记录": [["服务编号", "日期", "服务方法", "小组"], *served],
        "出席": [["服务编号", "档案号", "是否出席"], *([service, who, "是"] for service, who in (
            ("F1", "A1"), ("F1", "A2"), ("F1", "A3"), ("F2", "A1"), ("F2", "A4")))],
    })  # fmt: skip
    masked = [(fault.header, fault.row) for fault in report.faults if fault.kind is FaultKind.IDENTIFIER_MASKED]

    assert masked == [("备注", 5), ("小组", 3)]
