"""The outcome table against R on the anorexia data, through scale registry and item scoring."""

import json
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit.instruments.registry import build_registry
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.settings.read import read_file

CASE = Path(__file__).parents[2] / "01_anorexia"
EXPECTED = json.loads((CASE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outcomes():
    registry = build_registry({"weight_lb.yaml": read_file(CASE / "weight_lb.yaml")})
    data = pd.read_csv(CASE / "data.csv")
    client = data["Treat"] + data["id"].astype(str)
    waves = [
        pd.DataFrame(
            {"client": client, "scale": "weight_lb", "wave": wave, "group": data["Treat"], "total": data[column]}
        )
        for wave, column in (("前测", "Prewt"), ("后测", "Postwt"))
    ]
    table = compare_outcomes(score_measurements(pd.concat(waves), registry), registry)
    return table.set_index(["group_kind", "group"])


FIGURES = {
    "n_pairs": ("n_pairs",),
    "mean_pre": ("mean_pre",),
    "sd_pre": ("sd_pre",),
    "mean_post": ("mean_post",),
    "sd_post": ("sd_post",),
    "mean_change": ("mean_diff",),
    "sd_change": ("sd_diff",),
    "t": ("t",),
    "df": ("df",),
    "p_t": ("p_two_sided",),
    "change_low": ("ci95_diff", 0),
    "change_high": ("ci95_diff", 1),
    "hedges_g": ("effect", "g_z_exact"),
    "g_low": ("effect", "d_z_ci95_noncentral_t", 0),  # the ends are not corrected: so they cover δ
    "g_high": ("effect", "d_z_ci95_noncentral_t", 1),
    "p_exact": ("wilcoxon", "drop_zeros", "p_exact_midranks"),
    "n_zero": ("wilcoxon", "n_zero"),
    "rank_biserial": ("wilcoxon", "drop_zeros", "rank_biserial"),
    "hodges_lehmann": ("wilcoxon", "hodges_lehmann", "walsh_median_all_d"),
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("arm", ["CBT", "Cont", "FT", None])
def test_every_figure_of_an_arm_equals_r(outcomes, arm, figure):
    found = outcomes.loc[("group", arm) if arm else ("all", ""), figure]
    block = EXPECTED["by_arm"][arm] if arm else EXPECTED["all_arms"]
    for step in FIGURES[figure]:
        block = block[step]
    assert found == pytest.approx(block, rel=1e-9, abs=1e-12)


def test_the_adjusted_p_is_holm_over_the_groups_of_a_kind(outcomes):
    adjusted = outcomes.loc["group", "p_t_adjusted"]
    expected = EXPECTED["adjusted_paired_t"]
    assert adjusted[expected["order"]].tolist() == pytest.approx(expected["holm"], rel=1e-9)
