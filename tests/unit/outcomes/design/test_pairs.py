"""The context of a person measured once is theirs, whatever row stands last in the table."""

import pandas as pd
import pytest

from evaltoolkit.outcomes.design.pairs import pair_scores

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
