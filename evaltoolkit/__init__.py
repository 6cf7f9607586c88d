"""Evaluate what social-work stations changed: scoring, outcomes, honest words, safe reports.

The names below are what a notebook needs; each is imported when it is first used, so that small commands start
at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "evaltoolkit.analysis.before_after",
    "Language": "evaltoolkit.language",
    "ReliableChange": "evaltoolkit.analysis.people_changed",
    "Results": "evaltoolkit.model.results",
    "Satisfaction": "evaltoolkit.analysis.satisfied",
    "Scores": "evaltoolkit.analysis.scored",
    "add_people": "evaltoolkit.outcomes.design.people_groups",
    "charts": "",
    "comparison": "evaltoolkit.outcomes.street_outcomes",
    "compare": "evaltoolkit.analysis.before_after",
    "compare_individuals": "evaltoolkit.outcomes.people.individual",
    "compare_outcomes": "evaltoolkit.outcomes.tables.compare",
    "compare_table": "evaltoolkit.analysis.before_after",
    "doubted_scales": "evaltoolkit.instruments.quality",
    "effect_sizes": "evaltoolkit.analysis.one_test",
    "enrolled_in_groups": "evaltoolkit.outcomes.design.enrolment",
    "earlier_reports": "evaltoolkit.reporting.release.earlier_reports",
    "fill_plan": "evaltoolkit.model.filling",
    "judge_outcomes": "evaltoolkit.outcomes.judge",
    "load": "evaltoolkit.intake.load",
    "measure_outcomes": "evaltoolkit.outcomes.street_outcomes",
    "measure_scales": "evaltoolkit.instruments.quality",
    "measure_services": "evaltoolkit.services.measure",
    "metrics": "evaltoolkit.services.metrics",
    "plan_from": "evaltoolkit.intake.plans.plan_file",
    "protect_results": "evaltoolkit.disclosure.report",
    "provenance": "evaltoolkit.reporting.release.provenance",
    "reliable_change": "evaltoolkit.analysis.people_changed",
    "satisfaction": "evaltoolkit.analysis.satisfied",
    "satisfaction_target": "evaltoolkit.findings.targets",
    "save_results": "evaltoolkit.reporting.release.results_file",
    "score": "evaltoolkit.analysis.scored",
    "score_measurements": "evaltoolkit.instruments.score_items",
    "score_street": "evaltoolkit.scoring.scorecard",
    "show": "evaltoolkit.charts.parts.own_figure",
    "signed_rank": "evaltoolkit.analysis.one_test",
    "street_policy": "evaltoolkit.reporting.year.registries",
    "street_scales": "evaltoolkit.reporting.year.registries",
    "street_system": "evaltoolkit.reporting.year.registries",
    "summarise_group": "evaltoolkit.reporting.papers.one_group",
    "support_score": "evaltoolkit.scoring.support",
    "with_open_tests": "evaltoolkit.outcomes.people.open_tests",
    "words": "",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES[name]
    return getattr(import_module(home), name) if home else import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
