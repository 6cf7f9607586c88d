"""Wilson intervals against R 4.5.0 prop.test(correct = FALSE), on published single-proportion examples."""

import pytest

from evaltoolkit.outcomes.shares import wilson_share


def test_wilson_intervals_equal_r(golden):
    found = golden("16_proportions")
    cases = next(value for value in found.values() if isinstance(value, list))
    assert len(cases) >= 10
    for case in cases:
        share = wilson_share(case["x"], case["n"])
        assert share.share == pytest.approx(case["p"], rel=1e-9)
        assert [share.low, share.high] == pytest.approx(case["wilson"], rel=1e-9, abs=1e-12)
