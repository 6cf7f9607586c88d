"""Merits: what is passed or established; a missed target and a fact that is a problem are none."""

import pytest

from evaltoolkit.findings.finding import Strength, Trouble
from evaltoolkit.findings.front_choice import first_merits
from evaltoolkit.findings.merits import merits
from evaltoolkit.findings.problems import problems
from tests.made_troubles import MadeStreet, street_with
from tests.unit.conftest import OUTCOME

SEED = 3


def found_in(shown):
    every = problems(shown)
    return every, merits(shown, every)


def kinds_of(shown):
    return {one.kind for one in found_in(shown)[1]}


@pytest.mark.parametrize("kind", list(Trouble))
def test_a_missed_target_and_a_fact_that_is_a_problem_are_no_merit(kind):
    every, good = found_in(street_with(kind, SEED))
    bad = {one.indicator for one in every if one.row is not None}
    named = {row.string("indicator") for one in good for row in (one.row, *one.rows) if row is not None} - {""}
    assert not named & bad
    opposed = {
        Trouble.SATISFACTION: {Strength.SATISFIED, Strength.IMPROVED},
        Trouble.PAYMENTS: {Strength.PAID},
        Trouble.INSPECTIONS: {Strength.PUT_RIGHT},
        Trouble.GOAL: {Strength.GOALS},
    }
    assert not {one.kind for one in good} & set().union(*(opposed.get(one.kind, set()) for one in every))


def test_a_target_that_is_only_met_is_no_target_passed_and_one_that_is_passed_is():
    street = MadeStreet(SEED)
    street.points |= {"链接资源": 10.0}
    street.said["链接资源"] = {"completion": 1.0, "actual": "27万元"}
    assert Strength.PASSED not in kinds_of(street.report())
    street.said["链接资源"] = {"completion": 1.2, "actual": "32.4万元"}
    assert Strength.PASSED in kinds_of(street.report())


def test_far_more_than_agreed_without_a_reason_is_a_problem_and_no_merit():
    assert Strength.PASSED not in kinds_of(street_with(Trouble.ABOVE, SEED))


@pytest.mark.parametrize(("share", "is_merit"), [(0.89, False), (0.90, False), (0.95, True)])
def test_satisfaction_is_a_merit_only_where_every_method_reaches_its_target_and_one_passes_it(share, is_merit):
    street = MadeStreet(SEED)
    street.points["服务对象满意度"] = 10.0
    street.tables["satisfaction"] = [street._method("个案", 0.9), street._method("小组", share)]
    assert (Strength.SATISFIED in kinds_of(street.report())) is is_merit


@pytest.mark.parametrize(
    ("more", "weight"),
    [
        ({}, 1.0),
        ({"selected_by_score": "yes", "regression": -2.0}, 0.5),
        ({"selected_by_score": "yes"}, 0.5),
        ({"selected_by_score": "yes", "regression": -0.1}, 1.0),
    ],
)
def test_a_change_that_regression_to_the_mean_may_explain_counts_half(report, more, weight):
    shown = report(outcomes=[{"mean_change": -2.4, "change_low": -3.9, "change_high": -0.9, **more}])
    (one,) = [one for one in found_in(shown)[1] if one.kind is Strength.BETTER]
    (plain,) = [one for one in found_in(report(outcomes=[{}]))[1] if one.kind is Strength.BETTER]
    assert one.rank == pytest.approx(plain.rank * weight)


@pytest.mark.parametrize(("change", "is_kept"), [(-2.0, True), (0.0, False)])
def test_a_change_that_the_last_follow_up_no_longer_shows_counts_half(report, shown, change, is_kept):
    tests = ("p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted")
    later = {
        **OUTCOME,
        "wave": "三个月跟进",
        "mean_change": change,
        "change_low": change - 1,
        "change_high": change + 1,
        **dict.fromkeys(tests, 0.001 if is_kept else 0.9),
    }
    made = report(outcomes=[{}])
    ranks = []
    for table in (None, shown([later], "follow_up")):
        tables = dict(made.tables) if table is None else {**made.tables, "follow_up": table}
        whole = type(made)(made.audience, tables)
        ranks += [one.rank for one in found_in(whole)[1] if one.kind is Strength.BETTER]
    assert ranks[1] == pytest.approx(ranks[0] if is_kept else ranks[0] / 2)


def test_page_one_has_at_most_three_merits_and_none_that_weighs_nothing():
    for kind in Trouble:
        _, good = found_in(street_with(kind, SEED))
        assert len(first_merits(good)) <= 3
        assert all(one.rank >= 0.5 for one in first_merits(good))


def test_over_made_streets_page_one_shows_many_sets_of_kinds():
    seen = set()
    for kind in Trouble:
        every, good = found_in(street_with(kind, SEED))
        seen.add((frozenset(one.kind for one in every[:5]), frozenset(one.kind for one in first_merits(good))))
    assert len(seen) >= 8
