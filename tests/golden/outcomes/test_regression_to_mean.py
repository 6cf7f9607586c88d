"""Regression to the mean against R 4.5.0 (closed form of Davis 1976; the cases are constructed)."""

import pytest

from evaltoolkit.outcomes.regression_to_mean import regression_beyond_cutoff


def test_davis_formula_equals_r(golden):
    for case in golden("29_regression_to_mean")["formula_cases"]:
        found = regression_beyond_cutoff(
            case["mu"], between=case["sigma_b2"], within=case["sigma_w2"], cutoff=case["cutoff"]
        )
        assert found == pytest.approx(case["rtm"], rel=1e-9)
