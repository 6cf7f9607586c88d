"""A year's target on a day on which the year is not over: what of it has fallen due.

Amounts that grow over the year are held against their share of it (本工具规则: an even pace, as the agreed hours and
services are), money paid to the station against the instalments due by that day. A share of 100, an upper limit and a
person's level are the same on every day. What is above its share and under the whole is as much as was due: whether far
more was done than agreed is told at the end of the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pandas as pd

from evaltoolkit.language import Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.rounding import DECIMALS, rounded
from evaltoolkit.model.texts import texts
from evaltoolkit.scoring.pairs import Pair
from evaltoolkit.scoring.points import Points, exact, round_points, shown
from evaltoolkit.scoring.rules.choose import FigureFunction
from evaltoolkit.scoring.rules.specs import AtMostRule, ExecutionRule, FigureRule, OnTimeRule
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.scoring.units import PER_CENT

_PAID = "payments_amount"
_DUE: Text = texts("scoring", "part_year")["due"]


@dataclass(frozen=True, slots=True)
class PartYear:
    """The share of a row's yearly amount that has fallen due on a day."""

    day: date
    share: Decimal

    def due(self, target: Decimal, unit: str) -> Decimal:
        """Return what of the target has fallen due, as it stands on the page.

        Parameters
        ----------
        target
            Of the whole year.
        unit
            Decides the decimals that are printed.

        Returns
        -------
        Decimal
            In the target's unit.
        """
        return rounded(float(target * self.share), DECIMALS.get(unit, 0))

    def judge(self, function: FigureFunction, unit: str, weight: Decimal) -> FigureFunction:
        """Return the rule as a function that holds an actual under the year's target against what has fallen due.

        Parameters
        ----------
        function
            The rule, of actual and target.
        unit
            Of both.
        weight
            Points of the row.

        Returns
        -------
        callable
            Of the actual and the whole year's target; full points from what has fallen due on.
        """

        def judged(actual: Decimal, target: Decimal) -> Points:
            due = self.due(target, unit)
            if actual >= target:
                return function(actual, target)
            if actual < due:
                return function(actual, due)
            reached = text(
                "{actual} ≥ {target}: {weight} points",
                actual=shown(actual), target=shown(due), weight=round_points(weight),
            )  # fmt: skip
            return replace(function(target, target), formula=reached)

        return judged

    def remark(self, pair: Pair) -> Text:
        """Return that what has fallen due is taken for the year's target.

        Parameters
        ----------
        pair
            A reading of the row.

        Returns
        -------
        Text
            With the day, and what has fallen due in the target's unit.
        """
        return _DUE.with_(day=f"{self.day}", due=f"{shown(self.due(pair.target, pair.unit))}{pair.unit}")


def part_years(plan: Plan, system: IndicatorSystem, evidence: Evidence) -> Mapping[str, PartYear]:
    """Return by row the share of its yearly amount that has fallen due; of none where the year is over.

    Parameters
    ----------
    plan
        Says to which day it counts.
    system
        Has the rows.
    evidence
        The whole year's, with the instalments that are not due yet.

    Returns
    -------
    mapping of str to PartYear
        By row id; an even pace but for what is paid to the station, which goes by its instalments where they tell.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> from evaltoolkit.scoring.registry import find_system
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="yuncheng_2023",
    ...             as_of=date(2023, 6, 30))
    >>> paid = pd.DataFrame({"due_on": ["2023-03-01", "2023-09-01"], "amount": [60.0, 40.0]})
    >>> system, evidence = find_system("yuncheng_2023"), Evidence({"payments": paid}, Quality(pd.DataFrame()))
    >>> until = part_years(plan, system, evidence)
    >>> until["cost_budget"].share, until["service_hours"].due(Decimal(1000), "小时")
    (Decimal('0.6'), Decimal('495.9'))
    """
    if plan.passed >= 1:
        return {}
    even = PartYear(plan.last_day, exact(plan.passed))
    share = _instalments(plan, evidence)
    paid = even if share is None else PartYear(plan.last_day, share)
    return {row.id: paid if row.metric == _PAID else even for row in system.rows}


def grow(pairs: Sequence[Pair], rule: FigureRule) -> bool:
    """Return whether the figures are amounts, of one unit, that grow over the year towards their target.

    Parameters
    ----------
    pairs
        Readings of the row, at least one.
    rule
        Of the row.

    Returns
    -------
    bool
        False for shares, upper limits, counts of what was on time, targets of 0, and figures without a unit but for the
        budget's.

    Examples
    --------
    >>> from evaltoolkit.scoring.figures import Figure
    >>> from evaltoolkit.scoring.quantity import Span
    >>> from evaltoolkit.scoring.rules.specs import AtLeastRule
    >>> stated = Figure(text("file"), "", None)
    >>> hours, share = (Pair(Span(Decimal(80), Decimal(80)), Decimal(90), unit, stated) for unit in ("小时", "%"))
    >>> rule = AtLeastRule(kind="at_least", source="x")
    >>> grow([hours], rule), grow([share], rule)
    (True, False)
    """
    if isinstance(rule, AtMostRule | OnTimeRule) or len({pair.unit for pair in pairs}) > 1:
        return False
    is_amount = isinstance(rule, ExecutionRule) or pairs[0].unit not in ("", PER_CENT)
    return is_amount and all(pair.target > 0 for pair in pairs)


def _instalments(plan: Plan, evidence: Evidence) -> Decimal | None:
    """Return the share of the year's instalments that are due by the plan's last day; None where they do not tell."""
    table = evidence.table("payments")
    if table is None:
        return None
    rows = table.dropna(subset=["due_on", "amount"])
    rows = rows[pd.to_datetime(rows["due_on"]).dt.year == plan.year]
    whole = float(rows["amount"].sum())
    due = float(rows.loc[pd.to_datetime(rows["due_on"]) <= pd.Timestamp(plan.last_day), "amount"].sum())
    return exact(due / whole) if whole > 0 else None
