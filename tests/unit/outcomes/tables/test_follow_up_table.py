"""Follow-up waves: the same people at all three times, read against their pre-test, with who was lost on the way."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.change import Reading, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.outcomes.tables.follow_up_table import FOLLOW_UP_COLUMNS, follow_up_table


def measured(*waves, scale="uls6", prefix="p"):
    """Return scored totals; each wave is its name and the scores, NaN for who was not measured."""
    parts = [
        pd.DataFrame({"client": [f"{prefix}{i}" for i in range(len(scores))], "wave": wave, "score": scores})
        for wave, scores in waves
    ]
    return pd.concat(parts, ignore_index=True).assign(scale=scale, dimension="total").astype({"score": float})


def follow_up(*tables, doubted=()):
    return follow_up_table(pd.concat(tables, ignore_index=True), shipped_scales(), "zh_CN", doubted)


PRE = np.arange(8.0, 24.0)
POST = PRE - np.tile([3.0, 4.0], 8)


def test_twelve_people_back_at_exactly_their_pre_test_stand_beside_their_own_post_test_and_not_that_of_sixteen():
    later = np.where(np.arange(16) < 12, PRE, np.nan)
    (row,) = follow_up(measured(("前测", PRE), ("后测", POST), ("跟进一", later))).frame.to_dict("records")
    assert (row["n_pairs"], row["n_lost"], row["wave"]) == (12, 4, "跟进一")
    assert (row["mean_pre"], row["mean_post"], row["mean_wave"]) == (13.5, 10.0, 13.5)
    assert row["mean_change"] == 0
    assert np.isnan([row["change_low"], row["p_t"], row["p_exact"]]).all()  # everyone back alike


def test_a_follow_up_is_read_by_the_ladder_and_both_adjusted_tests_as_every_change_is():
    held, gone = PRE - np.tile([3.0, 5.0], 8), PRE + np.tile([1.0, -1.0], 8)
    table = follow_up(
        measured(("前测", PRE), ("后测", POST), ("跟进一", held), ("跟进二", gone)),
        measured(("前测", PRE[:7]), ("后测", POST[:7]), ("跟进一", held[:7]), scale="phq9"),
    )
    shown = protect(table, shipped_policy(), Audience.STATION)
    found = {(row.string("scale"), row.string("wave")): read(row) for row in rows_of(shown)}
    assert found == {
        ("uls6", "跟进一"): Reading.BETTER, ("uls6", "跟进二"): Reading.OPEN, ("phq9", "跟进一"): Reading.DESCRIBE,
    }  # fmt: skip
    tested = table.frame[table.frame["p_t"].notna()]
    assert set(tested["adjusted_by"]) == {"holm"}
    assert (tested["p_t_adjusted"] >= tested["p_t"]).all()


def test_who_is_in_one_follow_up_and_not_in_the_other_is_counted_so_that_few_are_not_told_by_subtraction():
    first, second = np.where(np.arange(16) < 14, POST, np.nan), np.where(np.arange(16) < 12, POST, np.nan)
    table = follow_up(measured(("前测", PRE), ("后测", POST), ("跟进一", first), ("跟进二", second)))
    assert table.frame["n_apart"].tolist() == [0, 2]
    shown = protect(table, shipped_policy(), Audience.SHARED)
    assert shown.mask["mean_pre"].tolist() == [True, True]  # 2 and 4 lost


def test_a_scale_in_doubt_is_in_doubt_at_follow_up_too():
    table = follow_up(measured(("前测", PRE), ("后测", POST), ("跟进一", POST)), doubted={"uls6"})
    (row,) = rows_of(protect(table, shipped_policy(), Audience.STATION))
    assert read(row) is Reading.DOUBTED


@pytest.mark.parametrize("waves", [[], [("前测", PRE), ("后测", POST)], [("前测", PRE), ("跟进一", POST)]])
def test_without_people_measured_all_three_times_there_is_no_row(waves):
    table = follow_up(measured(*waves) if waves else measured(("前测", [])))
    assert tuple(table.frame.columns) == FOLLOW_UP_COLUMNS
    assert table.frame.empty


def test_each_follow_up_says_whether_it_reads_the_same_with_everyone_in_it():
    rng = np.random.default_rng(5)
    pre, noise = rng.integers(8, 24, 40).astype(float), rng.integers(-1, 2, 40)
    post = np.maximum(pre - 3 + noise, 6)
    kept = np.where(np.arange(40) < 24, pre - 3 + noise, np.nan)
    steady = measured(("前测", pre), ("后测", post), ("跟进一", kept))
    few = measured(("前测", pre[:8]), ("后测", post[:8]), ("跟进一", post[:8]), scale="phq9")
    frame = follow_up(steady, few).frame.set_index("scale")
    assert frame.loc["uls6", "course_of_all"] == "same"
    assert pd.isna(frame.loc["phq9", "course_of_all"])
    assert follow_up(steady, doubted={"uls6"}).frame["course_of_all"].isna().all()


def test_a_follow_up_that_reads_otherwise_with_everyone_in_it_says_so():
    """Who was lost had got far better by the post-test and is taken to have stayed near it."""
    people = np.arange(120)
    pre = 15.0 + people % 5
    stayed = people < 30
    post = np.where(stayed, pre + (people % 3 - 1), pre - 6 + (people % 3 - 1))
    later = np.where(stayed, pre + (people % 4 - 1.5), np.nan)
    more = measured(("前测", pre), ("后测", post), ("跟进一", later))
    assert follow_up(more).frame["course_of_all"].tolist() == ["other"]


def test_everyone_back_alike_leaves_the_course_of_everyone_uncomputed():
    later = np.where(np.arange(16) < 12, PRE, np.nan)
    frame = follow_up(measured(("前测", PRE), ("后测", POST), ("跟进一", later))).frame
    assert frame["course_of_all"].tolist() == ["not_computed"]
