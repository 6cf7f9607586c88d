"""What if: score rows of the indicator table with other figures, and leave everything else as it is.

Everything begins and ends with the protected tables: what a version withholds is neither filled in nor added up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.supposed_rows import with_supposed
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Text
from evaltoolkit.model.plan import RowInput
from evaltoolkit.model.results import ScoredRow
from evaltoolkit.model.workbook import LEVELS
from evaltoolkit.scoring.given import PARAMETER_FILE, Statement, evidence_files
from evaltoolkit.scoring.quantity import parse_quantity
from evaltoolkit.scoring.rules.choose import rule_of_target
from evaltoolkit.scoring.rules.specs import ByOperatorRule, ConclusionRule, QualitativeRule
from evaltoolkit.scoring.score_row import score_row
from evaltoolkit.scoring.system import Row as SystemRow

SUPPOSED = "试算"
"""Source of a supposed figure, as a person's entry in Chinese would name it."""

_COUNTS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[÷/／]\s*(\d[\d,]*(?:\.\d+)?)")


class Asked(Enum):
    """What scores a row, and so what is asked of whoever tries it."""

    FIGURE = "figure"
    LEVEL = "level"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of one row; empty leaves it not provided.

    Parameters
    ----------
    indicator
        The row.
    actual, target
        As the official form writes them, such as ``950小时`` and ``≥1000小时``; counts as ``3 ÷ 4``; of a third party
        its conclusion.
    level, points
        A person's judgement, for a qualitative row.
    """

    indicator: str
    actual: str = ""
    target: str = ""
    level: str = ""
    points: float | None = None


def asked_of(row: SystemRow, target: str = "") -> Asked:
    """Return what scores the row; where the target's operator chooses the rule, the target decides."""
    rule = row.rule
    if isinstance(rule, ByOperatorRule):
        words = target or (row.target.value if row.target else "")
        rule = rule_of_target(rule, parse_quantity(words)) if words else rule
    if isinstance(rule, QualitativeRule):
        return Asked.LEVEL
    return Asked.CONCLUSION if isinstance(rule, ConclusionRule) else Asked.FIGURE


def as_it_stands(card: ProtectedTable, row: SystemRow) -> Supposed:
    """Return what a version shows of a row, as it would be typed; empty where it is withheld."""
    shown = scored(card, row.id)
    target, actual = shown.string("target"), shown.string("actual")
    counts = _COUNTS.search(actual)
    if counts is not None and asked_of(row, target) is Asked.FIGURE:
        actual = f"{counts[1]} ÷ {counts[2]}"
    return Supposed(row.id, actual, target, _level(shown), shown.number("points"))


def scored(card: ProtectedTable, indicator: str) -> Row:
    """Return the row of that id as a version shows it; KeyError where there is none."""
    for row in rows_of(card):
        if row.string("indicator") == indicator:
            return row
    raise KeyError(indicator)


def try_row(analysis: Analysis, supposed: Supposed) -> ScoredRow:
    """Return one row as supposed, in place of all that parameter file, workbook and computed figures say of it."""
    row = analysis.system.row(supposed.indicator)
    files = evidence_files(analysis.evidence.table("evidence"), row.id)
    statement = Statement(PARAMETER_FILE, _given(row, supposed))
    return score_row(row, (statement,), files=files, until=analysis.fallen_due.get(row.id)).row


def try_score(
    analysis: Analysis, report: ProtectedReport, supposed: Mapping[str, Supposed]
) -> Mapping[str, ProtectedTable]:
    """Return the indicator table, its total and its other points with rows as supposed.

    Parameters
    ----------
    analysis
        The street's year; it is not changed.
    report
        Its tables as the reader may see them.
    supposed
        By indicator.
    """
    rows = [try_row(analysis, one) for one in supposed.values()]
    return with_supposed(report, rows, bands=bands_of(analysis))


def bands_of(analysis: Analysis) -> tuple[tuple[float, str], ...]:
    """Return the grades of the street's indicator table, the lowest first: least points and name."""
    return tuple(sorted((float(band.low), band.label) for band in analysis.system.grades))


def _given(row: SystemRow, supposed: Supposed) -> RowInput:
    target, actual = supposed.target.strip() or None, supposed.actual.strip() or None
    kind = asked_of(row, supposed.target)
    if kind is Asked.LEVEL:
        level = supposed.level or None
        return RowInput(target=target, actual=actual, level=level, points=supposed.points, source=SUPPOSED)
    if kind is Asked.CONCLUSION:
        return RowInput(target=target, conclusion=actual, source=SUPPOSED)
    counts = _COUNTS.fullmatch(actual or "")
    if counts is None:
        return RowInput(target=target, actual=actual, source=SUPPOSED)
    top, bottom = (float(number.replace(",", "")) for number in counts.groups())
    return RowInput(target=target, numerator=top, denominator=bottom, source=SUPPOSED)


def _level(shown: Row) -> str:
    formula = shown.words("formula")
    stated = dict(formula.parameters).get("level") if isinstance(formula, Text) else None
    words = str(stated or shown.string("actual"))
    named = [level for level in sorted(LEVELS, key=len, reverse=True) if level in words]
    return next(iter(named), "")
