"""The message on inspections and assessments: how many findings stand, and how many were put right late."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.findings.inspection_states import is_off, is_unsettled
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.inspection_state import State


def inspections(rows: Sequence[Row]) -> Text:
    """Return how many inspections had a finding, how many of these are not put right, and how many were late."""
    found = [row for row in rows if row.string("state") not in ("", State.NO_FINDING)]
    if not any(row.has("state") for row in rows):
        return text("{n} inspections and assessments; what came of them is not recorded", n=len(rows))
    if not found:
        return text("{n} inspections and assessments, none with a finding written down", n=len(rows))
    still = sum(map(is_unsettled, found))
    return text("{n} findings: {still} not yet put right, {late} put right after the deadline",
                n=len(found), still=still, late=sum(map(is_off, found)) - still)  # fmt: skip
