"""Tables for the charts' tests: the made ones, changed in one way each."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from evaltoolkit.charts.made import made_results
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass

Shown = Callable[..., ProtectedTable]


@pytest.fixture
def chinese() -> Language:
    return Language("zh_CN")


@pytest.fixture
def english() -> Language:
    return Language("en")


@pytest.fixture
def shown() -> Shown:
    """Return a function that protects a frame; `people` names the columns whose small counts are hidden."""

    def make(frame: pd.DataFrame, people: tuple[str, ...] = (), figures: tuple[str, ...] = ()) -> ProtectedTable:
        table_class = TableClass.SATISFACTION if people else TableClass.FACT
        table = ResultTable("test", table_class, frame, (), people, figures)
        return protect(table, shipped_policy(), Audience.SHARED)

    return make


@pytest.fixture
def made() -> Callable[[str], pd.DataFrame]:
    """Return a function that gives a copy of a made table's frame."""
    return lambda name: made_results()[name].frame.copy()
