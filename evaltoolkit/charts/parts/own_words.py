"""The words of a picture of one's own, and the numbers that stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import ticker
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.dates import AutoDateFormatter, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.table import Table
from matplotlib.text import Text as Label

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
LARGE = 1000.0  # from here on a whole number in words may be a rounded one: no score of a person is so large
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
        is_rounded = self.decimals or self.unit == "%" or abs(self.value) >= LARGE
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


_AUTOMATIC = (
    ticker.ScalarFormatter, ticker.NullFormatter, ticker.LogFormatter, ticker.LogFormatterMathtext,
    ticker.LogFormatterSciNotation, ticker.LogFormatterExponent,
    AutoDateFormatter, ConciseDateFormatter,
)  # fmt: skip


def words_in(figure: Figure) -> tuple[str, ...]:
    """Return the words in a figure that was drawn once, each once; numbers alone and those of an axis are none."""
    return tuple(words for words in said_in(figure) if any(map(str.isalpha, words)))


def said_in(figure: Figure) -> Iterator[str]:
    """Yield what stands in a figure, each once, numbers and signs alone too, but for the numbers of an axis."""
    counted = {id(label) for axis in figure.findobj(Axis) for label in counting(axis)}
    said = (label.get_text().strip() for label in labels_of(figure) if id(label) not in counted)
    yield from dict.fromkeys(said)


def labels_of(artist: Artist) -> Iterator[Label]:
    """Yield every label in an artist, those in the cells of tables too, which matplotlib does not find."""
    yield from (label for label in artist.findobj(Label) if isinstance(label, Label))
    for table in artist.findobj(Table):
        if isinstance(table, Table):
            yield from (cell.get_text() for cell in table.get_celld().values())


def is_automatic(formatter: ticker.Formatter) -> bool:
    """Return whether matplotlib itself writes the numbers of an axis, and nothing else."""
    return type(formatter) in _AUTOMATIC


def counting(axis: Any) -> Iterator[Label]:
    """Yield the labels of an axis that matplotlib itself writes."""
    for ticks, formatter in (
        (axis.get_major_ticks(), axis.get_major_formatter()), (axis.get_minor_ticks(), axis.get_minor_formatter())
    ):  # fmt: skip
        if is_automatic(formatter):
            yield axis.offsetText
            for tick in ticks:
                yield from (tick.label1, tick.label2)
