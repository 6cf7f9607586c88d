import pandas as pd
import pytest

from evaltoolkit.disclosure.counts.rounding import round_counts, rounded
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import Caution, ResultTable, ShareOf, TableClass
from evaltoolkit.model.thresholds import is_much_lost


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


def test_whether_too_many_were_lost_is_told_by_the_rounded_share_alone():
    counts = [(asked, kept) for asked in range(81, 95) for kept in range(asked - 24, asked - 10)]
    told = {True: (Caution.NO_COMPARISON, Caution.ATTRITION), False: (Caution.NO_COMPARISON,)}
    frame = pd.DataFrame(
        {
            "scale": [f"s{n}" for n in range(len(counts))],
            "n_pre": [asked for asked, _ in counts],
            "n_pairs": [kept for _, kept in counts],
            "cautions": [told[is_much_lost((asked - kept) / asked)] for asked, kept in counts],
        }
    )
    table = ResultTable("outcomes", TableClass.SCALE, frame, ("scale",), ("n_pre", "n_pairs"), ())
    shown = round_counts(table, frame, 5)
    for (asked, kept), said in zip(counts, shown["cautions"], strict=True):
        assert said == told[is_much_lost(rounded(asked - kept, 5) / rounded(asked, 5))], (asked, kept)
    assert [*shown["cautions"]] != [*frame["cautions"]]
    assert [*round_counts(table, frame, 1)["cautions"]] == [*frame["cautions"]]
