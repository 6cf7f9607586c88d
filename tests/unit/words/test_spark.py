"""The lines of the first screen: where a stretch begins and how long it is, worked by hand."""

import pytest

from evaltoolkit.findings.rows import Row
from evaltoolkit.words.front import front_page
from evaltoolkit.words.highlights import findings, points_to_watch
from evaltoolkit.words.spark import Spark, spark_of_change, spark_of_share


@pytest.mark.parametrize(
    ("part", "whole", "length"),
    [(0, 4, 0), (1, 4, 25), (9575.5, 9600, 99), (9600, 9600, 100), (12000, 9600, 100), (-1, 4, 0)],
)
def test_a_share_is_full_only_where_the_whole_is_reached(part, whole, length):
    assert spark_of_share(part, whole) == Spark(0, length)


@pytest.mark.parametrize(("part", "whole"), [(None, 4), (1, None), (1, 0), (1, -2)])
def test_an_open_share_has_no_line(part, whole):
    assert spark_of_share(part, whole) is None


# The axis reaches 1.1 times the further end: 50 + 50 × 2 ÷ 4.4 = 72.7 and 50 + 50 × 4 ÷ 4.4 = 95.5.
@pytest.mark.parametrize(
    ("low", "high", "better", "line"),
    [
        (2.0, 4.0, 1, Spark(73, 22, has_zero=True)),
        (-4.0, -2.0, -1, Spark(73, 22, has_zero=True)),
        (-4.0, -2.0, 1, Spark(5, 22, has_zero=True)),
        (3.99, 4.0, 1, Spark(95, 5, has_zero=True)),
    ],
)
def test_an_interval_lies_to_the_right_of_0_where_it_is_better_whatever_the_scale(low, high, better, line):
    assert spark_of_change(Row({"change_low": low, "change_high": high, "better": better})) == line


@pytest.mark.parametrize(("low", "high", "better"), [(None, 4.0, 1), (2.0, 4.0, None), (0.0, 0.0, 1)])
def test_an_open_interval_has_no_line(low, high, better):
    assert spark_of_change(Row({"change_low": low, "change_high": high, "better": better})) is None


def test_a_withheld_interval_has_no_line():
    row = Row({"change_low": 2.0, "change_high": 4.0, "better": 1}, frozenset({"change_low"}))
    assert spark_of_change(row) is None


def test_a_line_fits_its_axis():
    for end in (0.01, 1.0, 7.3):
        line = spark_of_change(Row({"change_low": end * 0.999, "change_high": end, "better": 1}))
        assert line.start + line.length <= 100


def test_the_first_screen_shows_the_figure_of_a_sentence_beneath_it(plan, report, scored_row, zh):
    shown = report([scored_row("工时", 11.0, 7.7)], outcomes=[{}])
    assert points_to_watch(shown, zh)[0].spark == Spark(0, 70)
    assert findings(shown, zh)[0].spark.has_zero
    assert '<span class="spark"><span class="w0"></span><span class="drawn w70"></span></span></li>' in (
        front_page(plan(), shown, zh)._repr_html_()
    )
