"""Score one row of the indicator table from everything that was given for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import RowStatus, ScoredRow
from evaltoolkit.scoring.combine import lowest, pool, weigh
from evaltoolkit.scoring.figures import targets_of
from evaltoolkit.scoring.given import COMPUTED, Statement
from evaltoolkit.scoring.judged import settle_conclusion, settle_level
from evaltoolkit.scoring.pairs import Pair, readings
from evaltoolkit.scoring.part_year import PartYear, grow
from evaltoolkit.scoring.parts import Divided, Part, divide
from evaltoolkit.scoring.points import Refused, exact, round_points, shown
from evaltoolkit.scoring.row_words import (
    actual_words,
    evidence_words,
    field_words,
    first_targets,
    target_sources,
    target_words,
)
from evaltoolkit.scoring.rules.choose import can_overshoot, figure_function, rule_name, rule_of_target
from evaltoolkit.scoring.rules.specs import ByOperatorRule, ConclusionRule, FigureRule, QualitativeRule
from evaltoolkit.scoring.settle import Settled, settle_pairs, unscored
from evaltoolkit.scoring.system import Row

PartRule = FigureRule | QualitativeRule | ConclusionRule


@dataclass(frozen=True, slots=True)
class RowResult:
    """A scored row, and the faults in what was stated that the scorecard's checks must name."""

    row: ScoredRow
    faults: tuple[Text, ...]


def score_row(
    row: Row, given: Sequence[Statement], *, files: Sequence[str] = (), until: PartYear | None = None
) -> RowResult:
    """Return a row's points with everything a reader needs to check them.

    Parameters
    ----------
    row
        Of the indicator system.
    given
        What each source says of the row.
    files
        Files that the sheet of evidence names for it.
    until
        What of an amount has fallen due, where the year is not over.

    Returns
    -------
    RowResult
        Not provided without target or actual, refused where what was given contradicts the rule, undecided where it
        leaves the points open: each with its remarks, and with the least and the most points.

    Examples
    --------
    >>> from evaltoolkit.model.plan import RowInput
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE
    >>> from evaltoolkit.scoring.registry import find_system
    >>> row = find_system("yuncheng_2023").row("service_hours")
    >>> scored = score_row(row, [Statement(PARAMETER_FILE, RowInput(target="≥1000小时", actual="900小时"))]).row
    >>> scored.points, scored.formula.english()
    (9.9, '900 ÷ 1,000 × 11 = 9.90 points')
    """
    divided = divide(given, until)
    rules = [_rule(part, row) for part in divided.parts]
    try:
        settled = _settle(divided, rules, row, files)
    except Refused as refusal:
        settled = unscored(RowStatus.REFUSED, row.weight, (refusal.sentence,))
    scored = _shown(row, divided, rules, settled, files)
    faults = tuple(text("{part}: {words}", part=row.name, words=fault) for fault in settled.faults)
    return RowResult(scored, (*faults, *_wrong_points(row, divided, rules, settled)))


def _rule(part: Part, row: Row) -> PartRule | None:
    if not isinstance(row.rule, ByOperatorRule):
        return row.rule
    targets = targets_of(part, row)
    return rule_of_target(row.rule, targets[0].quantity) if targets else None


def _require_one_rule(part: Part, row: Row) -> None:
    if not isinstance(row.rule, ByOperatorRule):
        return
    targets = targets_of(part, row)
    if len({rule_of_target(row.rule, target.quantity).kind for target in targets}) > 1:
        listed = "；".join(target.words for target in targets)
        raise Refused(text("The targets given ask for different rules: {targets}. Leave one.", targets=listed))


def _settle(divided: Divided, rules: Sequence[PartRule | None], row: Row, files: Sequence[str]) -> Settled:
    parts = divided.parts
    if len(parts) == 1:
        return _settle_part(parts[0], rules[0], row, files)
    if row.combine is None:
        raise Refused(text("{n} figures are given, but the system does not say how they combine.", n=len(parts)))
    if row.combine.kind == "pooled":
        return _settle_pooled(parts, rules, row)
    settled = [_tried(part, rule, row, files) for part, rule in zip(parts, rules, strict=True)]
    joined = weigh(settled, [part.weight for part in parts]) if row.combine.kind == "weighted" else lowest(settled)
    named = [
        text("{part}: {words}", part=part.name, words=words)
        for part, one in zip(parts, settled, strict=True)
        for words in (*([one.formula] if one.formula else []), *one.remarks)
    ]
    return replace(joined, remarks=tuple(named))


def _tried(part: Part, rule: PartRule | None, row: Row, files: Sequence[str]) -> Settled:
    try:
        return _settle_part(part, rule, row, files)
    except Refused as refusal:
        return unscored(RowStatus.REFUSED, row.weight, (refusal.sentence,))


