"""Inspections and assessments: where each finding stands, in the words that table and picture share."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text

NO_FINDING, LATE, UNSETTLED = "no_finding", "put_right_late", ("open", "overdue")
STATES: dict[str, Text] = {
    NO_FINDING: text("no finding written down"),
    "put_right": text("put right"),
    LATE: text("put right after the deadline"),
    "open": text("still open"),
    "overdue": text("overdue"),
}


def is_late(row: Row) -> bool:
    """Return whether the finding was put right after its deadline."""
    deadline, fixed = row.date("deadline"), row.date("fixed_on")
    return row.string("state") == LATE or (deadline is not None and fixed is not None and fixed > deadline)


def is_off(row: Row) -> bool:
    """Return whether the finding is not put right, or was put right late."""
    return row.string("state") in UNSETTLED or is_late(row)


def state(row: Row) -> Text | str:
    """Return where the finding of this row stands; put right late, by how many days."""
    if not is_late(row):
        return STATES.get(row.string("state")) or row.said("state")
    days = row.number("days_late")
    if days is None:
        deadline, fixed = row.date("deadline"), row.date("fixed_on")
        days = None if deadline is None or fixed is None else float((fixed - deadline).days)
    return STATES[LATE] if not days else text("put right after the deadline ({n} days late)", n=trimmed(days))


def inspections(rows: Sequence[Row]) -> Text:
    """Return how many inspections had a finding, how many of these are not put right, and how many were late."""
    found = [row for row in rows if row.string("state") not in ("", NO_FINDING)]
    if not any(row.has("state") for row in rows):
        return text("{n} inspections and assessments; what came of them is not recorded", n=len(rows))
    if not found:
        return text("{n} inspections and assessments, none with a finding written down", n=len(rows))
    still, late = sum(row.string("state") in UNSETTLED for row in found), sum(map(is_late, found))
    return text("{n} findings: {still} not yet put right, {late} put right after the deadline",
                n=len(found), still=still, late=late)  # fmt: skip
