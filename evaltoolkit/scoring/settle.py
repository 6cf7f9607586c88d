"""Score one part: points where they are settled, the least and the most where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import RowStatus
from evaltoolkit.scoring.overshoot import Overshoot, cut_overshoot, demands_reason
from evaltoolkit.scoring.pairs import Pair
from evaltoolkit.scoring.points import ZERO, Points, round_points
from evaltoolkit.scoring.rules.choose import FigureFunction


@dataclass(frozen=True, slots=True)
class Settled:
    """What a part or a row can bring.

    Parameters
    ----------
    status
        SCORED where `low` and `high` give the same points.
    low, high
        Least and most points, before rounding.
    """

    status: RowStatus
    low: Decimal
    high: Decimal
    formula: Text | None = None
    completion: Decimal | None = None
    reason_demanded: bool = False
    remarks: tuple[Text, ...] = ()
    faults: tuple[Text, ...] = ()


def unscored(status: RowStatus, weight: Decimal, remarks: Sequence[Text]) -> Settled:
    """Return what is known of a part without points: it can still bring anything from 0 to its weight.

    Parameters
    ----------
    status
        Why there are no points.
    weight
        Points of the row.
    remarks
        What is missing or refused.

    Returns
    -------
    Settled
        With `low` 0 and `high` the weight.

    Examples
    --------
    >>> open_ = unscored(RowStatus.NOT_PROVIDED, Decimal(11), [text("The actual is not provided.")])
    >>> open_.low, open_.high
    (Decimal('0'), Decimal('11'))
    """
    return Settled(status, ZERO, weight, remarks=tuple(remarks))


def settle_points(readings: Sequence[Points], weight: Decimal) -> Settled:
    """Return points that every reading agrees on, else the range between them.

    Parameters
    ----------
    readings
        What the rule gives for each reading, at least one.
    weight
        Points of the row: no range reaches above them.

    Returns
    -------
    Settled
        Scored where all agree to two decimals, else undecided.

    Examples
    --------
    >>> one, other = (Points(Decimal(n), text("x")) for n in (8, 9))
    >>> found = settle_points([one, other], Decimal(10))
    >>> found.status.name, found.low, found.high
    ('UNDECIDED', Decimal('8'), Decimal('9'))
    """
    low, high = min(one.value for one in readings), max(one.value for one in readings)
    if round_points(low) != round_points(high):
        return Settled(RowStatus.UNDECIDED, low, min(high, weight))
    first = readings[0]
    return Settled(RowStatus.SCORED, first.value, first.value, _listed(readings), first.completion)


def _listed(readings: Sequence[Points]) -> Text:
    """Return how the points come about under every reading: none is preferred."""
    formulas = dict.fromkeys(one.formula for one in readings)
    return reduce(lambda one, other: text("{one}; {other}", one=one, other=other), formulas)


def settle_pairs(pairs: Sequence[Pair], function: FigureFunction, weight: Decimal, policy: Overshoot | None) -> Settled:
    """Return what a rule gives for every reading of a figure.

    Parameters
    ----------
    pairs
        The readings, at least one. An actual that is a bound stands for every figure it allows.
    function
        The rule; its points have no peak but at the target, and above it at the row's overshoot threshold.
    weight
        Points of the row.
    policy
        What happens to overshoot, None where the rule knows none.

    Returns
    -------
    Settled
        Scored where every reading and every figure that a bound allows give the same points.

    Raises
    ------
    Refused
        The rule refuses one of the figures.

    Examples
    --------
    >>> from evaltoolkit.scoring.figures import Figure
    >>> from evaltoolkit.scoring.points import INFINITE
    >>> from evaltoolkit.scoring.quantity import Span
    >>> from evaltoolkit.scoring.rules.choose import figure_function
    >>> from evaltoolkit.scoring.rules.specs import AtLeastRule
    >>> rule = figure_function(AtLeastRule(kind="at_least", source="x"), Decimal(10))
    >>> bound = Pair(Span(Decimal(1200), INFINITE), Decimal(1000), "小时", Figure(text("file"), "≥1200小时", None))
    >>> settle_pairs([bound], rule, Decimal(10), None).low
    Decimal('10')
    """
    readings = [list(_possible(pair, function, weight, policy)) for pair in pairs]
    settled = settle_points([points for of_pair in readings for points in of_pair], weight)
    exact = len(pairs) == 1 and pairs[0].actual.is_point
    is_scored = settled.status is RowStatus.SCORED
    return replace(
        settled,
        formula=_listed([of_pair[0] for of_pair in readings]) if is_scored else None,
        completion=settled.completion if exact else None,
        reason_demanded=any(demands_reason(one.completion, policy) for one in _least_completed(pairs, function)),
        remarks=tuple(_bound_remarks(pairs, settled)),
    )


def _possible(pair: Pair, function: FigureFunction, weight: Decimal, policy: Overshoot | None) -> Iterator[Points]:
    for actual in dict.fromkeys((pair.actual.low, pair.actual.high, *_peaks(pair, policy))):
        points = function(actual, pair.target)
        yield points if policy is None else cut_overshoot(points, weight, policy)


def _peaks(pair: Pair, policy: Overshoot | None) -> tuple[Decimal, ...]:
    peaks = (pair.target, pair.target * (1 if policy is None else policy.threshold))
    return tuple(peak for peak in peaks if pair.actual.low < peak < pair.actual.high)


def _least_completed(pairs: Sequence[Pair], function: FigureFunction) -> Iterator[Points]:
    for pair in pairs:
        yield function(pair.actual.low, pair.target)


def _bound_remarks(pairs: Sequence[Pair], settled: Settled) -> Iterator[Text]:
    if len(pairs) > 1 and settled.status is RowStatus.SCORED:
        yield text("Whichever holds, the points are the same.")
    bounds = [pair for pair in pairs if not pair.actual.is_point]
    if not bounds:
        return
    words = bounds[0].figure.words
    if settled.status is RowStatus.SCORED:
        yield text("The actual {actual} is a bound; every figure it allows gives the same points.", actual=words)
        return
    yield text(
        "The actual {actual} is a bound and does not decide between {low} and {high} points: state the figure itself.",
        actual=words, low=round_points(settled.low), high=round_points(settled.high),
    )  # fmt: skip
