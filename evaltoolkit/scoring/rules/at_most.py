"""Score a figure that should stay at or below its target, in the linear or the inverse variant.

Source: linear: PMKPI, rule 3 反向(≤): B≤A gives W; A<B<2A gives round((1−(B−A)/A)·W, 2); B≥2A gives 0. Inverse:
项目支出绩效自评表填表说明, 江西 2017: A/B·W. At B = 1.5 A they give 50 % and 66.7 % of the points.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import ZERO, Points, Refused, round_points, shown

Variant = Literal["linear", "inverse"]
NAME_LINEAR = text("At most the target: each per cent above it costs one per cent of the points")
NAME_INVERSE = text("At most the target: above it, target ÷ actual × weight")


def at_most(actual: Decimal, target: Decimal, *, weight: Decimal, variant: Variant = "linear") -> Points:
    """Return full points up to the target and fewer the further it is exceeded.

    Parameters
    ----------
    actual
        What was done, in the target's unit; at least 0.
    target
        The upper limit; at least 0, and above a limit of 0 there are no points.
    weight
        Points of the row.
    variant
        How points fall above the limit: ``linear`` to 0 at twice the limit, ``inverse`` as ``target / actual``.

    Returns
    -------
    Points
        From 0 to `weight`, with the completion ``actual / target``, None for a limit of 0.

    Raises
    ------
    Refused
        The target or the actual is below 0.

    Examples
    --------
    >>> at_most(Decimal(135), Decimal(90), weight=Decimal(9)).points
    Decimal('4.50')
    >>> at_most(Decimal(135), Decimal(90), weight=Decimal(9), variant="inverse").points
    Decimal('6.00')
    """
    if target < ZERO:
        raise Refused(text("The upper limit {target} is below 0.", target=shown(target)))
    if actual < ZERO:
        raise Refused(text("The actual {actual} is below 0.", actual=shown(actual)))
    if actual <= target:
        kept = text(
            "{actual} ≤ {target}: {weight} points",
            actual=shown(actual), target=shown(target), weight=round_points(weight),
        )  # fmt: skip
        return Points(weight, kept, None if target == ZERO else actual / target)
    if target == ZERO:
        return Points(ZERO, text("{actual} > 0: 0 points", actual=shown(actual)))
    return _inverse(actual, target, weight) if variant == "inverse" else _linear(actual, target, weight)


def _linear(actual: Decimal, target: Decimal, weight: Decimal) -> Points:
    if actual >= 2 * target:
        lost = text("{actual} ≥ 2 × {target}: 0 points", actual=shown(actual), target=shown(target))
        return Points(ZERO, lost, actual / target)
    value = (2 * target - actual) * weight / target
    formula = text(
        "(1 − ({actual} − {target}) ÷ {target}) × {weight} = {points} points",
        actual=shown(actual), target=shown(target), weight=shown(weight), points=round_points(value),
    )  # fmt: skip
    return Points(value, formula, actual / target)


def _inverse(actual: Decimal, target: Decimal, weight: Decimal) -> Points:
    value = target * weight / actual
    formula = text(
        "{target} ÷ {actual} × {weight} = {points} points",
        actual=shown(actual), target=shown(target), weight=shown(weight), points=round_points(value),
    )  # fmt: skip
    return Points(value, formula, actual / target)
