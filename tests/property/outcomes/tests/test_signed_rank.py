from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from evaltoolkit.outcomes.design.cells import Cells
from evaltoolkit.outcomes.tables.cell_figures import cell_figures
from evaltoolkit.outcomes.tests.hodges_lehmann import hodges_lehmann
from evaltoolkit.outcomes.tests.sign_convolution import tails
from evaltoolkit.outcomes.tests.signed_rank import signed_rank

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
def test_the_estimate_lies_in_its_interval_and_among_the_differences(values):
    found = hodges_lehmann(values, 1)
    assert values.min() <= found.estimate <= values.max()
    if np.isnan(found.low):  # no interval of width 0 passes for a sure one
        return
    assert values.min() <= found.low <= found.estimate <= found.high <= values.max()
    assert found.low < found.high


@st.composite
def scores_with_many_alike(draw):
    """Return pre-tests and whole steps of change of 2 to 60 people, among them so many zeros, and the scale's step."""
    size = draw(st.integers(2, 60))
    reach = draw(st.integers(0, 4))
    steps = draw(st.lists(st.integers(-reach, reach), min_size=size, max_size=size))
    unchanged = draw(st.integers(0, size))
    before = draw(st.lists(st.integers(12, 24), min_size=size, max_size=size))
    return np.array(before), np.array([0] * unchanged + steps[unchanged:]), draw(st.sampled_from((1.0, 0.5, 0.25)))


def ends_by_hand(steps, resolution):
    """Return both ends by the distribution of W without ties, and whether so many people give 95 %; NaN of no width."""
    chances = np.ones(1)
    for rank in range(1, steps.size + 1):
        padding = np.zeros(rank)
        chances = (np.concatenate((chances, padding)) + np.concatenate((padding, chances))) / 2
    place = int(np.searchsorted(np.cumsum(chances), 0.025, side="right"))  # so many sums have a chance of at most .025
    sums = np.sort(np.add(*(steps[one] for one in np.triu_indices(steps.size))))
    low, high = sums[max(place, 1) - 1], sums[-max(place, 1)]
    ends = (np.nan, np.nan) if low == high else (low * resolution / 2, high * resolution / 2)
    return ends, place > 0


@given(scores_with_many_alike())
@settings(deadline=None, max_examples=100)
def test_no_interval_of_the_estimate_by_ranks_has_a_width_of_zero(pairs):
    """Neither of the function nor in the table, and none is lacking there but where it would have no width."""
    before, steps, resolution = pairs
    pre, post = before * resolution, (before + steps) * resolution
    expected, is_sure = ends_by_hand(steps, resolution)
    found = hodges_lehmann(post - pre, resolution)
    assert (found.low, found.high) == pytest.approx(expected, nan_ok=True)
    assert not found.low >= found.high
    cells = Cells(pd.DataFrame({"scale": ["甲"]}), np.zeros(pre.size, dtype=np.int64), pre, post)
    row = cell_figures(cells, np.array([resolution]), np.array([0.0]), np.array([99.0])).iloc[0]
    in_table = expected if is_sure else (np.nan, np.nan)
    assert (row["hl_low"], row["hl_high"]) == pytest.approx(in_table, nan_ok=True)
