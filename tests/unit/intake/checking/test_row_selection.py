"""Which rows of a sheet are records."""

import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook, as_cells


def partners(*names):
    """The sheet 合作 with those partners, one a row, from row 2."""
    cells = as_cells([["合作方", "联合活动数"], *([name, 3.0] for name in names)])
    raw = RawWorkbook("某站.xlsx", (RawSheet("合作", cells, "某站.xlsx"),), "")
    return check_workbook(raw, year=2026, scales=shapes(shipped_scales()))


@pytest.mark.parametrize(
    "first", ["示例：某社区居委会", "示例:甲", "示例", "示例行", " 示例 ：甲", "（示例）甲", "【示例】", "[示例] 甲"]
)
def test_a_row_that_begins_with_the_mark_of_an_example_is_left_out_without_a_word(first):
    found = partners(first, "甲居委会")
    assert found.tables["partners"].frame["partner"].tolist() == ["甲居委会"]
    assert found.faults == ()


@pytest.mark.parametrize("name", ["示例商会", "示例一社区居委会", "邻里互助会（示例）"])
def test_a_name_that_only_contains_the_word_is_a_record(name):
    assert partners(name).tables["partners"].frame["partner"].tolist() == [name]
