import numpy as np
import pytest

from evaltoolkit.outcomes.tests.bootstrap import bca_means


def sample(n, seed=1):
    return np.random.default_rng(seed).integers(-6, 9, n).astype(float)


def test_the_same_seed_gives_the_same_interval_whatever_the_order_and_the_company():
    values = sample(40)
    alone = bca_means([values], seed=7)
    among = bca_means([sample(25), values[::-1], sample(40, 2)], seed=7)
    assert [alone.low[0], alone.high[0]] == pytest.approx([among.low[1], among.high[1]], rel=1e-12)


def test_another_seed_gives_another_interval():
    assert bca_means([sample(40)], seed=7).low[0] != bca_means([sample(40)], seed=8).low[0]


def test_there_is_no_bootstrap_interval_under_twenty_pairs():
    found = bca_means([sample(19), sample(20)], seed=7)
    assert np.isnan(found.low).tolist() == [True, False]


def test_equal_changes_have_no_interval_and_give_no_warning():
    found = bca_means([np.full(30, 0.1), np.zeros(25)], seed=7)
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()
