import pandas as pd
import pytest

from evaltoolkit.findings.rows import Gap, column_sum, rows_of
from evaltoolkit.model.results import TableClass


def test_a_bare_frame_is_refused():
    with pytest.raises(TypeError, match="protected"):
        rows_of(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, pd.NA, "", "  ", float("inf"), ()])
def test_every_kind_of_blank_is_not_provided(shown, value):
    row = rows_of(shown([{"a": value, "b": 1}]))[0]
    assert row.gap("a") is Gap.NOT_PROVIDED
    assert row.number("a") is None
    assert row.words("a") == ""


def test_a_column_that_a_table_lacks_is_not_provided(shown):
    assert rows_of(shown([{"b": 1}]))[0].gap("a") is Gap.NOT_PROVIDED


def test_withheld_and_not_provided_are_not_mixed_up(shown):
    table = shown(
        [{"who": "甲", "n": 3, "m": 3.0}, {"who": "乙", "n": 30, "m": float("nan")}],
        table_class=TableClass.SATISFACTION, keys=("who",), people=("n",), figures=("m",),
    )  # fmt: skip
    first, second = rows_of(table)
    assert (first.gap("m"), second.gap("m")) == (Gap.WITHHELD, Gap.NOT_PROVIDED)


def test_a_sum_with_a_gap_is_no_sum(shown):
    rows = rows_of(shown([{"a": 1.0}, {"a": float("nan")}]))
    assert column_sum(rows, "a") is None
    assert column_sum(rows[:1], "a") == 1.0


def test_a_boolean_column_with_blanks_keeps_them_apart(shown):
    rows = rows_of(shown({"on_time": pd.array([True, False, pd.NA], dtype="boolean")}))
    assert [row.flag("on_time") for row in rows] == [True, False, None]


def test_a_date_is_written_year_first(shown):
    row = rows_of(shown({"due": pd.to_datetime(["2023-05-01"])}))[0]
    assert row.day("due") == "2023-05-01"
