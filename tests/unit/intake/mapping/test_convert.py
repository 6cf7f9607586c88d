"""What is read through a map is what stands there, and every message points at the station's own cell."""

from collections import Counter
from datetime import datetime

import pytest

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.checking.check import report_of
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.mapping.cells import as_numbers, is_ambiguous
from evaltoolkit.intake.mapping.maps import maps_of
from evaltoolkit.intake.mapping.options import option_cells
from evaltoolkit.intake.marking.marked_workbook import mark_faults
from evaltoolkit.intake.reading.workbook_reader import read_workbook


def test_a_fault_names_her_file_her_sheet_her_row_and_her_header(ledger, run, checked):
    run(ledger, yes=True)

    faults = [fault for fault in checked(ledger).faults if fault.kind is FaultKind.NOT_A_NUMBER]
    assert [(fault.file, fault.sheet, fault.cell, fault.header, fault.found) for fault in faults] == [
        ("服务台账.xlsx", "1月", "D6", "服务情况／时长", "很久"),
        ("服务台账.xlsx", "2月", "D6", "服务情况／时长", "很久"),
    ]


def test_the_marked_copy_has_her_sheets_with_the_faults_on_her_cells(project, ledger, run, checked):
    run(ledger, yes=True)
    copy = read_workbook(mark_faults(checked(ledger), ledger))

    assert [sheet.name for sheet in copy.sheets] == ["核对结果", "1月", "2月"]
    assert copy.sheets[1].cells.loc[6, 3] == "很久"


def test_every_row_is_read_or_counted_in_a_sentence(ledger, run, checked):
    run(ledger, yes=True)
    found = checked(ledger)
    kinds = Counter((fault.sheet, fault.kind) for fault in found.faults)

    for sheet in ("1月", "2月"):
        assert kinds[sheet, FaultKind.TOTAL_ROW] == 1
        assert kinds[sheet, FaultKind.NOT_A_NUMBER] == 1
    assert kinds["1月", FaultKind.COLUMNS_NOT_READ] == 1  # 序号, 备注: said once for all months
    (told,) = report_of(found).tables
    assert (told.rows, told.counted, told.set_aside) == (6, 4, 2)  # of 6 records 2 without hours
    assert found.tables["services"].frame["form"].dropna().tolist() == ["探访"] * 2  # casework, told apart


def test_what_she_says_has_no_place_is_counted_in_a_sentence(book, run, checked):
    days = [[f"2023-01-0{number}", method, 1] for number, method in enumerate(["个案"] * 3 + ["值班"], start=3)]
    rows = [["日期", "服务类型", "工时"], *days]
    path = book("台账.xlsx", {"1月": rows})
    assert run(path, "", "11") is ExitCode.OK  # 值班: not read
    found = checked(path)
    (left_out,) = [dict(fault.details) for fault in found.faults if fault.kind is FaultKind.LEFT_OUT]
    assert (left_out["value"], left_out["n"]) == ("值班", 1)
    (told,) = report_of(found).tables
    assert (told.rows, told.counted, told.set_aside) == (4, 3, 1)


def test_two_records_of_one_key_in_two_sheets_name_each_other(book, run, checked):
    rows = [["记录编号", "日期", "服务类型", "时长"], ["F1", "2023-01-03", "个案", 1]]
    path = book("服务台账.xlsx", {"1月": rows, "2月": [rows[0], ["F1", "2023-02-03", "个案", 2]]})
    run(path, yes=True)

    (fault,) = [fault for fault in checked(path).faults if fault.kind is FaultKind.DUPLICATE_KEY]
    assert (fault.sheet, fault.row) == ("2月", 2)
    assert dict(fault.details)["other"].english() == "2 of the sheet 1月"


def test_merged_words_hold_for_every_row_and_a_merged_figure_for_the_first(book, run, checked):
    rows = [["日期", "服务类型", "时长", "活动名称"], ["2023-01-03", "小组", 6, "一"], [None, None, None, "二"]]
    path = book("服务台账.xlsx", {"1月": rows}, ("A2:A3", "B2:B3", "C2:C3"))
    run(path, yes=True)

    table = checked(path).tables["services"].frame
    assert table["date"].tolist() == [datetime(2023, 1, 3)] * 2
    assert table["method"].tolist() == ["小组", "小组"]
    assert table["hours"].fillna(0).tolist() == [6.0, 0.0]


