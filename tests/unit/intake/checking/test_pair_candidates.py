"""Pre-tests offered for a post-test without one, on the check's list and side by side in the marked copy."""

import io

import openpyxl
import pytest
import xlsxwriter

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.checking.pair_candidates import MOST_OFFERED, lone_waves, pair_offers
from evaltoolkit.intake.marking.marked_workbook import marked_bytes
from evaltoolkit.intake.marking.pair_sheet import PAIR_SHEET
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Language
from evaltoolkit.model.lone_waves import LoneWaves

HEADER = ["档案号", "姓名", "量表", "时点", "小组", "测量日期", "总分"]
# Excel's rows: the header is row 1.
ROWS = [
    ["A001", "禤甲", "uls6", "前测", "甲组", "2026-03-01", 15],  # 2, paired with 3
    ["A001", "禤甲", "uls6", "后测", "甲组", "2026-06-01", 12],  # 3
    ["A012", "禤乙", "uls6", "前测", "甲组", "2026-03-01", 16],  # 4, alone
    ["A021", "禤乙", "uls6", "后测", "甲组", "2026-06-01", 11],  # 5, alone: same name and group, code written wrongly
    ["B777", "禤丙", "uls6", "前测", "甲组", "2026-03-01", 17],  # 6, alone: same group, other person
    ["Q300", "禤丁", "uls6", "后测", "乙组", "2026-06-01", 10],  # 7, alone: same code as 8, other group
    ["Q300", "禤丁", "uls6", "前测", "丙组", "2026-03-01", 14],  # 8, alone
    ["A013", "禤戊", "gds15", "前测", "丁组", "2026-03-01", 9],  # 9, alone: another scale
    ["ZZZZ", "禤己", "uls6", "后测", "戊组", "2026-06-01", 8],  # 10, alone: nobody comes near
]


def checked(folder, rows, header=HEADER):
    path = folder / "云城.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("测量")
        for number, cells in enumerate([header, *rows]):
            sheet.write_row(number, 0, cells)
    return check_workbook(read_workbook(path), year=2026, scales=shapes(shipped_scales()))


@pytest.fixture
def offered(tmp_path):
    """Excel's rows of the candidates by that of the post-test."""

    def of(rows, header=HEADER):
        table = checked(tmp_path, rows, header).tables["measurements"]
        offers = pair_offers(table, lone_waves(table))
        return {int(table.rows[one.post]): [int(table.rows[place]) for place in one.pre] for one in offers}

    return of


def test_same_code_or_name_comes_first_then_the_group_then_codes_written_alike(offered):
    assert offered(ROWS) == {5: [4, 6], 7: [8], 10: []}


def test_without_names_and_groups_only_codes_written_alike_are_offered(offered):
    kept = [0, 2, 3, 5, 6]
    rows = [[row[place] for place in kept] for row in ROWS]
    assert offered(rows, [HEADER[place] for place in kept]) == {5: [4], 10: []}


def test_no_more_are_offered_than_a_person_can_compare(offered):
    many = [[f"M{number:03d}", f"禤{number}", "uls6", "前测", "甲组", "2026-03-01", 12] for number in range(20)]
    assert len(offered([*many, ["K900", "禤庚", "uls6", "后测", "甲组", "2026-06-01", 9]])[22]) == MOST_OFFERED


def test_among_thousands_only_the_same_code_name_or_group_is_looked_at(offered):
    many = [[f"A{number:03d}", f"禤{number}", "uls6", "前测", f"{number}组", "2026-03-01", 12] for number in range(400)]
    alike = ["A0001", "禤庚", "uls6", "后测", "别组", "2026-06-01", 9]
    known = ["K900", "禤7", "uls6", "后测", "别组", "2026-06-01", 9]
    assert offered([*many, alike, known]) == {402: [], 403: [9]}


def test_nothing_is_paired_and_nobody_is_offered_where_waves_are_complete(tmp_path):
    table = checked(tmp_path, ROWS[:2]).tables["measurements"]
    assert lone_waves(table) == LoneWaves((), ())
    assert PAIR_SHEET not in openpyxl.load_workbook(io.BytesIO(marked_bytes(checked(tmp_path, ROWS[:2])))).sheetnames


def test_the_list_of_faults_names_the_rows_and_never_a_code_or_a_name(tmp_path):
    found = [fault for fault in checked(tmp_path, ROWS).faults if fault.kind == "post_without_pre"]
    said = [Language().say(fault.sentence()) for fault in found]
    assert "第 4、6 行" in said[0]
    assert "第 8 行" in said[1]
    assert "最接近" not in said[2]
    assert not any(word in sentence for sentence in said for word in ("A012", "A021", "B777", "禤"))


def test_the_marked_copy_sets_both_side_by_side_with_a_link_to_each_row(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(marked_bytes(checked(tmp_path, ROWS))))
    sheet = book[PAIR_SHEET]
    assert book.sheetnames[:2] == ["核对结果", PAIR_SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == [
        "uls6", "5", "A021", "禤乙", "甲组", "2026-06-01", 11, "4", "A012", "禤乙", "甲组", "2026-03-01", 16
    ]  # fmt: skip
    assert [(row[1], row[7]) for row in rows] == [("5", "4"), ("5", "6"), ("7", "8")]
    assert sheet["B5"].hyperlink.location == "'测量'!A5"
    assert sheet["H5"].hyperlink.location == "'测量'!A4"


def test_a_marked_copy_that_is_checked_again_leaves_its_own_sheets_out(tmp_path):
    path = tmp_path / "copy.xlsx"
    path.write_bytes(marked_bytes(checked(tmp_path, ROWS)))
    again = check_workbook(read_workbook(path), year=2026, scales=shapes(shipped_scales()))
    assert "unknown_sheet" not in {fault.kind for fault in again.faults}
    assert openpyxl.load_workbook(io.BytesIO(marked_bytes(again))).sheetnames == ["核对结果", PAIR_SHEET, "测量"]
