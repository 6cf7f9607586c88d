import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.scale import Range
from evaltoolkit.outcomes.tables.compare import compare_outcomes

REGISTRY = shipped_scales()
WIDE = {"uls6": REGISTRY["uls6"].model_copy(update={"range": Range(low=0, high=100)})}
SIGNED = ("mean_change", "t", "hodges_lehmann", "hedges_g", "rank_biserial")
TURNED = (("change_low", "change_high"), ("hl_low", "hl_high"), ("g_low", "g_high"))
UNSIGNED = ("n_pairs", "sd_change", "df", "p_t", "p_exact", "n_zero", "p_t_adjusted", "p_exact_adjusted")

scores = st.integers(6, 24)
people = st.lists(st.tuples(scores, scores, st.sampled_from(["甲组", "乙组", ""])), min_size=1, max_size=40)


def scored(rows, scale="uls6"):
    waves = []
    for position, wave in enumerate(("前测", "后测")):
        waves.append(
            pd.DataFrame(
                {
                    "client": [f"p{number}" for number in range(len(rows))],
                    "wave": wave,
                    "score": [float(row[position]) for row in rows],
                    "group": [row[2] for row in rows],
                }
            )
        )
    return pd.concat(waves, ignore_index=True).assign(scale=scale, dimension="total")


def same(found, expected):
    assert found.to_numpy(dtype=float) == pytest.approx(expected.to_numpy(dtype=float), rel=1e-9, abs=1e-9, nan_ok=True)


@given(people)
@settings(max_examples=15, deadline=None)
def test_swapping_pre_and_post_flips_what_has_a_sign_and_nothing_else(rows):
    there = compare_outcomes(scored(rows), REGISTRY)
    back = compare_outcomes(scored([(post, pre, group) for pre, post, group in rows]), REGISTRY)
    same(back[list(SIGNED)], -there[list(SIGNED)])
    for low, high in TURNED:
        same(back[[low, high]], -there[[high, low]])
    same(back[list(UNSIGNED)], there[list(UNSIGNED)])


@given(people, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_changes_nothing(rows, random):
    table = scored(rows)
    order = list(range(len(table)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        compare_outcomes(table, REGISTRY), compare_outcomes(table.iloc[order], REGISTRY), rtol=1e-9
    )


@given(people, st.integers(-5, 5))
@settings(max_examples=15, deadline=None)
def test_a_constant_added_to_every_score_moves_the_means_alone(rows, shift):
    there = compare_outcomes(scored(rows), WIDE)
    moved = compare_outcomes(scored([(pre + shift, post + shift, group) for pre, post, group in rows]), WIDE)
    same(moved[[*SIGNED, *UNSIGNED]], there[[*SIGNED, *UNSIGNED]])
    same(moved["mean_pre"], there["mean_pre"] + shift)


@given(people)
@settings(max_examples=15, deadline=None)
def test_another_unit_stretches_points_and_leaves_tests_and_effect_sizes(rows):
    coarse = WIDE["uls6"].model_copy(update={"resolution": 4.0})
    there = compare_outcomes(scored(rows), WIDE)
    stretched = compare_outcomes(scored([(4 * pre, 4 * post, group) for pre, post, group in rows]), {"uls6": coarse})
    points = ["mean_change", "sd_change", "change_low", "change_high", "hodges_lehmann", "hl_low", "hl_high"]
    same(stretched[points], 4 * there[points])
    kept = ["t", "p_t", "p_exact", "n_zero", "hedges_g", "g_low", "g_high", "rank_biserial"]
    same(stretched[kept], there[kept])


@given(people)
@settings(max_examples=15, deadline=None)
def test_turning_the_direction_changes_the_word_for_better_and_swaps_floor_and_ceiling(rows):
    higher = REGISTRY["uls6"].model_copy(update={"better": "higher"})
    lower, turned = (compare_outcomes(scored(rows), {"uls6": scale}) for scale in (REGISTRY["uls6"], higher))
    assert (turned["better"] == -lower["better"]).all()
    touched = ("better", "share_floor", "share_ceiling", "cautions")
    untouched = [name for name in lower.columns if name not in touched]
    pd.testing.assert_frame_equal(lower[untouched], turned[untouched])
    same(turned["share_floor"], lower["share_ceiling"])
    same(turned["share_ceiling"], lower["share_floor"])


@given(people, st.lists(scores, min_size=1, max_size=10), st.sampled_from(["前测", "后测"]))
@settings(max_examples=15, deadline=None)
def test_people_with_one_wave_change_no_figure_of_the_pairs(rows, alone, wave):
    extra = pd.DataFrame({"client": [f"x{number}" for number in range(len(alone))], "score": np.array(alone, float)})
    extra = extra.assign(wave=wave, scale="uls6", dimension="total", group="甲组")
    there = compare_outcomes(scored(rows), REGISTRY)
    more = compare_outcomes(pd.concat([scored(rows), extra], ignore_index=True), REGISTRY)
    joined = there.merge(more, on=["scale", "dimension", "group_kind", "group"], suffixes=("", "_more"))
    assert len(joined) == len(there)
    same(joined[[f"{name}_more" for name in SIGNED]], joined[list(SIGNED)])
