import numpy as np

from evaltoolkit.outcomes.tests.retrospective import compare_retrospective


def test_the_shift_of_standards_is_the_difference_between_the_two_changes():
    pre, then, post = np.array([10.0, 12, 14, 11]), np.array([8.0, 9, 12, 10]), np.array([13.0, 15, 15, 14])
    found = compare_retrospective(pre, then, post)
    assert (found.change.mean, found.shift.mean, found.looking_back.mean) == (2.5, -2.0, 4.5)
    assert found.looking_back.mean == found.change.mean - found.shift.mean
