"""Actual and target of a part as numbers in one unit, one pair for each reading of what was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.figures import (
    Figure,
    Target,
    disagreements,
    figures_of,
    in_unit,
    targets_of,
    unit_of,
    unit_remark,
)
from evaltoolkit.scoring.parts import Part
from evaltoolkit.scoring.points import HUNDRED, ZERO, Refused, round_points, shown
from evaltoolkit.scoring.quantity import Span
from evaltoolkit.scoring.rules.choose import contradicts
from evaltoolkit.scoring.rules.specs import ExecutionRule, FigureRule, OnTimeRule
from evaltoolkit.scoring.system import Row
from evaltoolkit.scoring.units import PER_CENT


@dataclass(frozen=True, slots=True)
class Pair:
    """One reading: what the actual may be, the target, and the counts behind a share."""

    actual: Span
    target: Decimal
    unit: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Readings:
    """Every reading of a part; none where target or actual is missing.

    `faults` are contradictions in what was stated, for the checks of the scorecard.
    """

    pairs: tuple[Pair, ...]
    remarks: tuple[Text, ...] = ()
    faults: tuple[Text, ...] = ()


def readings(part: Part, row: Row, rule: FigureRule) -> Readings:
    """Return the readings of a part under a rule.

    Parameters
    ----------
    part
        Everything said of one figure.
    row
        Whose target and unit hold where nobody states another.
    rule
        A rule for figures.

    Returns
    -------
    Readings
        Each target with each actual, in the target's unit; of counts of what was on time and due, the first is the
        actual and the second the target.

    Raises
    ------
    Refused
        Target or actual is no number, their units differ, or the target's operator contradicts the rule.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_hours")
    >>> part = Part("", (Statement(PARAMETER_FILE, RowInput(target="≥1000小时", actual="0.09万小时")),))
    >>> pair, = readings(part, row, row.rule).pairs
    >>> pair.actual.low, pair.target
    (Decimal('900.00'), Decimal('1000'))
    """
    if isinstance(rule, OnTimeRule | ExecutionRule):
        return _of_share(part, row, rule)
    targets, figures = targets_of(part, row), figures_of(part)
    missing = tuple(_missing(targets, figures))
    if missing:
        return Readings((), missing)
    for target in targets:
        _require_number(target)
        if target.quantity is not None and contradicts(rule, target.quantity):
            raise Refused(text("The target {target} points the other way than the rule.", target=target.words))
    pairs = tuple(_pair(figure, target, row) for target in targets for figure in figures)
    faults = (*disagreements(targets), *disagreements(figures))
    return Readings(pairs, (*_unit_remarks(figures, targets, row), *faults), faults)


def _missing(targets: Sequence[Target], figures: Sequence[Figure]) -> Iterator[Text]:
    if not targets:
        yield text("The target is not provided.")
    if not figures:
        yield text("The actual is not provided.")


def _require_number(target: Target) -> None:
    if target.quantity is None:
        raise Refused(text("The target {words} is no number with a unit.", words=target.words))


def _pair(figure: Figure, target: Target, row: Row) -> Pair:
    wanted = target.quantity
    if wanted is None:
        raise Refused(text("The target {words} is no number with a unit.", words=target.words))
    if figure.quantity is not None:
        unit = unit_of(wanted, figure.quantity, row)
        return Pair(in_unit(figure.quantity, wanted, row), wanted.number, unit, figure)
    if wanted.unit != PER_CENT:
        raise Refused(
            text("Numerator and denominator make a share, but the target {target} is none.", target=target.words)
        )
    rate = figure.rate
    if rate is None:
        raise Refused(text("The denominator is 0, so there is no share."))
    return Pair(Span(rate, rate), wanted.number, PER_CENT, figure)


def _unit_remarks(figures: Sequence[Figure], targets: Sequence[Target], row: Row) -> Iterator[Text]:
    for figure in figures:
        for target in targets:
            if figure.quantity is None or target.quantity is None:
                continue
            remark = unit_remark(figure.quantity, target.quantity, row)
            if remark is not None:
                yield remark


def _of_share(part: Part, row: Row, rule: OnTimeRule | ExecutionRule) -> Readings:
    figures = figures_of(part)
    counted = tuple(figure for figure in figures if figure.quantity is None)
    stated = tuple(figure for figure in figures if figure.quantity and figure.quantity.unit != PER_CENT)
    amounts = tuple(target for target in targets_of(part, row) if target.quantity and target.quantity.unit != PER_CENT)
    pairs = (
        *(_counts(figure) for figure in counted),
        *(_pair(figure, target, row) for target in amounts for figure in stated),
    )
    rates = tuple(figure for figure in figures if figure.quantity and figure.quantity.unit == PER_CENT)
    if not pairs:
        return _of_rate(rates, rule)
    wrong = tuple(rate for rate in rates if any(_wrong_rate(rate, pairs[0])))
    # a source that states another rate than the counts of a second source is a reading of its own, no slip of the pen
    rivals = tuple(rate for rate in wrong if isinstance(rule, OnTimeRule) and rate.origin not in _origins(counted))
    disagree = (*disagreements(amounts), *disagreements((*counted, *stated, *rivals)))
    faults = (*disagree, *(fault for rate in wrong if rate not in rivals for fault in _wrong_rate(rate, pairs[0])))
    pairs = (*pairs, *(_of_rate(rivals, rule).pairs if rivals else ()))
    return Readings(pairs, (*_unit_remarks(stated, amounts, row), *faults), faults)


def _origins(figures: Sequence[Figure]) -> set[Text]:
    return {figure.origin for figure in figures}


def _counts(figure: Figure) -> Pair:
    top, bottom = figure.numerator or ZERO, figure.denominator or ZERO
    return Pair(Span(top, top), bottom, "", figure)


def _of_rate(rates: tuple[Figure, ...], rule: OnTimeRule | ExecutionRule) -> Readings:
    if isinstance(rule, ExecutionRule):
        return Readings((), (text("The adjusted annual budget and the spending are both needed for the rate."),))
    if not rates:
        return Readings((), (text("The counts of what was due and what was on time are not provided."),))
    spans = [figure.quantity.span for figure in rates if figure.quantity]
    faults = disagreements(rates)
    pairs = tuple(
        Pair(Span(span.low, min(span.high, HUNDRED) if span.low <= HUNDRED else span.high), HUNDRED, PER_CENT, figure)
        for span, figure in zip(spans, rates, strict=True)
    )
    return Readings(pairs, faults, faults)


def _wrong_rate(stated: Figure, pair: Pair) -> Iterator[Text]:
    if stated.quantity is None or pair.target <= ZERO or not pair.actual.is_point:
        return
    rate = pair.actual.low * HUNDRED / pair.target
    if round_points(abs(rate - stated.quantity.number)) >= _last_place(stated.quantity.number):
        yield text(
            "The rate {stated} is stated ({origin}); recomputed it is {rate}%.",
            stated=stated.words, origin=stated.origin, rate=shown(round_points(rate)),
        )  # fmt: skip


def _last_place(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
