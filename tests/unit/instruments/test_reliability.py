import warnings
from contextlib import suppress

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from evaltoolkit.instruments.reliability import omega_total, reliability

# Five people, three items; worked by hand.
# Sums 3, 6, 8, 11, 12: mean 8, variance (25 + 4 + 0 + 9 + 16) / 4 = 13.5.
# Items: variances 2.5, 1.3, 1.3, together 5.1; alpha = 3/2 * (1 - 5.1 / 13.5) = 0.933333.
ANSWERS = np.array([[1, 1, 1], [2, 2, 2], [3, 2, 3], [4, 4, 3], [5, 3, 4]], dtype=float)


def test_alpha_is_the_one_worked_by_hand():
    assert reliability(ANSWERS).alpha == pytest.approx(1.5 * (1 - 5.1 / 13.5), abs=1e-12)


def test_the_interval_of_alpha_is_feldt_s_with_the_printed_quantiles_of_f():
    # 1 - alpha = .066667; F.975(4, 8) = 5.05 and F.975(8, 4) = 8.98 in the usual printed tables
    found = reliability(ANSWERS)
    assert found.alpha_low == pytest.approx(1 - 0.066667 * 5.05, abs=0.001)
    assert found.alpha_high == pytest.approx(1 - 0.066667 / 8.98, abs=0.001)


def test_an_item_is_held_against_the_sum_of_the_others_without_itself():
    # item 3 against items 1 + 2 (2, 4, 5, 8, 8): deviations -1.6 -.6 .4 .4 1.4 and -3.4 -1.4 -.4 2.6 2.6;
    # products 5.44 + .84 - .16 + 1.04 + 3.64 = 10.8; squares 5.2 and 27.2
    assert reliability(ANSWERS).item_rest[2] == pytest.approx(10.8 / (5.2 * 27.2) ** 0.5, abs=1e-12)


def test_alpha_without_an_item_is_the_alpha_of_the_others():
    # without item 3: variances 2.5 + 1.3, of the sums 27.2 / 4 = 6.8
    assert reliability(ANSWERS).alpha_without[2] == pytest.approx(2 * (1 - 3.8 / 6.8), abs=1e-12)


def test_a_row_with_a_gap_is_left_out_and_not_counted():
    gap = np.vstack([ANSWERS, [5.0, np.nan, 5.0]])
    assert (reliability(gap).n, reliability(gap).alpha) == (5, reliability(ANSWERS).alpha)


def test_the_interval_of_alpha_widens_as_people_get_fewer():
    wide, narrow = reliability(ANSWERS), reliability(np.tile(ANSWERS, (10, 1)))
    assert wide.alpha_low < narrow.alpha_low < narrow.alpha < narrow.alpha_high < wide.alpha_high


def test_an_item_that_nobody_answers_differently_has_no_correlation_and_leaves_no_omega():
    same = np.column_stack([np.tile(ANSWERS, (8, 1)), np.full(40, 3.0)])
    found = reliability(same)
    assert np.isnan(found.item_rest[3])
    assert np.isnan(found.omega)
    assert np.isfinite(found.alpha)


def test_two_items_have_no_omega_and_one_has_no_alpha():
    assert np.isnan(omega_total(np.tile(ANSWERS[:, :2], (8, 1))))
    assert np.isnan(reliability(ANSWERS[:, :1]).alpha)


def test_nobody_leaves_every_figure_open():
    found = reliability(np.empty((0, 3)))
    assert found.n == 0
    assert np.isnan([found.alpha, found.alpha_low, found.omega]).all()


def test_omega_of_three_items_is_the_one_worked_by_hand():
    # Four patterns that are uncorrelated; items 2a + b, a + c, a + 2d have variances 5, 2, 5 and covariances 2, 2, 1
    # (1-2, 1-3, 2-3). With three items one factor fits exactly: squared loadings r12 r13 / r23 = .8, .5 and .2.
    a, b = np.array([1, 1, 1, 1, -1, -1, -1, -1]), np.array([1, 1, -1, -1, 1, 1, -1, -1])
    c, d = np.array([1, -1, 1, -1, 1, -1, 1, -1]), np.array([1, -1, -1, 1, 1, -1, -1, 1])
    points = np.column_stack([2 * a + b, a + c, a + 2 * d]).astype(float)
    common = (0.8**0.5 + 0.5**0.5 + 0.2**0.5) ** 2  # 4.197368; what is left of the items: .2 + .5 + .8
    assert omega_total(points) == pytest.approx(common / (common + 1.5), abs=1e-5)