def test_a_day_written_as_a_number_is_read_in_its_order_and_said(book, run, checked):
    days = [3.1, 3.8, 3.1, 3.15, 3.2, 3.25]
    rows = [["2023年3月"], ["日期", "服务类型", "时长"], *([day, "个案", 1] for day in days)]
    path = book("服务台账.xlsx", {"3月": rows})
    run(path, yes=True)
    found = checked(path)

    assert [day.day for day in found.tables["services"].frame["date"]] == [1, 8, 10, 15, 20, 25]
    (fault,) = [fault for fault in found.faults if fault.kind is FaultKind.DAY_AMBIGUOUS]
    assert dict(fault.details)["n"] == 3
    assert [is_ambiguous(day) for day in days] == [True, False, True, False, True, False]


def test_days_of_a_text_file_are_numbers_unless_one_is_written_out():
    assert as_numbers(["3.1", "3.15"]) == [3.1, "3.15"]
    assert as_numbers(["3.1", "3.10"]) == ["3.1", "3.10"]


def test_a_day_alone_is_of_the_month_of_its_sheet(book, run, checked):
    rows = [["2023年台账"], ["日期", "服务类型", "时长"], [3, "个案", 1], ["12日", "个案", 1]]
    path = book("服务台账.xlsx", {"5月": rows})
    run(path, yes=True)

    days = checked(path).tables["services"].frame["date"].tolist()
    assert days == [datetime(2023, 5, 3), datetime(2023, 5, 12)]


def test_money_is_read_with_the_unit_of_its_title_its_header_or_its_cell(book, run, checked):
    pages = {
        "支出一": [["单位：元"], ["支出项目", "实际支出"], ["人员", 1_854_000], ["日常", "2万元"]],
        "支出二": [["支出项目", "实际支出（千元）"], ["督导", 50], ["培训", "１２，０００元"]],
    }
    path = book("经费支出.xlsx", pages)
    run(path, yes=True)

    assert checked(path).tables["spending"].frame["spent"].tolist() == [185.4, 2.0, 5.0, 1.2]


def test_options_of_a_question_are_yes_and_no_in_either_shape(book, run, checked):
    one = [["1、您知道社工站的哪些情况？"], ["站址┋服务内容"], ["求助渠道"], ["(跳过)"]]
    columns = ("站址", "服务内容", "社工人员名单", "求助渠道", "项目经费来源")
    each = [[f"1、您知道哪些？({name})" for name in columns], [1, 0, 0, 1, 1], [0, 0, 0, 0, 0]]
    path = book("知晓度调查.xlsx", {"分列": each})

    run(path, yes=True)
    table = checked(path).tables["awareness"].frame
    assert table["site"].tolist() == [True, False]
    assert table["funding"].tolist() == [True, False]
    assert option_cells([row[0] for row in one[1:]], "站址", []) == ["是", "否", None]


def test_answers_in_words_become_the_steps_of_the_scale(book, run, checked):
    heads = [["编号", "前测", *[None] * 5, "后测", *[None] * 5], [None, *range(1, 7), *range(1, 7)]]
    words = ["从不", "很少", "有时", "一直", "A", "4、一直"]
    heads[1] = [cell if cell is None else str(cell) for cell in heads[1]]
    path = book("前后测_六项孤独量表.xlsx", {"表": [*heads, ["A1", *words, *words[::-1]]]}, ("A1:A2", "B1:G1", "H1:M1"))
    run(path, yes=True)

    table = checked(path).tables["measurements"].frame
    items = [f"item_{number}" for number in range(1, 7)]
    assert table["wave"].tolist() == ["前测", "后测"]
    assert table[items].to_numpy().tolist() == [[1, 2, 3, 4, 1, 4], [4, 1, 4, 3, 2, 1]]


