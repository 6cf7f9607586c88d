"""How a number is said: one rounding, one number of decimals a quantity, a real minus sign, shares, exact p.

Rounding is that of :mod:`evaltoolkit.model.rounding`: −2.15 is −2.2 in every place.

Everything here is pure and knows no table. Figures that read the same in every language are strings; those with
words in them are :class:`~evaltoolkit.language.Text`.
"""

from __future__ import annotations

import math
import re

from evaltoolkit.language import Text, text
from evaltoolkit.model.rounding import rounded
from evaltoolkit.model.thresholds import ALPHA

MINUS = "−"
P_FLOOR = 0.001
"""Least p that is printed as a figure (reporting line of the toolkit's statistical rules)."""


def fixed(value: float, decimals: int = 0) -> str:
    """Return `value` with thousands separators, fixed decimals and a real minus sign.

    Parameters
    ----------
    value
        A finite number.
    decimals
        Digits after the point.

    Returns
    -------
    str
        Never a negative zero.

    Raises
    ------
    ValueError
        The value is not finite: a gap has words of its own and never passes for a number.

    Examples
    --------
    >>> fixed(1234.5, 1), fixed(-0.04, 1), fixed(-3.25, 2)
    ('1,234.5', '0.0', '−3.25')
    """
    if not math.isfinite(value):
        raise ValueError("only a finite number can be said")
    said = f"{abs(rounded(value, decimals)):,f}"
    return f"{MINUS}{said}" if value < 0 and not _is_zero(said) else said


def signed(value: float, decimals: int = 0) -> str:
    """Return `value` as a change: always with its sign, except a zero.

    Examples
    --------
    >>> signed(3.4, 1), signed(-1.2, 1), signed(0.01, 1)
    ('+3.4', '−1.2', '0.0')
    """
    said = fixed(value, decimals)
    return said if value < 0 or _is_zero(said) else f"+{said}"


def trimmed(value: float, decimals: int = 2) -> str:
    """Return `value` with at most `decimals` digits and no trailing zeros, as hours, weights and counts are written.

    Examples
    --------
    >>> trimmed(11.0), trimmed(8.62), trimmed(0.5), trimmed(100)
    ('11', '8.62', '0.5', '100')
    """
    said = fixed(value, decimals)
    return said.rstrip("0").rstrip(".") if "." in said else said


_UNITS = "万元|元|小时|工时|人次|人|次|个|场|节|份|户|件|名|项|条|天|[%％]"
_LONG = r"[1-9]\d{3,}(?=(?:\.\d+)?"
_TYPED = re.compile(
    rf"(?<![A-Za-z\d.,〔/第-]){_LONG}\s?(?:{_UNITS})(?:及?以[上下内]|左右)?(?!\w))|(?<=[≥≤><=]){_LONG}$)"
)


def typed(words: str) -> str:
    """Return what someone typed with its quantities as every number stands: a year or a document's number is none.

    Examples
    --------
    >>> typed("≥12590小时"), typed("完成10445.5小时；个案：1200人次以上"), typed("2023年第1024号")
    ('≥12,590小时', '完成10,445.5小时；个案：1,200人次以上', '2023年第1024号')
    """
    return _TYPED.sub(lambda found: f"{int(found[0]):,}", words)


def factor(value: float, times: float, decimals: int) -> str:
    """Return `value` with two digits, or as many more as give, times `times`, its product to `decimals` digits.

    Examples
    --------
    >>> factor(8.5, 10, 1), factor(4033 / 482, 482, 1)
    ('8.50', '8.3672')
    """
    product = fixed(value * times, decimals)
    digits = (found for found in range(2, 12) if fixed(float(rounded(value, found)) * times, decimals) == product)
    return fixed(value, next(digits, 12))


