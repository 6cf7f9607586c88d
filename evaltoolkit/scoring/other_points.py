"""Score rows again under another published formula, or with a figure at its lower limit: what else they could bring.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7: a score is to be tried under the other
choices that were open. No probability is given: nobody knows how likely one choice is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

import pandas as pd

from evaltoolkit.language import Text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.scoring.given import COMPUTED, Metrics, Statement, computed, evidence_files, statements
from evaltoolkit.scoring.part_year import PartYear
from evaltoolkit.scoring.points import round_points
from evaltoolkit.scoring.quantity import parse_quantity
from evaltoolkit.scoring.rules.specs import AtLeastRule, AtMostRule, ByOperatorRule, Rule
from evaltoolkit.scoring.score_row import RowResult, score_row
from evaltoolkit.scoring.system import IndicatorSystem, Row

FORMULA, LIMIT = "formula", "limit"
LOW = "_low"
"""Ends the name of the metric that holds another's lower limit."""
_SWAPPED = {"linear": "inverse", "inverse": "linear", "proportional": "nothing", "nothing": "proportional"}
_COLUMNS = ("indicator", "kind", "points", "ci_low", "rule", "ci_formula")


def other_points(
    plan: Plan,
    system: IndicatorSystem,
    evidence: Evidence,
    *,
    metrics: Metrics,
    until: Mapping[str, PartYear] = MappingProxyType({}),
) -> ResultTable:
    """Return the points that a row would have under the other formula, or at the lower limit of its figure.

    Parameters
    ----------
    plan, system, evidence, metrics
        As :func:`~evaltoolkit.scoring.scorecard.score_street` takes them; a metric whose name ends in ``_low`` is the
        lower limit of the one without the ending.
    until
        What has fallen due of each row's yearly amount, where the year is not over.

    Returns
    -------
    ResultTable
        Columns `indicator`, `kind`, `points` under the other formula (``formula``) or `ci_low`, the points at the lower
        limit (``limit``), with `ci_formula` how they came about, and `rule` (Text), the rule under which it was tried.
        A share of people is not tried under another formula, and a limit is withheld as limits are from an audience
        that sees rounded counts: no figure can be told from its points.
    """
    files = {row.id: evidence_files(evidence.table("evidence"), row.id) for row in system.rows}
    rows = [
        found
        for row in system.rows
        for found in _of_row(
            row, statements(row, plan, evidence, metrics), metrics,
            partial(score_row, files=files[row.id], until=until.get(row.id)),
        )
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"points": "float64", "ci_low": "float64"})
    return make_table("other_points", frame)


def _of_row(
    row: Row, given: tuple[Statement, ...], metrics: Metrics, score: Callable[..., RowResult]
) -> Iterator[dict[str, object]]:
    base = score(row, given).row
    other = _other_rule(row.rule)
    if other is not None and base.points is not None and not _is_share(given):
        tried = score(row.model_copy(update={"rule": other}), given).row
        if tried.points is not None and tried.points != base.points:
            yield {"indicator": row.id, "kind": FORMULA, "points": tried.points, "rule": tried.rule}
    limit = metrics.get(f"{row.metric}{LOW}") if row.metric else None
    if limit and base.points is not None and base.metric is not None:
        stated = [_without_actual(one) for one in given if one.origin != COMPUTED]
        found = [*computed(limit)]
        tried = score(row, [*stated, *found]).row
        if tried.points is not None:
            shown = {"ci_low": tried.points, "rule": tried.rule, "ci_formula": _to_hundredths(tried.formula, found[0])}
            yield {"indicator": row.id, "kind": LIMIT, **shown}


def _to_hundredths(formula: Text | None, limit: Statement) -> Text | None:
    """Return the formula with the limit to two decimals, as it stands for every street."""
    figure = parse_quantity(limit.says.actual or "")
    return formula if formula is None or figure is None else formula.with_(actual=f"{round_points(figure.number):,}")


def _other_rule(rule: Rule) -> Rule | None:
    if isinstance(rule, AtMostRule | ByOperatorRule):
        swapped = {"variant": _SWAPPED[rule.parameters.variant]}
    elif isinstance(rule, AtLeastRule):
        swapped = {"short": _SWAPPED[rule.parameters.short]}
    else:
        return None
    return rule.model_copy(update={"parameters": rule.parameters.model_copy(update=swapped)})


def _is_share(given: tuple[Statement, ...]) -> bool:
    return any(one.origin == COMPUTED and one.says.denominator is not None for one in given)


def _without_actual(one: Statement) -> Statement:
    nothing = dict.fromkeys(("actual", "numerator", "denominator"))
    return Statement(one.origin, one.says.model_copy(update=nothing))
