"""Signed-rank test against R 4.5.0: exactRankTests, coin and an independent convolution over midranks."""

import numpy as np
import pytest

from evaltoolkit.outcomes.tests.signed_rank import signed_rank

EDGE = (
    "no_ties_n6", "all_positive_n6", "all_positive_n5", "ties_n8", "zeros_n10", "mostly_zero", "balanced_pratt",
    "unbalanced_pratt", "R_zero_example", "scipy_gh19872", "likert_n12",
)  # fmt: skip


WILCOX_EXACT_UP_TO = 50  # wilcox.exact of exactRankTests gives the normal approximation beyond


def check(differences, resolution, expected):
    dropped, pratt = (signed_rank(differences, resolution, zeros=zeros) for zeros in ("drop", "pratt"))
    block = expected["drop_zeros"]
    assert (dropped.n, dropped.n_zero) == (expected["n"], expected["n_zero"])
    assert (dropped.w_plus, dropped.w_minus) == (block["V_plus"], block["V_minus"])
    assert [dropped.p, dropped.p_greater, dropped.p_less, dropped.rank_biserial] == pytest.approx(
        [block[name] for name in ("p_exact_midranks", "p_exact_greater", "p_exact_less", "rank_biserial")], rel=1e-9
    )
    others = {name: block[name] for name in ("p_exact_R_wilcox.test", "p_exact_exactRankTests") if name in block}
    if dropped.n - dropped.n_zero > WILCOX_EXACT_UP_TO:
        others.pop("p_exact_exactRankTests")
    assert dropped.n - dropped.n_zero == block["n_used"]
    assert list(others.values()) == pytest.approx([dropped.p] * len(others), rel=1e-9)
    block = expected["pratt"]
    assert (pratt.w_plus, pratt.w_minus) == (block["V_plus"], block["V_minus"])
    assert [pratt.p, pratt.rank_biserial] == pytest.approx(
        [block["p_exact"], block["rank_biserial_Vdiff_over_nonzero_sum"]], rel=1e-9
    )
    by_coin = [expected[f"coin_{name}"]["p_exact"] for name in ("Wilcoxon", "Pratt")]
    assert [dropped.p, pratt.p] == pytest.approx(by_coin, rel=1e-9)


def test_exact_p_of_both_zero_methods_equals_r(pair_case):
    check(pair_case.differences, pair_case.resolution, pair_case.expected["wilcoxon"])


@pytest.mark.parametrize("case", EDGE)
def test_edge_cases_with_zeros_and_ties_equal_r(golden, golden_data, case):
    data = golden_data("28_wilcoxon_edge")
    differences = data.loc[data["case"] == case, "d"].to_numpy()
    check(differences, 0.001, golden("28_wilcoxon_edge")["cases"][case])


def test_a_single_difference_cannot_be_significant(golden):
    assert signed_rank(np.array([2.0]), 1).p == golden("28_wilcoxon_edge")["cases"]["n1"]["p_exact_two_sided"]


def check_normal(differences, resolution, expected):
    found = signed_rank(differences, resolution, exact_up_to=0)
    assert found.method == "normal"
    assert found.p == pytest.approx(expected["drop_zeros"]["p_asymp_cc"], rel=1e-9)


def test_the_normal_approximation_equals_r_with_continuity_correction(pair_case):
    check_normal(pair_case.differences, pair_case.resolution, pair_case.expected["wilcoxon"])


@pytest.mark.parametrize("case", EDGE)
def test_the_normal_approximation_of_edge_cases_equals_r(golden, golden_data, case):
    data = golden_data("28_wilcoxon_edge")
    differences = data.loc[data["case"] == case, "d"].to_numpy()
    check_normal(differences, 0.001, golden("28_wilcoxon_edge")["cases"][case])


def test_hollander_and_wolfe_s_printed_one_sided_p(golden, golden_data):
    data, printed = golden_data("03_hollander_wolfe_depression"), golden("03_hollander_wolfe_depression")["published"]
    found = signed_rank((data["post"] - data["pre"]).to_numpy(), 0.001)
    assert (found.w_minus, round(found.p_less, 5)) == (printed["V"], printed["p_one_sided"])
