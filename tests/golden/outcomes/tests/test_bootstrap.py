"""BCa against the ideal bootstrap (infinitely many resamples) by exact convolution in R 4.5.0."""

import numpy as np
import pytest

from evaltoolkit.outcomes.tests.bootstrap import bca_means


def test_bca_comes_as_near_the_ideal_as_monte_carlo_allows(pair_case):
    found = bca_means([pair_case.differences], seed=2023, resamples=100_000, least=2)
    expected = pair_case.expected["bootstrap_mean_diff_ideal"]
    # the Monte Carlo error of a 2.5 % quantile from 100,000 resamples is about .008 standard errors; a resampled mean
    # of few people moves in steps of the resolution over their number
    allowed = max(0.04 * expected["boot_se"], 1.001 * pair_case.resolution / len(pair_case.differences))
    assert [found.low[0], found.high[0]] == pytest.approx(expected["bca_midp"]["ci"], abs=allowed)


def test_under_twenty_pairs_have_no_interval_unless_asked_for(pair_case):
    found = bca_means([pair_case.differences], seed=2023, resamples=100)
    assert np.isnan(found.low[0]) == np.isnan(found.high[0]) == (len(pair_case.differences) < 20)
