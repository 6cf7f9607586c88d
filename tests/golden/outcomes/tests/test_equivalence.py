"""Two one-sided tests against R 4.5.0."""

import pytest

from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.paired_change import paired_change


def test_both_one_sided_tests_and_the_interval_equal_r(margin_case):
    expected = margin_case.expected["tost"]
    found = check_margin(paired_change(margin_case.pre, margin_case.post), expected["bound_raw"])
    assert [found.p_not_lower, found.p_not_higher, found.p] == pytest.approx(
        [expected["p_lower"], expected["p_upper"], expected["p_tost"]], rel=1e-9
    )
    assert [found.low, found.high] == pytest.approx(expected["ci90"], rel=1e-9)
