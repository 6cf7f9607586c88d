"""What the figures of one part can be: each target with each actual, in one unit, contradictions named.

Sources that disagree are never averaged and none is preferred: every reading is kept, and the row stands only where
all of them give the same points.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import isfinite

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.parts import Part
from evaltoolkit.scoring.points import HUNDRED, ZERO, Refused, exact, shown
from evaltoolkit.scoring.quantity import Quantity, Span, parse_quantity
from evaltoolkit.scoring.system import Row
from evaltoolkit.scoring.units import PER_CENT, factor, is_ambiguous_without_unit


@dataclass(frozen=True, slots=True)
class Figure:
    """An actual as stated (a quantity) or as counted (numerator over denominator)."""

    origin: Text
    words: str
    quantity: Quantity | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """Return the counted share in per cent, None for a stated figure or a denominator of 0."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator * HUNDRED / self.denominator

    def plus(self, other: Figure) -> Figure:
        """Return both counts together.

        Parameters
        ----------
        other
            A counted figure too.

        Returns
        -------
        Figure
            Numerators and denominators added up; its origin is that of this one.
        """
        top = (self.numerator or ZERO) + (other.numerator or ZERO)
        bottom = (self.denominator or ZERO) + (other.denominator or ZERO)
        return Figure(self.origin, f"{shown(top)} ÷ {shown(bottom)}", None, top, bottom)


@dataclass(frozen=True, slots=True)
class Target:
    """A target as written, with who wrote it."""

    origin: Text
    words: str
    quantity: Quantity | None
    source: str | None


def targets_of(part: Part, row: Row) -> tuple[Target, ...]:
    """Return the different targets given for a part, else the system's own, else none.

    Parameters
    ----------
    part
        Everything said of one figure.
    row
        Whose own target holds where nobody states another.

    Returns
    -------
    tuple of Target
        Equal ones once, in the order of their sources; `quantity` is None where the words hold no number.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_hours")
    >>> said = [Statement(text("file"), RowInput(target=words)) for words in ("≥0.1万小时", "≥1000小时", "≥1200小时")]
    >>> [target.words for target in targets_of(Part("", tuple(said)), row)]
    ['≥0.1万小时', '≥1200小时']
    """
    found: list[Target] = []
    for statement in part.statements:
        words = statement.says.target
        if words is None:
            continue
        target = Target(statement.origin, words, parse_quantity(words), statement.says.target_source)
        if not any(_same_target(target, other) for other in found):
            found.append(target)
    if not found and row.target is not None:
        own = row.target
        found.append(Target(text("indicator system"), own.value, parse_quantity(own.value), own.source))
    return tuple(found)


def figures_of(part: Part) -> tuple[Figure, ...]:
    """Return the different actuals given for a part, counted ones first.

    Parameters
    ----------
    part
        Everything said of one figure.

    Returns
    -------
    tuple of Figure
        Those that agree once: a stated share agrees with counts where it is their rate, rounded or cut off.

    Raises
    ------
    Refused
        A stated actual holds no number, or only one of numerator and denominator is given.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import Statement
    >>> said = [RowInput(actual="66.7%"), RowInput(numerator=2.0, denominator=3.0), RowInput(actual="70%")]
    >>> [figure.words for figure in figures_of(Part("", tuple(Statement(text("file"), one) for one in said)))]
    ['2 ÷ 3', '70%']
    """
    found: list[Figure] = []
    for figure in (*_counted(part), *_stated(part)):
        if not any(_agree(figure, other) for other in found):
            found.append(figure)
    return tuple(found)


def disagreements(figures: tuple[Figure, ...] | tuple[Target, ...]) -> tuple[Text, ...]:
    """Return a sentence for each source that contradicts the first.

    Parameters
    ----------
    figures
        Different figures, or different targets, of one part.

    Returns
    -------
    tuple of Text
        One fewer than there are figures; none where there is one figure or none.

    Examples
    --------
    >>> one, other = (Figure(text("{who}", who=who), words, None) for who, words in (("file", "90%"), ("sheet", "85%")))
    >>> disagreements((one, other))[0].english()
    'The sources disagree: 90% (file) and 85% (sheet). Neither is preferred or averaged.'
    >>> disagreements((one,))
    ()
    """
    return tuple(
        text(
            "The sources disagree: {first} ({origin}) and {other} ({other_origin}). Neither is preferred or averaged.",
            first=figures[0].words, origin=figures[0].origin, other=other.words, other_origin=other.origin,
        )
        for other in figures[1:]
    )  # fmt: skip


def in_unit(quantity: Quantity, target: Quantity, row: Row) -> Span:
    """Return what an actual may be, in the target's unit.

    Parameters
    ----------
    quantity
        The actual, with an operator where it is a bound.
    target
        What it is compared with.
    row
        Whose unit holds where one of the two has none.

    Returns
    -------
    Span
        Least and most it may be; a plain figure has two equal ends, a lower bound none above.

    Raises
    ------
    Refused
        The two count different things, or one lacks its unit where that leaves it open what is meant.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("economic_benefit")
    >>> in_unit(Quantity(None, Decimal("47.8"), "万元"), Quantity(None, Decimal(400000), "元"), row).low
    Decimal('478000.0')
    """
    own, wanted = unit_of(quantity, target, row), unit_of(target, quantity, row)
    times = factor(own, wanted)
    if times is None:
        raise Refused(
            text("The actual is in {own}, the target in {wanted}: write both in one unit.", own=own, wanted=wanted)
        )
    span = quantity.span
    return Span(span.low * times, span.high * times)


