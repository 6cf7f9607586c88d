"""Each person's verdict and how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from evaltoolkit.outcomes.tests.resolution import FloatArray, to_steps


class Verdict(StrEnum):
    """What became of a person; RECOVERED and HARMED only where a cut-off between the populations exists."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Jacobson & Truax's three cut-offs between the clinical and the functional population, in scale points.

    a: two SD from the clinical mean; b: two SD from the functional mean; c: between the two, weighted by their SDs.
    """

    a: float
    b: float
    c: float


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """On which side of a cut-off each person stood before and stands after; on the line is neither."""

    was_good: np.ndarray
    was_poor: np.ndarray
    is_good: np.ndarray
    is_poor: np.ndarray


def sides_of(pre: FloatArray, post: FloatArray, cutoff: float, *, better: int) -> Sides:
    """Return on which side of `cutoff` each person stood before and stands after.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; NaN is on neither side.
    cutoff
        In scale points, not rounded.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    Sides
        One flag a person in each array.

    Examples
    --------
    >>> sides_of(np.array([12.0, 10.0]), np.array([9.0, 9.0]), 10, better=-1).was_poor.tolist()
    [True, False]
    """
    before, after = better * (pre - cutoff), better * (post - cutoff)
    return Sides(before > 0, before < 0, after > 0, after < 0)


def clinical_cutoffs(
    clinical_mean: float, clinical_sd: float, *, norm_mean: float, norm_sd: float, better: int
) -> Cutoffs:
    """Return the cut-offs a, b and c; b with the norm's own SD (Jacobson & Truax 1991, p. 13).

    Parameters
    ----------
    clinical_mean, clinical_sd
        Of the people before the service, in scale points.
    norm_mean, norm_sd
        Of the functional population, in scale points.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    Cutoffs
        In scale points, not rounded.

    Examples
    --------
    >>> clinical_cutoffs(18.0, 3.0, norm_mean=13.0, norm_sd=4.0, better=-1)
    Cutoffs(a=12.0, b=21.0, c=15.857142857142858)
    """
    return Cutoffs(
        clinical_mean + better * 2 * clinical_sd,
        norm_mean - better * 2 * norm_sd,
        (clinical_sd * norm_mean + norm_sd * clinical_mean) / (clinical_sd + norm_sd),
    )


def verdicts_by_threshold(
    pre: FloatArray, post: FloatArray, threshold: float, *, resolution: float, better: int
) -> list[Verdict]:
    """Return each person's verdict by the registry's fixed threshold, which counts as reached at its value.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order; no NaN.
    threshold
        Least change that is more than error, in scale points.
    resolution
        Smallest step of the scale; changes are rounded to it first.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    list of Verdict
        One a person: improved, unchanged or deteriorated.

    Examples
    --------
    >>> verdicts_by_threshold(np.array([18.0, 18.0]), np.array([12.0, 13.0]), 6, resolution=1, better=-1)
    [<Verdict.IMPROVED: 'improved'>, <Verdict.UNCHANGED: 'unchanged'>]
    """
    steps, least = to_steps(post - pre, resolution) * better, threshold / resolution - 1e-9
    return verdicts_by_marks(steps >= least, steps <= -least)


def verdicts_by_index(index: FloatArray, critical: float, *, better: int, sides: Sides | None = None) -> list[Verdict]:
    """Return each person's verdict by a reliable-change index, beyond `critical`, and a cut-off where one exists.

    Parameters
    ----------
    index
        As :func:`~evaltoolkit.outcomes.people.reliable_change.reliable_change_index` returns it.
    critical
        Size that the index must exceed, such as 1.96.
    better
        +1 where a higher score is better, -1 where a lower one is.
    sides
        Of a cut-off between the populations, where there is one.

    Returns
    -------
    list of Verdict
        One a person; an index that is NaN is unchanged.

    Notes
    -----
    Recovered: reliably better, and from the poor side of the cut-off to the good one. Harmed: the reverse.

    Examples
    --------
    >>> [verdict.value for verdict in verdicts_by_index(np.array([-2.5, 1.0, 2.1]), 1.96, better=-1)]
    ['improved', 'unchanged', 'deteriorated']
    """
    up, down = better * index > critical, better * index < -critical
    if sides is None:
        return verdicts_by_marks(up, down)
    return verdicts_by_marks(up, down, up & sides.was_poor & sides.is_good, down & sides.was_good & sides.is_poor)


def verdicts_by_marks(
    better: np.ndarray, worse: np.ndarray, recovered: np.ndarray | None = None, harmed: np.ndarray | None = None
) -> list[Verdict]:
    """Return the verdicts of people so marked; the marks of the later arguments go before those of the earlier.

    Parameters
    ----------
    better, worse
        One flag a person.
    recovered, harmed
        The same, of those who passed a cut-off too.

    Returns
    -------
    list of Verdict
        One a person; who has no mark is unchanged.

    Examples
    --------
    >>> marked, nobody = np.array([True, False]), np.array([False, False])
    >>> [verdict.value for verdict in verdicts_by_marks(marked, nobody, recovered=marked)]
    ['recovered', 'unchanged']
    """
    order = tuple(Verdict)
    found = np.full(better.shape, order.index(Verdict.UNCHANGED))
    marks = (
        (better, Verdict.IMPROVED),
        (worse, Verdict.DETERIORATED),
        (recovered, Verdict.RECOVERED),
        (harmed, Verdict.HARMED),
    )
    for marked, verdict in marks:
        if marked is not None:
            found[marked] = order.index(verdict)
    return [order[position] for position in found]
