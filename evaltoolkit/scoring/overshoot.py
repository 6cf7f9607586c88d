"""What happens when far more was done than agreed.

Source: 广西 (PMKPI): completion of 130 % or more demands a written reason (偏差原因及整改措施必填) and cuts
nothing. 四川大英县: a quantity indicator more than 30 % above its target scores nothing. 财预〔2020〕10号 (from
memory) cuts 按照偏离度适当调减分值 without a formula: here `rate` points of the weight's share for each unit of
ratio above the threshold (本工具规则). Points are cut only where a system says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from evaltoolkit.language import Text, text
from evaltoolkit.model.thresholds import OVERSHOOT
from evaltoolkit.scoring.points import HUNDRED, ZERO, Points, round_points, shown
from evaltoolkit.scoring.rules.specs import Number, Positive, Strict, Words


class Overshoot(Strict):
    """A row's policy: from which completion a reason is demanded, and what is cut above it."""

    threshold: Annotated[Number, Field(gt=1)] = Decimal(str(OVERSHOOT))
    cut: Literal["none", "nothing_left", "proportional"] = "none"
    rate: Positive = Decimal(1)
    source: Words


DEFAULT_OVERSHOOT = Overshoot(source="广西：完成值达到指标值130%及以上，偏差原因及整改措施必填，不自动扣分")


def demands_reason(completion: Decimal | None, policy: Overshoot | None) -> bool:
    """Return whether so high a completion must be explained in writing.

    Parameters
    ----------
    completion
        Actual over target as a ratio; None where the rule has none.
    policy
        Of the row; None where its rule knows no overshoot.

    Returns
    -------
    bool
        False where either is None.

    Examples
    --------
    >>> demands_reason(Decimal("1.3"), DEFAULT_OVERSHOOT), demands_reason(Decimal("1.29"), DEFAULT_OVERSHOOT)
    (True, False)
    """
    return completion is not None and policy is not None and completion >= policy.threshold


def cut_overshoot(points: Points, weight: Decimal, policy: Overshoot) -> Points:
    """Return the points after the policy's cut; the same points where it cuts nothing.

    Parameters
    ----------
    points
        What the rule gives, with its completion.
    weight
        Points of the row; what is cut proportionally is a share of at most these.
    policy
        Of the row.

    Returns
    -------
    Points
        Never below 0; `completion` is unchanged.

    Examples
    --------
    >>> full = Points(Decimal(10), text("full"), completion=Decimal("1.5"))
    >>> halves = Overshoot(cut="proportional", source="本工具规则")
    >>> cut_overshoot(full, Decimal(10), halves).points
    Decimal('8.00')
    """
    completion = points.completion
    if policy.cut == "none" or completion is None or completion <= policy.threshold:
        return points
    if policy.cut == "nothing_left":
        return Points(ZERO, _nothing(completion, policy), completion)
    share = max(1 - policy.rate * (completion - policy.threshold), ZERO)
    value = min(points.value, weight) * share
    formula = text(
        "{before}; completion {completion}% is above {threshold}%: × {share} = {points} points",
        before=points.formula, completion=shown(completion * HUNDRED), threshold=shown(policy.threshold * HUNDRED),
        share=shown(share), points=round_points(value),
    )  # fmt: skip
    return Points(value, formula, completion)


def _nothing(completion: Decimal, policy: Overshoot) -> Text:
    return text(
        "Completion {completion}% is above {threshold}%: 0 points",
        completion=shown(completion * HUNDRED), threshold=shown(policy.threshold * HUNDRED),
    )  # fmt: skip
