"""``map`` proposes, shows, asks and remembers; nothing is taken over that nobody confirmed."""

import openpyxl
import pytest
import yaml

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.checking.roster import people_of
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.files.digest import map_file
from evaltoolkit.intake.mapping.maps import maps_of, read_data
from evaltoolkit.intake.mapping.sheet_map import mark_of
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from tests.other_formats import ods_bytes, xls_bytes
from tests.unit.intake.mapping.conftest import FEBRUARY, LEDGER, MERGES

NAMES = ["欧阳春晓", "司马长风", "王建国", "李秀英", "张桂兰", "刘玉梅"]
ROSTER = [
    ["姓名", "身份证号", "联系电话", "对象类别", "来自IP"],
    *([name, f"11010519491231002{n}", f"1380013800{n}", "低保独居", f"10.0.0.{n}"] for n, name in enumerate(NAMES)),
]


def stored_maps(project, path):
    return yaml.safe_load(map_file(path, project.root).read_text(encoding="utf-8"))["files"]


def test_a_complete_proposal_is_taken_with_yes_and_read_from_then_on(project, ledger, run, checked):
    assert run(ledger, yes=True) is ExitCode.OK
    table = checked(ledger).tables["services"]

    assert table.frame["method"].tolist() == ["个案", "个案", "小组"] * 2
    assert stored_maps(project, ledger)[0]["sheets"] == ["1月", "2月"]


def test_without_a_confirmation_nothing_is_written_and_nothing_is_read(project, ledger, run, checked):
    assert run(ledger) is ExitCode.WORKBOOK_FAULTS
    assert maps_of(ledger, project) == ()
    assert checked(ledger).tables == {}


def test_a_map_that_leaves_something_open_is_not_taken_with_yes(project, book, run):
    path = book("服务台账.xlsx", {"1月": [["日期", "服务类型", "人次"], ["2023-01-03", "个案", 1]]})

    assert run(path, yes=True) is ExitCode.WORKBOOK_FAULTS
    assert "工时" in run.said
    assert maps_of(path, project) == ()


def test_a_sheet_that_no_table_fits_is_left_open(project, book, run):
    path = book("杂.xlsx", {"表": [["天气", "心情"], ["晴", "好"], ["雨", "坏"]]})

    assert run(path, yes=True) is ExitCode.WORKBOOK_FAULTS
    assert maps_of(path, project) == ()


def test_a_person_changes_a_column_and_closes_what_is_open(project, book, run, checked):
    rows = [["日期", "服务类型", "小时"], *([["2023-01-03", "个案", 1.5]] * 3), ["2023-01-04", "值班", 1]]
    path = book("服务台账.xlsx", {"1月": rows})

    assert run(path, "2", "1", "2", "4", "", "11") is ExitCode.OK  # 2: not read; 2: 服务方法; Enter; 值班: not read
    entry = stored_maps(project, path)[0]
    assert entry["columns"]["服务类型"] == "服务方法"
    assert entry["values"] == {"服务方法": {"值班": "不读入"}}
    assert checked(path).tables["services"].frame["hours"].tolist() == [1.5] * 3


def test_leaving_for_later_keeps_nothing(project, ledger, run):
    assert run(ledger, "q") is ExitCode.WORKBOOK_FAULTS
    assert maps_of(ledger, project) == ()


def test_it_asks_nothing_while_the_headers_stay_the_same(project, ledger, book, run, checked):
    run(ledger, yes=True)
    more = [*LEDGER, [4, "1.20", "社区", 5, 30, None]]
    book("服务台账.xlsx", {"1月": LEDGER, "2月": FEBRUARY, "3月": more}, MERGES)

    assert len(checked(ledger).tables["services"].frame) == 10  # the new month is read like the others
    assert run(ledger) is ExitCode.OK
    assert stored_maps(project, ledger)[0]["sheets"] == ["1月", "2月", "3月"]


def test_a_changed_header_stops_the_reading_and_is_asked_again(project, ledger, book, run, checked):
    run(ledger, yes=True)
    changed = [[("服务分类" if cell == "服务类型" else cell) for cell in row] for row in LEDGER]
    book("服务台账.xlsx", {"1月": changed}, MERGES)

    (fault,) = [fault for fault in checked(ledger).faults if fault.level is Level.STOP]
    assert fault.kind is FaultKind.MAP_OUTDATED
    assert (fault.file, fault.sheet, fault.row) == ("服务台账.xlsx", "1月", 3)
    assert run(ledger) is ExitCode.WORKBOOK_FAULTS


