import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.synthetic.chance import chosen, shared_out, stream, workdays


@given(st.integers(1, 60), st.integers(0, 5000), st.integers(0, 99))
def test_what_is_shared_out_adds_up_exactly_and_nobody_gets_nothing(count, more, seed):
    total = (count + more) * 0.5
    amounts = shared_out(total, count, 0.5, stream(seed, "test"))
    assert amounts.sum() == total
    assert (amounts >= 0.5).all()


@given(st.integers(0, 200), st.floats(0, 1), st.integers(0, 99))
def test_exactly_the_share_is_chosen(count, share, seed):
    assert chosen(count, share, stream(seed, "test")).sum() == round(share * count)


def test_streams_of_one_seed_differ_by_purpose_and_repeat_themselves():
    first, again, other = (stream(1, name).random(5) for name in ("a", "a", "b"))
    assert first.tolist() == again.tolist()
    assert not np.array_equal(first, other)


def test_workdays_lie_in_the_year_and_on_no_weekend():
    days = workdays(2023, 300, stream(1, "days"))
    assert set(days.year) == {2023}
    assert set(days.day_of_week) <= {0, 1, 2, 3, 4}
    assert days.is_monotonic_increasing


def test_more_shares_than_steps_cannot_be_made():
    with pytest.raises(ValueError, match="steps"):
        shared_out(1.0, 7, 0.5, stream(1, "test"))
