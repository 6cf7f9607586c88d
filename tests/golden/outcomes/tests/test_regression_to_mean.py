"""Regression to the mean against R 4.5.0 (closed form of Davis 1976; the cases are constructed)."""

import pytest

from evaltoolkit.outcomes.tests.regression_to_mean import regression_of_group


def test_the_lowest_quarter_of_the_anorexia_data_comes_back_as_far_as_r_s_regression_predicts(golden, golden_data):
    data, expected = golden_data("01_anorexia"), golden("29_regression_to_mean")
    quarter = expected["expected_post_by_rtm_for_lowest_quartile"]
    back = regression_of_group(
        quarter["mean_pre"], norm_mean=data["Prewt"].mean(), retest=expected["slope_post_on_pre"]
    )
    # R predicts from post on pre, which holds the change of everyone too
    everyone = (data["Postwt"] - data["Prewt"]).mean()
    assert quarter["mean_pre"] + back + everyone == pytest.approx(quarter["predicted_post"], rel=1e-9)
