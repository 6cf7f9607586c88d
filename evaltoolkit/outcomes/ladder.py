"""What may be said of so many pairs: one ladder for all small groups.

本工具规则, with its reasons: with 5 pairs the smallest two-sided exact p is .0625; BCa intervals cover .86 at 6 and .89
at 10 pairs; there is no pre-test of normality.
"""

from __future__ import annotations

import numpy as np

from evaltoolkit.model.results import Ladder
from evaltoolkit.outcomes.resolution import FloatArray

DESCRIBE_FROM = 5
EXACT_FROM = 10
FULL_FROM = 15
BOOTSTRAP_FROM = 20
LARGE_FROM = 30

_RUNGS = (Ladder.TOO_FEW, Ladder.DESCRIBE, Ladder.EXACT, Ladder.FULL, Ladder.LARGE)


def rung(pairs: int) -> Ladder:
    """Return the rung of so many pairs.

    Examples
    --------
    >>> rung(9), rung(10)
    (<Ladder.DESCRIBE: 'describe'>, <Ladder.EXACT: 'exact'>)
    """
    return _RUNGS[int(np.searchsorted((DESCRIBE_FROM, EXACT_FROM, FULL_FROM, LARGE_FROM), pairs, side="right"))]


def rungs(pairs: FloatArray) -> list[Ladder]:
    """Return the rung of each number of pairs."""
    return [rung(int(count)) for count in pairs]