def test_the_form_is_filled_in_where_there_is_no_keyboard(project, book, run, checked):
    rows = [["日期", "服务类型", "小时"], *([["2023-01-03", "个案", 1.5]] * 3), ["2023-01-04", "值班", 1]]
    path = book("服务台账.xlsx", {"1月": rows})
    run(path)
    form = project.private / "maps" / "服务台账_对照表.xlsx"
    filled = openpyxl.load_workbook(form)
    for row in filled["对照"].iter_rows(min_row=2):
        if row[4].value == "值班":
            row[6].value = "不读入"
    filled.save(form)

    assert run(path, form=form) is ExitCode.OK
    assert checked(path).tables["services"].frame["hours"].tolist() == [1.5] * 3


def test_a_form_holds_for_its_sheets_when_others_were_confirmed_before(project, book, run, checked):
    open_rows = [["日期", "服务类型", "小时"], *([["2023-01-03", "个案", 1.5]] * 3), ["2023-01-04", "值班", 1]]
    path = book("服务台账.xlsx", {"名单": ROSTER, "台账": open_rows})
    run(path, yes=True)
    assert [entry["table"] for entry in stored_maps(project, path)] == ["服务对象"]
    form = project.private / "maps" / "服务台账_对照表.xlsx"
    filled = openpyxl.load_workbook(form)
    for row in filled["对照"].iter_rows(min_row=2):
        if row[4].value == "值班":
            row[6].value = "不读入"
    filled.save(form)

    assert run(path, form=form) is ExitCode.OK
    assert [entry["table"] for entry in stored_maps(project, path)] == ["服务对象", "服务记录"]


def test_neither_the_map_nor_what_is_shown_names_anybody(project, book, run):
    path = book("花名册.xlsx", {"名单": ROSTER, "欧阳春晓": ROSTER})
    run(path, "", "")

    kept = map_file(path, project.root).read_text(encoding="utf-8")
    for part in (*NAMES, "110105", "13800", "10.0.0"):
        assert part not in kept
        assert part not in run.said
    assert mark_of("欧阳春晓") in kept


def test_a_word_that_is_a_name_is_never_a_choice_of_the_map(project, book, run, checked):
    rows = [["日期", "服务类型", "时长"], *([["2023-01-03", "个案", 1.5]] * 3), ["2023-01-04", "王建国", 1]]
    path = book("服务台账.xlsx", {"1月": rows, "名单": ROSTER})
    run(path, yes=True)

    assert "王建国" not in map_file(path, project.root).read_text(encoding="utf-8")
    assert [fault.sheet for fault in checked(path).faults if fault.kind is FaultKind.NOT_A_CHOICE] == ["1月"]


def test_a_header_that_is_a_name_makes_no_map(project, book, run):
    rows = [["日期", *NAMES], *([f"2023-01-0{day}", *["√"] * 6] for day in range(1, 6))]
    path = book("签到.xlsx", {"签到": rows, "名单": ROSTER})
    run(path, yes=True)

    assert not any("王建国" in str(each) for each in maps_of(path, project))


@pytest.mark.parametrize("spoiled", ["files: [{file: 1}]", "files: ]", "工时: 3", "服务类型: 服务方发"])
def test_a_map_that_was_spoiled_by_hand_is_a_sentence(project, ledger, run, spoiled):
    run(ledger, yes=True)
    file = map_file(ledger, project.root)
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("服务类型: 服务方法", spoiled) if "方发" in spoiled else spoiled, encoding="utf-8")

    with pytest.raises(FileError) as refused:
        read_data(ledger, project)
    assert refused.value.exit_code is ExitCode.FILE_BROKEN


def test_a_workbook_of_our_own_needs_no_map(project, book, run):
    path = book("表.xlsx", {"服务记录": [["服务编号", "日期", "服务方法", "工时"], ["F1", "2023-01-03", "个案", 1]]})

    assert run(path) is ExitCode.OK
    assert maps_of(path, project) == ()


def test_sheets_that_are_no_months_are_asked_about_one_by_one(project, book, run, checked):
    rows = [["日期", "主题", "时长"], *([["2023-01-03", "一", 1]] * 3)]
    path = book("服务台账.xlsx", {"个案": rows, "小组": rows})

    assert run(path, yes=True) is ExitCode.OK
    assert [entry["constants"]["服务方法"] for entry in stored_maps(project, path)] == ["个案", "小组"]
    assert checked(path).tables["services"].frame["method"].tolist() == ["个案"] * 3 + ["小组"] * 3


