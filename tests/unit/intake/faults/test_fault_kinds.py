"""One readable workbook with at least two of every kind of fault, answered with exactly those."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import ScaleShape, shapes
from evaltoolkit.intake.checking.check import CheckReport
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.language import Language
from tests.checked_file import check_file

GOOD = ["A1", "林一一", "11010519491231002X", "女", 74, "低保对象、独居老人", "是", dt.date(2020, 3, 1), "常来"]
ULS6 = ["A1", "uls6", "前测", "甲组", 1, 2, 3, 4, 1, 2]

# Sheet → rows; the comment behind a row names its faults. The first row of a list is row 1 on the sheet.
SHEETS: dict[str, list[list[object]]] = {
    "服务对象": [
        [
            "档案号", "姓名", "身份证", "性别", "年龄", "人员类型", "本年度是否服务", "建档日期", "备注", "民族",
            "婚否", "性别", "年龄",
        ],
        GOOD,
        ["A2", "赵二二", 440106195001011234, "女性", "七十", "", "是", "前年", "找林一一"],
        ["A3", "钱三三", 440106195001011234.0, "男人", "约60", "三类户", "也许", "2023-02-30", "电话138 0013 8000"],
        ["A4", "孙四四", "110105194912310021", "男", 130, "A类", "或者", dt.date(1910, 1, 1), ""],
        ["A5", "李五五", "123", "男", 61.5, "", "否", dt.date(2031, 1, 1), ""],
        [None, "周六六", None, "男", -1, "", "否", None, ""],
        [None, "吴七七", None, "男", 70.25, "", "否", None, ""],
        ["A6", "郑八八", "11010519491231002X", "女", 50, "", "否", None, ""],
        ["A7", "王九九", "11010519491231002X", "女", 99, "", "否", None, ""],
        [dt.date(2023, 1, 2), "冯十十", None, "女", 70, "", "否", None, ""],
        [dt.date(2023, 1, 3), "陈百百", None, "女", 70, "", "否", None, ""],
        ["A1", "林一一", "11010519491231002X", "女", 74, "", "否", None, ""],
        ["A2", "赵二二", None, "女", 70, "", "否", None, ""],
        ["合计", None, None, None, 800],
        ["备注：名单由社工整理"],
    ],
    "服务记录": [
        ["服务编号", "日期", "服务方法", "工时"],
        ["S1", dt.date(2023, 1, 5), "个案", 2],
        ["S1", dt.date(2023, 1, 5), "个案", 2],
        ["S2", dt.date(2022, 1, 5), "小组", 2],
        ["S2", dt.date(2022, 1, 5), "小组", 2],
        ["S3", dt.date(2024, 2, 5), "小组", "=1+1"],
        ["S4", dt.date(2023, 2, 5), "小组", "=2+1"],
        ["S5", dt.date(2023, 2, 5), "小组", "#N/A"],
        ["S6", dt.date(2023, 2, 5), "小组", "#REF!"],
    ],
    "出席": [
        ["", "出席名单"],
        [],
        ["服务编号", "档案号", "是否出席", None, None],
        ["S1", "A1", "是", "？", "？"],
        ["S9", "A1", "是"],
        ["S8", "A1", "是"],
        ["S1", "B1", "是"],
        ["S1", "B2", "是"],
    ],
    "测量": [
        ["档案号", "量表", "时点", "小组", "题1", "题2", "题3", "题4", "题5", "题6", "题7", "总分", "测量日期"],
        ULS6,
        ["A1", "uls6", "后测", "甲组", 1, 2, 3, 4, 1, 2],
        ["A2", "uls6", "前测", "甲组", 1, 2, 3, 4, 1, 2],
        ["A3", "uls6", "前测", "甲组", 1, 2, 3, 4, 1, 2],
        ["A4", "uls6", "后测", "甲组", 1, 2, 3, 4, 1, 2],
        ["A5", "uls6", "后测", "甲组", 1, 2, 3, 4, 1, 2],
        ["A6", "uls6", "前测", "甲组", 1, 2, 3, 4, 1, 9],
        ["A6", "uls6", "后测", "甲组", 1, 2.5, 3, 4, 1, 1],
        ["A7", "uls6", "前测", "甲组", 1, 2, 3, 4, 1, 2, 3],
        ["A7", "uls6", "后测", "甲组", 1, 2, 3, 4, 1, 2, 3],
        ["A6", "barthel", "前测", "甲组", None, None, None, None, None, None, None, 30],
        ["A6", "barthel", "后测", "甲组", None, None, None, None, None, None, None, -5],
        ["A7", "barthel", "前测", "甲组"],
        ["A7", "barthel", "后测", "甲组"],
        ["A1", "uls6", "跟进一", "甲组", 1, 1, 1, 1, 1, 1],
        ["A1", "uls6", "跟进一", "甲组", 2, 2, 2, 2, 2, 2],
        ["A1", "uls66", "跟进一", "甲组", 1, 1, 1, 1, 1, 1],
        ["A1", "没有的量表", "跟进一", "甲组", 1, 1, 1, 1, 1, 1],
        ["A1", "sources", "前测", "甲组", 3, 8],
        ["A1", "sources", "后测", "甲组", 11, 15],
        ["A5", "uls6", "前测", "乙组", 1, 2, 3, 4, 1, 2],
        ["A5", "uls8", "后测", "乙组", *[None] * 7, 20],
        ["A2", "barthel", "前测", "丙组", *[None] * 7, 12],
        ["A2", "barthel", "后测", "丙组", *[None] * 7, 13],
        ["A1", "belonging", "前测", "丙组", *[None] * 7, 50, dt.date(2023, 6, 1)],
        ["A1", "belonging", "后测", "丙组", *[None] * 7, 60, dt.date(2023, 5, 1)],
        ["A2", "belonging", "前测", "丙组", *[None] * 7, 50, dt.date(2023, 6, 1)],
        ["A2", "belonging", "后测", "丙组", *[None] * 7, 60, dt.date(2023, 5, 1)],
        ["A3", "belonging", "前测", "丙组", *[None] * 7, 50, dt.date(2013, 5, 1)],
        ["A3", "belonging", "后测", "丙组", *[None] * 7, 60, dt.date(2013, 6, 1)],
    ],
    "满意度": [["服务方法", "服务方法", "总体满意度", "总体满意度", "题1", "题2"], ["个案", None, "满意", None, 8, 9]],
    "问卷发放": [["服务方法", None, "发放份数", None], ["个案", "全部询问", 10, 9]],
    "知晓度": [["站址"], ["是"]],
    "经费支出": [
        [None, None, None],
        ["支出类别", "预算", "支出"],
        ["人员", 100, 90],
        [None, None, 20],
        ["办公", None, 5],
    ],
    "基本信息": [["项目", "内容"], ["全年预算", 100], ["预算数", 100]],
    "文字说明": [
        ["章节", "内容"],
        ["一（一）项目背景", "无"],
        ["一（一）", "背景"],
        ["六（四）", "建议"],
        ["六（四）", "无"],
        ["一（三）", "无"],
    ],
    "项目": [["项目"], ["甲项目"]],
    "质性资料": [
        ["摘录", "主题", "同意引用", "项目", "对应量表", "人群"],
        ["一", "联系", "是", "乙项目", "没有的量表", "长者"],
        ["二", "联系", "是", "丙项目", "也没有", "长者"],
        ["三", "联 系", "是", "甲项目", "uls6", "长者"],
        ["四", "联系", "是", "甲项目", "uls6", "长　者"],
    ],
    "督导记录": [
        ["日期", "督导形式", "时数", "督导内容"],
        [dt.date(2023, 1, 5), "团体督导", 45047, "一"],
        [dt.date(2023, 2, 5), "团体督导", 500, "二"],
        [dt.date(2023, 2, 5), "团体督导", 2, "二"],
        [dt.date(2023, 2, 5), "团体督导", 2, "二"],
    ],
    "督查评估": [
        ["类别", "日期", "整改期限"],
        ["季度督查", dt.date(2023, 3, 1), dt.date(2023, 2, 1)],
        ["中期评估", dt.date(2023, 6, 1), dt.date(2023, 5, 1)],
    ],
    "需求调研": [["需求", "人群", "询问人数", "提出人数"], ["甲", "长者", 10, 11], ["乙", "长者", 10, 12]],
    "资源链接": [["资源名称", "折价"], ["甲", 1], ["乙", 2], ["丙", 3], ["丁", 6]],
    "合作": [["合作方", "联合活动数"], ["甲", 1], ["乙", 2], ["丙", 3], ["丁", 6]],
    "志愿者": [["志愿者编号"], [440106195001011234], [440106195001011239]],
    "目标": [],
    "工时约定": [["服务方法", "约定工时"]],
    "年度目标": [["目标编号", "预期目标"]],
    "资金链接": [["x"]],
    "我的草稿": [["x"]],
}  # fmt: skip
HIDDEN = {"督导记录": (3,), "合作": (2, 3)}
MERGED = {"问卷发放": ("A1:B1", "C1:D1"), "经费支出": ("A3:A4", "B4:B5")}

EXPECTED = {
    ("服务对象", "J1", "unknown_column"), ("服务对象", "K1", "unknown_column"),
    ("服务对象", "C3", "number_lost"), ("服务对象", "D3", "not_a_choice"), ("服务对象", "E3", "not_a_number"),
    ("服务对象", "H3", "not_a_date"), ("服务对象", "I3", "identifier_masked"),
    ("服务对象", "C4", "number_lost"), ("服务对象", "D4", "not_a_choice"), ("服务对象", "E4", "not_a_number"),
    ("服务对象", "G4", "not_a_flag"), ("服务对象", "H4", "not_a_date"), ("服务对象", "I4", "identifier_masked"),
    ("服务对象", "C5", "id_check_digit"), ("服务对象", "E5", "out_of_range"), ("服务对象", "G5", "not_a_flag"),
    ("服务对象", "H5", "date_impossible"),
    ("服务对象", "C6", "id_check_digit"), ("服务对象", "E6", "not_whole"), ("服务对象", "H6", "date_impossible"),
    ("服务对象", "A7", "empty_cell"), ("服务对象", "E7", "out_of_range"),
    ("服务对象", "A8", "empty_cell"), ("服务对象", "E8", "not_whole"),
    ("服务对象", "E9", "age_contradicts_id"), ("服务对象", "E10", "age_contradicts_id"),
    ("服务对象", "A11", "code_as_date"), ("服务对象", "A12", "code_as_date"),
    ("服务对象", "A13", "duplicate_key"), ("服务对象", "A14", "duplicate_key"),
    ("服务对象", "15", "total_row"), ("服务对象", "16", "total_row"),
    ("服务记录", "A3", "repeated_row"), ("服务记录", "A5", "repeated_row"),
    ("服务记录", "B4", "date_outside_year"), ("服务记录", "B5", "date_outside_year"),
    ("服务记录", "B6", "date_outside_year"),
    ("服务记录", "D6", "formula_without_value"), ("服务记录", "D7", "formula_without_value"),
    ("服务记录", "D8", "error_value"), ("服务记录", "D9", "error_value"),
    ("出席", "3", "header_not_first"), ("出席", "D3", "blank_header"), ("出席", "E3", "blank_header"),
    ("出席", "A5", "unmatched_service"), ("出席", "A6", "unmatched_service"),
    ("出席", "B7", "unmatched_client"), ("出席", "B8", "unmatched_client"),
    ("测量", "C4", "pre_without_post"), ("测量", "C5", "pre_without_post"),
    ("测量", "C6", "post_without_pre"), ("测量", "C7", "post_without_pre"),
    ("测量", "J8", "answer_out_of_range"), ("测量", "F9", "answer_out_of_range"),
    ("测量", "K10", "extra_item"), ("测量", "K11", "extra_item"),
    ("测量", "L12", "total_out_of_range"), ("测量", "L13", "total_out_of_range"),
    ("测量", "L14", "no_answer"), ("测量", "L15", "no_answer"),
    ("测量", "A16", "same_wave_twice"), ("测量", "A17", "same_wave_twice"),
    ("测量", "B18", "unknown_scale"), ("测量", "B19", "unknown_scale"),
    ("测量", "B22", "mixed_versions"), ("测量", "B23", "mixed_versions"),
    ("测量", "E20", "ticks_unreadable"), ("测量", "F20", "parts_unreadable"),
    ("测量", "E21", "ticks_unreadable"), ("测量", "F21", "parts_unreadable"),
    ("满意度", "B1", "duplicate_header"), ("满意度", "D1", "duplicate_header"),
    ("问卷发放", "A1", "merged_header"), ("问卷发放", "C1", "merged_header"), ("问卷发放", "1", "missing_column"),
    ("知晓度", "1", "missing_column"),
    ("经费支出", "2", "header_not_first"),
    ("经费支出", "A3", "merged_cells"), ("经费支出", "B4", "merged_cells"), ("经费支出", "A4", "empty_cell"),
    ("服务对象", "F4", "unknown_label"), ("服务对象", "F5", "unknown_label"),
    ("测量", "L24", "total_impossible"), ("测量", "L25", "total_impossible"),
    ("测量", "M27", "post_before_pre"), ("测量", "M29", "post_before_pre"),
    ("测量", "M30", "far_from_year"), ("测量", "M31", "far_from_year"),
    ("满意度", "E2", "rating_otherwise"), ("满意度", "F2", "rating_otherwise"),
    ("基本信息", "A2", "not_taken"), ("基本信息", "A3", "not_taken"),
    ("文字说明", "B2", "none_beside_words"), ("文字说明", "B5", "none_beside_words"),
    ("质性资料", "D2", "stands_nowhere"), ("质性资料", "D3", "stands_nowhere"),
    ("质性资料", "E2", "unknown_scale_named"), ("质性资料", "E3", "unknown_scale_named"),
    ("质性资料", "B4", "written_otherwise"), ("质性资料", "F5", "written_otherwise"),
    ("督导记录", "C2", "doubtful_size"), ("督导记录", "C3", "doubtful_size"),
    ("督导记录", "A4", "perhaps_twice"), ("督导记录", "A5", "perhaps_twice"),
    ("督导记录", "3", "hidden_rows"), ("合作", "2", "hidden_rows"),
    ("督查评估", "C2", "day_before"), ("督查评估", "C3", "day_before"),
    ("需求调研", "D2", "more_than_whole"), ("需求调研", "D3", "more_than_whole"),
    ("资源链接", "B5", "perhaps_sum"), ("合作", "B5", "perhaps_sum"),
    ("志愿者", "A2", "digits_lost"), ("志愿者", "A3", "digits_lost"),
    ("服务对象", "L1", "second_unread"), ("服务对象", "M1", "second_unread"),
    ("目标", "", "empty_sheet"), ("工时约定", "", "empty_sheet"),
    ("资金链接", "", "unknown_sheet"), ("我的草稿", "", "unknown_sheet"),
}  # fmt: skip
# Kinds of files of a station's own and of other programs: their tests stand with their modules.
OF_OWN_FILES = {
    FaultKind.FORMATS_NOT_READ, FaultKind.MAP_OUTDATED, FaultKind.COLUMNS_NOT_READ,
    FaultKind.SHEET_TWICE, FaultKind.ROWS_TWICE, FaultKind.SHEET_NOT_READ, FaultKind.LEFT_OUT,
    FaultKind.DAY_AMBIGUOUS, FaultKind.SESSION_UNKNOWN, FaultKind.NO_KNOWN_SHEET, FaultKind.BOOKS_NOT_READ,
}  # fmt: skip
# Kinds that need a workbook of their own: a needed sheet that is not there, and wide sheets of measurements.
OF_KEYS = FaultKind.TOTAL_AGAINST_ITEMS  # needs the scale's key, which these shapes lack
ELSEWHERE = {FaultKind.MISSING_SHEET, FaultKind.WIDE_INCONSISTENT, FaultKind.ITEM_COLUMNS_MISSING}
WIDE: dict[str, list[list[object]]] = {
    "测量": [
        ["档案号", "量表", "时点", *(f"pre_q{n}" for n in range(1, 6)), *(f"post_q{n}" for n in range(1, 5))],
        ["A1", "uls6", None, *[1] * 9],
        ["A2", "uls8", None, *[1] * 9],
    ]
}
EXPECTED_OF_WIDE = Counter(
    {
        ("服务记录", "", "missing_sheet"): 1,
        ("经费拨付", "", "missing_sheet"): 1,
        ("测量", "1", "wide_inconsistent"): 2,  # other items before than after; a column 时点 beside both
        ("测量", "1", "item_columns_missing"): 2,  # of 6 items and of 8
    }
)


def write(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value not in (None, ""):
                    sheet.cell(number, column, value)
        for row in HIDDEN.get(name, ()):
            sheet.row_dimensions[row].hidden = True
        for area in MERGED.get(name, ()):
            sheet.merge_cells(area)
    book.save(path)
    return path


@pytest.fixture
def report(tmp_path: Path, scales: dict[str, ScaleShape]) -> CheckReport:
    return check_file(write(tmp_path / "各类问题.xlsx", SHEETS), year=2023, scales=scales)


def test_exactly_the_planted_faults_are_reported(report: CheckReport) -> None:
    found = [(fault.sheet, fault.cell, fault.kind.value) for fault in report.faults]
    missing_columns = [entry for entry in found if entry[2] == "missing_column"]
    assert Counter(missing_columns) == {("知晓度", "1", "missing_column"): 4, ("问卷发放", "1", "missing_column"): 1}
    assert set(found) == EXPECTED
    assert len(found) == len(EXPECTED) + 3


def test_at_least_two_of_every_kind_are_among_them(report: CheckReport) -> None:
    counts = Counter(fault.kind for fault in report.faults)
    assert {kind for kind in FaultKind if counts[kind] < 2} == {*ELSEWHERE, OF_KEYS, *OF_OWN_FILES}


def test_the_other_kinds_are_reported_twice_each_from_a_workbook_of_their_own(
    tmp_path: Path, scales: dict[str, ScaleShape]
) -> None:
    path = write(tmp_path / "宽表.xlsx", WIDE)
    report = check_file(path, year=2023, scales=scales, needed=["services", "payments"])

    assert Counter((fault.sheet, fault.cell, fault.kind.value) for fault in report.faults) == EXPECTED_OF_WIDE
    assert {fault.kind for fault in report.faults} == ELSEWHERE


def test_a_total_that_the_answers_of_its_row_do_not_give_is_told(tmp_path: Path) -> None:
    rows = [
        [code, "gds15", "前测", *[1, 0, 0, 0, 1, 0, 1, *[0] * 8], total]
        for code, total in (("A1", 2), ("A2", 3), ("A3", 8))
    ]
    header = ["档案号", "量表", "时点", *(f"题{number}" for number in range(1, 16)), "总分"]
    report = check_file(write(tmp_path / "表.xlsx", {"测量": [header, *rows]}), scales=shapes(shipped_scales()))
    told = [one for one in report.faults if one.kind is OF_KEYS]
    assert [(one.cell, dict(one.details)["sum"]) for one in told] == [
        ("S3", "2"),
        ("S4", "2"),
    ]  # items 11, 13: no counts


def test_every_fault_says_in_chinese_where_what_and_what_to_do(report: CheckReport) -> None:
    language = Language("zh_CN")
    for fault in report.faults:
        sentence = language.say(fault.sentence())
        assert "各类问题.xlsx" in sentence
        assert fault.sheet in sentence
        assert fault.cell in sentence
        assert language.say(fault.expected) in sentence
        assert language.say(fault.remedy) in sentence
        assert "{" not in sentence


def test_no_fault_repeats_what_names_a_person(report: CheckReport) -> None:
    words = "\n".join(Language("zh_CN").say(line) for line in report.lines())
    for identifier in ("林一一", "赵二二", "11010519491231002", "440106195001011", "13800138000", "138 0013 8000"):
        assert identifier not in words


def test_levels_decide_whether_a_report_can_be_made(report: CheckReport) -> None:
    assert report.stops
    assert report.counts[Level.STOP] == sum(fault.level is Level.STOP for fault in report.faults)
    kept = {seen.name: (seen.rows, seen.counted) for seen in report.tables}
    assert kept["clients"] == (13, 9)
    assert kept["attendance"] == (5, 1)