def test_omega_finds_the_loadings_that_were_planted():
    # 4 items x = .8 f + .6 e: omega = (4 * .8)^2 / ((4 * .8)^2 + 4 * .36) = 10.24 / 11.68
    rng = np.random.default_rng(3)
    factor = rng.standard_normal((200_000, 1))
    items = 0.8 * factor + 0.6 * rng.standard_normal((200_000, 4))
    assert omega_total(items) == pytest.approx(10.24 / 11.68, abs=0.003)


def test_the_same_answers_give_the_same_omega_to_the_last_digit():
    chance = np.random.default_rng(3)
    answers = np.round(chance.normal(size=(40, 1)) + chance.normal(size=(40, 9)))
    assert len({omega_total(answers) for _ in range(5)}) == 1


def chance_table(seed):
    """Answers of few or many people to 3 to 20 items of any strength, some of which run against the others."""
    rng = np.random.default_rng(seed)
    k = int(rng.integers(3, 21))
    n = int(rng.choice([k + 1, k + 3, 12, 20, 30, 60, 120, 300]))
    strength = rng.uniform(-0.3 if rng.random() < 0.2 else 0.1, 0.95, k)
    latent = rng.normal(size=(n, 1)) * strength + rng.normal(size=(n, k)) * np.sqrt(1 - strength**2)
    highest = int(rng.integers(2, 6))
    return np.clip(np.round(latent * 1.2 + highest / 2), 0, highest)


def omega_elsewhere(points):
    """Omega by the better of two factor analyses of statsmodels, NaN where that one warns or fails."""
    correlation = np.corrcoef(points.T)
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1:] * np.sqrt(values[-1])
    first = np.maximum(1 - loadings[:, 0] ** 2, 0.05)
    shared = np.clip((1 - 0.5 / len(values)) / np.diag(np.linalg.inv(correlation)), 0.05, 1)
    found = []
    for unique in (first, shared):
        with warnings.catch_warnings(record=True) as warned, suppress(np.linalg.LinAlgError):
            warnings.simplefilter("always")
            model = Factor(corr=correlation, n_factor=1, method="ml")
            fitted = model.fit(start=(np.sqrt(1 - unique)[:, np.newaxis] * np.sign(loadings), unique))
            common = fitted.loadings[:, 0].sum() ** 2
            omega = common / (common + fitted.uniqueness.sum())
            found.append((model.loglike((fitted.loadings, fitted.uniqueness)), np.nan if warned else omega))
    return max(found, key=lambda one: one[0], default=(0, np.nan))[1]


@pytest.mark.parametrize("seeds", [range(20), pytest.param(range(20, 2000), marks=pytest.mark.full)], ids=["20", "all"])
def test_omega_is_that_of_statsmodels_and_without_a_proper_solution_there_is_none(seeds):
    found = {}
    for seed in seeds:
        points = chance_table(seed)
        ours = omega_total(points)
        if points.std(axis=0).all() and np.linalg.eigvalsh(np.corrcoef(points.T))[0] > 1e-8:
            found[seed] = ours, omega_elsewhere(points)
        else:
            assert np.isnan(ours)
    assert len(found) > 0.8 * len(seeds)
    assert sum(np.isnan(ours) for ours, _ in found.values()) < len(seeds) / 2
    differing = {seed: pair for seed, pair in found.items() if pair[0] != pytest.approx(pair[1], abs=2e-5, nan_ok=True)}
    assert len(differing) <= len(seeds) // 200, differing  # a table of few people may have several optima


def test_an_item_that_follows_from_the_others_leaves_no_omega():
    answers = np.round(np.random.default_rng(1).normal(size=(30, 1)) + np.random.default_rng(2).normal(size=(30, 4)))
    assert np.isfinite(omega_total(answers))
    assert np.isnan(omega_total(np.column_stack([answers, answers[:, 0]])))
    assert np.isnan(omega_total(np.column_stack([answers, answers[:, :2].sum(axis=1)])))
