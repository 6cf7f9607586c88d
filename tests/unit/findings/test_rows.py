import pandas as pd
import pytest

from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED
from evaltoolkit.findings.numbers import fixed
from evaltoolkit.findings.rows import Gap, column_sum, rows_of, says_nothing
from evaltoolkit.language import text
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


def few(shown, **columns):
    return shown(
        {"who": ["甲", "乙", "丙"], "n": [3, 30, 30], **columns},
        table_class=TableClass.SATISFACTION, keys=("who",), people=("n",), figures=tuple(columns),
    )  # fmt: skip


def test_a_cell_is_said_as_shown_or_with_the_reason_why_it_is_not(shown):
    small, missing, known = rows_of(few(shown, share=[0.5, None, 0.25]))
    assert small.said("share", fixed) is SUPPRESSED
    assert missing.said("share", fixed) is NOT_PROVIDED
    assert known.said("share", lambda share: fixed(share, 2)) == "0.25"
    assert (small.is_withheld("share"), missing.is_withheld("share", "n")) == (True, False)


def test_words_are_said_as_the_reader_s_choice_and_dates_year_first(shown):
    row = rows_of(shown({"met": ["未回应"], "own": ["春风农场"], "due": pd.to_datetime(["2023-05-01"]), "none": [""]}))[
        0
    ]
    assert row.said("met") == text("Not met")
    assert (row.said("own"), row.said("due"), row.said("none")) == ("春风农场", "2023-05-01", NOT_PROVIDED)


@pytest.mark.parametrize(("value", "day"), [("2023-05-01", pd.Timestamp("2023-05-01")), ("春天", None), (None, None)])
def test_a_date_can_be_reckoned_with_where_it_is_one(shown, value, day):
    assert rows_of(shown([{"due": value}]))[0].date("due") == day


def test_a_table_of_withheld_figures_still_says_something(shown):
    assert not says_nothing(rows_of(few(shown, share=[0.5, None, None]))[:1], "share")
    assert says_nothing(rows_of(few(shown, share=[0.5, None, None]))[1:], "share")
