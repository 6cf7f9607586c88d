"""How many people crossed a cut-off, each way, and whether more crossed one way than the other."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from evaltoolkit.model.given import require_between, require_known, require_numbers
from evaltoolkit.outcomes.tests.resolution import FloatArray


@dataclass(frozen=True, slots=True)
class Crossing:
    """People on either side of a cut-off before and after.

    Parameters
    ----------
    stayed_good, stayed_poor
        On the same side at both waves.
    became_good, became_poor
        Crossed it.
    p_exact, p_mid
        McNemar's test, exact and mid-p, two-sided; 1 where nobody crossed.
    """

    stayed_good: int
    stayed_poor: int
    became_good: int
    became_poor: int
    p_exact: float
    p_mid: float


def cross_cutoff(pre: FloatArray, post: FloatArray, cutoff: float, *, better: int) -> Crossing:
    """Count crossings of `cutoff`, itself on the poor side.

    Parameters
    ----------
    pre, post
        Scores of the same people in the same order.
    cutoff
        First score on the poor side, such as 10 of the PHQ-9.
    better
        +1 where a higher score is better, -1 where a lower one is.

    Returns
    -------
    Crossing
        Counts of people, and two-sided p.

    Raises
    ------
    InputError
        `pre` and `post` are no rows of finite numbers of one length, or `better` is neither +1 nor -1.

    Examples
    --------
    >>> import numpy as np
    >>> cross_cutoff(np.array([12.0, 15, 4, 11]), np.array([8.0, 9, 5, 14]), 10, better=-1).became_good
    2
    """
    require_numbers(pre=pre, post=post)
    require_known("better", (better,), (1, -1))
    before, after = better * pre > better * cutoff, better * post > better * cutoff
    gained, lost = int((~before & after).sum()), int((before & ~after).sum())
    test = mcnemar(gained, lost)
    stayed = int((before & after).sum()), int((~before & ~after).sum())
    return Crossing(*stayed, gained, lost, test.p_exact, test.p_mid)


@dataclass(frozen=True, slots=True)
class McNemar:
    """Two-sided p, exact and mid-p."""

    p_exact: float
    p_mid: float


def mcnemar(gained: int, lost: int) -> McNemar:
    """Return McNemar's exact and mid-p two-sided p for so many changes each way.

    Parameters
    ----------
    gained, lost
        How many crossed to the good side, and to the poor one; at least 0.

    Returns
    -------
    McNemar
        Both 1 where nobody crossed.

    Raises
    ------
    InputError
        A count is below 0.

    References
    ----------
    McNemar (1947); Fagerland, Lydersen & Laake (2013). Tested against R 4.5.0 on Agresti (1990), p. 350.

    Examples
    --------
    >>> mcnemar(5, 0)
    McNemar(p_exact=0.0625, p_mid=0.03125)
    """
    require_between(-1, np.inf, gained=gained, lost=lost)
    changed, fewer = int(gained + lost), int(min(gained, lost))
    tail, point = float(bdtr(fewer, changed, 0.5)), math.comb(changed, fewer) / 2**changed
    return McNemar(min(1.0, 2 * tail), min(1.0, 2 * tail - point))
