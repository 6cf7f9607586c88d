"""One problem or merit of a street, and the rule by which they are ranked.

Rule (本工具规则; docs/ranking.md): every finding is put in points of the indicator table, so that they can be compared.

* Importance: the points of the row of the indicator table that the finding belongs to; where the table has no row for
  it, half of the points of a mean row.
* Distance, from 0 to 1: the share of the row's points that was lost; else how far the figure lies from its target or
  limit, relative to it.
* Up to half as much again each: for the share of people concerned, for lateness, for being worse than last year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evaltoolkit.findings.rows import Row

NO_ROW: Final = 0.5
"""Part of a mean row's points that a fact without a row of its own counts (本工具规则)."""
LONGEST_DELAY: Final = 90
"""Days late from which on lateness weighs in full: a quarter, as instalments and inspections go (本工具规则)."""
EXTRA: Final = 0.5
"""Most that each of people, lateness and last year adds (本工具规则)."""


class Trouble(StrEnum):
    """What a problem is about; two problems of one kind stand as one."""

    JUDGED = "judged"  # a row that a person judged and that lost points
    MISSED = "missed"  # a row whose figure misses its target
    UNSPENT = "unspent"
    SATISFACTION = "satisfaction"
    WORSE_ANSWERS = "worse_answers"  # fewer are satisfied than last year
    HOURS_SHORT = "hours_short"
    UNDER = "under"  # less done than agreed, or fewer came than planned, short of `HOURS_SHORT`
    ABOVE = "above"  # far more than agreed without a reason
    GOAL = "goal"
    COVERAGE = "coverage"
    AWARENESS = "awareness"
    ATTRITION = "attrition"
    DOUBT = "doubt"
    WORSE = "worse"
    UNMEASURED = "unmeasured"
    NEEDS = "needs"
    PAYMENTS = "payments"
    INSPECTIONS = "inspections"
    LAST_ADVICE = "last_advice"
    AUDIT = "audit"
    SOURCES = "sources"
    OPEN = "open"


class Strength(StrEnum):
    """What a merit is about."""

    BETTER = "better"
    PASSED = "passed"
    FULL = "full"
    SATISFIED = "satisfied"
    IMPROVED = "improved"
    PAID = "paid"
    PUT_RIGHT = "put_right"
    LAST_ADVICE = "last_advice"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem or merit.

    Parameters
    ----------
    kind
        What it is about.
    rank
        How much it weighs, in points of the indicator table; see the rule above.
    row
        The row of the indicator table that it is; None for a fact without one.
    rows
        Rows of other tables that tell of it, the worst or the best first.
    later
        Rows on the follow-up waves of the scales that it tells of.
    """

    kind: Trouble | Strength
    rank: float
    row: Row | None = None
    rows: tuple[Row, ...] = ()
    later: tuple[Row, ...] = ()

    @property
    def indicator(self) -> str:
        """Return the indicator whose row it is; empty for a fact without one."""
        return self.row.string("indicator") if self.row is not None else ""


def weigh(points: float, distance: float, *, people: float = 0.0, days: float = 0.0, is_worse: bool = False) -> float:
    """Return how much a finding weighs, in points.

    Parameters
    ----------
    points
        Its importance.
    distance
        From its target, relative to it.
    people
        Share of people concerned.
    days
        Longest delay.
    is_worse
        Whether last year was better.

    Examples
    --------
    >>> weigh(9, 0.5), weigh(10, 0.2, people=0.5), weigh(10, 0.2, days=900, is_worse=True)
    (4.5, 2.5, 4.0)
    """
    more = (_share(people) + _share(days / LONGEST_DELAY) + is_worse) * EXTRA
    return points * _share(distance) * (1 + more)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the heaviest first; equal ones in the order of their kinds."""
    order = {kind: place for place, kind in enumerate((*Trouble, *Strength))}
    return tuple(sorted(findings, key=lambda one: (-one.rank, order[one.kind])))
