"""What the check says on the screen: few lines, each kind with its cells, must-fix last."""

import random

import pytest

from evaltoolkit.intake.checking.check import CheckReport, report_of
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.faults.told import grouped
from evaltoolkit.language import Language
from tests.planted_corruptions import KINDS, YEAR, Book, check, street

OF_WHOLE_SHEETS = {"blank_workbook", "unbalanced_quote", "sheet_in_two_parts", "sheet_named_with_a_blank"}
MOST = 30


@pytest.fixture(scope="module")
def messy() -> CheckReport:
    """Return the check of a small station with a dozen of every kind, 48 times 个案工作 and two must-fix kinds."""
    own = street("云城街道", 0)
    book = Book(own.sheets, random.Random(7))  # noqa: S311
    for kind in sorted(KINDS.keys() - OF_WHOLE_SHEETS):
        for _ in range(12):
            KINDS[kind](book)
    for row in book.filled("服务记录", "服务方法")[:48]:
        book.put("服务记录", "服务方法", row, "个案工作")
    for row in book.filled("测量", "量表")[:5]:
        book.put("测量", "量表", row, "没有的量表")
    book.put("满意度", "题2", 1, "题1")
    return report_of(check(book.raw(), YEAR, own.people))


def test_a_messy_small_station_reads_at_most_thirty_lines(messy):
    lines = [Language("zh_CN").say(line) for line in messy.lines()]
    assert len(messy.faults) > 200
    assert len(lines) <= MOST
    assert all("{" not in line for line in lines)


def test_the_same_wrong_word_in_many_cells_is_one_line_with_its_cells(messy):
    lines = [Language("zh_CN").say(line) for line in messy.lines()]
    (line,) = [line for line in lines if "个案工作" in line]
    assert "48" in line
    assert "服务方法" in line


def test_what_must_be_put_right_is_all_told_and_comes_last(messy):
    lines = [Language("zh_CN").say(line) for line in messy.lines()]
    levels = [line.split("】")[0] for line in lines if line.startswith("【")]
    assert levels[-3:] == ["【必须改"] * 3
    assert levels.count("【必须改") == 3
    assert "没有计入" in lines[-2]  # the account in one sentence stands before the last line


@pytest.mark.parametrize("level", Level)
def test_every_fault_is_in_exactly_one_group(messy, level):
    faults = [fault for fault in messy.faults if fault.level is level]
    assert sorted(map(str, (fault for group in grouped(faults) for fault in group.faults))) == sorted(map(str, faults))


def test_a_group_does_not_say_of_all_what_holds_of_one():
    rows = [
        Fault(FaultKind.REPEATED_ROW, "表.xlsx", "出席", row, "A", "服务编号", details=(("other", row - 1),))
        for row in (5, 9)
    ]
    (group,) = grouped(rows)
    said = Language("zh_CN").say(group.sentence())
    assert "第 4 行" not in said
    assert "A5、A9" in said
