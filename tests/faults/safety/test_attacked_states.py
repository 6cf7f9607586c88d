"""States of a street between which people leave as well as come, and things are called anew, laid beside each other.

The attacks (tools/safety/attack_states.py, attack_spread.py, attack_same_counts.py) hold printed values alone.
"""

import pytest

from evaltoolkit.disclosure import page_rows, protect, web_of
from evaltoolkit.disclosure.scale_rows import ScaleRows
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
    assert list(attack_states(states, 5))
    assert list(attack_spread(states))
