"""Projects and the course of the year: what stands in a picture of them, and what it does not say."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text


def logic_model(rows: Sequence[Row], *, measured: bool) -> Text:
    """Return what a logic model shows: what was put in and done, and whether anything was measured beside it."""
    if len(rows) > 1:
        return text("{n} projects, each from its need to its lasting effect", n=len(rows))
    project = rows[0].said("project")
    if not measured:
        return text("{project}: what was put in and done; no test before and after stands beside it", project=project)
    return text("{project}: what was put in and done, and what was measured", project=project)


NOT_ATTRIBUTED = text("The arrows are the plan; without a comparison group no change is attributed to the project")
"""Stands wherever means and changes are drawn as one chain."""
