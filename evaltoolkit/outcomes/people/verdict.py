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
    """Return on which side of `cutoff` each person stood before and stands after."""
    before, after = better * (pre - cutoff), better * (post - cutoff)
    return Sides(before > 0, before < 0, after > 0, after < 0)


def clinical_cutoffs(
    clinical_mean: float, clinical_sd: float, *, norm_mean: float, norm_sd: float, better: int
) -> Cutoffs:
    """Return the cut-offs a, b and c; b with the norm's own SD (Jacobson & Truax 1991, p. 13)."""
    return Cutoffs(
        clinical_mean + better * 2 * clinical_sd,
        norm_mean - better * 2 * norm_sd,
        (clinical_sd * norm_mean + norm_sd * clinical_mean) / (clinical_sd + norm_sd),
    )


def verdicts_by_threshold(
    pre: FloatArray, post: FloatArray, threshold: float, *, resolution: float, better: int
) -> list[Verdict]:
    """Return each person's verdict by the registry's fixed threshold, which counts as reached at its value.

    Examples
    --------
    >>> verdicts_by_threshold(np.array([18.0, 18.0]), np.array([12.0, 13.0]), 6, resolution=1, better=-1)
    [<Verdict.IMPROVED: 'improved'>, <Verdict.UNCHANGED: 'unchanged'>]
    """
    steps, least = to_steps(post - pre, resolution) * better, threshold / resolution - 1e-9
    return verdicts_by_marks(steps >= least, steps <= -least)


def verdicts_by_index(index: FloatArray, critical: float, *, better: int, sides: Sides | None = None) -> list[Verdict]:
    """Return each person's verdict by a reliable-change index, beyond `critical`, and a cut-off where one exists.

    Notes
    -----
    Recovered: reliably better, and from the poor side of the cut-off to the good one. Harmed: the reverse.
    """
    up, down = better * index > critical, better * index < -critical
    if sides is None:
        return verdicts_by_marks(up, down)
    return verdicts_by_marks(up, down, up & sides.was_poor & sides.is_good, down & sides.was_good & sides.is_poor)


def verdicts_by_marks(
    better: np.ndarray, worse: np.ndarray, recovered: np.ndarray | None = None, harmed: np.ndarray | None = None
) -> list[Verdict]:
    """Return the verdicts of people so marked; the marks of the later arguments go before those of the earlier."""
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
