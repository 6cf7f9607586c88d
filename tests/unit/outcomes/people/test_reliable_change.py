import numpy as np
import pytest

from evaltoolkit.outcomes.people.reliable_change import Index, reliable_change_index

PRE, POST = np.array([20.0, 22, 24, 26]), np.array([14.0, 22, 20, 27])


def test_jacobson_and_truax_by_hand():
    # sd of 20, 22, 24, 26 is sqrt(20/3); s_diff = sqrt(20/3) * sqrt(2 * .2)
    s_diff = np.sqrt(20 / 3) * np.sqrt(0.4)
    assert reliable_change_index(PRE, POST, 0.8).tolist() == pytest.approx([-6 / s_diff, 0, -4 / s_diff, 1 / s_diff])


def test_nunnally_and_kotsch_takes_the_spread_of_each_wave():
    # true score of the first: 23 + .8 * (20 - 23) = 20.6; var pre 20/3, var post 29.583333
    variance = 0.8**2 * (20 / 3) * 0.2 + np.var(POST, ddof=1) * 0.3
    found = reliable_change_index(PRE, POST, 0.8, index=Index.NUNNALLY_KOTSCH, reliability_post=0.7)
    assert found[0] == pytest.approx((14 - 20.6) / np.sqrt(variance))


@pytest.mark.parametrize("index", list(Index))
def test_equal_scores_before_have_no_index_and_give_no_warning(index):
    assert np.isnan(reliable_change_index(np.full(4, 20.0), POST, 0.8, index=index)).all()


def test_changes_that_are_all_error_have_no_shrunken_index():
    found = reliable_change_index(PRE, PRE + 1, 0.8, index=Index.HAGEMAN_ARRINDELL)
    assert np.isnan(found).all()
