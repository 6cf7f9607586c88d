from collections.abc import Callable
from pathlib import Path

import pytest

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from tests.checked_file import check_file

CLIENTS = "档案号,姓名,年龄\nA1,林一一,70\nA2,赵二二,七十\n"


def test_a_workbook_without_a_known_sheet_stops_and_names_the_sheets_it_has(check: Callable) -> None:
    report = check({"Sheet1": [["x"]]})
    assert [fault.kind.value for fault in report.faults] == ["no_known_sheet", "unknown_sheet"]
    assert "Sheet1" in report.faults[0].expected.english()
    assert report.stops


def test_a_needed_sheet_that_is_missing_stops(workbook: Callable, scales: dict[str, ScaleShape]) -> None:
    path = workbook({"服务对象": [["档案号"], ["A1"]]})
    report = check_file(path, year=2023, scales=scales, needed=("services", "clients"))
    assert [(fault.kind.value, fault.sheet) for fault in report.faults] == [("missing_sheet", "服务记录")]


def test_an_empty_cell_in_an_optional_column_is_no_fault(found: Callable) -> None:
    assert found({"服务对象": [["档案号", "性别", "年龄"], ["A1", None, None]]}) == []


def test_a_bad_value_in_an_optional_column_costs_the_value_and_not_the_row(
    workbook: Callable, scales: dict[str, ScaleShape]
) -> None:
    path = workbook({"服务对象": [["档案号", "年龄"], ["A1", "七十"]]})
    table = check_workbook(read_workbook(path), year=2023, scales=scales).tables["clients"]
    assert table.kept.tolist() == [True]
    assert table.frame["age"].isna().all()


def test_a_person_set_aside_on_the_roster_is_still_known_elsewhere(found: Callable) -> None:
    sheets = {
        "服务对象": [["档案号", "本年度是否服务"], ["A1", "是"], ["A1", "是"]],
        "出席": [["服务编号", "档案号", "是否出席"], ["S1", "A1", "是"]],
    }
    assert found(sheets) == [("repeated_row", "A3")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_folder_of_csv_is_read_in_every_usual_encoding(
    tmp_path: Path, scales: dict[str, ScaleShape], encoding: str
) -> None:
    (tmp_path / "服务对象.csv").write_bytes(CLIENTS.encode(encoding))
    (tmp_path / "服务记录.csv").write_bytes("服务编号,日期,服务方法,工时\nS1,2023/5/1,个案,2小时\n".encode(encoding))
    report = check_file(tmp_path, year=2023, scales=scales)
    assert [(fault.kind.value, fault.file, fault.cell) for fault in report.faults] == [
        ("not_a_number", "服务对象.csv", "C3")
    ]
    assert {seen.name: seen.rows for seen in report.tables} == {"clients": 2, "services": 1}


def test_a_folder_without_csv_and_a_missing_file_are_told_apart(tmp_path: Path, scales: dict[str, ScaleShape]) -> None:
    codes = []
    for path in (tmp_path, tmp_path / "没有.xlsx"):
        with pytest.raises(FileError) as refused:
            check_file(path, scales=scales)
        codes.append(refused.value.exit_code)
    assert codes == [ExitCode.FILE_NOT_A_WORKBOOK, ExitCode.FILE_MISSING]


def test_identity_numbers_in_scientific_notation_in_a_csv_have_lost_digits(
    tmp_path: Path, scales: dict[str, ScaleShape]
) -> None:
    (tmp_path / "服务对象.csv").write_text("档案号,身份证\nA1,4.40106E+17\n", encoding="utf-8")
    report = check_file(tmp_path, year=2023, scales=scales)
    assert [(fault.kind.value, fault.cell) for fault in report.faults] == [("number_lost", "B2")]


def test_a_percentage_in_a_target_cell_is_kept_as_it_is_shown(tmp_path: Path, scales: dict[str, ScaleShape]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目标"
    sheet.append(["指标编号", "年度指标值", "实际完成值"])
    sheet.append(["satisfaction", 0.85, "≥90%"])
    sheet.append(["hours", 1000, 0.5])
    sheet["B2"].number_format = "0%"
    book.save(tmp_path / "表.xlsx")
    table = check_workbook(read_workbook(tmp_path / "表.xlsx"), year=2023, scales=scales).tables["targets"]
    assert table.frame["target"].tolist() == ["85%", "1000"]
    assert table.frame["actual"].tolist() == ["≥90%", "0.5"]


def test_five_hundred_faults_of_one_sheet_are_all_reported(found: Callable) -> None:
    rows = [["服务编号", "日期", "服务方法", "工时"], *([f"S{n}", "2023-05-01", "个案", "约"] for n in range(500))]
    assert found({"服务记录": rows}) == [("not_a_number", f"D{n}") for n in range(2, 502)]


def test_the_age_by_the_identity_number_fills_a_missing_age(workbook: Callable, scales: dict[str, ScaleShape]) -> None:
    path = workbook({"服务对象": [["档案号", "身份证"], ["A1", "11010519491231002X"]]})
    table = check_workbook(read_workbook(path), year=2023, scales=scales).tables["clients"]
    assert table.frame["age"].tolist() == [74.0]
