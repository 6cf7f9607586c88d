import numpy as np
import pytest

from evaltoolkit.outcomes.tests.crossing import cross_cutoff


def test_the_cut_off_itself_is_on_the_poor_side():
    # PHQ-9 from 10: 10 is poor, 9 is good
    found = cross_cutoff(np.array([10.0, 9, 10, 9, 20]), np.array([9.0, 10, 10, 9, 3]), 10, better=-1)
    assert (found.became_good, found.became_poor, found.stayed_poor, found.stayed_good) == (2, 1, 1, 1)


def test_nobody_crossing_has_p_one():
    found = cross_cutoff(np.array([4.0, 12]), np.array([5.0, 11]), 10, better=-1)
    assert (found.p_exact, found.p_mid) == (1, 1)


def test_one_person_crossing_can_never_be_significant():
    found = cross_cutoff(np.array([12.0, 5.0]), np.array([5.0, 5.0]), 10, better=-1)
    assert (found.p_exact, found.p_mid) == (1, pytest.approx(0.5))