def test_a_name_stands_for_a_missing_number_only_if_a_person_says_so(book, run, checked):
    rows = [["姓名", "T1总分", "T2总分"], ["王芳", 12, 10], ["李强", 15, 9]]
    path = book("前后测_六项孤独量表.xlsx", {"表": rows})

    assert run(path, yes=True).name == "WORKBOOK_FAULTS"
    assert run(path, "", "1").name == "OK"
    assert sorted(checked(path).tables["measurements"].frame["client"]) == ["李强", "李强", "王芳", "王芳"]


@pytest.mark.parametrize(("typed", "best"), [("1", "5"), ("2", "1")])
def test_numbers_of_satisfaction_are_asked_about_and_never_guessed(book, run, checked, typed, best):
    heads = ["1、您参加的服务类型", "2、您对服务的总体满意度", "3、您对态度的满意程度"]
    rows = [heads, *(["小组", number, number] for number in (1, 2, 3, 4, 5))]
    path = book("满意度问卷.xlsx", {"Sheet1": rows})

    assert run(path, yes=True) is ExitCode.WORKBOOK_FAULTS
    assert run(path, "", typed) is ExitCode.OK
    table = checked(path).tables["satisfaction"].frame
    row = table.iloc[int(best) - 1]
    assert (row["overall"], row["item_1"]) == ("非常满意", 5.0)
    assert sorted(table["item_1"]) == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_answers_numbered_from_1_to_a_scale_from_0_are_asked_about(book, run, checked):
    heads = ["编号", *(f"T1_{item}" for item in range(1, 10)), *(f"T2_{item}" for item in range(1, 10))]
    path = book("前后测_PHQ-9.xlsx", {"表": [heads, *([f"A{row}", *[1, 2, 4] * 6] for row in range(3))]})

    assert run(path, yes=True) is ExitCode.WORKBOOK_FAULTS
    assert run(path, "", "2") is ExitCode.OK
    table = checked(path).tables["measurements"].frame
    assert table[["item_1", "item_2", "item_3"]].to_numpy().tolist() == [[0, 1, 3]] * 6


def test_the_name_of_a_file_is_no_answer_of_anybody(book, run, project):
    heads = ["1、您参加的服务类型", "2、您的感受如何？"]
    path = book("满意度问卷.xlsx", {"Sheet1": [heads, *([["小组", "很好"]] * 4)]})
    run(path, yes=True)

    assert maps_of(path, project) == ()


def test_a_question_with_words_between_is_the_whole_satisfaction(book, run, checked):
    heads = ["1、您参加的服务类型", "2、总体来说，您对社工站的服务满意吗？", "3、您对社工的态度满意吗？"]
    path = book("满意度问卷.xlsx", {"Sheet1": [heads, *([["小组", "比较满意", "非常满意"]] * 4)]})
    run(path, yes=True)

    table = checked(path).tables["satisfaction"].frame
    assert table["overall"].tolist() == ["满意"] * 4
    assert table["item_1"].tolist() == [5.0] * 4


@pytest.mark.parametrize("cut", ["440106199001010000", 440106199001011234, "4.40106199001011E+17"])
def test_an_identity_number_that_lost_digits_stops_where_it_is_a_persons_code_alone(book, run, checked, cut):
    rows = [["姓名", "身份证号", "人员类型"], ["某甲", cut, "低保"], ["某乙", "11010519491231002X", "低保"]]
    path = book("花名册.xlsx", {"名单": rows})
    run(path, yes=True)
    (fault,) = [fault for fault in checked(path).faults if fault.kind in (FaultKind.DIGITS_LOST, FaultKind.NUMBER_LOST)
                and fault.header == "身份证号" and fault.level is Level.STOP]  # fmt: skip
    assert fault.cell == "B2"
    coded = [["编号", *rows[0]], *([f"A{n}", *row] for n, row in enumerate(rows[1:]))]
    path = book("名册.xlsx", {"名单": coded})
    run(path, yes=True)
    assert [fault for fault in checked(path).faults if fault.level is Level.STOP] == []
