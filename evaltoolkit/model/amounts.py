"""Read an amount with the unit that is written beside it: the same in every sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

DIVISORS: Mapping[tuple[str, str], float] = {
    ("元", "万元"): 10_000,
    ("百元", "万元"): 100,
    ("千元", "万元"): 10,
    ("万", "万元"): 1,
    ("亿元", "万元"): 0.0001,
    ("亿", "万元"): 0.0001,
    ("分钟", "小时"): 60,
    ("h", "小时"): 1,
}
"""By which a figure in the first unit is divided to come to the second."""

_NUMBER = re.compile(r"[¥￥]?([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(\D*)")
_RAISED = "No"  # ² and ①: what makes 6² sixty-two
_PERCENT = "%"


def amount(words: str, unit: str, divisor: float = 1.0) -> float | None:
    """Return the figure that words say in a unit; None where they say none, or one of another unit.

    Parameters
    ----------
    words
        One number, with its unit or without.
    unit
        Of the figure wanted.
    divisor
        By which a number without a unit is divided.

    Examples
    --------
    >>> amount("185.4万元", "万元"), amount("1,854,000元", "万元"), amount("１８３．０ 万", "万元")
    (185.4, 185.4, 183.0)
    >>> amount("6²", "人"), amount("50%", "万元"), amount("50%", "")
    (None, None, 0.5)
    """
    if any(unicodedata.category(sign) == _RAISED for sign in words):
        return None
    match = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", words).split()))
    if match is None:
        return None
    value, written = float(match.group(1).replace(",", "")), match.group(2)
    if not written:
        return value / divisor
    if written == unit:
        return value
    if written == _PERCENT:
        return None if unit else value / 100
    by = DIVISORS.get((written, unit))
    return None if by is None else value / by
