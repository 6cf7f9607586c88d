"""From the measurements of a street to everything about outcomes: one order of steps for report, page and group."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaltoolkit.instruments.quality import doubted_scales, measure_scales
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.enrolment import enrolled_in_groups
from evaltoolkit.outcomes.judge import judge_outcomes
from evaltoolkit.outcomes.people.individual import compare_individuals
from evaltoolkit.outcomes.tables.compare import compare_outcomes


@dataclass(frozen=True, slots=True, eq=False)
class StreetOutcomes:
    """What changed for the people of a street.

    Parameters
    ----------
    scored
        Scored measurements.
    doubted
        Scales of which an item runs against the others: nothing that rests on them is a finding.
    changes
        The outcome table.
    people
        One row a person and scale, for the station alone.
    tables
        Every other table about outcomes, and those on the quality of the scales, by name.
    """

    scored: pd.DataFrame
    doubted: frozenset[str]
    changes: pd.DataFrame
    people: pd.DataFrame
    tables: dict[str, ResultTable]


def measure_outcomes(plan: Plan, evidence: Evidence, registry: Mapping[str, Scale]) -> StreetOutcomes:
    """Score the measurements, look whether the scales hold together, and compare.

    Parameters
    ----------
    plan
        The street's plan, as :func:`~evaltoolkit.outcomes.judge.judge_outcomes` takes it.
    evidence
        The de-identified tables.
    registry
        Scale versions by id.

    Returns
    -------
    StreetOutcomes
        What became known after the day to which the plan counts is left out.

    Raises
    ------
    InputError
        A measurement names no person, or a wave that is not known.
    RegistryError
        A scale is named that the registry lacks.
    """
    evidence = evidence.known_on(plan.counted_to)
    measured = evidence.rows("measurements")
    scored = score_measurements(measured, registry)
    quality = measure_scales(measured, registry, language=plan.language)
    doubted = doubted_scales(quality)
    changes = compare_outcomes(scored, registry, **comparison(plan, evidence, quality))
    people = compare_individuals(scored, registry, doubted=doubted, language=plan.language)
    tables = judge_outcomes(plan, evidence, scored, registry, quality=quality)
    return StreetOutcomes(scored, doubted, changes, people, {**tables, **quality})


def comparison(plan: Plan, evidence: Evidence, quality: Mapping[str, ResultTable]) -> dict[str, Any]:
    """Return how :func:`~evaltoolkit.outcomes.tables.compare.compare_outcomes` compares for a street's plan.

    Parameters
    ----------
    plan
        Says who came because of their scores, and the language.
    evidence
        The de-identified tables, for who was enrolled.
    quality
        What :func:`~evaltoolkit.instruments.quality.measure_scales` found: scales in doubt are no finding.

    Returns
    -------
    dict of str to object
        ``enrolled``, ``doubted``, ``selected``, ``seed`` and ``language``.
    """
    return {
        "enrolled": enrolled_in_groups(evidence, plan.year),
        "doubted": doubted_scales(quality),
        "selected": plan.selected_by_score,
        "seed": _seed(plan),
        "language": plan.language,
    }


def _seed(plan: Plan) -> str:
    """Return the bootstrap's seed: that of the workbook would tell of every cell in it, also of withheld ones."""
    return hashlib.sha256(f"{plan.street} {plan.year}".encode()).hexdigest()
