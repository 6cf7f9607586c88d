"""The signed-rank test by counting every way of signs with whole numbers, and the Hodges-Lehmann estimate.

The numbers of ways are the coefficients of the product of ``1 + x**rank`` over the ranks: the product is worked out as
one large whole number with a fixed number of bytes for each coefficient, so that nothing is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import median

MOST = 300
"""Non-zero changes above which p is no longer exact in the results either."""


def doubled_ranks(steps: Sequence[int]) -> dict[int, int]:
    """Return twice the midrank of each size of a change other than zero."""
    sizes = sorted(abs(step) for step in steps if step)
    return {size: 2 * sizes.index(size) + sizes.count(size) + 1 for size in set(sizes)}


def sums(steps: Sequence[int]) -> tuple[int, int]:
    """Return twice the sums of the ranks of the positive and of the negative changes."""
    ranks = doubled_ranks(steps)
    return sum(ranks[step] for step in steps if step > 0), sum(ranks[-step] for step in steps if step < 0)


def signed_rank_p(steps: Sequence[int]) -> float:
    """Return the exact two-sided p of the signed-rank test, zeros dropped and ties at their midranks.

    Examples
    --------
    Of 64 ways of signs two are as far out.

    >>> signed_rank_p([1, 2, 3, 4, 5, 6]), signed_rank_p([0, 0])
    (0.03125, 1.0)
    """
    ranks = doubled_ranks(steps)
    weights = [ranks[abs(step)] for step in steps if step]
    if len(weights) > MOST:
        raise ValueError(f"more than {MOST} changes are not recomputed")
    width = len(weights) // 8 + 1
    ways = 1
    for weight in weights:
        ways += ways << (8 * width * weight)
    digits = ways.to_bytes((sum(weights) + 1) * width, "little")
    least = min(sums(steps))
    tail = sum(int.from_bytes(digits[place * width : (place + 1) * width], "little") for place in range(least + 1))
    return min(1.0, float(Fraction(2 * tail, 2 ** len(weights))))


def hodges_lehmann(steps: Sequence[int]) -> float:
    """Return the median of the means of all pairs of changes, each with itself too."""
    return median(first + second for first, second in combinations_with_replacement(steps, 2)) / 2
