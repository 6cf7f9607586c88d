"""The two-page summary of one group, in both its forms."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.reporting.papers.one_group import find_group
from evaltoolkit.reporting.papers.two_forms import SummaryKind


def _named(evidence: Evidence, name: str) -> str:
    return find_group(evidence, name).name


GROUP = SummaryKind(
    Path("notebooks") / "group_summary.ipynb", "group", text("Group summary {year}: {name}, {street}"),
    text("Group summary {year} {place} {name}"), "", _named,
)  # fmt: skip
