"""Two lines on plain data give the figures that R gives and that a street's outcome table has."""

import pandas as pd
import pytest

import evaltoolkit
from evaltoolkit.instruments.registry import shipped_scales

KNOWN = {
    "n_pairs": "n_pairs", "mean_pre": "mean_pre", "mean_post": "mean_post", "mean_change": "mean_diff",
    "sd_change": "sd_diff", "t": "t", "p_t": "p_two_sided",
}  # fmt: skip
CASES = {
    "01_anorexia": ("Prewt", "Postwt", {"low": 50, "high": 150, "better": "higher"}),
    "02_sleep": ("pre", "post", {"low": -10, "high": 10, "better": "higher"}),
    "05_shoes": ("A", "B", {"low": 0, "high": 20, "better": "lower"}),
}


@pytest.mark.parametrize("folder", CASES)
def test_two_lines_on_two_columns_give_the_figures_of_r(folder, golden, golden_data):
    pre, post, scale = CASES[folder]
    data, known = golden_data(folder), golden(folder)
    expected = known["all_arms" if folder == "01_anorexia" else "block"]
    found = evaltoolkit.compare(data[pre], data[post], **scale).figures
    assert [found[name] for name in KNOWN] == pytest.approx([expected[name] for name in KNOWN.values()], rel=1e-9)
    assert [found["change_low"], found["change_high"]] == pytest.approx(expected["ci95_diff"], rel=1e-9)


def test_two_lines_on_a_long_table_give_each_group_the_figures_of_r(golden, golden_data):
    data, expected = golden_data("01_anorexia"), golden("01_anorexia")["by_arm"]
    long = data.melt(id_vars=["id", "Treat"], value_vars=["Prewt", "Postwt"], var_name="when", value_name="lb")
    found = evaltoolkit.compare_table(
        long, id="id", wave="when", score="lb", group="Treat", pre="Prewt", post="Postwt", low=50, high=150,
        better="higher",
    ).to_frame()  # fmt: skip
    assert found["n_pairs"].tolist() == [len(data), *data.groupby("Treat").size().tolist()]
    for _, row in found.iloc[1:].iterrows():
        of = expected[row["group"]]
        assert [row[name] for name in KNOWN] == pytest.approx([of[name] for name in KNOWN.values()], rel=1e-9)


def test_plain_data_and_a_street_s_measurements_of_the_same_scores_have_the_same_table(golden_data):
    data = golden_data("02_sleep")
    pre, post = (15 - data["pre"]).round(), (13 - data["post"]).round()
    scored = pd.concat([
        pd.DataFrame({"client": data["id"].astype(str), "scale": "uls6", "dimension": "total", "wave": wave,
                      "score": scores})
        for wave, scores in {"前测": pre, "后测": post}.items()
    ])  # fmt: skip
    street = evaltoolkit.compare_outcomes(scored, shipped_scales())
    pd.testing.assert_frame_equal(evaltoolkit.compare(pre, post, scale="uls6").to_frame(), street, check_dtype=False)
