"""Everything about outcomes beyond the mean change: one call, every table by name."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaltoolkit.instruments.quality import doubted_scales, measure_scales
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.tables.attrition_table import attrition_table
from evaltoolkit.outcomes.tables.crossing_table import crossing_table
from evaltoolkit.outcomes.tables.follow_up_table import follow_up_table
from evaltoolkit.outcomes.tables.maintenance_table import maintenance_table
from evaltoolkit.outcomes.tables.membership_table import membership_table
from evaltoolkit.outcomes.tables.method_table import method_table
from evaltoolkit.outcomes.tables.people_table import people_table
from evaltoolkit.outcomes.tables.planning_table import planning_table
from evaltoolkit.outcomes.tables.retrospective_table import retrospective_table
from evaltoolkit.outcomes.tables.unscored_table import unscored_table
from evaltoolkit.outcomes.tables.verdict_tables import course_table, group_verdict_table, pooled_table, verdict_table

STATION = "station"


def judge_outcomes(
    plan: Plan,
    evidence: Evidence,
    scored: pd.DataFrame,
    registry: Mapping[str, Scale],
    *,
    quality: Mapping[str, ResultTable] | None = None,
) -> dict[str, ResultTable]:
    """Return how many people got reliably better, stayed or got worse, who was lost, and what else one must know.

    Parameters
    ----------
    plan
        Names the primary scales, the aims of purposes and the margins of services that maintain; its audience decides
        whether single people, groups beside their whole and several cut-offs are told of at all, and `other_methods`
        whether the station is told of further ways to judge.
    evidence
        The de-identified tables, for the items of the scales.
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id.
    quality
        What :func:`evaltoolkit.instruments.quality.measure_scales` found of the same measurements, where it is known.

    Returns
    -------
    dict of str to ResultTable
        ``verdicts``, ``verdicts_pooled``, ``people``, ``attrition``, ``crossings``, ``maintenance``,
        ``follow_up``, ``retrospective``, ``unscored_forms`` and ``planning``; for the audience ``station`` also filled:
        ``verdicts_by_group``, ``verdict_methods`` and ``courses``; and ``memberships``, for protection alone. The
        functions that make them document the columns.

    Raises
    ------
    InputError
        `scored` is no table of scored measurements.
    """
    if quality is None:
        quality = measure_scales(evidence.rows("measurements"), registry, language=plan.language)
    doubted = doubted_scales(quality)
    totals = scale_totals(scored, registry, plan.language, doubted)
    station = plan.audience == STATION
    tables = (
        verdict_table(totals),
        pooled_table(totals),
        people_table(totals, plan.primary_scales, station=station),
        attrition_table(totals),
        crossing_table(totals, station=station, language=plan.language),
        maintenance_table(totals, plan.margins or {}, plan.aims or {}),
        follow_up_table(scored, registry, plan.language, doubted),
        retrospective_table(scored, registry, plan.language, doubted),
        unscored_table(scored, registry, plan.language),
        group_verdict_table(totals, station=station),
        method_table(totals, quality["scale_quality"].frame, station=station, others=bool(plan.other_methods)),
        planning_table(totals),
        course_table(totals, station=station),
        membership_table(scored),
    )
    return {table.name: table for table in tables}
