"""The table for next year's planning."""

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.tables.planning_table import PLANNING_COLUMNS
from evaltoolkit.words import planning_table

ZH = Language("zh_CN")


def shown(*rows):
    frame = pd.DataFrame(rows, columns=list(PLANNING_COLUMNS))
    table = ResultTable(
        "planning", TableClass.SCALE, frame, ("scale",), ("n_pairs",), ("detectable",), spread=("detectable",)
    )
    return protect_tables({"planning": table}, shipped_policy(), Audience.STATION)["planning"]


def test_the_change_stands_in_scale_points_and_looks_forward_only():
    page = planning_table(shown(("uls6", "孤独感", -1, "分", 1.0, False, 58, 1.234)), ZH)._repr_html_()
    assert "1.2 分" in page
    assert "只供安排下一年度工作之用" in page


def test_a_scale_whose_changes_are_all_alike_has_no_figure_and_no_nan():
    page = planning_table(shown(("uls6", "孤独感", -1, "分", 1.0, False, 58, np.nan)), ZH)._repr_html_()
    assert "短横线：本年度每个人的变化都相同" in page
    assert "未提供" not in page
    assert "nan" not in page.lower()


def test_without_a_scale_nothing_is_said():
    assert planning_table(shown(), ZH)._repr_html_() == ""