def _settle_part(part: Part, rule: PartRule | None, row: Row, files: Sequence[str]) -> Settled:
    _require_one_rule(part, row)
    if rule is None:
        return unscored(RowStatus.NOT_PROVIDED, row.weight, (text("The target is not provided."),))
    if isinstance(rule, QualitativeRule):
        return settle_level(part, row, rule, files=files)
    if isinstance(rule, ConclusionRule):
        return settle_conclusion(part, row, rule)
    found = readings(part, row, rule)
    if not found.pairs:
        return replace(unscored(RowStatus.NOT_PROVIDED, row.weight, found.remarks), faults=found.faults)
    settled = _settle_figure(found.pairs, rule, row, part.until)
    return replace(settled, remarks=(*found.remarks, *settled.remarks), faults=found.faults)


def _settle_figure(pairs: Sequence[Pair], rule: FigureRule, row: Row, until: PartYear | None) -> Settled:
    policy = row.overshoot if can_overshoot(rule) else None
    function = figure_function(rule, row.weight)
    if until is None or not grow(pairs, rule):
        return settle_pairs(pairs, function, row.weight, policy)
    settled = settle_pairs(pairs, until.judge(function, pairs[0].unit, row.weight), row.weight, policy)
    remarks = dict.fromkeys(map(until.remark, pairs))
    return replace(settled, remarks=(*remarks, *settled.remarks))


def _settle_pooled(parts: Sequence[Part], rules: Sequence[PartRule | None], row: Row) -> Settled:
    kinds = {rule.kind for rule in rules if rule is not None}
    rule = next((rule for rule in rules if rule is not None), None)
    if rule is None:
        return unscored(RowStatus.NOT_PROVIDED, row.weight, (text("The target is not provided."),))
    if isinstance(rule, QualitativeRule | ConclusionRule) or len(kinds) > 1:
        raise Refused(text("Only figures under one rule can be pooled."))
    found = [readings(part, row, rule) for part in parts]
    remarks = [
        text("{part}: {words}", part=part.name, words=remark)
        for part, one in zip(parts, found, strict=True)
        for remark in one.remarks
    ]
    faults = tuple(fault for one in found for fault in one.faults)
    if not all(one.pairs for one in found):
        return replace(unscored(RowStatus.NOT_PROVIDED, row.weight, remarks), faults=faults)
    settled = _settle_figure(pool([one.pairs for one in found]), rule, row, parts[0].until)
    return replace(settled, remarks=(*remarks, *settled.remarks), faults=faults)


def _shown(
    row: Row, divided: Divided, rules: Sequence[PartRule | None], settled: Settled, files: Sequence[str]
) -> ScoredRow:
    parts = divided.parts
    scored = settled.status is RowStatus.SCORED
    deviation = field_words(parts, "deviation")
    chosen = rules[0] if len({rule.kind if rule else "" for rule in rules}) == 1 and rules[0] else row.rule
    return ScoredRow(
        indicator=row.id,
        levels=row.path,
        weight=float(row.weight),
        rule=rule_name(chosen),
        rule_source=row.rule.source,
        status=settled.status,
        points=float(round_points(settled.low)) if scored else None,
        points_low=float(round_points(settled.low)),
        points_high=float(round_points(settled.high)),
        target=target_words(parts, row),
        target_source=target_sources(parts, row),
        first_target=first_targets(parts),
        actual=actual_words(parts),
        evidence=evidence_words(parts, files),
        deviation=deviation,
        completion=None if settled.completion is None else float(settled.completion),
        formula=settled.formula,
        remarks=(*divided.remarks, *settled.remarks, *_demanded(settled, row, deviation)),
        metric=row.metric if _is_computed(parts) else None,
        actual_source=next((one.computed_from for part in parts for one in part.statements if one.computed_from), None),
        demands_reason=settled.reason_demanded,
        responsible=row.responsible.value if row.responsible else None,
        responsible_source=row.responsible.source if row.responsible else None,
    )


def _is_computed(parts: Sequence[Part]) -> bool:
    return any(one.origin == COMPUTED for part in parts for one in part.statements)


def _demanded(settled: Settled, row: Row, deviation: str | None) -> tuple[Text, ...]:
    if not settled.reason_demanded or deviation is not None:
        return ()
    return (
        text(
            "Completion reaches {threshold}% of the target or more: the reason must be given in writing ({source}).",
            threshold=shown(row.overshoot.threshold * 100), source=row.overshoot.source,
        ),
    )  # fmt: skip


def _wrong_points(row: Row, divided: Divided, rules: Sequence[PartRule | None], settled: Settled) -> tuple[Text, ...]:
    if len(divided.parts) > 1 or isinstance(rules[0], QualitativeRule):
        return ()
    return tuple(
        _wrong(row, origin, float(stated), settled)
        for origin, stated in divided.parts[0].stated("points")
        if settled.status is not RowStatus.SCORED or exact(stated) != round_points(settled.low)
    )


def _wrong(row: Row, origin: Text, stated: float, settled: Settled) -> Text:
    points = shown(exact(stated))
    if settled.status is not RowStatus.SCORED:
        return text("{name}: {points} points are stated ({origin}), but what was given does not allow to compute them.",
                    name=row.name, points=points, origin=origin)  # fmt: skip
    return text(
        "{name}: {points} points are stated ({origin}); recomputed they are {recomputed}.",
        name=row.name, points=points, origin=origin, recomputed=round_points(settled.low),
    )  # fmt: skip
