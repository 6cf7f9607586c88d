"""States of a street between which people leave as well as come, and things are called anew, laid beside each other.

The attacks (tools/safety/attack_states.py, attack_spread.py, attack_same_counts.py) hold printed values alone.
"""

import pytest

from evaltoolkit.disclosure import web_of
from safety.attack_same_counts import attack_same_counts
from safety.attack_spread import attack_spread
from safety.attack_states import attack_states
from safety.attacked_states import attacked_states
from safety.made_report import make_report, make_states
from safety.made_states import make_changing_street

FEW, MANY = (0,), range(300)


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
    monkeypatch.setattr(web_of, "replace", lambda count, **_: count)
    states = make_states(make_changing_street(19), ["shared"])
    assert next(attack_same_counts([states[place][0] for place in (2, 0)], 5), None)
