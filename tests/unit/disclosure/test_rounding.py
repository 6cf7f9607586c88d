import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import ResultTable, ShareOf, TableClass


def public(satisfied: int, valid: int) -> tuple[object, bool]:
    frame = pd.DataFrame({"method": ["个案"], "n_valid": [valid], "n_satisfied": [satisfied]})
    frame["share"] = frame["n_satisfied"] / frame["n_valid"]
    table = ResultTable(
        "satisfaction",
        TableClass.SATISFACTION,
        frame,
        ("method",),
        ("n_valid",),
        ("n_satisfied", "share"),
        counts=("n_satisfied",),
        shares=(ShareOf("share", "n_satisfied", "n_valid"),),
    )
    shown = protect(table, shipped_policy(), Audience.PUBLIC)
    return shown.frame.loc[0, "share"], bool(shown.mask.loc[0, "share"])


@pytest.mark.parametrize(("satisfied", "valid"), [(65, 67), (67, 67), (1, 67), (0, 67)])
def test_rounded_counts_never_say_all_or_none(satisfied, valid):
    share, hidden = public(satisfied, valid)
    assert hidden
    assert pd.isna(share)


def test_any_other_share_is_that_of_the_rounded_counts():
    assert public(48, 67) == (50 / 65, False)
