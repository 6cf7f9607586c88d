"""Paired t against R 4.5.0 t.test(paired = TRUE); the sleep figures are printed in R's documentation too."""

import numpy as np
import pytest

from evaltoolkit.outcomes.tests.paired_change import moments, paired_change


@pytest.mark.parametrize("wave", ["pre", "post"])
def test_mean_and_spread_of_each_wave_equal_r(pair_case, wave):
    scores = getattr(pair_case, wave)
    found = moments(scores, np.zeros(scores.size, dtype=np.int64), 1)
    expected = [pair_case.expected[f"{name}_{wave}"] for name in ("mean", "sd")]
    assert [found.mean[0], found.sd[0]] == pytest.approx(expected, rel=1e-9)


def test_mean_change_and_t_equal_r(pair_case):
    found, expected = paired_change(pair_case.pre, pair_case.post), pair_case.expected
    assert (found.n, found.df) == (expected["n_pairs"], expected["df"])
    assert [found.mean, found.sd, found.t, found.p] == pytest.approx(
        [expected[name] for name in ("mean_diff", "sd_diff", "t", "p_two_sided")], rel=1e-9
    )
    assert [found.low, found.high] == pytest.approx(expected["ci95_diff"], rel=1e-9)


def test_another_confidence_gives_r_s_ninety_percent_interval(pair_case):
    found = paired_change(pair_case.pre, pair_case.post, confidence=0.90)
    assert [found.low, found.high] == pytest.approx(pair_case.expected["ci90_diff"], rel=1e-9)


def test_student_s_sleep_data_give_the_printed_t(golden, golden_data):
    data, printed = golden_data("02_sleep"), golden("02_sleep")["published"]
    found = paired_change(data["pre"].to_numpy(), data["post"].to_numpy())
    assert (round(found.t, 4), found.df, round(found.p, 6)) == (printed["t"], printed["df"], printed["p"])
