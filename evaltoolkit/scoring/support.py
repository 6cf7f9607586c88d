"""What stands beside the score: the evidence of each row, and what else the rows could bring."""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.scoring.evidence_index import evidence_index
from evaltoolkit.scoring.given import Metrics
from evaltoolkit.scoring.other_points import other_points
from evaltoolkit.scoring.part_year import part_years
from evaltoolkit.scoring.system import IndicatorSystem


def support_score(
    plan: Plan, system: IndicatorSystem, evidence: Evidence, *, metrics: Metrics
) -> dict[str, ResultTable]:
    """Return the tables ``evidence_index`` and ``other_points`` by name.

    Parameters
    ----------
    plan, system, evidence, metrics
        As :func:`evaltoolkit.score_street` takes them.

    Returns
    -------
    dict of str to ResultTable
        As :func:`~evaltoolkit.scoring.evidence_index.evidence_index` and
        :func:`~evaltoolkit.scoring.other_points.other_points` describe them.
    """
    until, evidence = part_years(plan, system, evidence), evidence.known_on(plan.counted_to)
    index = evidence_index(system, evidence)
    other = other_points(plan, system, evidence, metrics=metrics, until=until)
    return {index.name: index, other.name: other}
