"""The name of a run's folder where the user gives none."""

from __future__ import annotations

import contextlib
from pathlib import Path

from evaltoolkit.errors import UserError


def default_run(*plans: Path) -> str:
    """Return the year of the first plan that can be read."""
    from evaltoolkit.intake.plans.plan_file import read_plan

    for plan in plans[:-1]:
        with contextlib.suppress(UserError):
            return str(read_plan(plan).year)
    return str(read_plan(plans[-1]).year)
