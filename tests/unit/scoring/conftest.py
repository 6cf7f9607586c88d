"""Builders of small plans, tables and systems for the tests of scoring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan, RowInput
from evaltoolkit.model.results import Quality, ScoredRow
from evaltoolkit.scoring.given import BUDGET, PARAMETER_FILE, TARGETS_SHEET, Statement
from evaltoolkit.scoring.registry import check_system
from evaltoolkit.scoring.score_row import RowResult, score_row

BANDS = [
    {"label": "优", "low": 90, "high": 100, "source": "s"},
    {"label": "良", "low": 80, "high": 90, "source": "s"},
    {"label": "中", "low": 60, "high": 80, "source": "s"},
    {"label": "差", "low": 0, "high": 60, "source": "s"},
]


def row_content(**changes: Any) -> dict[str, Any]:
    content = {
        "id": "r",
        "path": ["产出", "某指标"],
        "weight": 100,
        "weight_source": "s",
        "rule": {"kind": "at_least", "source": "s"},
    }
    return {**content, **changes}


def system_content(*rows: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    content = {
        "schema_version": 1,
        "id": "made",
        "name": "made",
        "source": "s",
        "total": 100,
        "levels": ["一级指标", "二级指标", "三级指标"],
        "rows": list(rows) or [row_content()],
        "grades": BANDS,
    }
    return {**content, **changes}


@pytest.fixture
def make_system() -> Callable[..., dict[str, Any]]:
    return system_content


@pytest.fixture
def make_row() -> Callable[..., dict[str, Any]]:
    return row_content


@pytest.fixture
def score() -> Callable[..., RowResult]:
    """Score one row: `rule` and row keys as keywords, what was given as dicts, in turn from file, sheet, budget."""

    def run(*given: Mapping[str, Any], **row: Any) -> RowResult:
        system = check_system(system_content(row_content(**row)), origin="made")
        origins = (PARAMETER_FILE, TARGETS_SHEET, BUDGET)
        stated = [Statement(origins[i % 3], RowInput.model_validate(entry)) for i, entry in enumerate(given)]
        return score_row(system.rows[0], stated)

    return run


@pytest.fixture
def parts() -> Callable[..., ScoredRow]:
    """Score one row from parts that all stand in the parameter file."""

    def run(*given: Mapping[str, Any], **row: Any) -> ScoredRow:
        system = check_system(system_content(row_content(**row)), origin="made")
        stated = [Statement(PARAMETER_FILE, RowInput.model_validate(entry)) for entry in given]
        return score_row(system.rows[0], stated).row

    return run


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    def build(**changes: Any) -> Plan:
        content = {
            "street": "某街道",
            "slug": "some",
            "district": "某区",
            "year": 2026,
            "project": "社工站",
            "indicator_system": "yuncheng_2023",
        }
        return Plan.model_validate({**content, **changes})

    return build


@pytest.fixture
def make_evidence() -> Callable[..., Evidence]:
    def build(**tables: list[dict[str, Any]]) -> Evidence:
        frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
        return Evidence(frames, Quality(pd.DataFrame()))

    return build
