import math

import pytest

from evaltoolkit.instruments.registry import read_scale, shipped_scales


def test_the_uls6_carries_the_published_norm_and_reliability():
    scale = read_scale("uls6")  # PMC10339310
    assert [(norm.mean, norm.sd, norm.n) for norm in scale.norms] == [(12.97, 3.96, 1480)]
    assert {fact.kind: fact.value for fact in scale.reliability} == {
        "alpha": 0.891,
        "split_half": 0.875,
        "retest": 0.726,
    }
    assert (scale.range.low, scale.range.high, scale.sign) == (6, 24, -1)


def test_a_fixed_threshold_follows_from_the_figures_it_names():
    for scale in shipped_scales().values():
        for fact in scale.reliable_change:
            if fact.sd is not None and fact.reliability is not None:
                exact = 1.96 * fact.sd * math.sqrt(2 * (1 - fact.reliability))  # Jacobson & Truax (1991)
                assert math.ceil(exact / scale.resolution) * scale.resolution == fact.threshold


def test_the_bands_of_the_phq9_cover_its_range_without_gap_or_overlap():
    bands = read_scale("phq9").cutoffs
    covered = [score for band in bands for score in range(int(band.low), int(band.high) + 1)]
    assert covered == list(range(28))
    assert [band.low for band in bands[1:]] == [5, 10, 15, 20]


def test_a_dimension_has_its_own_range_and_items():
    scale = read_scale("station_own_template")
    assert scale.items_of("skill") == (5, 6, 7, 8)
    assert (scale.range_of("skill").low, scale.range_of("skill").high) == (4, 20)


def test_a_mean_score_moves_in_steps_of_one_over_its_items():
    scale = read_scale("station_own_template").model_copy(update={"scoring": "mean"})
    assert scale.resolution_of("skill") == pytest.approx(0.25)


def test_a_recalled_key_makes_the_scale_unverified():
    scale = read_scale("uls6")
    recalled = scale.items.reversed.model_copy(update={"status": "recalled"})
    doubtful = scale.model_copy(update={"items": scale.items.model_copy(update={"reversed": recalled})})
    assert (scale.is_unverified, doubtful.is_unverified) == (False, True)
