import pandas as pd

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.outcomes.people.individual import INDIVIDUAL_COLUMNS, compare_individuals
from evaltoolkit.outcomes.people.verdict import Verdict


def individuals(scale, *scores):
    rows = [
        {"client": f"p{number}", "scale": scale, "dimension": "total", "wave": wave, "score": float(score)}
        for number, pair in enumerate(scores)
        for wave, score in zip(("前测", "后测"), pair, strict=False)
    ]
    return compare_individuals(pd.DataFrame(rows), shipped_scales())


def test_a_change_of_the_fixed_threshold_is_reliable_and_one_point_less_is_not():
    table = individuals("uls6", (18, 12), (18, 13), (10, 16), (10, 10))
    assert table["verdict"].tolist() == [Verdict.IMPROVED, Verdict.UNCHANGED, Verdict.DETERIORATED, Verdict.UNCHANGED]
    assert set(table["threshold"]) == {6.0}


def test_a_threshold_that_is_only_recalled_gives_no_verdict():
    table = individuals("phq9", (18, 4))
    assert table["threshold"].isna().all()
    assert table["verdict"].tolist() == [None]


def test_the_bands_before_and_after_are_named():
    table = individuals("phq9", (18, 4), (9, 10))
    assert table[["band_pre", "band_post"]].to_numpy().tolist() == [["中重度", "无或极轻"], ["轻度", "中度"]]


def test_a_person_with_one_wave_is_not_in_the_table():
    table = individuals("uls6", (18,))
    assert (len(table), tuple(table.columns)) == (0, INDIVIDUAL_COLUMNS)
