"""Between the columns of a table the room is shared so that it is low, and no column gets less than it must have."""

import random

import pytest
from bs4 import BeautifulSoup

from evaltoolkit.reporting.handing.cell_lines import Line, lines_of, lowest, width_of
from evaltoolkit.reporting.handing.columns import grid_of, widths_of


def cell(html, kind="td"):
    return BeautifulSoup(f"<table><tr>{html}</tr></table>", "html.parser").find(kind)


def height(widths, rows):
    return sum(max(-(-width_of(line.words) // max(widths[at] - 2, 1)) for at, (line,) in row) for row in rows)


@pytest.mark.parametrize("seed", range(20))
def test_a_table_becomes_no_higher_and_keeps_its_width(seed):
    chance = random.Random(seed)  # noqa: S311
    count = chance.randint(2, 5)
    rows = [[(at, [Line("字" * chance.randint(1, 60))]) for at in range(count)] for _ in range(chance.randint(1, 9))]
    least = [chance.randint(6, 10) for _ in range(count)]
    before = [float(one + 80 / count) for one in least]
    after = lowest(before, least, rows)

    assert sum(after) == pytest.approx(sum(before))
    assert all(width >= needed for width, needed in zip(after, least, strict=True))
    assert height(after, rows) <= height(before, rows)


def test_a_column_of_few_words_gives_room_to_one_of_many():
    words = ("甲乙丙丁戊己庚辛壬癸" * 2, "很长的话" * 40)
    line = "".join(f"<td>{one}</td>" for one in words)
    widths = widths_of(grid_of(BeautifulSoup(f"<table><tr>{line}</tr></table>", "html.parser").find("table")), 9000)
    rows = [[(at, [Line(one)]) for at, one in enumerate(words)]]

    assert sum(widths) == 9000
    assert height([one / 105 for one in widths], rows) == min(height([one, 85 - one], rows) for one in range(10, 75))


def test_lines_are_those_that_the_page_shows():
    html = '<td class="num">4 <small class="detail">约定 5</small></td>'
    beneath = '<th>工时<small class="detail">≥5 → 4<br>按月</small><span class="bar"></span></th>'

    assert lines_of(cell(html)) == [Line("4 约定 5")]
    assert lines_of(cell(beneath, "th")) == [Line("工时"), Line("≥5 → 4", is_detail=True), Line("按月", is_detail=True)]
