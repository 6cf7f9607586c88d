"""Which words of a picture of one's own somebody typed, or its tables hold; any others came out of data."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from evaltoolkit.charts.parts.own_words import plain
from evaltoolkit.disclosure.typed import constants, sources

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+|([^\w\s])\1+|[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]")
_BROKEN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")  # a line that was too long
_LEAST = 2  # signs of a part of a cell: a single one may be anything, a sex among it


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a picture may say.

    Parameters
    ----------
    whole
        Those that were typed, and those of the tables.
    cells
        What the cells of the tables say, which may be shortened in the picture.
    """

    whole: frozenset[str]
    cells: str

    @classmethod
    def of(cls, cells: Iterable[str]) -> Vocabulary:
        """Return the words of cells of the tables, and those typed where the picture is made."""
        held = [run for cell in cells for run in _runs(cell)]
        typed = (run for source in sources() for run in _typed(source))
        return cls(frozenset((*held, *typed, *_months())), "\n".join(held))

    @classmethod
    def of_cells(cls, cells: Iterable[str]) -> Vocabulary:
        """Return the words of cells of the tables alone."""
        held = [run for cell in cells for run in _runs(cell)]
        return cls(frozenset(held), "\n".join(held))

    @staticmethod
    def has_words(words: str) -> bool:
        """Return whether there is a word, not signs and numbers alone."""
        return bool(_runs(words))

    def says(self, words: str) -> bool:
        """Return whether words are made of its own alone; Chinese ones may stand without a gap, none twice in a row."""
        return all(run in self.whole or self._is_made(run) for run in _runs(words))

    def _is_made(self, run: str) -> bool:
        if not re.match(f"[{_HAN}]", run):
            return run[0].isalpha() and self._is_held(run)
        last: dict[int, set[str]] = {0: {""}}
        for end in range(1, len(run) + 1):
            for start in [place for place in last if place < end]:
                part = run[start:end]
                # 正正正 may be a tally of what only the data tell
                if (part in self.whole or self._is_held(part)) and last[start] - {part}:
                    last.setdefault(end, set()).add(part)
        return len(run) in last

    def _is_held(self, part: str) -> bool:
        return len(part) >= _LEAST and part in self.cells


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """What was typed where the picture is made: numbers without their sign, and whole strings."""

    numbers: np.ndarray
    strings: frozenset[str]

    @classmethod
    def here(cls) -> Typed:
        """Return what the notebook's cells hold, or the file that asks for the picture."""
        held = {one for source in sources() for one in constants(source)}
        numbers = {abs(float(one)) for one in held if isinstance(one, int | float)}
        return cls(np.sort([*numbers]), frozenset(one for one in held if isinstance(one, str)))

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Return which of the values are typed numbers, whatever their sign."""
        near: np.ndarray = np.isclose(np.abs(values)[:, None], self.numbers, rtol=1e-9, atol=1e-9).any(axis=1)
        return near


def _runs(words: str) -> list[str]:
    """Return the words in a sentence, Chinese apart from others, its symbols, and signs that stand several times."""
    return [run.group().casefold() for run in _RUN.finditer(_BROKEN.sub("", plain(words)))]


@cache
def _typed(source: str) -> frozenset[str]:
    """Return the words of the strings in a piece of Python, the fixed parts of f-strings among them."""
    return frozenset(run for one in constants(source) if isinstance(one, str) for run in _runs(one))


@cache
def _months() -> frozenset[str]:
    return frozenset(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)
