"""The sum of the table while rows are still open, and its grade."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from evaltoolkit.errors import InputError
from evaltoolkit.language import text
from evaltoolkit.model.results import RowStatus, ScoredRow, Total
from evaltoolkit.scoring.points import ZERO, exact, shown
from evaltoolkit.scoring.system import GradeBand, IndicatorSystem


def grade_of(points: Decimal, system: IndicatorSystem) -> GradeBand:
    """Return the band that holds the points; bands are half-open, the total belongs to the highest.

    Parameters
    ----------
    points
        From 0 to the system's total.
    system
        Whose bands decide.

    Returns
    -------
    GradeBand
        With its label and limits.

    Raises
    ------
    InputError
        The points lie below 0 or above the total.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> grade_of(Decimal("89.99"), find_system("yuncheng_2023")).label
    '良'
    """
    if points.is_nan() or not ZERO <= points <= system.total:
        raise InputError(
            text(
                "There are {points} points; they must lie from 0 to {total}.",
                points=str(points),
                total=shown(system.total),
            )
        )
    bands = sorted(system.grades, key=lambda band: band.low, reverse=True)
    return next(band for band in bands if points >= band.low)


def sum_rows(rows: Sequence[ScoredRow], system: IndicatorSystem) -> Total:
    """Return the total with what is still open.

    Parameters
    ----------
    rows
        Every row of the system, scored or not.
    system
        Whose bands decide the grade.

    Returns
    -------
    Total
        ``grade`` is None as long as an open row can change it; ``grades_possible`` runs from worst to best.

    Examples
    --------
    >>> from evaltoolkit.language import text
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = ScoredRow("r", ("产出",), 20.0, text("x"), "x", RowStatus.NOT_PROVIDED, None, 0.0, 20.0)
    >>> full = ScoredRow("s", ("产出",), 80.0, text("x"), "x", RowStatus.SCORED, 78.5, 78.5, 78.5)
    >>> sum_rows([row, full], find_system("yuncheng_2023")).grades_possible
    ('中', '良', '优')
    """
    scored = [row for row in rows if row.status is RowStatus.SCORED]
    low = sum((exact(row.points_low) for row in rows), ZERO)
    high = sum((exact(row.points_high) for row in rows), ZERO)
    possible = _grades_between(low, high, system)
    return Total(
        weight=float(system.total),
        scored=float(sum((exact(row.points_low) for row in scored), ZERO)),
        scored_weight=float(sum((exact(row.weight) for row in scored), ZERO)),
        low=float(low),
        high=float(high),
        grade=possible[0] if len(possible) == 1 else None,
        grades_possible=possible,
    )


def _grades_between(low: Decimal, high: Decimal, system: IndicatorSystem) -> tuple[str, ...]:
    first, last = grade_of(low, system).low, grade_of(high, system).low
    bands = sorted(system.grades, key=lambda band: band.low)
    return tuple(band.label for band in bands if first <= band.low <= last)
