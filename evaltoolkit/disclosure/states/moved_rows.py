"""Rows between which people moved since an earlier paper: what they hold together is what it was but for a few.

Forms whose respondent was filled in late, or people whose category was put right, leave one row and stand in others; a
reader who adds these up has the earlier row again, and those who came besides. Where nobody came, means of the same
people tell of the one who was corrected.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.states.earlier import (
    MEAN_OF,
    EarlierReport,
    count_of,
    is_public_knowledge,
    row_keys,
)
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

# Sums of any number of rows are looked at where so many lost or gained, and of few where these are more.
_EVERY_SUM, _FEW_ROWS, _MOST_ROWS = 8, 3, 12
_ADDED_UP = ("follow_up", "maintenance")
"""Of the tables of :data:`MEAN_OF` those whose means, times the people, add up over rows."""
_SCALE = "scale"
_ROUNDED = 1e-4  # of a mean that an earlier paper is remembered by
Row = tuple[str, ...]


def moved_rows(table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport], least: int) -> np.ndarray:
    """Return for each row whether it took people from rows of an earlier report that together lost nearly as many.

    Rows are looked at together that differ in one key alone, if it is not the scale, and among them those that changed
    by `least` or more: what changed by fewer is hidden for that. Of as many people as before those rows alone are meant
    whose means differ.
    """
    moved = np.zeros(len(frame), dtype=bool)
    keys = row_keys(table, frame) if table.keys else []
    places = [place for place, name in enumerate(table.keys) if name != _SCALE]
    for report in earlier if keys else ():
        for column in table.people[:1] if _SCALE in table.keys else table.people:
            now = {
                key: count_of(frame, row, column)
                for row, key in enumerate(keys)
                if not is_public_knowledge(frame, row, column)
            }
            before = {
                cell.row: count for cell, count in report.counts.items()
                if (cell.table, cell.column, len(cell.row)) == (table.name, column, len(table.keys))
            }  # fmt: skip
            for part in _parts(now.keys() | before.keys(), places):
                together = {
                    row
                    for rows, are_as_many in _together(part, now, before, least, report.blur)
                    if not are_as_many or _means_differ(rows, table, frame, keys, report)
                    for row in rows
                }
                moved |= np.array([key in together for key in keys], dtype=bool)
    return moved


def _parts(rows: Iterable[Row], places: Iterable[int]) -> Iterator[list[Row]]:
    """Yield the rows that differ in one key alone, for the key at each of the places."""
    for place in places:
        parts: dict[Row, list[Row]] = {}
        for row in sorted(rows):
            parts.setdefault(row[:place] + row[place + 1 :], []).append(row)
        yield from parts.values()


def _together(
    part: Sequence[Row], now: Mapping[Row, float], before: Mapping[Row, float], least: int, blur: float
) -> Iterator[tuple[tuple[Row, ...], bool]]:
    """Yield rows that lost and gained people, fewer than `least` more or less, and whether they are as many."""
    change = {row: now.get(row, 0.0) - before.get(row, 0.0) for row in part}
    losers = [row for row in part if change[row] <= -least]
    gainers = [row for row in part if change[row] >= least]
    most = len(part) if len(losers) + len(gainers) <= _EVERY_SUM else _FEW_ROWS
    for rows in map(chain.from_iterable, product(_some(losers, most), _some(gainers, most))):
        both = tuple(rows)
        net = abs(sum(change[row] for row in both))
        if net < least + blur * len(both):
            yield both, net + blur == 0


def _some(rows: Sequence[Row], most: int) -> Iterator[tuple[Row, ...]]:
    """Yield all of the rows, and up to `most` of them in every way where they are not too many."""
    sizes = range(1, min(most, len(rows)) + 1) if len(rows) <= _MOST_ROWS else range(0)
    yield from dict.fromkeys((*((tuple(rows),) if rows else ()), *chain(*(combinations(rows, size) for size in sizes))))


def _means_differ(
    rows: Sequence[Row], table: ResultTable, frame: pd.DataFrame, keys: Sequence[Row], report: EarlierReport
) -> bool:
    """Return whether a mean over all of the rows differs from that of the earlier report."""
    of = MEAN_OF[table.name] if table.name in _ADDED_UP else {}
    places = {key: place for place, key in enumerate(keys)}
    for figure, count in of.items():
        held = [(key, places[key]) for key in rows if key in places]
        now = sum(count_of(frame, place, figure) * count_of(frame, place, count) for _, place in held)
        told = [key for key in rows if CountCell(table.name, key, count) in report.counts]
        people = {key: report.counts[CountCell(table.name, key, count)] for key in told}
        means = {key: report.figures.get(CountCell(table.name, key, figure), (math.nan, 0.0))[0] for key in told}
        before = sum(means[key] * people[key] for key in told)
        if abs(now - before) > _ROUNDED * sum(people.values()):
            return True
    return False
