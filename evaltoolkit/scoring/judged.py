"""Score what a person or a third party judged: levels with points, and conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from evaltoolkit.language import text
from evaltoolkit.model.results import RowStatus
from evaltoolkit.scoring.parts import Part
from evaltoolkit.scoring.points import exact
from evaltoolkit.scoring.rules.conclusion_table import conclusion_points
from evaltoolkit.scoring.rules.qualitative_band import qualitative_band
from evaltoolkit.scoring.rules.specs import ConclusionRule, QualitativeRule
from evaltoolkit.scoring.settle import Settled, settle_points, unscored
from evaltoolkit.scoring.system import Row


def settle_level(part: Part, row: Row, rule: QualitativeRule, *, files: Sequence[str]) -> Settled:
    """Return a person's points, where level, points and evidence are all there.

    Parameters
    ----------
    part
        Everything said of the row: level, points and evidence.
    row
        Its weight is what the bands divide.
    rule
        Which edition of the three bands holds.
    files
        Files that the sheet of evidence names for the row.

    Returns
    -------
    Settled
        Not provided where level, points or evidence are missing; undecided where the sources give different points.

    Raises
    ------
    Refused
        The points lie outside the band of the level.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_assessment")
    >>> part = Part("", (Statement(PARAMETER_FILE, RowInput(level="达成", points=9.5)),))
    >>> settle_level(part, row, row.rule, files=["评估报告.pdf"]).low
    Decimal('9.5')
    >>> settle_level(part, row, row.rule, files=[]).remarks[0].english()
    'The evidence for the level is not provided.'
    """
    known = {
        text("The level reached is not provided."): bool(part.stated("level")),
        text("The points given by the evaluator are not provided."): bool(part.stated("points")),
        text("The evidence for the level is not provided."): bool(
            part.stated("evidence") or part.stated("source") or files
        ),
    }
    missing = tuple(sentence for sentence, is_known in known.items() if not is_known)
    if missing:
        return unscored(RowStatus.NOT_PROVIDED, row.weight, missing)
    readings = [
        qualitative_band(points, level, weight=row.weight, edition=rule.parameters.edition)
        for points, level in _judgements(part)
    ]
    return _with_disagreement(settle_points(readings, row.weight))


def settle_conclusion(part: Part, row: Row, rule: ConclusionRule) -> Settled:
    """Return the points of a third party's word, where the system has a sourced table for it.

    Parameters
    ----------
    part
        Everything said of the row: the third party's words.
    row
        Its weight is the most it can bring.
    rule
        With the table from words to points and its source.

    Returns
    -------
    Settled
        Not provided where there is no sourced table or no word; undecided where the sources give different points.

    Raises
    ------
    Refused
        The word does not stand in the table.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_assessment")
    >>> part = Part("", (Statement(PARAMETER_FILE, RowInput(conclusion="良好")),))
    >>> settle_conclusion(part, row, ConclusionRule(kind="conclusion_table", source="x")).status.name
    'NOT_PROVIDED'
    """
    parameters = rule.parameters
    if not parameters.table or parameters.table_source is None:
        missing = text("The system has no sourced table from conclusions to points, so the conclusion is not scored.")
        return unscored(RowStatus.NOT_PROVIDED, row.weight, (missing,))
    words = dict.fromkeys(str(word) for _, word in part.stated("conclusion"))
    if not words:
        return unscored(RowStatus.NOT_PROVIDED, row.weight, (text("The third party's conclusion is not provided."),))
    readings = [conclusion_points(word, parameters.table) for word in words]
    return _with_disagreement(settle_points(readings, row.weight))


def _judgements(part: Part) -> list[tuple[Decimal, str]]:
    """List points and level of each source, what one leaves out taken from the first that has it."""
    found: dict[tuple[Decimal, str], None] = {}
    for statement in part.statements:
        says = statement.says
        if says.level is None and says.points is None:
            continue
        points = says.points if says.points is not None else part.first("points")
        found[(exact(points), says.level or part.first("level"))] = None
    return list(found)


def _with_disagreement(settled: Settled) -> Settled:
    if settled.status is RowStatus.SCORED:
        return settled
    remark = text("The sources give different judgements; neither is preferred or averaged.")
    return Settled(settled.status, settled.low, settled.high, remarks=(remark,), faults=(remark,))
