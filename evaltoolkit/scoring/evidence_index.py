"""From each row of the indicator table to its evidence: the files named for it and the section where it stands."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.scoring.given import evidence_files
from evaltoolkit.scoring.rules.specs import ExecutionRule
from evaltoolkit.scoring.system import IndicatorSystem, Row

_COLUMNS = ("indicator", "name", "weight", "metric", "section", "files", "listed", "latest")
_BY_METRIC = {
    "service_hours": "implementation", "hours_completion": "implementation", "payments_on_time": "timeliness",
    "payments_amount": "timeliness", "execution_rate": "funding", "resources_value": "economic_social",
    "priority_coverage": "problem_coverage", "non_registered_coverage": "problem_coverage",
    "awareness_share": "satisfaction", "agreement_share": "satisfaction", "inspections_held": "design",
    "findings_put_right": "design", "attendance_share": "analysis",
    **dict.fromkeys(("satisfaction_rate", "satisfaction_lowest", "satisfaction_partners"), "satisfaction"),
}  # fmt: skip
_BY_NAME = {
    "评估": "design", "数量": "implementation", "质量": "quality", "时效": "timeliness", "成本": "cost",
    "经济效益": "economic_social", "社会效益": "social", "可持续": "sustainability", "满意度": "satisfaction",
}  # fmt: skip
"""Section by name: chapter 四 of the 2023 云城街道 report answers the indicators in these sections; assessments are
told in 二（二）, hours in 一（五）."""
_ELSEWHERE = "conclusion"  # of what no other section tells, the score table alone holds the value (本工具规则)


def evidence_index(system: IndicatorSystem, evidence: Evidence) -> ResultTable:
    """Return one row an indicator: the section of the report where its evidence stands, and the files named for it.

    An indicator of the sheet that the system does not have follows at the end, without weight and section.

    Parameters
    ----------
    system
        Whose rows are listed, in their order.
    evidence
        Its table `evidence`; without it no row has `files`, `listed` and `latest`.

    Returns
    -------
    ResultTable
        One row an indicator, as the notes say.

    Notes
    -----
    Columns `indicator`, `name`, `weight`, `metric` (the computed figure that feeds the row, ``execution_rate`` where
    the rule takes the budget, None where a person states it), `section` (a key of :mod:`evaltoolkit.model.chapters`),
    `files` (how many the sheet 佐证材料 names, each once; NaN where the street has no such sheet), `listed` (their
    names) and `latest` (the latest date among them).

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> from evaltoolkit.scoring.registry import find_system
    >>> sheet = pd.DataFrame({"indicator": ["fund_execution"] * 2, "file": ["决算表.pdf", "合同.pdf"]})
    >>> table = evidence_index(find_system("yuncheng_2023"), Evidence({"evidence": sheet}, Quality(pd.DataFrame())))
    >>> table.frame[["section", "listed"]].iloc[0].tolist()
    ['funding', '决算表.pdf、合同.pdf']
    """
    table = evidence.table("evidence")
    rows = [*(_row(row, table) for row in system.rows), *_strangers(system, table)]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    typed = frame.astype({"weight": "float64", "files": "float64", "latest": "datetime64[ns]"})
    return make_table("evidence_index", typed)


def section_of(row: Row) -> str:
    """Return the key of the section where a row's evidence stands.

    Parameters
    ----------
    row
        Of an indicator system.

    Returns
    -------
    str
        A key of :mod:`evaltoolkit.model.chapters`: by the rule, else by the metric, else by the innermost name that
        tells, else ``conclusion``.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> [section_of(row) for row in find_system("yuncheng_2023").rows[:3]]
    ['funding', 'implementation', 'design']
    """
    if isinstance(row.rule, ExecutionRule):
        return "funding"
    if row.metric in _BY_METRIC:
        return _BY_METRIC[row.metric]
    names = " ".join(reversed(row.path))
    return next((section for name, section in _BY_NAME.items() if name in names), _ELSEWHERE)


def _row(row: Row, table: pd.DataFrame | None) -> dict[str, object]:
    metric = "execution_rate" if isinstance(row.rule, ExecutionRule) else row.metric
    known = {"indicator": row.id, "name": row.name, "weight": row.weight, "metric": metric}
    place = {"section": section_of(row)}
    return {**known, **place, **_named(row.id, table)}


def _strangers(system: IndicatorSystem, table: pd.DataFrame | None) -> list[dict[str, object]]:
    """Return one row for each indicator of the sheet that the system does not have: its files feed nothing."""
    if table is None:
        return []
    given = dict.fromkeys(table["indicator"].dropna().astype(str).str.strip())
    unknown = [name for name in given if name and name not in {row.id for row in system.rows}]
    return [{**dict.fromkeys(_COLUMNS), "indicator": name, "name": name, **_named(name, table)} for name in unknown]


def _named(indicator: str, table: pd.DataFrame | None) -> dict[str, object]:
    if table is None:
        return {"files": None, "listed": None, "latest": None}
    files = evidence_files(table, indicator)
    own = table[(table["indicator"].astype(str).str.strip() == indicator) & table["file"].notna()]
    latest = own["date"].max() if "date" in own else None
    return {"files": len(files), "listed": "、".join(files) or None, "latest": latest}
