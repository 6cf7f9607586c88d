"""Wilson intervals against R 4.5.0 prop.test(correct = FALSE), on published single-proportion examples."""

import pytest

from evaltoolkit.model.shares import wilson_share


def test_wilson_intervals_equal_r(golden):
    cases = golden("16_proportions")["intervals"]
    assert len(cases) == 15
    for case in cases:
        share = wilson_share(case["x"], case["n"])
        assert share.share == pytest.approx(case["p"], rel=1e-9)
        assert [share.low, share.high] == pytest.approx(case["wilson"], rel=1e-9, abs=1e-12)


def test_wilson_intervals_of_another_confidence_equal_r(golden):
    for case in golden("16_proportions")["intervals"]:
        share = wilson_share(case["x"], case["n"], confidence=0.998)
        assert [share.low, share.high] == pytest.approx(case["wilson_998"], rel=1e-9, abs=1e-12)


def test_newcombe_s_printed_wilson_limits_are_found(golden):
    printed = golden("16_proportions")["published_newcombe"]["wilson"]  # Statistics in Medicine 17:857, Table I
    for counts, limits in printed.items():
        x, n = map(int, counts.split("/"))
        share = wilson_share(x, n)
        assert [round(share.low, 4), round(share.high, 4)] == pytest.approx(limits, abs=1e-4)


@pytest.mark.parametrize("kind", ["recovery", "reliable_improvement", "reliable_deterioration", "reliable_recovery"])
def test_the_intervals_that_corc_printed_hold_ours(golden, kind):
    found = golden("16_proportions")["corc_published"][kind]
    share = wilson_share(found["x"], 5896)
    low, high = found["ci_pct"]  # printed in whole percent, and not by Wilson's formula
    assert low - 0.5 <= 100 * share.low
    assert 100 * share.high <= high + 0.5
