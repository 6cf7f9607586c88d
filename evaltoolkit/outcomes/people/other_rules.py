"""Verdicts without a standard error: an important change, a percentage, a cut-off alone.

None of them says whether a change is more than the scale's error: they stand in the station's appendix, never first.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from evaltoolkit.outcomes.people.verdict import Verdict, sides_of, verdicts_by_marks, verdicts_by_threshold
from evaltoolkit.outcomes.tests.resolution import FloatArray

HALF = 0.50
"""Share of the score before by which a person is better or worse (本工具规则, after the half that counts as response in
the worked example of R's clinicalsignificance, Claus et al. 2020)."""


class Rule(StrEnum):
    """The rules, beside the indices of :class:`evaltoolkit.outcomes.people.reliable_change.Index`."""

    ANCHOR = "anchor"
    PERCENTAGE = "percentage"
    CUTOFF_A = "cutoff_a"
    CUTOFF_B = "cutoff_b"
    CUTOFF_C = "cutoff_c"


def verdicts_by_anchor(
    pre: FloatArray, post: FloatArray, important: float, *, resolution: float, better: int
) -> list[Verdict]:
    """Return who changed by the least change that people themselves find important, which counts as reached.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; no NaN.
    important
        Least important change, in scale points.
    resolution
        Smallest step of the scale.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    list of Verdict
        One a person: improved, unchanged or deteriorated.

    References
    ----------
    Jaeschke, Singer & Guyatt (1989). Tested against R's clinicalsignificance.

    Examples
    --------
    >>> verdicts = verdicts_by_anchor(np.array([18.0, 18.0]), np.array([13.0, 14.0]), 5, resolution=1, better=-1)
    >>> [verdict.value for verdict in verdicts]
    ['improved', 'unchanged']
    """
    return verdicts_by_threshold(pre, post, important, resolution=resolution, better=better)


def verdicts_by_percentage(pre: FloatArray, post: FloatArray, share: float, *, better: int) -> list[Verdict]:
    """Return who changed by at least `share` of their own score before; who had 0 before is left out.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; no NaN.
    share
        Above 0; .5 is half of the score before.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    list of Verdict
        One for each person who did not begin at 0.

    Notes
    -----
    A change from 0 has no percentage; R's clinicalsignificance calls it infinite, which is not followed.

    Examples
    --------
    >>> verdicts_by_percentage(np.array([20.0, 20.0, 0.0]), np.array([10.0, 11.0, 4.0]), 0.5, better=-1)
    [<Verdict.IMPROVED: 'improved'>, <Verdict.UNCHANGED: 'unchanged'>]
    """
    known = pre != 0
    change = better * (post[known] - pre[known]) / np.abs(pre[known])
    return verdicts_by_marks(change >= share - 1e-12, change <= -share + 1e-12)


def verdicts_by_cutoff(pre: FloatArray, post: FloatArray, cutoff: float, *, better: int) -> list[Verdict]:
    """Return who passed the cut-off, either way, whatever the size of the change; on the line is neither side.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; no NaN.
    cutoff
        In scale points, not rounded.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    list of Verdict
        One a person: improved, unchanged or deteriorated.

    Examples
    --------
    >>> verdicts = verdicts_by_cutoff(np.array([12.0, 12.0]), np.array([9.0, 10.0]), 10, better=-1)
    >>> [verdict.value for verdict in verdicts]
    ['improved', 'unchanged']
    """
    sides = sides_of(pre, post, cutoff, better=better)
    return verdicts_by_marks(sides.was_poor & sides.is_good, sides.was_good & sides.is_poor)
