"""Read a target or actual as the official form writes it: operator, number, unit.

Source: filled-in 项目支出绩效自评表 write ``≥50个``, ``≤90万元``, ``≥100百分比``, ``严格执行相关制度规定``.
以上, 以下 and 以内 include the number itself (民法典 第一千二百五十九条).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaltoolkit.scoring.points import INFINITE, ZERO
from evaltoolkit.scoring.units import canonical_unit


class Operator(StrEnum):
    """How the number binds."""

    AT_LEAST = "≥"
    MORE = ">"
    EQUAL = "="
    AT_MOST = "≤"
    LESS = "<"


@dataclass(frozen=True, slots=True)
class Span:
    """The figures an actual may be, both ends included; a plain figure has two equal ends."""

    low: Decimal
    high: Decimal

    @property
    def is_point(self) -> bool:
        """Return whether only one figure is possible."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and an operator where one was written.

    A percentage keeps its number: ``85%`` is 85 with unit ``%``.
    """

    operator: Operator | None
    number: Decimal
    unit: str

    @property
    def is_bound(self) -> bool:
        """Return whether the cell names a limit and not the figure itself."""
        return self.operator not in (None, Operator.EQUAL)

    @property
    def span(self) -> Span:
        """Return what the figure may be; amounts in these sheets do not fall below 0."""
        if self.operator in _UPWARD:
            return Span(self.number, INFINITE)
        if self.operator in (Operator.AT_MOST, Operator.LESS):
            return Span(min(ZERO, self.number), self.number)
        return Span(self.number, self.number)


_PREFIXES: dict[str, Operator | None] = {
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>", "≮"), Operator.AT_LEAST),
    **dict.fromkeys(("不低于", "不少于", "不小于", "不得低于", "不得少于", "至少", "最少"), Operator.AT_LEAST),
    **dict.fromkeys(("大于等于", "大于或等于", "高于或等于", "高于等于"), Operator.AT_LEAST),
    **dict.fromkeys(("≤", "≦", "⩽", "<=", "=<", "≯"), Operator.AT_MOST),
    **dict.fromkeys(("不高于", "不超过", "不大于", "不多于", "不得高于", "不得超过", "至多", "最多"), Operator.AT_MOST),
    **dict.fromkeys(("小于等于", "小于或等于", "低于或等于", "低于等于"), Operator.AT_MOST),
    **dict.fromkeys((">", "大于", "高于", "多于", "超过"), Operator.MORE),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不足", "不满"), Operator.LESS),
    **dict.fromkeys(("=", "==", "等于"), Operator.EQUAL),
    **dict.fromkeys(("达到", "控制在", ""), None),
}
_SUFFIXES: dict[str, Operator] = {
    **dict.fromkeys(("及以上", "或以上", "以上"), Operator.AT_LEAST),
    **dict.fromkeys(("及以下", "或以下", "以下", "及以内", "以内", "之内"), Operator.AT_MOST),
}


def _one_of(words: dict[str, Operator | None] | dict[str, Operator]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)


_SHAPE = re.compile(
    rf"(?P<prefix>{_one_of(_PREFIXES)})?"
    r"(?P<number>[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<unit>[^\d\s.,;:。、()<>=≥≤]{0,8}?)"
    rf"(?P<suffix>{_one_of(_SUFFIXES)})?"
)
_UPWARD = (Operator.AT_LEAST, Operator.MORE)
_BLANKS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_INCLUDED = re.compile(r"\(含(?:本数)?\)")
_PER_CENT = re.compile(r"百分之([\d.,]+)")
_NOT_A_UNIT = re.compile(r"^[年月日号].|^[月日号]$|[前后底起约]|完成|左右|^%.")
_YEAR = range(1900, 2101)


def parse_quantity(cell: str) -> Quantity | None:
    """Return the quantity a cell states, or None where it holds no plain figure (a qualitative cell, a date).

    Parameters
    ----------
    cell
        Text as written; full-width forms, thousands separators, words such as 不低于 or 以上 are understood.

    Returns
    -------
    Quantity or None
        Its unit in the one spelling of :mod:`evaltoolkit.scoring.units`, empty where the cell has none.

    Examples
    --------
    >>> parse_quantity("不低于1,200 小时")
    Quantity(operator=<Operator.AT_LEAST: '≥'>, number=Decimal('1200'), unit='小时')
    >>> parse_quantity("严格执行相关制度规定") is None
    True
    """
    match = _SHAPE.fullmatch(_plain(cell))
    if match is None or _NOT_A_UNIT.search(match["unit"]):
        return None
    number = Decimal(match["number"].replace(",", "").replace("−", "-"))
    if match["unit"] == "年" and number in _YEAR:
        return None
    before, after = _PREFIXES[match["prefix"] or ""], _SUFFIXES.get(match["suffix"] or "")
    if before and after and (before in _UPWARD) != (after in _UPWARD):
        return None
    return Quantity(before or after, number, canonical_unit(match["unit"]))


def _plain(cell: str) -> str:
    spelled = cell.replace("㎡", "平方米").replace("m²", "平方米")
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", spelled).strip())
    return _PER_CENT.sub(r"\1%", _INCLUDED.sub("", folded))
