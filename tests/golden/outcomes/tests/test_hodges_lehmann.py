"""Hodges-Lehmann against R 4.5.0; R's interval only where it is exact, that is without ties and zeros."""

import pytest

from evaltoolkit.outcomes.tests.hodges_lehmann import hodges_lehmann


def check(found, expected):
    block = expected["hodges_lehmann"]
    assert found.estimate == pytest.approx(block["walsh_median_all_d"], rel=1e-9, abs=1e-12)
    if not expected["ties"] and not expected["n_zero"]:
        assert [found.low, found.high] == pytest.approx(block["R_conf"], rel=1e-9)


def test_the_estimate_is_the_median_of_all_walsh_averages(pair_case):
    check(hodges_lehmann(pair_case.differences, pair_case.resolution), pair_case.expected["wilcoxon"])


EDGE = (
    "no_ties_n6", "all_positive_n6", "all_positive_n5", "ties_n8", "zeros_n10", "mostly_zero", "balanced_pratt",
    "unbalanced_pratt", "R_zero_example", "scipy_gh19872", "likert_n12",
)  # fmt: skip


@pytest.mark.parametrize("case", EDGE)
def test_edge_cases_equal_r(golden, golden_data, case):
    data = golden_data("28_wilcoxon_edge")
    differences = data.loc[data["case"] == case, "d"].to_numpy()
    check(hodges_lehmann(differences, 0.001), golden("28_wilcoxon_edge")["cases"][case])
