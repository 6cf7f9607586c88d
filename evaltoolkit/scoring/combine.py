"""Combine the parts of a row: pooled, weighted, or each must reach.

Source: 本工具规则; a system names the way for each row. Pooled sums actuals and targets (or numerators and
denominators) first and scores once. Weighted averages the parts' points by their weights. Each-must-reach takes
the part with the fewest points, so that full points need every part to reach its target.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from itertools import product

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import RowStatus
from evaltoolkit.scoring.pairs import Pair
from evaltoolkit.scoring.points import HUNDRED, ZERO, Refused, round_points, shown
from evaltoolkit.scoring.quantity import Span
from evaltoolkit.scoring.settle import Settled
from evaltoolkit.scoring.units import PER_CENT, factor


def pool(by_part: Sequence[Sequence[Pair]]) -> tuple[Pair, ...]:
    """Return the pooled readings of a row, one for each choice of a reading in every part.

    Parameters
    ----------
    by_part
        Readings of each part, at least one part with at least one reading each.

    Returns
    -------
    tuple of Pair
        Actuals and targets added up in the first part's unit; of shares the counts added up, under the common target.

    Raises
    ------
    Refused
        Units differ, or shares cannot be pooled for want of counts or of one common target.

    Examples
    --------
    >>> from evaltoolkit.scoring.figures import Figure
    >>> stated, agreed = Figure(text("x"), "", None), Decimal(500)
    >>> hours = [Pair(Span(Decimal(n), Decimal(n)), agreed, "小时", stated) for n in (300, 650)]
    >>> pooled, = pool([[pair] for pair in hours])
    >>> pooled.actual.low, pooled.target
    (Decimal('950'), Decimal('1000'))
    """
    return tuple(reduce(_add, choice) for choice in product(*by_part))


def weigh(parts: Sequence[Settled], weights: Sequence[Decimal | None]) -> Settled:
    """Return the weighted mean of the parts' points.

    Parameters
    ----------
    parts
        What each part brings, in points of the whole row.
    weights
        Weight of each part, in the same order; None where nobody gave one.

    Returns
    -------
    Settled
        Scored where the least and the most points agree, open parts counting from 0 to the row's weight.

    Raises
    ------
    Refused
        A part has no weight above 0.

    Examples
    --------
    >>> full, half = (Settled(RowStatus.SCORED, Decimal(n), Decimal(n)) for n in (10, 5))
    >>> weigh([full, half], [Decimal(3), Decimal(1)]).low
    Decimal('8.75')
    """
    known = [weight for weight in weights if weight is not None]
    if len(known) < len(weights) or not all(weight.is_finite() and weight > ZERO for weight in known):
        raise Refused(text("The row is a weighted mean: every part needs one weight."))
    whole = sum(known, ZERO)
    low = sum((part.low * weight for part, weight in zip(parts, known, strict=True)), ZERO) / whole
    high = sum((part.high * weight for part, weight in zip(parts, known, strict=True)), ZERO) / whole
    terms = " + ".join(f"{_points(part)} × {shown(weight)}" for part, weight in zip(parts, known, strict=True))
    formula = text("({terms}) ÷ {sum} = {points} points", terms=terms, sum=shown(whole), points=round_points(low))
    return _joined(parts, low, high, formula)


def lowest(parts: Sequence[Settled]) -> Settled:
    """Return the points of the part with the fewest.

    Parameters
    ----------
    parts
        What each part brings, at least one.

    Returns
    -------
    Settled
        Scored where the least and the most points agree.

    Examples
    --------
    >>> full, half = (Settled(RowStatus.SCORED, Decimal(n), Decimal(n)) for n in (10, 5))
    >>> lowest([full, half]).formula.english()
    'lowest of 10, 5 = 5.00 points'
    """
    low, high = min(part.low for part in parts), min(part.high for part in parts)
    terms = ", ".join(_points(part) for part in parts)
    return _joined(parts, low, high, text("lowest of {terms} = {points} points", terms=terms, points=round_points(low)))


def _points(part: Settled) -> str:
    return shown(round_points(part.low))


def _joined(parts: Sequence[Settled], low: Decimal, high: Decimal, formula: Text) -> Settled:
    states = [part.status for part in parts]
    settled = round_points(low) == round_points(high)
    order = (RowStatus.REFUSED, RowStatus.NOT_PROVIDED, RowStatus.UNDECIDED)
    status = RowStatus.SCORED if settled else next(one for one in order if one in states)
    return Settled(
        status, low, low if settled else high, formula if settled else None,
        reason_demanded=any(part.reason_demanded for part in parts),
        faults=tuple(fault for part in parts for fault in part.faults),
    )  # fmt: skip


def _add(one: Pair, other: Pair) -> Pair:
    times = factor(other.unit, one.unit)
    if times is None:
        raise Refused(text("The parts are in {one} and {other} and cannot be added.", one=one.unit, other=other.unit))
    if one.unit == PER_CENT:
        return _add_shares(one, other)
    span = Span(one.actual.low + other.actual.low * times, one.actual.high + other.actual.high * times)
    return Pair(span, one.target + other.target * times, one.unit, one.figure)


def _add_shares(one: Pair, other: Pair) -> Pair:
    counts = (one.figure.numerator, other.figure.numerator, one.figure.denominator, other.figure.denominator)
    if None in counts:
        raise Refused(text("Shares can only be pooled from their numerators and denominators."))
    if one.target != other.target:
        raise Refused(text("Shares can only be pooled where all parts have one target."))
    figure = one.figure.plus(other.figure)
    rate = (figure.numerator or ZERO) * HUNDRED / (figure.denominator or Decimal(1))
    return Pair(Span(rate, rate), one.target, PER_CENT, figure)
