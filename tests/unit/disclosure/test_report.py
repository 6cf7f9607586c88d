"""What of the outcome table is withheld with its people, what with single values: each column is one or the other."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Caution, Results, Scorecard, Total

ABOUT = {
    "scale", "scale_name", "dimension", "dimension_name", "group_kind", "group", "better", "unit", "resolution",
    "score_low", "score_high", "threshold", "selected_by_score",
}  # fmt: skip
FROM_5_PAIRS = {
    "n_enrolled", "n_pre", "n_post", "n_pairs", "mean_pre", "mean_post", "mean_change", "change_low", "change_high",
    "t", "df", "p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted", "bca_low", "bca_high", "regression",
    "norm_population", "adjusted_by",
    "ladder", "cautions", "hedges_g", "g_low", "g_high",  # which pairs, mean and interval tell anyway
}  # fmt: skip


def withheld(pairs):
    """Return the columns that a shared report withholds of a scale with so many pairs."""
    row = dict.fromkeys(OUTCOME_COLUMNS, 1.0) | {
        "scale": "uls6", "scale_name": "孤独感", "dimension": "total", "dimension_name": "总分", "group_kind": "all",
        "group": "", "unit": "分", "n_enrolled": 30.0, "n_pre": 25.0, "n_post": 25.0, "n_pairs": float(pairs),
        "adjusted_by": "holm", "ladder": Ladder.TEST, "cautions": (Caution.CEILING,),
    }  # fmt: skip
    total = Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ())
    outcomes = pd.DataFrame([row], columns=list(OUTCOME_COLUMNS))
    results = Results("k", "示例街道", 2023, True, Scorecard("made", "示例", "示例", (), total), outcomes)
    shown = protect_results(results, shipped_policy(), "shared")["outcomes"]
    assert shown.frame.iloc[0][shown.mask.iloc[0]].map(lambda value: value is np.nan or pd.isna(value)).all()
    return set(shown.mask.columns[shown.mask.iloc[0]])


@pytest.mark.parametrize("pairs", [1, 4])
def test_of_few_pairs_nothing_is_shown_but_what_the_scale_is(pairs):
    assert withheld(pairs) == set(OUTCOME_COLUMNS) - ABOUT


@pytest.mark.parametrize("pairs", [5, 9])
def test_from_5_pairs_means_and_tests_are_shown_and_nothing_that_tells_of_single_values(pairs):
    assert withheld(pairs) == set(OUTCOME_COLUMNS) - ABOUT - FROM_5_PAIRS


def test_from_10_pairs_everything_is_shown():
    assert withheld(10) == set()
