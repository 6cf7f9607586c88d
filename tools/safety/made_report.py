"""The results of a made street, and the reports made of it as its readers hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport, protect_for, protect_results
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.findings.printed import printed
from evaltoolkit.instruments.quality import measure_scales
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.language import text
from evaltoolkit.model.results import Provenance, Results, RowStatus, Scorecard, ScoredRow, Total
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.reporting.release.results_file import protected_to_json
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
    """A made report: the truth behind it, and what its reader holds, the published file and the pages of groups."""

    street: MadeStreet
    results: Results
    shown: ProtectedReport
    published: Mapping[str, Any]
    pages: tuple[Mapping[str, Any], ...] = ()


def made_results(street: MadeStreet, audience: Audience | str = Audience.SHARED) -> Results:
    """Return the results of a made street; its indicator table states every share that people stand behind."""
    plan = PLAN.model_copy(update={"audience": str(audience)})
    services = measure_services(plan, street.evidence)
    services |= judge_outcomes(plan, street.evidence, street.scored, registry())
    services |= measure_scales(street.evidence.rows("measurements"), registry())
    outcomes = compare_outcomes(street.scored, registry())
    card = _scorecard([metric for name, metric in metrics(services).items() if name in SHARES])
    return Results(
        PLAN.key, PLAN.street, PLAN.year, True, card, outcomes, services, street.evidence.quality,
        Provenance((), ()),
    )  # fmt: skip


def make_report(
    street: MadeStreet,
    audience: Audience | str,
    *,
    earlier: Sequence[EarlierReport] = (),
    results: Results | None = None,
) -> MadeReport:
    """Return the report of a made street as `audience` receives it, of results that were computed before or are now."""
    results = results or made_results(street, audience)
    return _made(street, results, protect_results(results, shipped_policy(), audience, earlier=earlier))


def _made(street: MadeStreet, results: Results, shown: ProtectedReport) -> MadeReport:
    return MadeReport(street, results, shown, json.loads(protected_to_json(shown, results)), tuple(_pages(shown)))


def _pages(shown: ProtectedReport) -> list[dict[str, Any]]:
    """Return the results that pages of groups tell, as they print them."""
    if shown.pages is None:
        return []
    frame = printed(shown.pages).astype(object)
    rows: list[dict[str, Any]] = frame.where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def make_states(streets: Sequence[MadeStreet], audiences: Sequence[str]) -> list[list[MadeReport]]:
    """Return the reports of a street's states for each of the audiences, the states published one after another."""
    earlier: list[EarlierReport] = []
    made = []
    for street in streets:
        results = made_results(street)  # the same for whoever is not the station
        readers = [Audience(audience) for audience in audiences]
        shown = protect_for(results, shipped_policy(), readers, earlier=earlier)
        made.append([_made(street, results, one) for one in shown])
        earlier += [report.shown.papers for report in made[-1][:1] if report.shown.papers is not None]
    return made


def make_two_reports(seed: int, audience: Audience | str) -> tuple[MadeReport, MadeReport]:
    """Return two reports of one street, the second some weeks later and compared with the first."""
    streets = [make_street(seed), make_street(seed, revised=True)]
    (first,), (second,) = make_states(streets, [str(audience)])
    return first, second


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
