"""Rows between which people moved since an earlier paper: what they hold together is what it was but for a few.

Forms whose respondent was filled in late, or people whose category was put right, leave one row and stand in others; a
reader who adds these up has the earlier row again, and those who came besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.states.earlier import EarlierReport, count_of, is_public_knowledge, row_keys
from evaltoolkit.model.results import ResultTable

_MOST_GAINERS = 6  # of more, only all together are added up
Row = tuple[str, ...]


def moved_rows(table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport], least: int) -> np.ndarray:
    """Return for each row whether it took people from rows of an earlier report that together lost nearly as many.

    Rows are looked at together that differ in one key alone, if it is not the scale, and among them those that changed
    by `least` or more: what changed by fewer is hidden for that.
    """
    moved = np.zeros(len(frame), dtype=bool)
    keys = row_keys(table, frame) if table.keys else []
    places = [place for place, name in enumerate(table.keys) if name != "scale"]
    for report in earlier if keys else ():
        for column in table.people:
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
                together = set(_together(part, now, before, least, report.blur))
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
) -> Iterator[Row]:
    change = {row: now.get(row, 0.0) - before.get(row, 0.0) for row in part}
    losers = [row for row in part if change[row] <= -least]
    gainers = [row for row in part if change[row] >= least]
    if not losers or not gainers:
        return
    sizes = range(1, len(gainers) + 1) if len(gainers) <= _MOST_GAINERS else (len(gainers),)
    for some in chain.from_iterable(combinations(gainers, size) for size in sizes):
        rows = (*losers, *some)
        net = abs(sum(change[row] for row in rows))
        if net + blur > 0 and net < least + blur * len(rows):
            yield from rows
