"""One rounding: half away from zero on the decimal value, as a clerk's calculator does."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

_ANY_SIZE = Context(prec=400)  # the largest float has 309 digits before the point


DECIMALS = {"万元": 2, "小时": 1}
"""Decimals to which two sources of a quantity are compared, by its unit."""


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return `value` with so many decimals, half away from zero.

    What the arithmetic of binary fractions adds behind the twelfth significant digit is no part of the value.

    Examples
    --------
    >>> rounded(-2.15, 1), rounded(0.125, 2), rounded(1.005, 2), rounded(100 * 0.9285, 1)
    (Decimal('-2.2'), Decimal('0.13'), Decimal('1.01'), Decimal('92.9'))
    """
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_SIZE)


def as_printed(value: float, decimals: int) -> float:
    """Return the value that stands on the page, by which it is compared with a limit that stands beside it.

    Examples
    --------
    >>> as_printed(0.6986, 2) < 0.70, as_printed(0.2004, 3) > 0.20
    (False, False)
    """
    return float(rounded(value, decimals))


SHARE_DECIMALS = 3
"""Digits of a share of 0 to 1 that is printed in per cent with one decimal."""


def decimals_of(resolution: float | None) -> int:
    """Return the digits in which single scores of that resolution are written; 0 where it is unknown.

    Examples
    --------
    >>> decimals_of(1), decimals_of(0.5), decimals_of(0.25), decimals_of(5), decimals_of(None)
    (0, 1, 2, 0, 0)
    """
    if resolution is None or not math.isfinite(resolution) or resolution <= 0:
        return 0
    exponent = Decimal(repr(float(resolution))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def mean_decimals(resolution: float | None) -> int:
    """Return the digits of means and changes: one more than single scores have.

    Examples
    --------
    >>> mean_decimals(1), mean_decimals(0.1)
    (1, 2)
    """
    return decimals_of(resolution) + 1


_MORE = 4
"""Digits that may be tried for an interval's ends."""


def digits_of_ends(least: int, ends: Iterable[float]) -> int:
    """Return the digits of an interval's ends: more than `least` where one beside 0 would read as 0.

    Ends that are rounded to these digits are given the same digits again: a picture drawn from printed figures says
    what the table says.

    Examples
    --------
    >>> digits_of_ends(1, (-1.0318, -0.00048)), digits_of_ends(1, (-1.0318, -0.0005)), digits_of_ends(1, (0.0, 0.3))
    (4, 4, 1)
    """
    written = [abs(Decimal(f"{end:.12g}")) for end in ends if end]
    fitting = (digits for digits in range(least, least + _MORE) if all(end > _half_a_step(digits) for end in written))
    return next(fitting, least)


def _half_a_step(digits: int) -> Decimal:
    return Decimal(5).scaleb(-digits - 1)