def unit_remark(quantity: Quantity, target: Quantity, row: Row) -> Text | None:
    """Return how the actual was converted or which unit was taken for it, None where both name the same unit.

    Parameters
    ----------
    quantity, target, row
        As :func:`in_unit` takes them.

    Returns
    -------
    Text or None
        A sentence for the remarks of the row.

    Raises
    ------
    Refused
        One lacks its unit where that leaves it open what is meant.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_hours")
    >>> unit_remark(Quantity(None, Decimal(900), ""), Quantity(None, Decimal(1000), "小时"), row).english()
    '900 has no unit and was read in hours.'
    """
    number = shown(quantity.number)
    if bool(quantity.unit) != bool(target.unit):
        bare, other = (quantity, target) if target.unit else (target, quantity)
        unit = unit_of(bare, other, row)
        return text("{number} has no unit and was read in {unit}.", number=shown(bare.number), unit=unit)
    times = factor(quantity.unit, target.unit)
    if times is None or times == 1:
        return None
    converted = f"{shown(quantity.number * times)}{target.unit}"
    return text("{own} was converted to {converted}.", own=f"{number}{quantity.unit}", converted=converted)


def unit_of(one: Quantity, other: Quantity, row: Row) -> str:
    """Return a figure's unit: its own, else the row's, else that of the figure it is compared with.

    Parameters
    ----------
    one
        The figure whose unit is asked for.
    other
        The figure it is compared with.
    row
        Of the indicator system.

    Returns
    -------
    str
        In its one spelling; empty where none of the three has one.

    Raises
    ------
    Refused
        It has none, and a bare number could mean two things.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row, share = find_system("yuncheng_2023").row("satisfaction"), Quantity(None, Decimal(85), "%")
    >>> unit_of(share, share, row)
    '%'
    >>> unit_of(Quantity(None, Decimal("0.93"), ""), share, row)
    Traceback (most recent call last):
    evaltoolkit.scoring.points.Refused: 0.93 has no unit; write it as 93%, or as 0.93% if that is meant.
    """
    if one.unit:
        return one.unit
    unit = row.unit or other.unit
    if unit == PER_CENT or (row.unit is None and is_ambiguous_without_unit(unit)):
        number = shown(one.number)
        if unit == PER_CENT and ZERO < one.number <= 1:  # 0.93 is hardly 0.93 %
            whole = f"{shown(one.number * HUNDRED)}%"
            raise Refused(text("{number} has no unit; write it as {whole}, or as {number}% if that is meant.",
                               number=number, whole=whole))  # fmt: skip
        raise Refused(text("{number} has no unit; write it as {example}.", number=number, example=f"{number}{unit}"))
    return unit


def _counted(part: Part) -> list[Figure]:
    found = []
    for statement in part.statements:
        top, bottom = statement.says.numerator, statement.says.denominator
        if top is None and bottom is None:
            continue
        if top is None or bottom is None:
            raise Refused(text("Numerator and denominator belong together; only one of them is given."))
        if not (isfinite(top) and isfinite(bottom) and top >= 0 and bottom >= 0):
            raise Refused(text("Numerator and denominator must be numbers of 0 or more."))
        words = f"{shown(exact(top))} ÷ {shown(exact(bottom))}"
        found.append(Figure(statement.origin, words, None, exact(top), exact(bottom)))
    return found


def _stated(part: Part) -> list[Figure]:
    found = []
    for statement in part.statements:
        words = statement.says.actual
        if words is None:
            continue
        quantity = parse_quantity(words)
        if quantity is None:
            raise Refused(text("The actual {words} is no number with a unit.", words=words))
        found.append(Figure(statement.origin, words, quantity))
    return found


def _same_target(one: Target, other: Target) -> bool:
    if one.quantity is None or other.quantity is None:
        return one.words == other.words
    times = factor(one.quantity.unit, other.quantity.unit)
    same_number = times is not None and one.quantity.number * times == other.quantity.number
    return same_number and one.quantity.operator == other.quantity.operator


def _agree(one: Figure, other: Figure) -> bool:
    if one.quantity is None:
        return one.rate == other.rate and one.rate is not None
    if other.quantity is None:
        return _fits(one.quantity, other)
    times = factor(one.quantity.unit, other.quantity.unit)
    if times is None:
        return False
    own, theirs = one.quantity.span, other.quantity.span
    return own.low * times == theirs.low and own.high * times == theirs.high


def _fits(stated: Quantity, counted: Figure) -> bool:
    rate = counted.rate
    if rate is None or stated.unit != PER_CENT:
        return stated.unit != PER_CENT and counted.numerator == stated.number
    if stated.is_bound:
        return stated.span.low <= rate <= stated.span.high
    return any(rate.quantize(stated.number, rounding=way) == stated.number for way in (ROUND_HALF_UP, ROUND_DOWN))
