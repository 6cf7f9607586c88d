"""Turn a system's naming of a rule into the function that scores a figure, and into its name for the reader.

Source of the choice by operator: PMKPI takes the rule from the operator of the target cell; a number without
one is read as ``=``, a cell without a number as qualitative.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import assert_never

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.points import Points, shown
from evaltoolkit.scoring.quantity import Operator, Quantity
from evaltoolkit.scoring.rules import at_least as least
from evaltoolkit.scoring.rules import at_most as most
from evaltoolkit.scoring.rules import conclusion_table, execution_rate, on_time_share
from evaltoolkit.scoring.rules import equal as same
from evaltoolkit.scoring.rules import qualitative_band as band
from evaltoolkit.scoring.rules import step_deduction as steps
from evaltoolkit.scoring.rules import tiered_tolerance as tiers
from evaltoolkit.scoring.rules.specs import (
    AtLeastRule,
    AtMostParameters,
    AtMostRule,
    BandParameters,
    ByOperatorRule,
    EqualRule,
    ExecutionRule,
    FigureRule,
    OnTimeRule,
    QualitativeRule,
    Rule,
    StepRule,
    TierRule,
)

NAME_BY_OPERATOR = text("Chosen by the target's operator: at least, equal, at most or qualitative")
FigureFunction = Callable[[Decimal, Decimal], Points]
UPWARD = (Operator.AT_LEAST, Operator.MORE)
DOWNWARD = (Operator.AT_MOST, Operator.LESS)


def rule_of_target(rule: ByOperatorRule, target: Quantity | None) -> FigureRule | QualitativeRule:
    """Return the rule that the operator of a target cell chooses.

    Parameters
    ----------
    rule
        With the parameters of the rules it chooses from.
    target
        None for a cell without a number.

    Returns
    -------
    FigureRule or QualitativeRule
        Under the same source.

    Examples
    --------
    >>> from evaltoolkit.scoring.quantity import parse_quantity
    >>> rule = ByOperatorRule(kind="by_operator", source="x")
    >>> [rule_of_target(rule, parse_quantity(cell)).kind for cell in ("≥50个", "50个", "≤90万元", "严格执行制度")]
    ['at_least', 'equal', 'at_most', 'qualitative_band']
    """
    source, parameters = rule.source, rule.parameters
    if target is None:
        return QualitativeRule(
            kind="qualitative_band", source=source, parameters=BandParameters(edition=parameters.edition)
        )
    if target.operator in UPWARD:
        return AtLeastRule(kind="at_least", source=source)
    if target.operator in DOWNWARD:
        return AtMostRule(kind="at_most", source=source, parameters=AtMostParameters(variant=parameters.variant))
    return EqualRule(kind="equal", source=source)


def contradicts(rule: FigureRule, target: Quantity) -> bool:
    """Return whether the target's operator points the other way than the rule.

    Parameters
    ----------
    rule
        As the system names it.
    target
        As written in the cell.

    Returns
    -------
    bool
        False for a target without an operator and for rules that know no direction.

    Examples
    --------
    >>> from evaltoolkit.scoring.quantity import parse_quantity
    >>> rule = AtLeastRule(kind="at_least", source="x")
    >>> contradicts(rule, parse_quantity("≤90万元")), contradicts(rule, parse_quantity("90万元"))
    (True, False)
    """
    against = {"more": DOWNWARD, "less": UPWARD, "neither": ()}
    return target.operator in against[rule.better]


def can_overshoot(rule: FigureRule) -> bool:
    """Return whether doing more than the target is good under the rule, so that far more must be explained.

    Parameters
    ----------
    rule
        As the system names it.

    Returns
    -------
    bool
        False for upper limits, tolerances and shares.

    Examples
    --------
    >>> can_overshoot(AtLeastRule(kind="at_least", source="x")), can_overshoot(AtMostRule(kind="at_most", source="x"))
    (True, False)
    """
    return rule.better == "more"


def figure_function(rule: FigureRule, weight: Decimal) -> FigureFunction:
    """Return the rule as a function of actual and target.

    Parameters
    ----------
    rule
        With its parameters.
    weight
        Points of the row.

    Returns
    -------
    callable
        Of two Decimals in one unit, giving :class:`~evaltoolkit.scoring.points.Points`; it refuses as the rule does.

    Examples
    --------
    >>> figure_function(AtLeastRule(kind="at_least", source="x"), Decimal(10))(Decimal(3), Decimal(4)).points
    Decimal('7.50')
    """
    match rule:
        case AtLeastRule():
            return partial(least.at_least, weight=weight, short=rule.parameters.short)
        case EqualRule():
            return partial(same.equal, weight=weight)
        case AtMostRule():
            return partial(most.at_most, weight=weight, variant=rule.parameters.variant)
        case StepRule(parameters=step):
            return partial(steps.step_deduction, weight=weight, step=step.step, cost=step.cost, started=step.started)
        case TierRule(parameters=given):
            own = [tiers.Tier(tier.within, tier.share) for tier in given.tiers]
            return partial(tiers.tiered_tolerance, weight=weight, tiers=own)
        case OnTimeRule():
            return partial(on_time_share.on_time_share, weight=weight)
        case ExecutionRule():
            return partial(execution_rate.execution_rate, weight=weight)
    assert_never(rule)


_NAMES: dict[str, Text] = {
    "equal": same.NAME,
    "qualitative_band": band.NAME,
    "tiered_tolerance": tiers.NAME,
    "on_time_share": on_time_share.NAME,
    "execution_rate": execution_rate.NAME,
    "conclusion_table": conclusion_table.NAME,
}


def rule_name(rule: Rule) -> Text:
    """Return what the reader calls the rule.

    Parameters
    ----------
    rule
        With its parameters, which some names tell.

    Returns
    -------
    Text
        Without the row's figures.

    Examples
    --------
    >>> rule_name(AtLeastRule(kind="at_least", source="x")).english()
    'At least the target: points in proportion to completion, never above the weight'
    """
    match rule:
        case AtLeastRule():
            return least.NAME_ALL_OR_NOTHING if rule.parameters.short == "nothing" else least.NAME
        case AtMostRule():
            return most.NAME_INVERSE if rule.parameters.variant == "inverse" else most.NAME_LINEAR
        case StepRule(parameters=step):
            return steps.NAME.with_(step=shown(step.step), cost=shown(step.cost))
        case ByOperatorRule():
            return NAME_BY_OPERATOR
    return _NAMES[rule.kind]
