"""The context of a person measured once is theirs, and who was measured in several groups has one pair everywhere."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.outcomes.design.pairs import pair_scores
from evaltoolkit.outcomes.design.totals import scale_totals, three_ratings
from evaltoolkit.outcomes.tables.attrition_table import attrition_table
from evaltoolkit.outcomes.tables.compare import compare_outcomes

ROWS = [
    {"client": "a", "wave": "前测", "score": 9.0},
    {"client": "b", "wave": "后测", "score": 8.0},
    {"client": "c", "wave": "前测", "score": 7.0, "group": "减压组", "sex": "女"},
    {"client": "c", "wave": "后测", "score": 6.0, "group": "减压组", "sex": "女"},
]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]])
def test_nobody_takes_the_group_of_the_last_row(order):
    scored = pd.DataFrame(ROWS).assign(scale="uls6", dimension="total").iloc[order].reset_index(drop=True)

    paired = pair_scores(scored).set_index("client")

    assert paired["group"].dropna().to_dict() == {"c": "减压组"}
    assert paired["sex"].dropna().to_dict() == {"c": "女"}


def measured(seed):
    """Return scores of 30 people of whom some were tested in a second group, some of them at one wave alone."""
    chance, rows = np.random.default_rng(seed), []
    for number in range(30):
        for group in chance.choice(["甲组", "乙组", None], size=int(chance.integers(1, 4)), replace=False):
            for wave in ("前测", "后测") if chance.random() < 0.6 else (str(chance.choice(["前测", "后测"])),):
                rows.append(
                    {"client": f"C{number}", "wave": wave, "group": group, "score": float(chance.integers(6, 25))}
                )
        if chance.random() < 0.5:
            rows.append(
                {"client": f"C{number}", "wave": "跟进一", "group": None, "score": float(chance.integers(6, 25))}
            )
    return pd.DataFrame(rows).assign(scale="uls6", dimension="total")


@pytest.mark.parametrize("seed", range(20))
def test_every_table_counts_the_same_pair_of_who_was_measured_in_several_groups(seed):
    scored = measured(seed)
    (totals,) = scale_totals(scored, shipped_scales(), "en")
    whole = compare_outcomes(scored, shipped_scales()).iloc[0]
    kept = attrition_table([totals]).frame.iloc[0]
    third = three_ratings(scored, "跟进一").set_index("client")[["pre", "post"]]

    assert len(totals.pairs) == whole["n_pairs"] == kept["n_kept"] == len(third)
    assert whole["mean_pre"] == pytest.approx(totals.pairs["pre"].mean())
    assert whole["mean_post"] == pytest.approx(totals.pairs["post"].mean())
    pd.testing.assert_frame_equal(third, totals.pairs.set_index("client")[["pre", "post"]].loc[third.index])


def test_tests_of_two_groups_are_no_pair():
    rows = [("前测", "甲组", 22.0), ("前测", "乙组", 20.0), ("后测", None, 9.0)]
    lone = pd.DataFrame(rows, columns=["wave", "group", "score"]).assign(client="x")
    others = pd.concat(
        [pd.DataFrame({"client": list("abcdef"), "wave": wave, "score": 9.0}) for wave in ("前测", "后测")]
    )
    scored = pd.concat([lone, others]).assign(scale="uls6", dimension="total")

    whole = compare_outcomes(scored, shipped_scales()).iloc[0]

    assert whole[["n_pre", "n_post", "n_pairs"]].tolist() == [7, 7, 6]
