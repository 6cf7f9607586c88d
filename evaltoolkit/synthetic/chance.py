"""Reproducible chance: one stream of random numbers for each street, seed and purpose, and fair ways to share out."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import pandas as pd


def stream(seed: int, *purpose: str) -> np.random.Generator:
    """Return a generator that depends on the seed and the purpose alone, so that one table never shifts another."""
    return np.random.default_rng([seed, *(zlib.crc32(word.encode()) for word in purpose)])


def shared_out(
    total: float, count: int, step: float, chance: np.random.Generator, *, sizes: Sequence[float] = (1.0,)
) -> np.ndarray:
    """Return `count` amounts of at least one `step` each, multiples of it, that add up to `total` exactly.

    `sizes` are about how large the amounts are to one another; one for all by default.

    Raises
    ------
    ValueError
        There are more shares than steps in the total.

    Examples
    --------
    >>> amounts = shared_out(100.0, 7, 0.5, stream(1, "example"))
    >>> float(amounts.sum()), bool((amounts >= 0.5).all())
    (100.0, True)
    """
    steps = round(total / step)
    if steps < count:
        raise ValueError(f"{total} cannot be shared out to {count} in steps of {step}")
    weights = chance.uniform(0.5, 1.5, count) * np.asarray(sizes)
    free = steps - count
    shares = np.floor(free * weights / weights.sum()).astype(int)
    shares[: free - shares.sum()] += 1
    return np.asarray((shares + 1) * step)


def chosen(count: int, share: float, chance: np.random.Generator) -> np.ndarray:
    """Return `count` booleans of which exactly ``round(share * count)`` are true, anywhere."""
    flags = np.zeros(count, dtype=bool)
    flags[chance.permutation(count)[: round(share * count)]] = True
    return flags


def workdays(year: int, count: int, chance: np.random.Generator) -> pd.DatetimeIndex:
    """Return `count` working days of the year in order, with repetition."""
    days = pd.bdate_range(f"{year}-01-03", f"{year}-12-29")
    return days[np.sort(chance.integers(0, len(days), count))]


def picked(words: Sequence[str], count: int, chance: np.random.Generator) -> list[str]:
    """Return `count` of the words, each drawn anew."""
    return [words[place] for place in chance.integers(0, len(words), count)]
