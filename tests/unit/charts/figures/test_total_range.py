from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pandas as pd
import pytest

from evaltoolkit.charts import total_range
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language

Shown = Callable[..., ProtectedTable]


GRADES = [SimpleNamespace(label=label, low=low) for label, low in (("优", 90), ("良", 80), ("中", 60), ("差", 0))]


def total(low: float, high: float, grade: str | None) -> pd.DataFrame:
    scored = {"weight": 100.0, "scored": low, "scored_weight": 100.0 - (high - low), "low": low, "high": high}
    return pd.DataFrame([{**scored, "grade": grade, "system_name": "甲"}])


@pytest.mark.parametrize(
    ("low", "high", "grade", "message"),
    [
        (91.25, 91.25, "优", "满分 100 分，得 91.25 分，等级为优"),
        (64.0, 94.0, None, "已评 70 分中得 64.00 分；满分 100 分，全表得分在 64.00 至 94.00 分之间"),
        (
            91.0,
            95.0,
            "优",
            "已评 96 分中得 91.00 分；满分 100 分，全表得分在 91.00 至 95.00 分之间，无论未评各行结果如何，等级都是优",
        ),
        (88.0, 88.0, None, "满分 100 分，得 88.00 分；指标体系未规定等级"),
    ],
)
def test_the_message_names_a_grade_only_where_one_stands(
    low: float, high: float, grade: str | None, message: str, shown: Shown, chinese: Language
) -> None:
    assert total_range(shown(total(low, high, grade)), chinese).message == message


def test_grades_are_those_of_the_system_and_none_without_them(shown: Shown, chinese: Language) -> None:
    table = shown(total(64.0, 94.0, None))
    assert "优：90分起" in total_range(table, chinese, bands=GRADES).alt
    assert "优" not in total_range(table, chinese).alt
