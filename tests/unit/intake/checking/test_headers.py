from collections.abc import Callable

from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook


def frame_of(path: object, scales: dict, name: str) -> object:
    return check_workbook(read_workbook(path), year=2023, scales=scales).tables[name].frame


def test_english_headers_are_read_like_chinese_ones(found: Callable) -> None:
    rows = [["client", "scale", "wave", "total"], ["A1", "uls6", "前测", 9], ["A1", "uls6", "后测", 9]]
    assert found({"测量": rows}) == []


def test_a_header_in_another_unit_is_converted(workbook: Callable, scales: dict) -> None:
    path = workbook({"经费支出": [["支出类别", "支出（元）", "预算"], ["人员", 478_300, "130万元"]]})
    frame = frame_of(path, scales, "spending")
    assert frame["spent"].tolist() == [47.83]
    assert frame["budget"].tolist() == [130.0]


def test_a_unit_that_cannot_be_converted_is_not_read_as_if_it_were_the_right_one(found: Callable) -> None:
    kinds = dict.fromkeys(kind for kind, _ in found({"经费支出": [["支出类别", "支出（天）"], ["人员", 5]]}))
    assert list(kinds) == ["missing_column", "unknown_column"]


def test_a_misspelt_header_gets_did_you_mean(check: Callable) -> None:
    faults = check({"服务对象": [["档案号", "性剁"], ["A1", "男"]]}).faults
    assert [fault.remedy.english() for fault in faults] == ["Did you mean “性别”?"]


def test_the_header_may_stand_below_title_rows(found: Callable) -> None:
    rows = [["2023年度服务对象名单"], [], ["制表：社工站"], ["档案号", "性别"], ["A1", "男"], ["A2", "x"]]
    assert found({"服务对象": rows}) == [("header_not_first", "4"), ("not_a_choice", "B6")]


def test_rows_are_numbered_as_excel_shows_them_when_the_table_begins_elsewhere(found: Callable) -> None:
    rows = [[], [], [None, None, "档案号", "性别"], [], [None, None, "A1", "x"]]
    assert found({"服务对象": rows}) == [("header_not_first", "3"), ("not_a_choice", "D5")]


def test_several_columns_of_labels_are_joined(workbook: Callable, scales: dict) -> None:
    rows = [["档案号", "人员类型", "兜底类型"], ["A1", "低保对象、独居老人", "残疾人,低保对象"]]
    frame = frame_of(workbook({"服务对象": rows}), scales, "clients")
    assert frame["labels"].tolist() == [("低保对象", "独居老人", "残疾人")]


def test_an_alias_beside_the_columns_own_header_is_left_out_with_a_remark(found: Callable) -> None:
    rows = [["档案号", "量表", "时点", "总分", "得分"], ["A1", "uls6", "前测", 9, 1], ["A1", "uls6", "后测", 9, 1]]
    assert found({"测量": rows}) == [("unknown_column", "E1")]


def test_the_example_row_of_the_entry_workbook_is_left_out_silently(workbook: Callable, scales: dict) -> None:
    rows = [["档案号", "性别"], ["示例：A001", "男"], ["A1", "女"]]
    checked = check_workbook(read_workbook(workbook({"服务对象": rows})), year=2023, scales=scales)
    assert checked.faults == ()
    assert checked.tables["clients"].frame["sex"].tolist() == ["女"]


def test_help_sheets_are_no_unknown_sheets(found: Callable) -> None:
    assert found({"填写说明": [["怎样填写"]], "服务对象": [["档案号"], ["A1"]]}) == []
