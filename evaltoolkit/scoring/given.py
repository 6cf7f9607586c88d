"""Bring together what the parameter file, the workbook and the computed metrics say of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from evaltoolkit.language import Text, text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Budget, Plan, RowInput
from evaltoolkit.scoring.points import exact, shown
from evaltoolkit.scoring.rules.specs import ExecutionRule
from evaltoolkit.scoring.system import Row

PARAMETER_FILE = text("parameter file")
BUDGET = text("budget in the parameter file")
TARGETS_SHEET = text("sheet of targets")
COMPUTED = text("computed from the tables")


class Metric(Protocol):
    """A figure computed from the tables, as the room of services makes it."""

    @property
    def source(self) -> Text:
        """Say what it was computed from."""
        ...

    def as_row_input(self) -> RowInput:
        """Return the figure as a row of the plan would state it."""
        ...


Metrics = Mapping[str, Metric | Sequence[RowInput]]
_NUMBERS = ("part_weight", "numerator", "denominator", "points")
_WORDS = ("part", "target", "first_target", "target_source", "actual", "level", "conclusion", "evidence", "deviation")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a row or of one part of it; `computed_from` is told of computed figures."""

    origin: Text
    says: RowInput
    computed_from: Text | None = None


def statements(row: Row, plan: Plan, evidence: Evidence, metrics: Metrics) -> tuple[Statement, ...]:
    """Return everything given for a row, the parameter file first, computed metrics last.

    Parameters
    ----------
    row
        Of the indicator system.
    plan
        Its `rows`, and for the rule of budget execution its `budget`.
    evidence
        Its table `targets`.
    metrics
        Computed figures, by the metric id that the row names.

    Returns
    -------
    tuple of Statement
        In that order; empty where nobody says anything of the row.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> from evaltoolkit.scoring.registry import find_system
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="yuncheng_2023",
    ...             rows={"service_hours": [RowInput(target="≥1000小时")]})
    >>> row, nothing = find_system("yuncheng_2023").row("service_hours"), Evidence({}, Quality(pd.DataFrame()))
    >>> found = statements(row, plan, nothing, {"service_hours": [RowInput(actual="900小时")]})
    >>> [one.origin.english() for one in found]
    ['parameter file', 'computed from the tables']
    """
    found = [Statement(PARAMETER_FILE, entry) for entry in plan.rows.get(row.id, ())]
    if isinstance(row.rule, ExecutionRule):
        found += [Statement(BUDGET, entry) for entry in budget_input(plan.budget)]
    found += [Statement(TARGETS_SHEET, entry) for entry in sheet_inputs(evidence.table("targets"), row.id)]
    if row.metric is not None:
        found += computed(metrics.get(row.metric, ()))
    return tuple(found)


def computed(metric: Metric | Sequence[RowInput]) -> Iterator[Statement]:
    """Yield what a computed figure says of a row.

    Parameters
    ----------
    metric
        A figure of the services, or its parts as rows of the plan.

    Yields
    ------
    Statement
        One a part; a single figure also says what it was computed from.
    """
    if isinstance(metric, Sequence):
        yield from (Statement(COMPUTED, entry) for entry in metric)
        return
    yield Statement(COMPUTED, metric.as_row_input(), metric.source)


def sheet_inputs(targets: pd.DataFrame | None, indicator: str) -> Iterator[RowInput]:
    """Yield the rows of the sheet 目标 for one indicator.

    Parameters
    ----------
    targets
        The sheet, with a column for each field of :class:`~evaltoolkit.model.plan.RowInput` that it has; None where the
        street has no such sheet.
    indicator
        Id of the row.

    Yields
    ------
    RowInput
        One a row of the sheet; a blank cell is not provided.

    Examples
    --------
    >>> sheet = pd.DataFrame({"indicator": ["hours", "other"], "target": ["≥900小时", "≥1"], "points": [None, 2.0]})
    >>> [(entry.target, entry.points) for entry in sheet_inputs(sheet, "hours")]
    [('≥900小时', None)]
    """
    if targets is None:
        return
    for record in targets.loc[targets["indicator"] == indicator].to_dict("records"):
        words = {name: str(record[name]) for name in _WORDS if _is_given(record.get(name))}
        numbers = {name: float(record[name]) for name in _NUMBERS if _is_given(record.get(name))}
        yield RowInput.model_validate({**words, **numbers})


def evidence_files(table: pd.DataFrame | None, indicator: str) -> tuple[str, ...]:
    """Return the files that the sheet 佐证材料 names for one indicator, each once.

    Parameters
    ----------
    table
        The sheet, with columns `indicator` and `file`; None where the street has none.
    indicator
        Id of the row.

    Returns
    -------
    tuple of str
        In the order of the sheet.

    Examples
    --------
    >>> sheet = pd.DataFrame({"indicator": ["hours"] * 3, "file": ["台账.xlsx", "台账.xlsx ", None]})
    >>> evidence_files(sheet, "hours")
    ('台账.xlsx',)
    """
    if table is None:
        return ()
    files = table.loc[table["indicator"].astype(str).str.strip() == indicator, "file"]
    return tuple(dict.fromkeys(str(file).strip() for file in files if _is_given(file)))


def budget_input(budget: Budget) -> Iterator[RowInput]:
    """Yield the adjusted annual budget as the target and the spending as the actual, each where it is given.

    Parameters
    ----------
    budget
        Of the plan; its `initial` budget is no target.

    Yields
    ------
    RowInput
        One, or none where neither figure is given.

    Examples
    --------
    >>> from evaltoolkit.model.plan import SourcedFigure
    >>> spent = SourcedFigure(value=37.24, unit="万元", source="决算表")
    >>> [(entry.target, entry.actual) for entry in budget_input(Budget(executed=spent))]
    [(None, '37.24万元')]
    """
    given = {"target": budget.annual, "actual": budget.executed}
    words = {name: f"{shown(exact(figure.value))}{figure.unit}" for name, figure in given.items() if figure}
    sources = {"target_source": budget.annual, "source": budget.executed}
    places = {name: figure.source for name, figure in sources.items() if figure}
    if words:
        yield RowInput.model_validate({**words, **places})


def _is_given(cell: object) -> bool:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return False
    return not isinstance(cell, str) or bool(cell.strip())
