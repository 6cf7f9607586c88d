import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.people.individual import compare_individuals
from evaltoolkit.outcomes.tables.verdict_tables import course_table, verdict_table
from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.paired_change import paired_change

ULS6 = shipped_scales()["uls6"]  # lower is better; reliable from 6 points
COUNTS = ["n_pairs", "n_better", "n_unchanged", "n_worse"]
SHARES = ["share_{}", "{}_low", "{}_high"]

scores = st.integers(6, 24)
people = st.lists(st.tuples(scores, scores), min_size=1, max_size=30)
QUICK = settings(max_examples=25, deadline=None)


def scored(rows, *, prefix="p", waves=("前测", "后测")):
    found = [
        {"client": f"{prefix}{number}", "wave": wave, "score": float(row[position])}
        for position, wave in enumerate(waves)
        for number, row in enumerate(rows)
    ]
    return pd.DataFrame(found).assign(scale="uls6", dimension="total", group="甲组")


def verdicts(table, scale=ULS6):
    return verdict_table(scale_totals(table, {"uls6": scale}, "zh_CN")).frame.iloc[0]


def swapped(row):
    better, worse = ([row[name.format(kind)] for name in ("n_{}", *SHARES)] for kind in ("better", "worse"))
    return [*worse, *better, row["n_unchanged"]]


def as_they_are(row):
    better, worse = ([row[name.format(kind)] for name in ("n_{}", *SHARES)] for kind in ("better", "worse"))
    return [*better, *worse, row["n_unchanged"]]


@given(people)
@QUICK
def test_swapping_pre_and_post_swaps_who_got_better_and_who_got_worse(rows):
    there, back = verdicts(scored(rows)), verdicts(scored([(post, pre) for pre, post in rows]))
    assert as_they_are(back) == pytest.approx(swapped(there), nan_ok=True)


@given(people)
@QUICK
def test_turning_the_direction_swaps_who_got_better_and_who_got_worse(rows):
    there, turned = verdicts(scored(rows)), verdicts(scored(rows), ULS6.model_copy(update={"better": "higher"}))
    assert as_they_are(turned) == pytest.approx(swapped(there), nan_ok=True)
    assert turned["threshold"] == there["threshold"]


@given(people, st.randoms(use_true_random=False))
@QUICK
def test_the_order_of_the_rows_changes_no_verdict(rows, random):
    table = scored(rows)
    order = list(range(len(table)))
    random.shuffle(order)
    pd.testing.assert_series_equal(verdicts(table), verdicts(table.iloc[order]))


@given(people, st.integers(-5, 5))
@QUICK
def test_a_constant_added_to_every_score_changes_no_verdict(rows, shift):
    moved = scored([(pre + shift, post + shift) for pre, post in rows])
    pd.testing.assert_series_equal(verdicts(scored(rows)), verdicts(moved))


@given(people)
@QUICK
def test_another_unit_with_its_threshold_changes_no_verdict(rows):
    fact = ULS6.reliable_change[0]
    wide = ULS6.model_copy(
        update={"resolution": 4.0, "reliable_change": (fact.model_copy(update={"threshold": 4 * fact.threshold}),)}
    )
    stretched = verdicts(scored([(4 * pre, 4 * post) for pre, post in rows]), wide)
    assert stretched[COUNTS].tolist() == verdicts(scored(rows))[COUNTS].tolist()


@given(people, st.lists(scores, min_size=1, max_size=8), st.sampled_from(["前测", "后测", "跟进一"]))
@QUICK
def test_a_person_with_one_wave_has_no_verdict_no_course_and_no_row(rows, alone, wave):
    table = scored(rows)
    more = pd.concat([table, scored([(score,) for score in alone], prefix="x", waves=(wave,))], ignore_index=True)
    assert verdicts(more)[COUNTS].tolist() == verdicts(table)[COUNTS].tolist()
    assert verdicts(more)["n_lost"] == (len(alone) if wave == "前测" else 0)
    courses = course_table(scale_totals(more, {"uls6": ULS6}, "zh_CN"), station=True).frame
    assert len(courses) == len(rows)
    assert not compare_individuals(more, {"uls6": ULS6})["client"].str.startswith("x").any()


@given(st.lists(st.tuples(scores, scores), min_size=3, max_size=30), st.floats(0.1, 10))
@QUICK
def test_swapping_pre_and_post_swaps_both_tests_against_a_margin(rows, margin):
    pre, post = np.array(rows, dtype=float).T
    there, back = (check_margin(paired_change(*waves), margin) for waves in ((pre, post), (post, pre)))
    both = [back.p_not_lower, back.p_not_higher, back.low, back.high]
    assert both == pytest.approx([there.p_not_higher, there.p_not_lower, -there.high, -there.low], nan_ok=True)
    assert back.p_not_worse(1) == pytest.approx(there.p_not_worse(-1), nan_ok=True)
    assert back.p == pytest.approx(there.p, nan_ok=True)
