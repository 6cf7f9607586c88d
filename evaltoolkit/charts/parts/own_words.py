"""The numbers that stand in the words of a picture of one's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_INSIDE = re.compile(r"(?<=[A-Za-z])\d+(?=[A-Za-z])")  # of a code, which is searched for as such
_NUMBER = re.compile(r"([A-Za-z]+-?)?((?<![\d-])-)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(%|月(?!龄))?")
_LEVEL = re.compile(r"95\s*%\s*(?=的?(置信|可信|区间)|CI\b|confidence|interval)", re.IGNORECASE)
_MONTH, _DAY, _WHOLE = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])", r"(?!\d|[-./,]\d|\s*%)"
_FREE = re.compile(
    "|".join((
        rf"(?<!\d)(?:19|20)\d\d(?:([-./]){_MONTH}\1{_DAY}|-{_MONTH}){_WHOLE}",  # dates
        rf"(?<=月)\s*{_DAY}(?:\s*日?\s*[-~–—至到]\s*{_DAY})?\s*[日号]",
        r"(?<![\d.])[1-4]\s*季度",
        rf"(?:(?<![一-鿿])|(?<=[附见如]))[图表]\s*\d{{1,2}}(?:-\d{{1,2}})?{_WHOLE}(?![人名])",
        rf"第\s*\d{{1,2}}{_WHOLE}",
        r"(?:(?<![一-鿿])|(?<=[的多少高低]))[前后]\s*\d{1,2}\s*名",  # a list's first; else 名 counts people
        r"(?<![\d.])\d{1,3}\s*周?岁\s*[及或]?\s*以[上下]",
        rf"(?<![A-Za-z\d-])[A-Z]{{2,7}}-\d{{1,2}}[A-Z]?(?![A-Za-z]){_WHOLE}",  # instruments, such as PHQ-9
    ))
)  # fmt: skip
"""Numbers that are no figures: days, places in a list, lower and upper ages, parts of names."""
_MONTHS = range(1, 13)
YEARS = range(1900, 2101)
_LARGE = 1000.0  # from here on a whole number in words may be a rounded one: no score of a person is so large
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Said:
    """A number in words.

    Parameters
    ----------
    value, decimals
        As it is written.
    unit
        The sign or word behind it that changes its sense: per cent, month.
    word
        It with the letters before it, where it is part of a name, such as PHQ9.
    """

    value: float
    decimals: int
    unit: str
    word: str

    @property
    def is_year(self) -> bool:
        """Return whether it is a year of our time, or a month."""
        return not self.decimals and self.value in (_MONTHS if self.unit == "月" else () if self.unit else YEARS)

    def is_of(self, figures: np.ndarray) -> bool:
        """Return whether it is one of the figures, rounded where its decimals, its per cent or its size say so."""
        is_rounded = self.decimals or self.unit == "%" or abs(self.value) >= _LARGE
        width = 0.5 * 10.0**-self.decimals if is_rounded else 0.0
        return bool((np.abs(figures - self.value) <= width + _NEAR).any())


def plain(words: str) -> str:
    """Return words with every sign in its usual width, without blanks around."""
    return unicodedata.normalize("NFKC", words).strip()


def numbers_in(words: str) -> Iterator[Said]:
    """Yield the numbers that stand in words; the level of an interval is none, nor what tells a day or a place."""
    shown = _FREE.sub(" ", _LEVEL.sub("", plain(words).replace("\N{MINUS SIGN}", "-")))
    for letters, sign, whole, part, unit in _NUMBER.findall(_INSIDE.sub("", shown)):
        value = float(f"{sign}{whole.replace(',', '')}.{part or 0}")
        yield Said(value, len(part), unit, f"{letters}{whole}" if letters else "")
