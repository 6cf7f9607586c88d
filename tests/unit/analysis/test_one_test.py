"""One test or one effect size alone, on plain lists."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit import compare, effect_sizes, signed_rank
from evaltoolkit.errors import UserError

CHANGES = [-6, -2, -5, -2, -1, -6, -2, -3, -3, -6, 0]


def test_alone_they_are_those_of_the_outcome_table():
    figures = compare([20] * 11, [20 + change for change in CHANGES], scale="uls6").figures
    assert signed_rank(CHANGES).p == signed_rank(pd.Series(CHANGES)).p == figures["p_exact"]
    assert effect_sizes(figures["n_pairs"], figures["t"]).hedges_g.tolist() == [figures["hedges_g"]]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: signed_rank(["a"]), "finite numbers"),
        (lambda: signed_rank([1, np.nan]), "finite numbers"),
        (lambda: signed_rank([1], resolution=0), "resolution"),
        (lambda: signed_rank([1], zeros="keep"), "keep"),
        (lambda: effect_sizes([3, 4], [1]), "same people"),
        (lambda: effect_sizes([3], ["t"]), "finite numbers"),
        (lambda: effect_sizes([3], [1], confidence=95), "confidence"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_sentence(call, words):
    with pytest.raises(UserError) as caught:
        call()
    assert words in str(caught.value)
