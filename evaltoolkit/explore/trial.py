"""What if: score the year again with one row changed, and leave everything else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Budget, RowInput
from evaltoolkit.model.results import Scorecard, ScoredRow
from evaltoolkit.scoring.given import Metrics
from evaltoolkit.scoring.rules.specs import ExecutionRule, QualitativeRule
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.system import Row
from evaltoolkit.services.metrics import metrics

SUPPOSED = "试算"
"""Source of a supposed figure, as a person's entry in Chinese would name it."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of one row; empty leaves it not provided.

    Parameters
    ----------
    indicator
        The row.
    actual, target
        As the official form writes them, such as ``950小时`` and ``≥1000小时``.
    level, points
        A person's judgement, for a qualitative row.
    """

    indicator: str
    actual: str = ""
    target: str = ""
    level: str = ""
    points: float | None = None


def is_judged(row: Row) -> bool:
    """Return whether a person's level and points score the row, rather than a figure."""
    return isinstance(row.rule, QualitativeRule)


def row_of(card: Scorecard, indicator: str) -> ScoredRow:
    """Return the scored row of that id; KeyError where there is none."""
    for row in card.rows:
        if row.indicator == indicator:
            return row
    raise KeyError(indicator)


def try_score(analysis: Analysis, supposed: Supposed) -> Scorecard:
    """Return the indicator table with one row as supposed.

    Parameters
    ----------
    analysis
        The street's year; it is not changed.
    supposed
        Takes the place of everything that the parameter file, the workbook and the computed figures say of the row.
    """
    row = analysis.system.row(supposed.indicator)
    given = RowInput(
        target=supposed.target.strip() or None,
        actual=supposed.actual.strip() or None,
        level=supposed.level or None,
        points=supposed.points,
        source=SUPPOSED,
    )
    plan = analysis.plan.model_copy(
        update={
            "rows": {**analysis.plan.rows, row.id: (given,)},
            "budget": Budget() if isinstance(row.rule, ExecutionRule) else analysis.plan.budget,
        }
    )
    return score_street(plan, analysis.system, _without(analysis.evidence, row.id), metrics=_others(analysis, row))


def _without(evidence: Evidence, indicator: str) -> Evidence:
    targets = evidence.table("targets")
    if targets is None:
        return evidence
    tables: Mapping[str, pd.DataFrame] = {**evidence.tables, "targets": targets[targets["indicator"] != indicator]}
    return replace(evidence, tables=tables)


def _others(analysis: Analysis, row: Row) -> Metrics:
    feeds = metrics(analysis.results.services)
    return MappingProxyType({feed: found for feed, found in feeds.items() if feed != row.metric})
