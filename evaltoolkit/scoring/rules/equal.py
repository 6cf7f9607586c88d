"""Score a figure whose target is written with ``=`` or without an operator.

Source: PMKPI, rule 2 等于(=): A=0: B≤0 gives W, else 0; A>0: as 正向, so more than the target is full points too.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.points import ZERO, Points, round_points, shown
from evaltoolkit.scoring.rules.at_least import at_least

NAME = text("Equal to the target: points in proportion to completion; a target of 0 must be kept")


def equal(actual: Decimal, target: Decimal, *, weight: Decimal) -> Points:
    """Return the points of PMKPI rule 2.

    Parameters
    ----------
    actual
        What was done, in the target's unit.
    target
        What was agreed; at least 0.
    weight
        Points of the row.

    Returns
    -------
    Points
        From 0 to `weight`; without a completion where the target is 0.

    Raises
    ------
    Refused
        The target is below 0, or the actual is below 0 where the target is above it.

    Examples
    --------
    >>> equal(Decimal(1), Decimal(0), weight=Decimal(10)).points
    Decimal('0.00')
    >>> equal(Decimal(80), Decimal(85), weight=Decimal(10)).points
    Decimal('9.41')
    """
    if target != ZERO:
        found = at_least(actual, target, weight=weight)
        return found if actual < target else replace(found, formula=_reached(actual, target, weight))
    if actual <= ZERO:
        return Points(weight, _reached(actual, target, weight))
    return Points(ZERO, text("{actual} > 0: 0 points", actual=shown(actual)))


def _reached(actual: Decimal, target: Decimal, weight: Decimal) -> Text:
    return text(
        "{actual} {sign} {target}: {weight} points",
        actual=shown(actual), target=shown(target), weight=round_points(weight),
        sign="=" if actual == target else ">" if actual > target else "<",
    )  # fmt: skip
