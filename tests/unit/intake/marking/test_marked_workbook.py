"""The copy of a workbook with its faults on it."""

import io
import os

import openpyxl
import pytest
import xlsxwriter

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.marking.marked_workbook import free_name, mark_faults, marked_bytes, sheet_names
from evaltoolkit.intake.reading.workbook_reader import read_workbook

ORANGE, YELLOW, BLUE = "FFF4B084", "FFFFE699", "FFDDEBF7"


def write(path, sheets):
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        percent = book.add_format({"num_format": "0%"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    sheet.write(row, place, cell, *([percent] if cell == 0.85 else []))


def check(path):
    return check_workbook(read_workbook(path), year=2026, scales=shapes(shipped_scales()))


@pytest.fixture
def workbook(tmp_path):
    """A workbook with a fault of each level: a missing column, a bad number, a date outside the year."""
    path = tmp_path / "云城.xlsx"
    write(
        path,
        {
            "工时约定": [["服务方法"], ["个案"]],
            "经费支出": [["支出类别", "支出（万元）"], ["人员", "约五万"], ["=1+1", 3.5], ["@x", -1]],
            "资源链接": [["资源名称", "日期", "折价"], ["大米", "2020-01-01", 1.5]],
            "目标": [["指标编号", "实际完成值"], ["a", 0.85]],
        },
    )
    return path


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_each_faulty_cell_has_the_colour_of_its_level_and_the_sentence_beside_it(workbook):
    copy = opened(marked_bytes(check(workbook)))
    bad, far, lacking = copy["经费支出"]["B2"], copy["资源链接"]["B2"], copy["工时约定"]["A1"]
    assert [cell.fill.fgColor.rgb for cell in (bad, far, lacking)] == [YELLOW, BLUE, ORANGE]
    assert "数字" in bad.comment.text
    assert bad.value == "约五万"
    assert copy["经费支出"]["B3"].fill.fgColor.rgb == "00000000"


def test_the_first_sheet_lists_every_fault_with_its_place_reason_remedy_and_a_link_that_leads_there(workbook):
    checked = check(workbook)
    sheet = opened(marked_bytes(checked)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert sheet.title == "核对结果"
    assert len(rows) == len(checked.faults)
    assert rows[0][0] == "必须改"
    (bad,) = [row for row in rows if row[1:5] == ["经费支出", 2, "支出（万元）", "B2"]]
    assert "约五万" in bad[5]
    assert bad[6]
    links = {cell.hyperlink.location for row in sheet.iter_rows(min_row=6) for cell in row if cell.hyperlink}
    assert "'经费支出'!B2" in links


def test_the_copy_warns_that_it_holds_personal_data(workbook):
    sheet = opened(marked_bytes(check(workbook))).worksheets[0]
    assert "不要外传" in sheet["A3"].value


def test_the_copy_holds_no_live_formula_and_its_text_stays_text(workbook):
    copy = opened(marked_bytes(check(workbook)))
    cells = [cell for sheet in copy for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    cell = copy["经费支出"]["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert copy["经费支出"]["B4"].value == -1


def test_checking_the_copy_finds_the_same_faults_in_the_same_cells(workbook):
    first = check(workbook)
    copy = mark_faults(first, workbook)

    def places(checked):
        return [(fault.kind, fault.sheet, fault.cell, fault.found) for fault in checked.faults]

    assert places(check(copy)) == places(first)


def test_the_copy_is_never_written_over_anything(workbook):
    checked, before = check(workbook), workbook.read_bytes()
    first = mark_faults(checked, workbook)
    second = mark_faults(checked, workbook)
    assert [first.name, second.name] == ["云城_核对结果.xlsx", "云城_核对结果2.xlsx"]
    for out in (workbook, first):
        with pytest.raises(UserError) as raised:
            mark_faults(checked, workbook, out)
        assert raised.value.exit_code is ExitCode.ALREADY_EXISTS
    assert workbook.read_bytes() == before


def test_a_copy_of_a_copy_keeps_one_ending(workbook):
    copy = mark_faults(check(workbook), workbook)
    assert free_name(copy).name == "云城_核对结果2.xlsx"


def test_a_copy_that_is_no_xlsx_is_refused(workbook):
    with pytest.raises(UserError) as raised:
        mark_faults(check(workbook), workbook, workbook.with_suffix(".csv"))
    assert raised.value.exit_code is ExitCode.USAGE


def test_only_its_owner_reads_the_copy(workbook):
    if os.name == "nt":
        pytest.skip("Windows has no owner-only mode bits")
    assert mark_faults(check(workbook), workbook).stat().st_mode & 0o077 == 0


def test_a_folder_of_csv_files_becomes_one_workbook_beside_it(tmp_path):
    folder = tmp_path / "云城.2026"
    folder.mkdir()
    (folder / "经费支出.csv").write_text("支出类别,支出\n人员,约五万\n", encoding="utf-8")
    copy = mark_faults(check(folder), folder)
    assert copy.parent == tmp_path
    assert copy.name == "云城.2026_核对结果.xlsx"
    assert openpyxl.load_workbook(copy)["经费支出"]["B2"].fill.fgColor.rgb == YELLOW


def test_a_workbook_without_fault_gives_an_empty_list(tmp_path):
    path = tmp_path / "a.xlsx"
    write(path, {"经费支出": [["支出类别", "支出"], ["人员", 3]]})
    sheet = opened(marked_bytes(check(path))).worksheets[0]
    assert sheet.max_row == 5


def test_a_percentage_is_shown_as_one(workbook):
    assert opened(marked_bytes(check(workbook)))["目标"]["B2"].number_format == "0.##%"


def test_sheet_names_that_excel_refuses_get_another_and_stay_apart():
    names = sheet_names(["a/b", "a:b", "甲" * 40, "甲" * 41, "核对结果", "'x'"])
    assert len({name.lower() for name in names.values()}) == 6
    assert all(0 < len(name) <= 31 for name in names.values())
    assert "核对结果" not in names.values()


def test_the_same_workbook_gives_the_same_bytes(workbook):
    assert marked_bytes(check(workbook)) == marked_bytes(check(workbook))
