"""Percentage, anchor and cut-off rules: small cases by hand."""

import numpy as np

from evaltoolkit.outcomes.people.other_rules import verdicts_by_anchor, verdicts_by_cutoff, verdicts_by_percentage
from evaltoolkit.outcomes.people.verdict import Verdict

BETTER, SAME, WORSE = Verdict.IMPROVED, Verdict.UNCHANGED, Verdict.DETERIORATED


def test_half_is_reached_at_half_in_both_directions_and_zero_before_is_left_out():
    pre, post = np.array([20.0, 20, 20, 0, 10]), np.array([10.0, 11, 30, 5, 16])
    assert verdicts_by_percentage(pre, post, 0.5, better=-1) == [BETTER, SAME, WORSE, WORSE]
    assert verdicts_by_percentage(pre, post, 0.5, better=1) == [WORSE, SAME, BETTER, BETTER]


def test_an_important_change_counts_at_its_value():
    pre, post = np.array([20.0, 20, 20]), np.array([15.0, 16, 25])
    assert verdicts_by_anchor(pre, post, 5, resolution=1, better=-1) == [BETTER, SAME, WORSE]


def test_on_the_cut_off_is_neither_side():
    pre, post = np.array([12.0, 10, 12, 8]), np.array([8.0, 8, 10, 12])
    assert verdicts_by_cutoff(pre, post, 10, better=-1) == [BETTER, SAME, SAME, WORSE]
