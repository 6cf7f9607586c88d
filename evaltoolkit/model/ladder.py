"""What may be said of so many pairs: one ladder for all small groups, used everywhere.

本工具规则, with its reasons: with 5 pairs the smallest two-sided exact p is .0625; t and the exact signed-rank test err
on different changes, so that a change counts as established only where both say so; BCa intervals cover .86 at 6 and
.89 at 10 pairs; there is no pre-test of normality.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum

DESCRIBE_FROM = 5
TEST_FROM = 10
BOOTSTRAP_FROM = 20
LARGE_FROM = 30


class Ladder(StrEnum):
    """What may be said of so many pairs of pre and post."""

    TOO_FEW = "too_few"  # under 5: single courses, in the station's version only
    DESCRIBE = "describe"  # 5 to 9: mean change and interval, no p
    TEST = "test"  # from 10: t and the exact signed-rank test, both
    LARGE = "large"  # from 30: own alpha and subgroups too


def rung(pairs: float) -> Ladder:
    """Return the rung of so many pairs.

    Examples
    --------
    >>> rung(9), rung(10)
    (<Ladder.DESCRIBE: 'describe'>, <Ladder.TEST: 'test'>)
    """
    return tuple(Ladder)[bisect_right((DESCRIBE_FROM, TEST_FROM, LARGE_FROM), pairs)]


def rungs(pairs: Iterable[float]) -> list[Ladder]:
    """Return the rung of each number of pairs."""
    return [rung(count) for count in pairs]