def percent(share: float, decimals: int = 1) -> str:
    """Return a share of 0 to 1 in per cent; what is not quite all or nothing never reads as if it were.

    Examples
    --------
    >>> percent(0.853), percent(1), percent(0.9999), percent(0.0001), percent(1.3)
    ('85.3%', '100.0%', '>99.9%', '<0.1%', '130.0%')
    """
    step = 10.0**-decimals
    said = fixed(100 * share, decimals)
    if share < 1 and said == fixed(100, decimals):
        return f">{fixed(100 - step, decimals)}%"
    if share > 0 and _is_zero(said):
        return f"<{fixed(step, decimals)}%"
    return f"{said}%"


def set_share(share: float) -> str:
    """Return a share that someone has set, such as a target, without needless zeros.

    Examples
    --------
    >>> set_share(0.85), set_share(0.925), set_share(1)
    ('85%', '92.5%', '100%')
    """
    return f"{trimmed(100 * share)}%"


def points(value: float) -> str:
    """Return points brought by a row or a total: two decimals, as the official form's system stores them.

    What a row is worth is set and written by :func:`trimmed`.

    Examples
    --------
    >>> points(8.625), points(89)
    ('8.63', '89.00')
    """
    return fixed(value, 2)


def money(value: float) -> str:
    """Return an amount in 10,000 yuan: two decimals.

    Examples
    --------
    >>> money(218.4), money(1234.5)
    ('218.40', '1,234.50')
    """
    return fixed(value, 2)


def share_of(part: float, whole: float, *, decimals: int = 1) -> Text:
    """Return a share with its numerator and denominator, as it stands at its first mention.

    Nothing is a share of 0 or less, nor of what is too small to divide by: then the two figures stand alone.

    Examples
    --------
    >>> share_of(58, 68).english(), share_of(0, 0).english()
    ('85.3% (58/68)', '0/0')
    """
    if whole <= 0 or not math.isfinite(part / whole * 100):
        return text("{part}/{whole}", part=trimmed(part), whole=trimmed(whole))
    return text(
        "{share} ({part}/{whole})",
        share=percent(part / whole, decimals),
        part=trimmed(part),
        whole=trimmed(whole),
    )


def interval(low: float, high: float, decimals: int) -> Text:
    """Return a 95 % interval of a quantity that is not a change.

    Examples
    --------
    >>> interval(0.2, 5.8, 1).english()
    '(95% confidence interval 0.2 to 5.8)'
    """
    return text("(95% confidence interval {low} to {high})", low=fixed(low, decimals), high=fixed(high, decimals))


def change_interval(low: float, high: float, decimals: int) -> Text:
    """Return a 95 % interval of a change, both ends with their sign.

    Examples
    --------
    >>> change_interval(-1.2, 3.4, 1).english()
    '(95% confidence interval −1.2 to +3.4)'
    """
    return text("(95% confidence interval {low} to {high})", low=signed(low, decimals), high=signed(high, decimals))


def share_interval(low: float, high: float) -> Text:
    """Return a 95 % interval of a share.

    Examples
    --------
    >>> share_interval(0.749, 0.9203).english()
    '(95% confidence interval 74.9% to 92.0%)'
    """
    return text("(95% confidence interval {low} to {high})", low=percent(low), high=percent(high))


def p_value(p: float) -> str:
    """Return p to three digits, as a bound only below .001, with a fourth digit where three would hide its side of .05.

    Examples
    --------
    >>> p_value(0.035), p_value(0.0004), p_value(0.0496), p_value(1.0)
    ('p = 0.035', 'p < 0.001', 'p = 0.0496', 'p = 1.000')
    """
    if p < P_FLOOR:
        return f"p < {P_FLOOR}"
    said = fixed(p, 3)
    if p != ALPHA and said == fixed(ALPHA, 3):
        said = _beside_alpha(p)
    return f"p = {said}"


def _beside_alpha(p: float) -> str:
    candidates = (fixed(p, decimals) for decimals in range(4, 13))
    return next((said for said in candidates if float(said) != ALPHA), fixed(p, 3))


def _is_zero(said: str) -> bool:
    return not any(character in "123456789" for character in said)
