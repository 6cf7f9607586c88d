"""Units of targets and actuals: one spelling each, and 万 and 亿 as multiples of what they count.

Source: 本工具规则. Only spellings of the same unit are joined; 人 and 人次, or 个 and 场, stay different.
"""

from __future__ import annotations

import re
from decimal import Decimal

PER_CENT = "%"
_SPELLINGS = {
    "百分比": PER_CENT,
    "工时": "小时",
    "个小时": "小时",
    "个工时": "小时",
    "时": "小时",
    "h": "小时",
    "H": "小时",
    "名": "人",
    "位": "人",
    "场次": "场",
    "万元人民币": "万元",
    "元人民币": "元",
}
_MULTIPLE = re.compile(r"(?P<factor>亿|千万|百万|万|千(?=元))(?P<base>.*)")
_FACTORS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}


def canonical_unit(unit: str) -> str:
    """Return the one spelling of a unit.

    Parameters
    ----------
    unit
        As written, without blanks.

    Returns
    -------
    str
        The unit itself where no other spelling is known.

    Examples
    --------
    >>> canonical_unit("百分比"), canonical_unit("工时")
    ('%', '小时')
    """
    return _SPELLINGS.get(unit, unit)


def factor(unit: str, into: str) -> Decimal | None:
    """Return how many of `into` one `unit` is, or None where the two count different things.

    Parameters
    ----------
    unit, into
        In their one spelling; 万, 亿 and the like before what they count.

    Returns
    -------
    Decimal or None
        Above 0.

    Examples
    --------
    >>> factor("万元", "元"), factor("人", "人次")
    (Decimal('10000'), None)
    """
    own, own_base = _multiple(unit)
    other, other_base = _multiple(into)
    return own / other if own_base == other_base else None


def is_ambiguous_without_unit(unit: str) -> bool:
    """Return whether a bare number beside this unit could mean two things (0.88 or 88 %, 元 or 万元, 人 or 万人).

    Parameters
    ----------
    unit
        In its one spelling.

    Returns
    -------
    bool
        True for per cent, money and multiples.

    Examples
    --------
    >>> is_ambiguous_without_unit("%"), is_ambiguous_without_unit("小时")
    (True, False)
    """
    multiple, base = _multiple(unit)
    return unit == PER_CENT or base == "元" or multiple != 1


def _multiple(unit: str) -> tuple[Decimal, str]:
    match = _MULTIPLE.fullmatch(unit)
    if match is None:
        return Decimal(1), unit
    return Decimal(_FACTORS[match["factor"]]), canonical_unit(match["base"])
