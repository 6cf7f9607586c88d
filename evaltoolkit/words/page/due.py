"""What has fallen due of a year that is not over on the plan's last day: nothing later is told of as missing."""

from __future__ import annotations

from datetime import date

from evaltoolkit.model.plan import Plan

QUARTERS = 4
"""Inspections a year: the street inspects each quarter (2023 云城街道 report, 二（二）)."""
MIDTERM, FINAL = "中期评估", "末期评估"


def is_over(plan: Plan | None) -> bool:
    """Return whether the year is told of as a whole; so it is where nothing is known of the plan."""
    return plan is None or plan.passed >= 1


def quarters_over(plan: Plan | None) -> int:
    """Return how many quarters of the year have ended on the last day told of."""
    if plan is None:
        return QUARTERS
    ends = (date(plan.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)))
    return sum(end <= plan.last_day for end in ends)


def assessments_due(plan: Plan | None) -> tuple[str, ...]:
    """Return the assessments that should have been held: one after half of the year, one at its end (本工具规则)."""
    return (*((MIDTERM,) if quarters_over(plan) * 2 >= QUARTERS else ()), *((FINAL,) if is_over(plan) else ()))
