"""Score a street's year under an indicator system."""

from __future__ import annotations

from types import MappingProxyType

from evaltoolkit.errors import RegistryError
from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Scorecard
from evaltoolkit.scoring.checks import card_checks
from evaltoolkit.scoring.given import Metrics, evidence_files, statements
from evaltoolkit.scoring.part_year import part_years
from evaltoolkit.scoring.score_row import score_row
from evaltoolkit.scoring.system import IndicatorSystem
from evaltoolkit.scoring.total import sum_rows
from evaltoolkit.settings.faults import own_id

_NO_METRICS: Metrics = MappingProxyType({})


def score_street(
    plan: Plan, system: IndicatorSystem, evidence: Evidence, *, metrics: Metrics = _NO_METRICS
) -> Scorecard:
    """Return the scored indicator table of a street's year.

    Parameters
    ----------
    plan
        Its ``rows`` and ``budget`` give targets and actuals.
    system
        Rows, weights, rules and grades.
    evidence
        Its tables ``targets`` and ``evidence`` give more; what two sources state differently is remarked on,
        and the row stands only where both give the same points.
    metrics
        Figures computed from the tables, by the metric id that rows of the system name: the metrics of the
        services, or a sequence of :class:`~evaltoolkit.model.plan.RowInput`, one a part, as the plan's rows are.

    Returns
    -------
    Scorecard
        A row without target or actual is not provided: neither 0 nor full points.

    Raises
    ------
    RegistryError
        The system is a template without rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.model.results import Quality
    >>> from evaltoolkit.scoring.registry import find_system
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="yuncheng_2023",
    ...             rows={"service_hours": [RowInput(target="≥1000小时", actual="900小时")]})
    >>> card = score_street(plan, find_system("yuncheng_2023"), Evidence({}, Quality(pd.DataFrame())))
    >>> card.total.scored, card.total.scored_weight, card.total.grade
    (9.9, 11.0, None)
    """
    if not system.rows:
        raise RegistryError(
            text("The indicator system {id} is an empty template: fill in its rows first.", id=own_id(system.id))
        )
    until = part_years(plan, system, evidence)
    evidence = evidence.known_on(plan.counted_to)
    results = [
        score_row(
            row, statements(row, plan, evidence, metrics), files=evidence_files(evidence.table("evidence"), row.id),
            until=until.get(row.id),
        )
        for row in system.rows
    ]  # fmt: skip
    rows = tuple(result.row for result in results)
    faults = [fault for result in results for fault in result.faults]
    return Scorecard(
        system=system.id,
        system_name=system.name,
        system_source=system.source,
        rows=rows,
        total=sum_rows(rows, system),
        checks=card_checks(rows, unknown=_unknown(plan, system, evidence), faults=faults),
    )


def _unknown(plan: Plan, system: IndicatorSystem, evidence: Evidence) -> tuple[str, ...]:
    known = {row.id for row in system.rows}
    sheets = [sheet for name in ("targets", "evidence") if (sheet := evidence.table(name)) is not None]
    given = [*plan.rows, *(str(name).strip() for sheet in sheets for name in sheet["indicator"].dropna())]
    return tuple(dict.fromkeys(indicator for indicator in given if indicator not in known))
