"""The course with everyone in it: closed forms on complete data, statsmodels on incomplete ones."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as t_distribution
from scipy.stats import ttest_rel
from statsmodels.regression.mixed_linear_model import MixedLM

from evaltoolkit.outcomes.tests.mixed_course import changes_of_all


def course(people, waves, seed=1, lost=0):
    rng = np.random.default_rng(seed)
    scores = rng.normal(15, 3, (people, 1)) + rng.normal(0, 2, (people, waves)) - np.arange(waves)
    scores[people - lost :, -1] = np.nan
    return scores


@pytest.mark.parametrize(("people", "waves"), [(10, 2), (12, 3), (40, 4)])
def test_of_complete_data_the_changes_are_the_means_of_the_paired_differences(people, waves):
    scores = course(people, waves)
    paired = (scores[:, 1:] - scores[:, :1]).mean(axis=0)
    assert changes_of_all(scores)[:, 0] == pytest.approx(paired, abs=1e-9)


def test_of_two_complete_waves_the_interval_is_that_of_the_paired_t():
    scores = course(12, 2)
    interval = ttest_rel(scores[:, 1], scores[:, 0]).confidence_interval()
    assert changes_of_all(scores)[0, 1:] == pytest.approx([interval.low, interval.high], abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_of_incomplete_data_estimate_and_spread_are_those_of_statsmodels(seed):
    scores = course(25, 3, seed=seed, lost=8)
    long = pd.DataFrame(scores).reset_index().melt("index", var_name="wave").dropna()
    design = np.column_stack([np.ones(len(long)), long["wave"] == 1, long["wave"] == 2]).astype(float)
    fit = MixedLM(long["value"].to_numpy(float), design, groups=long["index"]).fit(reml=True)
    half = t_distribution.ppf(0.975, 24) * np.asarray(fit.bse_fe)[1:]
    found = changes_of_all(scores)
    assert found[:, 0] == pytest.approx(np.asarray(fit.fe_params)[1:], abs=1e-4)
    # statsmodels adds what the ratio's own uncertainty brings in the curvature: some thousandths
    assert (found[:, 2] - found[:, 1]) / 2 == pytest.approx(half, rel=5e-3)


def test_scores_without_spread_or_with_too_few_people_have_no_solution_and_no_warning():
    assert changes_of_all(np.full((12, 3), 7.0)) is None
    assert changes_of_all(course(1, 3)) is None
    assert changes_of_all(np.full((12, 3), np.nan)) is None
    assert changes_of_all(np.column_stack([np.arange(12.0), np.arange(12.0) + 1, np.full(12, np.nan)])) is None
    assert changes_of_all(np.column_stack([np.arange(12.0), np.arange(12.0) + 1])) is None


def test_without_differences_between_people_or_within_them_the_ends_stay_finite():
    rng = np.random.default_rng(3)
    for scores in (rng.normal(0, 1, (15, 3)), rng.normal(0, 5, (15, 1)) + rng.normal(0, 0.1, (15, 3))):
        assert np.isfinite(changes_of_all(scores)).all()
