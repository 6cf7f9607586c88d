"""The optional sheet 改进措施: prose in it is masked, days and words stay, and a workbook without it is as it was."""

from datetime import datetime

import pytest

from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook

HEAD = ["类别", "对应指标", "问题", "措施", "责任单位", "完成期限", "完成情况", "来源"]
PEOPLE = [["档案号", "姓名"], ["A1", "林一一"]]


@pytest.fixture
def read(workbook, scales):
    def run(*rows, head=HEAD):
        path = workbook({"服务对象": PEOPLE, "改进措施": [head, *rows]})
        checked = check_workbook(read_workbook(path), year=2023, scales=scales)
        return checked, checked.tables["measures"].frame

    return run


@pytest.mark.parametrize("column", ["问题", "措施", "责任单位", "完成期限", "来源"])
def test_a_name_in_any_column_of_words_of_the_measures_is_masked(column, read):
    row = {"类别": "本年度建议", "措施": "设点服务", column: "由林一一负责"}
    _, frame = read([row.get(header) for header in HEAD])
    assert "林一一" not in frame.to_string()
    assert "遮盖" in frame.to_string()


def test_a_time_limit_may_be_a_day_or_words(read):
    rows = [
        ["本年度建议", None, None, "甲", None, when, None, None] for when in (datetime(2024, 6, 30), "下半年", None)
    ]
    checked, frame = read(*rows)
    assert not [fault for fault in checked.faults if fault.table == "measures"]
    assert frame["due_on"].tolist()[:2] == ["2024-06-30", "下半年"]
    assert frame["due_on"].isna().tolist() == [False, False, True]


def test_the_same_number_under_this_years_and_last_years_measures_is_no_fault(read):
    rows = [["1", "本年度建议", "甲"], ["1", "上年度建议", "乙"], ["1", "上年度建议", "丙"]]
    checked, _ = read(*rows, head=["编号", "类别", "措施"])
    assert [fault.kind.value for fault in checked.faults if fault.table == "measures"] == ["duplicate_key"]
