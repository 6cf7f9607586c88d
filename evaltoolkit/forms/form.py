"""What a filled-in form says: money, goals, rows of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Funds:
    """One row of the money, in the form's unit; None is blank."""

    initial: float | None = None
    annual: float | None = None
    executed: float | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicators; None is blank.

    Parameters
    ----------
    level_1, level_2, level_3, target, actual, weight, points, reason
        As the columns of the form.
    first_target
        Set before `target` was adjusted.
    working
        How `actual` comes about, such as ``267 ÷ 330``.
    """

    level_1: str
    level_2: str
    level_3: str
    target: str | None
    actual: str | None
    weight: float
    points: float | None
    reason: str | None
    first_target: str | None = None
    working: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be written.

    Parameters
    ----------
    year
        Evaluated.
    head
        Project, department, operator by the description's keys.
    funds
        Rows of money by the description's keys.
    fund_weight, fund_points
        Of the execution rate.
    goals
        What was expected, and what came of it, one line a goal.
    rows
        Indicators but for the execution rate, those of one group one after another.
    """

    year: int
    head: Mapping[str, str]
    funds: Mapping[str, Funds]
    fund_weight: float | None
    fund_points: float | None
    goals: tuple[tuple[str, str], ...]
    rows: tuple[Indicator, ...]
    synthetic: str = field(default="")
