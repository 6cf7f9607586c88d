"""The account of rows at the end of a batch: a line for whoever left out much, and one for all the others."""

import pytest

from evaltoolkit.intake.checking.account import batch_lines
from evaltoolkit.model.results import SheetRows


def street(number, left):
    return f"街{number}", (SheetRows("services", rows=100, counted=100 - left, set_aside=left),)


@pytest.mark.parametrize("count", [1, 5])
def test_few_streets_are_named_with_the_rows_they_left_out(zh, count):
    (line,) = [zh.say(one) for one in batch_lines(street(number, 5) for number in range(count))]
    assert all(f"街{number}" in line for number in range(count))


def test_many_streets_are_counted_in_one_line_and_one_that_left_out_much_keeps_its_own(zh):
    lines = [zh.say(one) for one in batch_lines([street(1, 40), *(street(number, 5) for number in range(2, 26))])]
    assert len(lines) == 2
    assert lines[0].startswith("街1：")
    assert lines[1] == "另有 24 个街镇的 2400 行中 120 行没有计入；是哪些行，各份报告都写明。"
