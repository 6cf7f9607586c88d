"""Treat the shares that rows of the indicator table take from the services like the tables they come from.

A share of too few people is hidden there too, with its points: the row then counts as open, between 0 and its weight,
and so does the total, or the points would give the count away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evaltoolkit.disclosure.counts.rounding import rounded
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.states.earlier import count_of
from evaltoolkit.model.links import CountCell, StatedShare
from evaltoolkit.model.results import ResultTable, Scorecard, ScoredRow

SCORECARD, TOTAL, OTHER = "scorecard", "total", "other_points"
ELSEWHERE = "elsewhere:"
"""Begins the name of a share that another indicator system may state."""
NUMERATOR, DENOMINATOR = "numerator", "denominator"
TELLING = ("actual", "actual_source", "completion", "points", "formula", "remarks", "demands_reason")
_OF_TOTAL, _LIMIT = ("grade", "grades_possible"), ("ci_low", "ci_formula")


@dataclass(frozen=True, slots=True)
class ScoredShare:
    """A row of the indicator table that states a share, and the table whose class it follows."""

    indicator: str
    table: ResultTable
    stated: StatedShare

    def cell(self, side: str) -> CountCell:
        """Return the cell that stands for the numerator or denominator as the indicator table states it."""
        return CountCell(SCORECARD, (self.indicator,), side)


def scored_shares(scorecard: Scorecard, tables: Mapping[str, ResultTable]) -> tuple[ScoredShare, ...]:
    """Return the rows of the indicator table that took a share computed from the tables, and every other such share.

    A report under another indicator system may state these and lie beside this one: in both the same is hidden.
    """
    stated = {share.metric: (table, share) for table in tables.values() for share in table.stated}
    taken = [(row.indicator, row.metric) for row in scorecard.rows if row.metric in stated]
    other = sorted(stated.keys() - {metric for _, metric in taken})
    named = [*taken, *((f"{ELSEWHERE}{metric}", metric) for metric in other)]
    return tuple(ScoredShare(indicator, *stated[str(metric)]) for indicator, metric in named)


def hidden_scores(indicators: Iterable[str], scorecard: Scorecard, few: Iterable[str]) -> dict[str, list[Hiding]]:
    """Return what to hide in the tables ``scorecard`` and ``total`` so that these rows cannot be worked out.

    Those in `few` rest on too few people themselves.
    """
    wanted, small = set(indicators), set(few)
    rows = [number for number, row in enumerate(scorecard.rows) if row.indicator in wanted]
    if not rows:
        return {}
    of_total = (
        [Hiding(0, _OF_TOTAL, Reason.SUBTRACTION)] if any(_is_settled(scorecard.rows[row]) for row in rows) else []
    )
    reasons = [Reason.SMALL if scorecard.rows[row].indicator in small else Reason.SUBTRACTION for row in rows]
    return {
        SCORECARD: [Hiding(row, TELLING, reason) for row, reason in zip(rows, reasons, strict=True)], TOTAL: of_total
    }  # fmt: skip


def hidden_limits(
    shares: Iterable[ScoredShare], tables: Mapping[str, ResultTable], hidings: Mapping[str, Iterable[Hiding]],
    small: Iterable[str],
) -> dict[str, list[Hiding]]:  # fmt: skip
    """Return what to hide in the table ``other_points``: limits of shares of which any row is withheld.

    The limit of a share is made of those of its rows, to two decimals: it would tell one of them by the others.
    """
    if OTHER not in tables:
        return {}
    gone = {name for name, found in hidings.items() if any(_LIMIT[0] in one.columns for one in found)}
    few = {share.indicator for share in shares if share.table.name in gone or share.indicator in set(small)}
    frame = tables[OTHER].frame
    rows = frame.index[frame["indicator"].isin(few) & frame[_LIMIT[0]].notna()]
    return {OTHER: [*hidings[OTHER], *(Hiding(int(row), _LIMIT, Reason.SUBTRACTION) for row in rows)]}


def opened(tables: Mapping[str, ResultTable], indicators: Iterable[str]) -> Iterator[ResultTable]:
    """Yield the tables ``scorecard`` and ``total`` with these rows counted as open."""
    card, total = tables[SCORECARD].frame.copy(), tables[TOTAL].frame.copy()
    for row in card.index[card["indicator"].isin(set(indicators))]:
        low, high, weight = (count_of(card, row, name) for name in ("points_low", "points_high", "weight"))
        card.loc[row, ["points_low", "points_high"]] = [0.0, weight]
        total["low"] -= low
        total["high"] += weight - high
        if not math.isnan(count_of(card, row, "points")):
            total["scored"] -= low
            total["scored_weight"] -= weight
    yield replace(tables[SCORECARD], frame=card)
    yield replace(tables[TOTAL], frame=total)


def rounded_scores(
    shares: Iterable[ScoredShare], values: Mapping[CountCell, float], card: ResultTable, step: int
) -> ResultTable:
    """Return the indicator table with each such share as a rounded per cent, its counts left out."""
    frame = card.frame.copy()
    for share in shares:
        part, whole = (rounded(values[share.cell(side)], step) for side in (NUMERATOR, DENOMINATOR))
        row = frame.index[frame["indicator"] == share.indicator][0]
        frame.at[row, "actual"] = f"{100 * part / whole:.0f}%" if whole else None
    return replace(card, frame=frame)


def hide_exact(shares: Iterable[ScoredShare], card: ResultTable) -> Iterator[Hiding]:
    """Yield what would show the exact counts of these rows beside the rounded per cent."""
    names = {share.indicator for share in shares}
    for row in card.frame.index[card.frame["indicator"].isin(names)]:
        yield Hiding(int(row), ("completion", "formula"), Reason.ROUNDED)


def _is_settled(row: ScoredRow) -> bool:
    return row.points is not None
