"""Score how much of the year's adjusted budget was spent.

Source: 项目支出绩效自评表 (池州市贵池区棠溪镇 2022, 廊坊市食品工程学校 2019): 年初预算数, 全年预算数 and
全年执行数 are separate columns, and 执行率 = 全年执行数 ÷ 全年预算数, the budget as adjusted during the year;
×weight, capped, from memory of 财预〔2020〕10号. The second form prints 9 for 37.24 of 43.2; exactly it is
8.62.
"""

from __future__ import annotations

from decimal import Decimal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import ZERO, Points, Refused, round_points, shown
from evaltoolkit.scoring.rules.at_least import proportion

NAME = text("Budget execution: spent ÷ adjusted annual budget × weight, never above the weight")


def execution_rate(executed: Decimal, annual: Decimal, *, weight: Decimal) -> Points:
    """Return ``weight * min(executed / annual, 1)``.

    Parameters
    ----------
    executed
        Spent by the end of the year.
    annual
        Budget of the year as adjusted, not as first planned; above 0.
    weight
        Points of the row.

    Returns
    -------
    Points
        From 0 to `weight`, with the completion ``executed / annual``, which may be above 1.

    Raises
    ------
    Refused
        The budget is not above 0, or the spending is below 0.

    Examples
    --------
    >>> execution_rate(Decimal("37.24"), Decimal("43.2"), weight=Decimal(10)).points
    Decimal('8.62')
    """
    if annual <= ZERO:
        raise Refused(text("The annual budget {annual} is not above 0.", annual=shown(annual)))
    if executed < ZERO:
        raise Refused(text("The spending {executed} is below 0.", executed=shown(executed)))
    completion = executed / annual
    if completion > 1:
        capped = text(
            "{executed} > {annual}: {weight} points, the most there is",
            executed=shown(executed), annual=shown(annual), weight=round_points(weight),
        )  # fmt: skip
        return Points(weight, capped, completion)
    value = executed * weight / annual
    return Points(value, proportion(executed, annual, weight=weight, value=value), completion)
