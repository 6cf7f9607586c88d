"""Points of one figure under one rule, in decimal arithmetic.

Source: the official form keeps points to two decimals (省级预算绩效管理系统 ``round(B/A·W, 2)``); half a hundredth is
rounded up, as hand calculation does. Binary floats would turn 2.675 into 2.67, so every figure is a Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from evaltoolkit.language import Text

_HUNDREDTH = Decimal("0.01")
_MOST_DECIMALS_SHOWN = Decimal("0.0001")
_WIDE = Context(prec=400)  # a float has at most 309 digits before its point
INFINITE = Decimal("Infinity")
ZERO = Decimal(0)
HUNDRED = Decimal(100)


class Refused(Exception):  # noqa: N818 - the row is refused; nothing went wrong in the program
    """What was given contradicts the rule; `sentence` says how, and what to write instead."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.english())
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Points:
    """What a rule gives for one figure.

    Parameters
    ----------
    value
        Points before rounding.
    formula
        How they came about, with the figures put in.
    completion
        Actual over target as a ratio, None where the rule has none.
    """

    value: Decimal
    formula: Text
    completion: Decimal | None = None

    @property
    def points(self) -> Decimal:
        """Return the points as the form prints them, to two decimals."""
        return round_points(self.value)


def exact(value: float | int | Decimal) -> Decimal:
    """Return the decimal a person wrote, not the binary number nearest to it.

    Parameters
    ----------
    value
        A Decimal is returned as it is.

    Returns
    -------
    Decimal
        With the digits as printed.

    Examples
    --------
    >>> exact(37.24)
    Decimal('37.24')
    """
    return value if isinstance(value, Decimal) else Decimal(str(value))


def round_points(value: Decimal) -> Decimal:
    """Return points to two decimals, half a hundredth up.

    Parameters
    ----------
    value
        A finite number of any size.

    Returns
    -------
    Decimal
        With exactly two decimals.

    Examples
    --------
    >>> round_points(Decimal("2.675"))
    Decimal('2.68')
    """
    return value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP, context=_WIDE)


def shown(value: Decimal) -> str:
    """Return a figure as a formula shows it: at most four decimals, none that say nothing.

    Parameters
    ----------
    value
        Any figure; an infinite one is shown as its name.

    Returns
    -------
    str
        With thousands separators.

    Examples
    --------
    >>> shown(Decimal("1200.00")), shown(Decimal("86.20370370"))
    ('1,200', '86.2037')
    """
    if not value.is_finite():
        return str(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        value = value.quantize(_MOST_DECIMALS_SHOWN, rounding=ROUND_HALF_UP, context=_WIDE)
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
