"""Score a figure that should reach its target: in proportion, never above the weight.

Source: PMKPI (province-wide budget-performance system), rule 1 正向(≥): B≥A gives W, B<A gives
round(B/A·W, 2). 得分一档最高不能超过该指标分值上限 (项目支出绩效自评表, 江西 2017). ``short="nothing"`` is
四川大英县's rule for quantity indicators: below the target nothing is scored.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.points import ZERO, Points, Refused, round_points, shown

NAME = text("At least the target: points in proportion to completion, never above the weight")
NAME_ALL_OR_NOTHING = text("At least the target: full points where it is reached, none below it")


def at_least(
    actual: Decimal, target: Decimal, *, weight: Decimal, short: Literal["proportional", "nothing"] = "proportional"
) -> Points:
    """Return ``weight * min(actual / target, 1)``.

    Parameters
    ----------
    actual
        What was done, in the target's unit; at least 0.
    target
        What was agreed; above 0.
    weight
        Points of the row.
    short
        What a figure below its target scores.

    Returns
    -------
    Points
        From 0 to `weight`, with the completion ``actual / target``, which may be above 1.

    Raises
    ------
    Refused
        The target is not above 0, or the actual is below 0.

    Examples
    --------
    >>> at_least(Decimal(900), Decimal(1000), weight=Decimal(11)).points
    Decimal('9.90')
    """
    if target <= ZERO:
        raise Refused(
            text("The target {target} is not above 0, so completion cannot be computed.", target=shown(target))
        )
    if actual < ZERO:
        raise Refused(text("The actual {actual} is below 0.", actual=shown(actual)))
    completion = actual / target
    if completion >= 1:
        reached = text(
            "{actual} ≥ {target}: {weight} points",
            actual=shown(actual), target=shown(target), weight=round_points(weight),
        )  # fmt: skip
        return Points(weight, reached, completion)
    if short == "nothing":
        missed = text("{actual} < {target}: 0 points", actual=shown(actual), target=shown(target))
        return Points(ZERO, missed, completion)
    value = actual * weight / target
    return Points(value, proportion(actual, target, weight=weight, value=value), completion)


def proportion(actual: Decimal, target: Decimal, *, weight: Decimal, value: Decimal) -> Text:
    """Return ``actual ÷ target × weight = points`` with the figures put in.

    Parameters
    ----------
    actual, target
        In one unit.
    weight
        Points of the row.
    value
        Points before rounding.

    Returns
    -------
    Text
        For the reader of the row.

    Examples
    --------
    >>> proportion(Decimal(900), Decimal(1000), weight=Decimal(11), value=Decimal("9.9")).english()
    '900 ÷ 1,000 × 11 = 9.90 points'
    """
    return text(
        "{actual} ÷ {target} × {weight} = {points} points",
        actual=shown(actual), target=shown(target), weight=shown(weight), points=round_points(value),
    )  # fmt: skip
