"""The indicator table with some rows as supposed, made of what is protected already: nothing is protected anew.

A row that the report withholds stays withheld and counts as open, between no points and all of its weight; so the total
tells no more than the report does. What is supposed of a row is the reader's own figure and is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from evaltoolkit.disclosure.counts.scored_shares import OTHER, SCORECARD, TOTAL
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.model.results import RowStatus, ScoredRow

_NUMBERS = ["weight", "points", "points_low", "points_high", "completion"]
_DECIMALS = 6  # points have two; what is beyond is of the addition


def with_supposed(
    report: ProtectedReport, rows: Sequence[ScoredRow], *, bands: Iterable[tuple[float, str]]
) -> Mapping[str, ProtectedTable]:
    """Return the tables ``scorecard``, ``total`` and ``other_points`` with these rows in place of the report's.

    Parameters
    ----------
    report
        The tables as an audience may see them.
    rows
        Scored as supposed.
    bands
        Least points and name of each grade.
    """
    if not rows:
        return {name: report[name] for name in (SCORECARD, TOTAL, OTHER)}
    card = _card(report[SCORECARD], rows)
    supposed = {row.indicator for row in rows}
    other = report[OTHER]
    keep = ~other.frame["indicator"].isin(supposed).to_numpy(dtype=bool)
    return {SCORECARD: card, TOTAL: _total(report[TOTAL], card, sorted(bands)), OTHER: other.select(keep)}


def _card(card: ProtectedTable, rows: Sequence[ScoredRow]) -> ProtectedTable:
    frame, mask = card.frame.astype(object), card.mask.copy()
    for row in rows:
        (place,) = frame.index[frame["indicator"] == row.indicator]
        for name in row.__slots__:
            if name in frame.columns:
                frame.at[place, name] = getattr(row, name)
        mask.loc[place] = False
    supposed = {row.indicator for row in rows}
    names = dict(zip(map(tuple, frame[list(card.keys)].astype(str).to_numpy()), frame["indicator"], strict=True))
    hidden = tuple(entry for entry in card.hidden if names.get(entry.row) not in supposed)
    frame[_NUMBERS] = frame[_NUMBERS].astype(float)
    return replace(card, frame=frame, mask=mask, hidden=hidden, together=None)


def _total(total: ProtectedTable, card: ProtectedTable, bands: Sequence[tuple[float, str]]) -> ProtectedTable:
    frame = card.frame
    is_scored = (frame["status"] == RowStatus.SCORED) & frame["points"].notna() & ~card.mask["points"]
    low, high = (round(math.fsum(frame[name]), _DECIMALS) for name in ("points_low", "points_high"))
    possible = tuple(name for least, name in bands if _reached(low, bands) <= least <= _reached(high, bands))
    now = {
        "scored": round(math.fsum(frame.loc[is_scored, "points"]), _DECIMALS),
        "scored_weight": round(math.fsum(frame.loc[is_scored, "weight"]), _DECIMALS),
        "low": low,
        "high": high,
        "grade": possible[0] if len(possible) == 1 else None,
        "grades_possible": possible,
    }
    record: dict[Any, Any] = {**total.frame.iloc[0].to_dict(), **now}
    mask = total.mask.copy()
    mask[list(now)] = False
    return replace(
        total, frame=pd.DataFrame([record], columns=total.frame.columns), mask=mask, hidden=(), together=None
    )


def _reached(points: float, bands: Sequence[tuple[float, str]]) -> float:
    return max((least for least, _ in bands if least <= points), default=bands[0][0])
