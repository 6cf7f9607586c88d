"""Score the share of what was due that was done on time.

Source: 本工具规则. The seed form has a row 按时支付运营经费 and names no rule for it; a share in proportion
keeps to the proportional rule of the official form. Something due and not done at all counts as not on time.
"""

from __future__ import annotations

from decimal import Decimal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import ZERO, Points, Refused, shown
from evaltoolkit.scoring.rules.at_least import proportion

NAME = text("Share done on time: on time ÷ due × weight")


def on_time_share(on_time: Decimal, due: Decimal, *, weight: Decimal) -> Points:
    """Return ``weight * on_time / due``.

    Parameters
    ----------
    on_time
        Number or amount done on time; from 0 to `due`.
    due
        Number or amount that was due; above 0.
    weight
        Points of the row.

    Returns
    -------
    Points
        From 0 to `weight`, with the share as completion.

    Raises
    ------
    Refused
        Nothing was due, or more was on time than was due.

    Examples
    --------
    >>> on_time_share(Decimal(3), Decimal(4), weight=Decimal(9)).points
    Decimal('6.75')
    """
    if due <= ZERO:
        raise Refused(text("Nothing was due, so no share on time can be computed."))
    if not ZERO <= on_time <= due:
        raise Refused(text("{on_time} of {due} on time is no share.", on_time=shown(on_time), due=shown(due)))
    value = on_time * weight / due
    return Points(value, proportion(on_time, due, weight=weight, value=value), on_time / due)
