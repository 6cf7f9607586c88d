"""The change that so many pairs can find, against R 4.5.0 power.t.test(type = "paired", strict = TRUE)."""

import pytest

from evaltoolkit.outcomes.tables.planning_table import detectable_change


def test_the_detectable_change_equals_r(pair_case):
    expected = pair_case.expected["mde"]
    n, sd = pair_case.expected["n_pairs"], pair_case.expected["sd_diff"]
    # R finds the root to about 1e-8 of it
    assert detectable_change(n, sd) == pytest.approx(expected["mde_raw_power80_given_sd_diff"], rel=1e-6)
    assert detectable_change(n, 1.0) == pytest.approx(expected["mde_dz_power80"], rel=1e-6)
