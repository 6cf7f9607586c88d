"""States of a street between which people leave as well as come, and things are called anew, laid beside each other.

The attacks (tools/safety/attack_states.py, attack_spread.py, attack_same_counts.py) hold printed values alone.
"""

from types import SimpleNamespace

import pytest

from evaltoolkit.disclosure import counts_beside
from evaltoolkit.disclosure.counts import web_of
from safety import attack_same_counts as same_counts
from safety.attack import Finding
from safety.attack_same_counts import attack_same_counts
from safety.attack_spread import attack_spread
from safety.attack_states import attack_states
from safety.attacked_states import attacked_states
from safety.made_report import make_report, make_states
from safety.made_states import make_changing_street

FEW, MANY = (11, 18), range(300)
"""Of the quick profile one has a score corrected, which counts of none told once, and one file numbers rewritten."""


@pytest.mark.parametrize("seed", FEW)
def test_states_between_which_people_leave_and_things_are_called_anew_single_no_one_out(seed):
    assert attacked_states(seed).found == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", MANY)
def test_nor_do_those_of_three_hundred_streets(seed):
    assert attacked_states(seed).found == ()


def test_the_attack_finds_who_left_where_no_state_knows_of_the_other():
    """The attack has teeth: nobody protects one state from another."""
    states = [[make_report(street, "shared")] for street in make_changing_street(4)]
    assert next(attack_states(states, 5), None)
    assert next(attack_spread(states), None)


def test_the_attack_finds_a_small_count_beside_one_that_an_earlier_paper_showed(monkeypatch):
    """The attack has teeth: what stood in an earlier paper is hidden beside a small count as if it were not known."""
    for module in (web_of, counts_beside):
        monkeypatch.setattr(module, "shown_before", lambda *_: frozenset())
    states = make_states(make_changing_street(19), ["shared"])
    assert next(attack_same_counts([states[place][0] for place in (2, 0)], 5), None)


def paper(pairs, lost, *, is_shown):
    """Return a state in which so many came to both tests and missed the follow-up, withheld as changed or shown."""
    row = {"scale": "a", "n_pairs": pairs if is_shown else None, "n_lost": lost if is_shown else None}
    columns = [] if is_shown else ["n_pairs"]
    table = {"keys": ["scale"], "people": ["n_pairs"], "rows": [row], "withheld": [{"row": 0, "columns": columns}]}
    later = {**table, "people": ["n_lost"], "withheld": [{"row": 0, "columns": ["n_lost"]}]}
    listed = [] if is_shown else [{"table": "flow", "row": ["a"], "reason": "changed"}]
    truth = {("flow", ("a",), "n_pairs"): pairs, ("follow_up", ("a",), "n_lost"): lost}
    return SimpleNamespace(published={"tables": {"flow": table, "follow_up": later}, "withheld": listed}, truth=truth)


def solved(published, _):
    """Find the pairs of who is asked for them and knows of how many came to the follow-up and how many missed it."""
    flow, later = (published["tables"][name] for name in ("flow", "follow_up"))
    if "n_pairs" in flow["withheld"][0]["columns"] and later["rows"][0]["n_lost"] == 3:
        yield Finding("pairs", 16, 16)


@pytest.mark.parametrize(("is_shown", "found"), [(False, []), (True, ["1 with 0: pairs"])])
def test_a_count_near_one_that_no_paper_shows_is_told_by_neither(monkeypatch, is_shown, found):
    """29 were shown once, 16 follow now, and 19 of a third state is what tells of three people: where it is shown."""
    monkeypatch.setattr(same_counts, "_counts", lambda one: one.truth)
    monkeypatch.setattr(same_counts, "attack_counts", solved)
    states = [paper(29, 3, is_shown=True), paper(16, 3, is_shown=False), paper(19, 5, is_shown=is_shown)]
    assert [one.what for one in attack_same_counts(states, 5)] == found
