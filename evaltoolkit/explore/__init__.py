"""Widgets for JupyterLab over the functions of the report: change a choice, and chart, table and sentence follow."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "explore_outcomes": "evaltoolkit.explore.outcome_desk",
    "explore_services": "evaltoolkit.explore.service_desk",
    "street_table": "evaltoolkit.explore.welcome",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
