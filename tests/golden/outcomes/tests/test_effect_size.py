"""Effect sizes against R 4.5.0 (closed forms and noncentral t by root finding, computed by R, not printed)."""

import numpy as np
import pytest

from evaltoolkit.outcomes.tests.effect_size import effect_sizes
from evaltoolkit.outcomes.tests.paired_change import paired_change
from evaltoolkit.outcomes.tests.signed_rank import signed_rank


@pytest.fixture
def sizes(pair_case):
    change = paired_change(pair_case.pre, pair_case.post)
    return effect_sizes(np.array([float(change.n)]), np.array([change.t]))


def test_d_z_and_its_interval_equal_r(pair_case, sizes):
    expected = pair_case.expected["effect"]
    assert sizes.d_z[0] == pytest.approx(expected["d_z"], rel=1e-9)
    assert [sizes.d_low[0], sizes.d_high[0]] == pytest.approx(expected["d_z_ci95_noncentral_t"], rel=1e-9)


def test_hedges_g_has_the_exact_correction_and_r_s_interval(pair_case, sizes):
    expected = pair_case.expected["effect"]
    assert sizes.correction[0] == pytest.approx(expected["hedges_J_exact_df_nminus1"], rel=1e-9)
    assert sizes.hedges_g[0] == pytest.approx(expected["g_z_exact"], rel=1e-9)
    found = [sizes.g_low[0], sizes.g_high[0]]
    assert found == pytest.approx(expected["g_z_ci95_exactJ_times_noncentral"], rel=1e-9)


@pytest.fixture
def package(pair_case):
    """Return what R's effectsize 1.0.3 (git 3ccf232) found of the differences."""
    return next(found for name, found in pair_case.expected.items() if name.startswith("effectsize_"))


def test_the_package_effectsize_gives_the_same_d_and_g_with_their_intervals(package, sizes):
    for name, letter in (("cohens_d_of_diff", "d"), ("hedges_g_of_diff", "g")):
        estimate = {"d": sizes.d_z, "g": sizes.hedges_g}[letter]
        assert estimate[0] == pytest.approx(package[name]["est"], rel=1e-9)
        found = [getattr(sizes, f"{letter}_{end}")[0] for end in ("low", "high")]
        assert found == pytest.approx(package[name]["ci95"], rel=1e-6)


def test_the_package_effectsize_gives_the_same_rank_biserial_of_unrounded_differences(pair_case, package):
    # R ranks the raw floats, which break ties: .395 in the CBT arm, where the rounded differences give .4
    found = signed_rank(pair_case.differences, 1e-15, exact_up_to=0)
    assert found.rank_biserial == pytest.approx(package["rank_biserial_of_diff"]["est"], rel=1e-9)
