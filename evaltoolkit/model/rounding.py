"""One rounding: half away from zero on the decimal value, as a clerk's calculator does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_ANY_SIZE = Context(prec=400)  # the largest float has 309 digits before the point


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return `value` with so many decimals, half away from zero.

    What the arithmetic of binary fractions adds behind the twelfth significant digit is no part of the value.

    Examples
    --------
    >>> rounded(-2.15, 1), rounded(0.125, 2), rounded(1.005, 2), rounded(100 * 0.9285, 1)
    (Decimal('-2.2'), Decimal('0.13'), Decimal('1.01'), Decimal('92.9'))
    """
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_SIZE)
