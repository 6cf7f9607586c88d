"""What of the problems and merits stands on page 1: at most five and three, chosen by weight and nothing else.

Rule (本工具规则; docs/ranking.md): the five heaviest problems, among which the three rows that lost the most points
always have a place; the three heaviest merits. What weighs next to nothing is left to the chapters.
"""

from __future__ import annotations

from typing import Final

from evaltoolkit.findings.facts import lost
from evaltoolkit.findings.finding import Finding

MOST_PROBLEMS: Final = 5
MOST_MERITS: Final = 3
MOST_LOST: Final = 3
"""Rows with the most points lost that page 1 names in any case: a supervisor asks for three."""
LEAST_PROBLEM: Final = 0.25
LEAST_MERIT: Final = 0.5
"""Points of weight under which a problem or merit is none for page 1 (本工具规则)."""


def first_problems(every: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the problems of page 1 in their order.

    Parameters
    ----------
    every
        What :func:`evaltoolkit.findings.problems.problems` returned.
    """
    weighty = [one for one in every if one.rank >= LEAST_PROBLEM]
    sure = {id(one) for one in most_lost(tuple(weighty))}
    rest = [id(one) for one in weighty if id(one) not in sure]
    chosen = {*sure, *rest[: MOST_PROBLEMS - len(sure)]}
    return tuple(one for one in weighty if id(one) in chosen)


def most_lost(every: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the rows that lost the most points, the most first."""
    rows = [(lost(one.row), one) for one in every if one.row is not None and lost(one.row)]
    return tuple(one for _, one in sorted(rows, key=lambda found: -found[0])[:MOST_LOST])


def first_merits(every: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the merits of page 1 in their order."""
    return tuple(one for one in every if one.rank >= LEAST_MERIT)[:MOST_MERITS]
