"""Which interval a share of answers may carry: the way the answers came in decides.

Which way of asking allows what is 本工具规则.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from evaltoolkit.model.shares import wilson_share


class Interval(StrEnum):
    """What the limits beside a share mean."""

    NONE = "none"  # everyone was asked, or it is not known how they were asked
    WILSON = "wilson"  # drawn at random
    INDICATIVE = "indicative"  # handed out on site: 仅供参考, with the response rate


BY_ASKING = {"全部询问": Interval.NONE, "随机抽取": Interval.WILSON, "现场发放": Interval.INDICATIVE}


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper limit of a share, NaN where none may be shown, and what they mean."""

    low: float
    high: float
    interval: Interval


def limits(satisfied: int, valid: int, asked: str) -> Limits:
    """Return the 95 % limits of ``satisfied / valid`` that this way of asking allows.

    Parameters
    ----------
    satisfied, valid
        Numerator and denominator; one answer a person.
    asked
        One of :data:`evaltoolkit.model.workbook.ASKED`; any other word allows no interval.

    Returns
    -------
    Limits
        From 0 to 1; NaN and ``none`` where no interval may stand, also without a valid answer.

    Examples
    --------
    57 of 60 is the least whose lower limit passes 85 %:

    >>> round(limits(57, 60, "随机抽取").low, 3)
    0.863
    >>> limits(57, 60, "全部询问").interval.value
    'none'
    """
    kind = BY_ASKING.get(asked, Interval.NONE)
    if kind is Interval.NONE or valid == 0:
        return Limits(math.nan, math.nan, Interval.NONE)
    share = wilson_share(satisfied, valid)
    return Limits(share.low, share.high, kind)
