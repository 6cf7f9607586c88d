"""The results of a made street, and the reports made of it as its readers hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from evaltoolkit.disclosure.earlier import EarlierReport
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport, protect_results
from evaltoolkit.instruments.quality import measure_scales
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.language import text
from evaltoolkit.model.results import Provenance, Results, RowStatus, Scorecard, ScoredRow, Total
from evaltoolkit.outcomes.compare import compare_outcomes
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.reporting.earlier_reports import earlier_reports
from evaltoolkit.reporting.results_file import protected_to_json
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metric import Metric
from evaltoolkit.services.metrics import metrics
from safety.made_evidence import PLAN, MadeStreet, make_street

SHARES = (
    "satisfaction_rate", "satisfaction_partners", "priority_coverage", "non_registered_coverage", "attendance_share",
    "awareness_share", "agreement_share",
)  # fmt: skip
_WEIGHT = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class MadeReport:
    """A made report: the truth behind it, and what its reader holds, the published file."""

    street: MadeStreet
    results: Results
    shown: ProtectedReport
    published: Mapping[str, Any]


def made_results(street: MadeStreet, audience: Audience | str = Audience.SHARED) -> Results:
    """Return the results of a made street; its indicator table states every share that people stand behind."""
    plan = PLAN.model_copy(update={"audience": str(audience)})
    services = measure_services(plan, street.evidence)
    services |= judge_outcomes(plan, street.evidence, street.scored, registry())
    services |= measure_scales(street.evidence.rows("measurements"), registry())
    outcomes = compare_outcomes(street.scored, registry())
    card = _scorecard([metric for name, metric in metrics(services).items() if name in SHARES])
    workbook = str(int(pd.util.hash_pandas_object(street.scored, index=False).sum()))
    return Results(
        PLAN.key, PLAN.street, PLAN.year, True, card, outcomes, services, street.evidence.quality,
        Provenance((("workbook", workbook),), ()),
    )  # fmt: skip


def make_report(street: MadeStreet, audience: Audience | str, *, earlier: Sequence[EarlierReport] = ()) -> MadeReport:
    """Return the report of a made street as `audience` receives it."""
    results = made_results(street, audience)
    shown = protect_results(results, shipped_policy(), audience, earlier=earlier)
    return MadeReport(street, results, shown, json.loads(protected_to_json(shown, results)))


def make_two_reports(seed: int, audience: Audience | str, folder: Path) -> tuple[MadeReport, MadeReport]:
    """Return two reports of one street, the second some weeks later and compared with the first.

    Parameters
    ----------
    seed
        Of the street.
    audience
        Of both.
    folder
        An empty project folder for the published files.
    """
    first = make_report(make_street(seed), audience)
    path = folder / "reports" / "first" / f"{PLAN.key}.results.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(first.published), encoding="utf-8")
    plan = PLAN.model_copy(update={"audience": str(audience)})
    second = make_street(seed, revised=True)
    return first, make_report(second, audience, earlier=earlier_reports(plan, "second", home=folder))


@cache
def registry() -> Registry:
    """Return the scales that the package ships."""
    return build_registry({})


def _scorecard(metrics: Sequence[Metric]) -> Scorecard:
    rows = tuple(_row(metric) for metric in metrics)
    scored = sum(row.points or 0.0 for row in rows)
    weight = _WEIGHT * len(rows)
    return Scorecard("made", "示例", "示例", rows, Total(weight, scored, weight, scored, scored, "良", ("良",)))


def _row(metric: Metric) -> ScoredRow:
    points = round(_WEIGHT * min(metric.value, 1.0), 2)
    counts = f"{metric.numerator:g} ÷ {metric.denominator:g}"
    return ScoredRow(
        metric.feed, ("效益", metric.feed), _WEIGHT, text("by hand"), "示例", RowStatus.SCORED, points, points, points,
        actual=counts, completion=metric.value, formula=text("{n} points", n=points), metric=metric.feed,
    )  # fmt: skip
