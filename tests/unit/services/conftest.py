"""Small tables written by hand, typed as intake hands them over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import table

Records = list[dict[str, object]]


@pytest.fixture
def plan() -> Plan:
    return Plan(
        street="某某街道",
        slug="moumou",
        district="某区",
        year=2023,
        project="社工站项目",
        indicator_system="yuncheng_2023",
    )


@pytest.fixture
def evidence_of() -> Callable[..., Evidence]:
    """Return a function that makes Evidence of the tables given as records; columns left out are left out."""

    def make(**tables: Records) -> Evidence:
        frames = {name: _typed(name, records) for name, records in tables.items()}
        return Evidence(frames, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))

    return make


def _typed(name: str, records: Records) -> pd.DataFrame:
    frame = pd.DataFrame(records, dtype=object)
    types: Mapping[Kind, str] = {
        Kind.DATE: "datetime64[us]", Kind.FLAG: "boolean", Kind.NUMBER: "float64", Kind.COUNT: "float64",
    }  # fmt: skip
    for column in table(name).columns:
        if column.name not in frame:
            continue
        if column.kind in types:
            frame[column.name] = frame[column.name].astype(types[column.kind])
        elif column.kind is not Kind.LABELS:
            frame[column.name] = frame[column.name].astype("str")
    return frame
