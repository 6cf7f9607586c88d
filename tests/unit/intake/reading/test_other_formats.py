"""Files of other programs give the cells that an .xlsx of the same rows gives, percentages and dates as shown."""

import random
from datetime import date, datetime

import openpyxl
import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook, report_of
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.compound_file import BrokenChainError, read_streams
from evaltoolkit.intake.reading.shared_strings import string_lengths
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from tests.other_formats import FormulaDay, Percent, Shared, ods_bytes, shared_strings, xls_bytes

TARGETS = [["指标编号", "年度指标值", "实际完成值"], ["a", Percent(0.85), "≥50个"], ["b", 52.0, Percent(1.0)]]
WRITERS = {"xls": xls_bytes, "et": xls_bytes, "ods": ods_bytes}


@pytest.fixture
def put(tmp_path):
    def write(ending, sheets, **settings):
        path = tmp_path / f"表.{ending}"
        path.write_bytes(WRITERS[ending](sheets, **settings))
        return path

    return write


@pytest.fixture
def checked():
    def run(path, year=2023):
        return check_workbook(read_workbook(path), year=year, scales=shapes(shipped_scales()))

    return run


def made_rows(seed):
    chance = random.Random(seed)  # noqa: S311
    kinds = (
        lambda: chance.choice(["个案", "低保、独居", " a", "12"]),
        lambda: chance.randrange(-5, 10_000) / 4,
        lambda: None,
    )
    return [[chance.choice(kinds)() for _ in range(6)] for _ in range(1 + seed % 30)] + [["末"] * 6]


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_rows_give_the_same_cells_in_every_format(put, tmp_path, ending):
    for seed in range(25):
        rows = made_rows(seed)
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "同.xlsx")

        plain = read_workbook(tmp_path / "同.xlsx").sheets[0].cells
        other = read_workbook(put(ending, {"表": rows})).sheets[0].cells
        assert other.to_numpy().tolist() == plain.to_numpy().tolist()
        assert other.index.tolist() == plain.index.tolist()


@pytest.mark.parametrize("ending", WRITERS)
def test_a_percentage_is_read_as_it_is_shown_in_every_format(put, checked, ending):
    table = checked(put(ending, {"目标": TARGETS})).tables["targets"].frame

    assert table["target"].tolist() == ["85%", "52"]
    assert table["actual"].tolist() == ["≥50个", "100%"]


def test_a_date_that_a_formula_works_out_is_a_date(put):
    sheet = read_workbook(put("xls", {"表": [["日期"], [FormulaDay(45047)]]})).sheets[0]

    day = sheet.cells.loc[2, 0]
    assert isinstance(day, date | datetime)
    assert (day.year, day.month, day.day) == (2023, 5, 1)


@pytest.mark.parametrize("ending", WRITERS)
def test_hidden_rows_are_said_and_count(put, checked, ending):
    rows = [["期次", "约定日期", "金额"], ["第一期", "2023-03-31", 96.0], ["第二期", "2023-06-30", 48.0]]
    report = report_of(checked(put(ending, {"经费拨付": rows}, hidden=[2])))

    assert [fault.row for fault in report.faults if fault.kind is FaultKind.HIDDEN_ROWS] == [3]
    assert [seen.counted for seen in report.tables] == [2]


def test_a_file_of_before_1997_says_that_its_formats_are_not_read(put, checked):
    content = xls_bytes({"经费拨付": []}, stream="Book")
    old = content.replace(b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x10\x00\x00\x05\x05\x00")
    path = put("xls", {"a": []})
    path.write_bytes(old)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "evaltoolkit.intake.reading.old_workbook.blocks", lambda *_: [("经费拨付", [["期次"], ["一"]], (0, 0))]
        )
        kinds = {fault.kind for fault in checked(path).faults}
    assert FaultKind.FORMATS_NOT_READ in kinds


def test_the_lengths_of_shared_strings_are_known_before_they_are_read():
    words = ["长" * 9_000, "短", "abc", "又长" * 600]  # the first goes on in two further records
    records = shared_strings(*words)
    parts, place = [], 0
    while place < len(records):
        length = int.from_bytes(records[place + 2 : place + 4], "little")
        parts.append(records[place + 4 : place + 4 + length])
        place += 4 + length

    assert string_lengths(parts) == [3 * len(word) for word in words]
    assert Shared(0).number == 0


def test_any_cut_of_a_compound_file_is_refused_or_read_and_never_a_crash():
    content = xls_bytes({"表": [["档案号", 1.0]] * 40})
    for end in range(0, len(content), 97):
        try:
            assert isinstance(read_streams(content[:end] + bytes(len(content) - end)), dict)
        except BrokenChainError:
            continue


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_too_many_sheets_are_told_as_such(put, ending, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SHEETS", 2)

    with pytest.raises(FileError) as refused:
        read_workbook(put(ending, {f"个案{n}": [["姓名"], ["甲"]] for n in range(3)}))
    assert "it has 3 sheets, and at most 2 are read" in str(refused.value)
