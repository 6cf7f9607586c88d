"""Score how far a figure lies from its target, on either side, by tiers of tolerance.

Source: 项目支出绩效自评表, 江西 2017, 成本控制率 = (预算数−实际支出)÷预算数: within ±10 % full (5 points),
10–15 % 3, 15–20 % 1, beyond 0. The tiers are data of the system; the edge of a tier belongs to it (within ±10 %
is read with 10 % included).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import HUNDRED, ZERO, Points, Refused, round_points, shown

NAME = text("Tiers of tolerance: the further from the target, above or below, the fewer points")


@dataclass(frozen=True, slots=True)
class Tier:
    """A share of the points for a deviation of at most `within` per cent."""

    within: Decimal
    share: Decimal


def tiered_tolerance(actual: Decimal, target: Decimal, *, weight: Decimal, tiers: Sequence[Tier]) -> Points:
    """Return the share of the first tier that holds ``|target − actual| ÷ target``, nothing beyond the last.

    Parameters
    ----------
    actual
        What was done, in the target's unit.
    target
        What was agreed; above 0.
    weight
        Points of the row.
    tiers
        In any order; the edge of a tier belongs to it.

    Returns
    -------
    Points
        From 0 to `weight`, with the completion ``actual / target``.

    Raises
    ------
    Refused
        The target is not above 0.

    Examples
    --------
    >>> tiers = [Tier(Decimal(10), Decimal(1)), Tier(Decimal(15), Decimal("0.6"))]
    >>> tiered_tolerance(Decimal(88), Decimal(100), weight=Decimal(5), tiers=tiers).points
    Decimal('3.00')
    """
    if target <= ZERO:
        raise Refused(
            text("The target {target} is not above 0, so completion cannot be computed.", target=shown(target))
        )
    deviation = abs(target - actual) * HUNDRED / target
    tier = next((tier for tier in sorted(tiers, key=lambda tier: tier.within) if deviation <= tier.within), None)
    value = ZERO if tier is None else weight * tier.share
    formula = text(
        "|{target} − {actual}| ÷ {target} = {deviation}%: {points} points",
        target=shown(target), actual=shown(actual), deviation=shown(deviation), points=round_points(value),
    )  # fmt: skip
    return Points(value, formula, actual / target)
