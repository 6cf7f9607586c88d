"""Recomputed figures, in the form in which they are held against a table of results."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Z = 1.959963984540054
"""97.5 % point of the normal distribution."""
Item = TypeVar("Item")
Rows = dict[tuple[str, ...], dict[str, Any]]
"""Figures by key, then by column."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The recomputed part of one table.

    Parameters
    ----------
    part
        What it belongs to: ``outcomes``, ``services``, ``coverage`` or ``score``.
    table, keys
        Name of the table in the results, and the columns that name a row.
    rows
        Figures by key, then by column.
    within
        Rows of the results that are looked at, by column; all by default.
    """

    part: str
    table: str
    keys: tuple[str, ...]
    rows: Rows
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)


def by(rows: Iterable[Item], key: Callable[[Item], Hashable]) -> dict[Any, list[Item]]:
    """Return the rows by key, in the order in which the keys first stand."""
    found: dict[Any, list[Item]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def known(rows: Iterable[Mapping[str, Any]], column: str) -> list[Any]:
    """Return what the rows state in a column."""
    return [row[column] for row in rows if row[column] is not None]


def total(rows: Iterable[Mapping[str, Any]], column: str) -> float | None:
    """Return the sum of what is stated, None where nothing is."""
    values = known(rows, column)
    return math.fsum(values) if values else None


def whole(rows: Iterable[Mapping[str, Any]], column: str) -> float | None:
    """Return the sum, None where any row leaves its part open; no rows are 0."""
    values = [row[column] for row in rows]
    return None if None in values else math.fsum(values)


def over(numerator: float | None, denominator: float | None) -> float | None:
    """Return the quotient, None where either is not known or nothing stands below."""
    return numerator / denominator if numerator is not None and denominator and denominator > 0 else None


def wilson(count: float, n: float) -> tuple[float | None, float | None]:
    """Return Wilson's 95 % limits of a share (Wilson 1927)."""
    if not n:
        return None, None
    share, spread = count / n, Z * Z / n
    reach = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    centre = share + spread / 2
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))
