"""Cut points step by step for a figure below its target, until none are left.

Source: 项目支出绩效自评表, 江西 2017: 满意度 ≥90%, 每降低 5% 扣 1 分, 扣完为止 (10 points). Whether a step that
has only begun counts is not said there; 本工具规则: only whole steps count unless the system says `started`.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import ZERO, Points, Refused, round_points, shown

NAME = text("Deduction in steps: each {step} below the target costs {cost} points, until none are left")


def step_deduction(
    actual: Decimal, target: Decimal, *, weight: Decimal, step: Decimal, cost: Decimal, started: bool = False
) -> Points:
    """Return ``max(weight - steps * cost, 0)``, a step being `step` units of the target.

    Parameters
    ----------
    actual, target
        In the same unit; for a rate, percentage points.
    weight
        Points of the row.
    step
        Length of a step, above 0.
    cost
        Points a step costs, above 0.
    started
        Count a step that has only begun.

    Returns
    -------
    Points
        From 0 to `weight`, with the completion ``actual / target``, None for a target of 0 or less.

    Raises
    ------
    Refused
        The step or its cost is not above 0.

    Examples
    --------
    >>> step_deduction(Decimal(80), Decimal(90), weight=Decimal(10), step=Decimal(5), cost=Decimal(1)).points
    Decimal('8.00')
    """
    if step <= ZERO or cost <= ZERO:
        raise Refused(text("A step and what it costs must be above 0."))
    completion = actual / target if target > ZERO else None
    if actual >= target:
        reached = text(
            "{actual} ≥ {target}: {weight} points",
            actual=shown(actual),
            target=shown(target),
            weight=round_points(weight),
        )
        return Points(weight, reached, completion)
    steps = ((target - actual) / step).to_integral_value(ROUND_CEILING if started else ROUND_FLOOR)
    value = max(weight - steps * cost, ZERO)
    formula = text(
        "{weight} − {steps} × {cost} = {points} points ({target} − {actual} = {gap}, a step is {step})",
        weight=shown(weight), steps=shown(steps), cost=shown(cost), points=round_points(value),
        target=shown(target), actual=shown(actual), gap=shown(target - actual), step=shown(step),
    )  # fmt: skip
    return Points(value, formula, completion)