def test_a_sheet_that_repeats_the_others_is_left_to_a_person_and_said(project, book, run, checked):
    rows = [["日期", "服务类型", "时长"], *([f"2023-01-0{day}", "个案", day] for day in range(1, 6))]
    path = book("服务台账.xlsx", {"1月": rows, "全年汇总": rows})

    assert run(path, yes=True) is ExitCode.WORKBOOK_FAULTS
    assert [each.sheets for each in maps_of(path, project)] == [("1月",)]
    assert run(path, "t", "7", "") is ExitCode.OK  # she says that it is 服务记录 too
    (fault,) = [fault for fault in checked(path).faults if fault.kind is FaultKind.ROWS_TWICE]
    assert (fault.sheet, fault.level, dict(fault.details)["n"]) == ("全年汇总", Level.STOP, 5)


def test_a_needed_column_is_chosen_from_those_that_are_there(project, book, run, checked):
    rows = [["日期", "服务类型", "用了多久"], *([["2023-01-03", "个案", 1.5]] * 3)]
    path = book("服务台账.xlsx", {"1月": rows})

    assert run(path, "", "1") is ExitCode.OK
    assert checked(path).tables["services"].frame["hours"].tolist() == [1.5] * 3


@pytest.mark.parametrize("ending", ["xls", "et", "ods", "csv"])
def test_a_ledger_is_read_alike_in_every_format_with_and_without_merged_cells(project, ledger, run, checked, ending):
    run(ledger, yes=True)
    path = project.root / "data" / f"1月服务台账.{ending}"
    if ending == "csv":
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in LEDGER]
        path.write_bytes("\n".join(lines).encode("gb18030"))
    else:
        path.write_bytes((ods_bytes if ending == "ods" else xls_bytes)({"1月": LEDGER}))
    assert run(path, yes=True) is ExitCode.OK

    proper, other = checked(ledger).tables["services"].frame, checked(path).tables["services"].frame
    columns = ["date", "method", "participants"]
    assert other[columns].to_numpy().tolist() == proper[columns].iloc[:3].to_numpy().tolist()


def test_the_year_of_a_map_is_fixed_when_it_is_confirmed(project, book, run, checked):
    rows = [["日期", "服务类型", "工时"], *([f"2023-01-0{day}", "个案", 1] for day in (3, 4, 5))]
    path = book("台账.xlsx", {"1月": rows})
    assert run(path, yes=True) is ExitCode.OK
    assert stored_maps(project, path)[0]["year"] == 2023
    book("台账.xlsx", {"1月": rows, "3月": [rows[0], ["3月5日", "个案", 1]]})
    assert checked(path).tables["services"].frame["date"].dt.year.tolist() == [2023] * 4


def test_a_map_of_last_year_is_not_applied_to_a_file_that_says_this_year(project, book, run, checked):
    rows = [["日期", "服务类型", "工时"], *([f"3月{day}日", "个案", 1] for day in (5, 6, 7))]
    path = book("台账.xlsx", {"1月": [["2023年服务台账"], *rows]})
    assert run(path, yes=True) is ExitCode.OK
    assert len(checked(path).tables["services"].frame) == 3
    book("台账.xlsx", {"1月": [["2024年服务台账"], *rows]})
    result = checked(path, 2024)
    assert result.tables == {}
    assert [fault.kind for fault in result.faults if fault.level is Level.STOP] == [FaultKind.MAP_OUTDATED]
    assert run(path, yes=True) is ExitCode.OK
    assert checked(path, 2024).tables["services"].frame["date"].dt.year.tolist() == [2024] * 3


def test_the_example_row_of_the_entry_workbook_heads_no_names(book, checked):
    rows = [["服务编号", "日期", "服务方法", "负责社工", "工时"],
            ["示例：F0001", "2023-03-15", "小组", "（姓名）", 4.5],
            ["F1", "2023-03-15", "小组", None, 2]]  # fmt: skip
    path = book("表.xlsx", {"服务记录": rows})
    assert people_of(read_workbook(path)).names == frozenset()
    assert checked(path).tables["services"].frame["hours"].tolist() == [2]


def test_a_folder_of_several_files_says_what_is_being_done_before_it_is(project, book, run):
    for name in ("台账1.xlsx", "台账2.xlsx"):
        path = book(name, {"1月": [["日期", "服务类型", "小时"], *([["2023-01-03", "个案", 1.5]] * 3)]})
    run(path.parent, yes=True)
    lines = run.said.splitlines()
    assert lines[0] == "正在读取 2 个文件……"
    assert lines[1].startswith("已读取 2 个工作表")
    run(path, yes=True)
    assert "正在读取" not in run.said
