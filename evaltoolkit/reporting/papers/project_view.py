"""The two-page view of one project of the 113X model, in both its forms."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.language import text
from evaltoolkit.reporting.papers.one_project import named_project
from evaltoolkit.reporting.papers.two_forms import SummaryKind

PROJECT = SummaryKind(
    Path("notebooks") / "project_view.ipynb", "project_name", text("Project view {year}: {name}, {street}"),
    text("Project view {year} {place} {name}"), "项目_", named_project,
)  # fmt: skip
