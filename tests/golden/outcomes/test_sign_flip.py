"""Sign-flip test against an independent exact convolution in R 4.5.0."""

import pytest

from evaltoolkit.outcomes.sign_flip import sign_flip


def test_exact_p_of_the_mean_difference_equals_r(pair_case):
    expected = pair_case.expected["permutation_signflip_mean_exact"]
    found = sign_flip(pair_case.differences, pair_case.resolution)
    assert [found.p, found.p_greater, found.p_less] == pytest.approx(
        [expected["p_two"], expected["p_greater"], expected["p_less"]], rel=1e-9
    )
