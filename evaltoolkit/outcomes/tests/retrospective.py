"""The retrospective pre-test: how people, asked afterwards, rate where they had stood."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.outcomes.tests.paired_change import PairedChange, paired_change
from evaltoolkit.outcomes.tests.resolution import FloatArray


@dataclass(frozen=True, slots=True)
class Retrospective:
    """A third measurement beside pre-test and post-test.

    Parameters
    ----------
    change
        Post - pre, the base of the effect.
    shift
        Then - pre: may come from changed standards, memory or expectation.
    looking_back
        Post - then.
    """

    change: PairedChange
    shift: PairedChange
    looking_back: PairedChange


def compare_retrospective(
    pre: FloatArray, then: FloatArray, post: FloatArray, *, resolution: float | None = None
) -> Retrospective:
    """Compare the three ratings of the same people, given in the same order without NaN.

    Parameters
    ----------
    pre, then, post
        Traditional pre-test, retrospective pre-test and post-test.
    resolution
        Smallest step of the scale: where all changes are the same step, there is no spread.

    Returns
    -------
    Retrospective
        In scale points.

    Raises
    ------
    InputError
        The ratings are no rows of finite numbers of one length, or `resolution` is not above 0.

    References
    ----------
    Howard et al. (1979); Hill & Betz (2005): the traditional pre-test stays the base of the effect.

    Examples
    --------
    >>> import numpy as np
    >>> ratings = compare_retrospective(np.array([15.0, 14]), np.array([18.0, 16]), np.array([13.0, 13]))
    >>> ratings.change.mean, ratings.shift.mean, ratings.looking_back.mean
    (-1.5, 2.5, -4.0)
    """
    pairs = (pre, post), (pre, then), (then, post)
    return Retrospective(*(paired_change(first, second, resolution=resolution) for first, second in pairs))
