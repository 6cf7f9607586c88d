"""A street's year, from its evidence to its results: the one order of steps that every paper and view is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Provenance, Results
from evaltoolkit.outcomes.people.open_tests import with_open_tests
from evaltoolkit.outcomes.street_outcomes import StreetOutcomes, measure_outcomes
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics


@dataclass(frozen=True, slots=True, eq=False)
class StreetAnalysis:
    """A street's year at full precision.

    Parameters
    ----------
    results
        What the report is made from, for every reader once it is protected.
    people
        One row a person and scale, those without a post-test yet behind; for the station alone.
    outcomes
        The step that compares, with the scored measurements.
    """

    results: Results
    people: pd.DataFrame
    outcomes: StreetOutcomes


def analyse_street(
    plan: Plan,
    evidence: Evidence,
    *,
    scales: Mapping[str, Scale],
    system: IndicatorSystem,
    sources: Provenance | None = None,
) -> StreetAnalysis:
    """Return everything that is computed of a street's year.

    Parameters
    ----------
    plan
        Filled from the workbook (:func:`~evaltoolkit.model.filling.fill_plan`). Its audience decides whether what is
        for the station alone is computed at all.
    evidence
        The de-identified tables.
    scales
        Scale versions by id.
    system
        The indicator system that the plan names.
    sources
        What the results are made from, to be kept with them.

    Raises
    ------
    UserError
        As :func:`~evaltoolkit.outcomes.street_outcomes.measure_outcomes`: of people, waves and scales.

    Notes
    -----
    ``notebooks/street_report.ipynb`` takes the same steps in sight, one by one.
    """
    outcomes = measure_outcomes(plan, evidence, scales)
    people = with_open_tests(outcomes.people, outcomes.scored, plan, evidence.known_on(plan.counted_to))
    services = measure_services(plan, evidence, overshoot=system.hours_overshoot) | outcomes.tables
    feeds = metrics(services)
    card = score_street(plan, system, evidence, metrics=feeds)
    services |= support_score(plan, system, evidence, metrics=feeds)
    results = Results(
        plan.key,
        plan.street,
        plan.year,
        plan.synthetic,
        card,
        outcomes.changes,
        services,
        evidence.quality,
        sources,
    )
    return StreetAnalysis(results, people, outcomes)
