"""A view as files."""

import pytest

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.theme import TRACK
from evaltoolkit.explore.view_files import chart_file, number_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("−2.7", -2.7),
        ("+0.9", 0.9),
        ("13,735.5", 13735.5),
        ("0", 0.0),
        ("97.0%", 0.97),
        ("97.0%（65/67）", None),
        ("", None),
        ("—", None),
    ],
)
def test_only_what_is_a_number_and_nothing_else_is_written_as_one(words, number):
    assert number_in(words) == number


def test_a_chart_without_data_has_no_file():
    with pytest.raises(ValueError, match="no picture"):
        chart_file(Chart(None, "m", "s", "a", "q"), "b", fill=TRACK)
