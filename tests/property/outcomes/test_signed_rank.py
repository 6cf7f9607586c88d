from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from evaltoolkit.outcomes.hodges_lehmann import hodges_lehmann
from evaltoolkit.outcomes.sign_convolution import tails
from evaltoolkit.outcomes.sign_flip import sign_flip
from evaltoolkit.outcomes.signed_rank import signed_rank

differences = st.lists(st.integers(-6, 6), min_size=1, max_size=10).map(lambda values: np.array(values, dtype=float))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10), st.integers(0, 60))
@settings(deadline=None)
def test_the_convolution_equals_counting_every_pattern_of_signs(weights, value):
    sums = [
        sum(w for w, taken in zip(weights, signs, strict=True) if taken)
        for signs in product((0, 1), repeat=len(weights))
    ]
    found = tails(np.array(weights), value)
    assert found.at_most == pytest.approx(np.mean(np.array(sums) <= value), rel=1e-12)
    assert found.at_least == pytest.approx(np.mean(np.array(sums) >= value), rel=1e-12)


@given(differences)
@settings(deadline=None)
def test_the_exact_p_equals_counting_every_pattern_of_signs(values):
    kept = values[values != 0]
    ranks = rankdata(np.abs(kept))
    observed = abs((np.sign(kept) * ranks).sum())
    every = np.array([(np.array(signs) * ranks).sum() for signs in product((-1, 1), repeat=kept.size)])
    assert signed_rank(values, 1).p == pytest.approx(np.mean(np.abs(every) >= observed - 1e-9), rel=1e-12)


@given(differences)
@settings(deadline=None)
def test_the_sign_flip_p_equals_counting_every_pattern_of_signs(values):
    every = np.array([(np.array(signs) * values).sum() for signs in product((-1, 1), repeat=values.size)])
    assert sign_flip(values, 1).p == pytest.approx(np.mean(np.abs(every) >= abs(values.sum())), rel=1e-12)


@given(differences)
@settings(deadline=None)
def test_the_estimate_lies_in_its_interval_and_among_the_differences(values):
    found = hodges_lehmann(values, 1)
    assert values.min() <= found.estimate <= values.max()
    if np.isnan(found.low):  # no interval of width 0 passes for a sure one
        return
    assert values.min() <= found.low <= found.estimate <= found.high <= values.max()
    assert found.low < found.high
