"""The limits from which on a report says something else: each stands here once, with its source.

How many pairs allow which figure stands in :mod:`evaltoolkit.model.ladder`; how few people are hidden, in the policy.
"""

from __future__ import annotations

from typing import Final

from evaltoolkit.model.rounding import SHARE_DECIMALS, as_printed

ALPHA: Final = 0.05
"""Two-sided level of tests and of the 95 % intervals: a change is established at an adjusted p of at most this."""
CONFIDENCE: Final = 1 - ALPHA
OVERSHOOT: Final = 1.3
"""Completion from which on (itself included) a written reason is asked for, where a system names no other (广西预算绩效
管理办法：完成值达到指标值130%及以上)."""
SHORTFALL: Final = 0.8
"""Completion below which hours lie far below the agreement (本工具规则, after the 80 % of 财预〔2020〕10号)."""
UNDER: Final = 0.95
"""Completion under which services stand as less than agreed (本工具规则: what lacks less than a twentieth is none)."""
ATTRITION: Final = 0.20
"""Share lost after the pre-test above which a reader is warned (本工具规则, a common convention)."""
AT_AN_END: Final = 0.15
"""Share at the best or worst score at pre-test from which on a reader is warned (Terwee et al. 2007, J Clin Epidemiol
60, 34-42)."""
RELIABILITY: Final = 0.70
"""Reliability under which a reader is warned (Nunnally & Bernstein 1994, p. 264; a convention)."""
WEAK_ITEM: Final = 0.20
"""Correlation with the rest under which an item is listed (a common convention, no official source)."""
TURNED_GAIN: Final = 0.10
"""Rise of alpha from which on turning a reversed item round speaks against its key (本工具规则). On sound scales of 6
items with loadings of .42 some reversed item reaches it in 14 of 100 samples of 20 people and in 5 of 32, so that its
correlation with the rest must lie below 0 too: then 2 and 1 of 1,000."""
SKEWED: Final = 25
"""Changes are clearly skewed where n is below so many times their squared skewness (Cochran 1977, Sampling Techniques,
p. 42). Simulated with mean change 0 on lognormal changes (sigma 1): t and the exact signed-rank test both reject in 15,
12 and 12 of 100 samples of 10, 20 and 30, in those not so marked in 6, 3 and 3; of normal samples 27, 6 and 1 of 100
are marked. A further condition of skewness 1 or more would leave 10, 4 and 3."""
CLOSE: Final = 1.0
"""Points from the end of a grade up to which a report says that the grade hangs on them (本工具规则)."""
LARGEST_T: Final = 30.0
"""Size of t above which no interval of a standardised change is given: the noncentral t is not trusted there."""


def is_much_lost(share: float) -> bool:
    """Return whether so many are lost after the pre-test, as the share is printed, that a reader is warned."""
    return as_printed(share, SHARE_DECIMALS) > ATTRITION
