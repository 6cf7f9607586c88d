"""One test or one effect size alone, on plain arrays: what the outcome table is made of."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from evaltoolkit.model.given import require_numbers
from evaltoolkit.outcomes.tests import effect_size as sizes
from evaltoolkit.outcomes.tests import signed_rank as ranks
from evaltoolkit.outcomes.tests.effect_size import EffectSizes
from evaltoolkit.outcomes.tests.signed_rank import SignedRank


def signed_rank(
    differences: ArrayLike, resolution: float = 1.0, *, zeros: Literal["drop", "pratt"] = "drop",
    exact_up_to: int = ranks.EXACT_UP_TO,
) -> SignedRank:  # fmt: skip
    """Test whether differences lie symmetrically about zero: Wilcoxon's signed-rank test, exact with ties and zeros.

    Parameters
    ----------
    differences
        Post - pre in points of the scale, one a person.
    resolution
        Smallest step of the scale; differences are rounded to it first.
    zeros
        What becomes of zero differences: ``drop`` or ``pratt``.
    exact_up_to
        Most non-zero differences for which p is exact.

    Returns
    -------
    SignedRank
        p two-sided and one-sided, both rank sums, the rank-biserial correlation.

    Raises
    ------
    InputError
        The differences are no finite numbers, the resolution is not above 0, or `zeros` is not known.

    Examples
    --------
    >>> found = signed_rank([1, 2, 3, 4, 5, 6])
    >>> found.p, found.method, found.rank_biserial
    (0.03125, 'exact', 1.0)
    """
    given = np.asarray(differences)
    require_numbers(differences=given)
    return ranks.signed_rank(given.astype(np.float64), resolution, zeros=zeros, exact_up_to=exact_up_to)


def effect_sizes(n: ArrayLike, t: ArrayLike, *, confidence: float = 0.95) -> EffectSizes:
    """Return d_z and Hedges' g of groups of `n` pairs with paired t of `t`.

    Parameters
    ----------
    n, t
        Pairs and paired t, one a group.
    confidence
        Of the interval.

    Returns
    -------
    EffectSizes
        Arrays in the order given; NaN where a figure does not exist.

    Raises
    ------
    InputError
        `n` and `t` are no numbers or not of the same groups, or `confidence` does not lie between 0 and 1.

    Examples
    --------
    >>> found = effect_sizes([17, 29], [4.18, 2.2])
    >>> found.hedges_g.round(3).tolist(), found.d_low.round(3).tolist()
    ([0.965, 0.397], [0.414, 0.026])
    """
    pairs, values = np.atleast_1d(np.asarray(n)), np.atleast_1d(np.asarray(t))
    require_numbers(may_lack=True, n=pairs, t=values)
    return sizes.effect_sizes(pairs.astype(np.float64), values.astype(np.float64), confidence=confidence)
