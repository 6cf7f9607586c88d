"""What the check says of each sheet's rows adds up: counted, set aside, of another year, not used."""

import datetime as dt
import json

import pytest

from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.storing.store import QUALITY_FILE, read_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.language import Language
from evaltoolkit.model.results import SheetRows, sheet_rows
from evaltoolkit.model.workbook import TABLES
from tests.checked_file import check_file

NOW, BEFORE, LATER = dt.date(2023, 5, 1), dt.date(2022, 5, 1), dt.date(2024, 5, 1)
SHEETS = {
    "服务对象": [["档案号", "性别", "建档日期"], ["A1", "女", BEFORE], ["A2", None, LATER], ["A3", None, None], ["A3"]],
    "服务记录": [
        ["服务编号", "日期", "服务方法", "工时"],
        ["S1", NOW, "个案", 2], ["S2", BEFORE, "个案", 2], ["S3", LATER, "小组", "约"], ["S4", NOW, "小组", "约"],
    ],
    "出席": [["服务编号", "档案号", "是否出席"], ["S1", "A1", "是"], ["S2", "A1", "是"], ["S9", "A1", "是"]],
    "经费拨付": [["期次", "约定日期", "金额"], ["一", BEFORE, 1], ["二", NOW, 1]],
    "年度目标": [["目标编号", "年度", "预期目标"], ["M1", 2023, "甲"], ["M1", 2022, "甲"], ["M2", 2020, "乙"]],
    "基本信息": [["项目", "内容"], ["项目名称", "社工站"], ["联络地点", "某处"]],
    "文字说明": [["章节", "内容"], ["一（一）项目背景", "为长者设立。"], ["第九章", "多写的一章。"]],
}  # fmt: skip


@pytest.fixture
def report(workbook, scales):
    return check_file(workbook(SHEETS), year=2023, scales=scales)


def test_what_counts_is_set_aside_of_another_year_and_not_used_adds_up_to_the_rows_given(report):
    found = {
        seen.name: (seen.rows, seen.counted, seen.set_aside, seen.other_year, seen.not_used) for seen in report.tables
    }
    assert found == {
        "clients": (4, 2, 1, 1, 0),
        "services": (4, 1, 2, 1, 0),
        "attendance": (3, 1, 1, 1, 0),
        "payments": (2, 1, 0, 1, 0),
        "goals": (3, 2, 0, 1, 0),
        "basics": (2, 1, 0, 0, 1),
        "commentary": (2, 1, 0, 0, 1),
    }
    assert all(rows == sum(parts) for rows, *parts in found.values())


def test_every_date_outside_the_year_is_remarked_on_at_its_cell_whatever_the_sheet(report):
    found = {(fault.sheet, fault.cell) for fault in report.faults if fault.kind.value == "date_outside_year"}
    assert found == {
        ("服务对象", "C3"), ("服务记录", "B3"), ("服务记录", "B4"), ("经费拨付", "B2"), ("年度目标", "B4"),
    }  # fmt: skip


def test_the_check_says_of_each_sheet_what_becomes_of_its_rows(report):
    lines = [Language("zh_CN").say(line) for line in report.lines()]
    assert "服务记录：共 4 行，计入 1 行，先搁置 2 行，其他年度 1 行（日期不在 2023 年）。" in lines
    assert "文字说明：共 2 行，计入 1 行，本报告未用到 1 行。" in lines
    assert not [line for line in lines if "没有说明评价年度" in line]


def test_a_given_column_that_the_report_does_not_use_is_named(report):
    lines = [Language("zh_CN").say(line) for line in report.lines()]
    (line,) = [line for line in lines if line.startswith("服务对象：")]
    assert line.endswith("已读入，本报告未用到的列：性别。")
    assert [seen.name for seen in report.tables if seen.unused] == ["clients"]


def test_a_column_without_entries_is_not_named_as_unused(workbook, scales):
    report = check_file(workbook({"服务对象": [["档案号", "性别"], ["A1", None]]}), year=2023, scales=scales)
    assert report.tables[0].unused == ()


def test_without_a_year_that_of_most_records_is_taken_and_the_check_says_so(workbook, report, scales):
    without = check_file(workbook(SHEETS), scales=scales)
    assert without.tables == report.tables
    (line,) = [said for line in without.lines() if "没有说明评价年度" in (said := Language("zh_CN").say(line))]
    assert "2023" in line


def test_the_stored_quality_says_the_same_as_the_check(workbook, report, tmp_path):
    (tmp_path / "parameters").mkdir()
    clean = {name: rows for name, rows in SHEETS.items() if name != "服务对象"}
    project = Project(tmp_path)
    folder = project.tables / take_in(workbook(clean), project=project, year=2023)
    wanted = {seen.name: seen for seen in report.tables}
    stored = read_store(folder).quality.sheets
    assert {seen.name for seen in stored} == set(wanted) - {"clients"}
    assert all(seen == wanted[seen.name] for seen in stored)


def test_a_store_of_an_earlier_version_is_read_as_saying_nothing_of_rows(workbook, tmp_path):
    (tmp_path / "parameters").mkdir()
    project = Project(tmp_path)
    folder = project.tables / take_in(workbook({"经费拨付": SHEETS["经费拨付"]}), project=project, year=2023)
    content = json.loads((folder / QUALITY_FILE).read_text(encoding="utf-8"))
    assert content.pop("sheets")
    (folder / QUALITY_FILE).write_text(json.dumps(content), encoding="utf-8")
    assert read_store(folder).quality.sheets == ()


def test_what_a_file_says_of_rows_comes_back_the_same():
    said = {"name": "goals", "rows": 3, "counted": 2, "other_year": 1, "unused": ["佐证材料"]}
    assert sheet_rows([said]) == (SheetRows("goals", 3, 2, 0, 1, 0, ("佐证材料",)),)


def test_every_sheet_that_is_dated_is_among_those_whose_rows_of_other_years_are_told(workbook, scales):
    """Every dated sheet, each with one record of the year after: none of them counts."""
    sheets = {}
    for spec in TABLES:
        if spec.dated and not spec.column(spec.dated).refers:
            cells = {
                column.header: _cell(spec, column)
                for column in spec.columns
                if column.required or column.name == spec.dated
            }
            sheets[spec.sheet] = [list(cells), list(cells.values())]
    report = check_file(workbook(sheets), year=2023, scales=scales)
    assert len(report.tables) == len(sheets) > 10
    assert {seen.name: (seen.counted, seen.other_year) for seen in report.tables} == dict.fromkeys(
        (spec.name for spec in TABLES if spec.sheet in sheets), (0, 1)
    )


def _cell(spec, column):
    if column.name == spec.dated:
        return 2024 if column.header == "年度" else LATER
    return column.choices[0] if column.choices else "是" if column.kind.value == "flag" else 1


def test_an_answer_that_a_later_one_of_the_same_person_replaces_is_told_as_not_used(check):
    people = [["档案号"], ["A1"], ["A2"]]
    head = ["档案号", "服务方法", "受访者类型", "总体满意度", "填写日期"]
    answers = [["A1", "个案", "服务对象", "满意", "2023-03-01"], ["A1", "个案", "服务对象", "一般", "2023-09-01"],
               ["A1", "小组", "服务对象", "满意", "2023-09-01"], [None, "个案", "服务对象", "满意", "2023-09-01"],
               [None, "个案", "服务对象", "满意", "2023-09-01"]]  # fmt: skip
    told = next(
        seen for seen in check({"服务对象": people, "满意度": [head, *answers]}).tables if seen.name == "satisfaction"
    )

    assert (told.rows, told.counted, told.not_used) == (5, 4, 1)
