"""Hand-made protected tables for the tests of sentences and tables."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.language import Language, text
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import (
    Caution,
    Results,
    ResultTable,
    RowStatus,
    Scorecard,
    ScoredRow,
    TableClass,
    Total,
)

NAN = float("nan")
OUTCOME = {
    "scale": "uls6", "scale_name": "孤独感", "dimension": "total", "dimension_name": "总分", "group_kind": "all",
    "group": "", "better": -1, "unit": "分", "resolution": 1.0, "score_low": 6.0, "score_high": 24.0,
    "n_enrolled": 30.0, "n_pre": 25.0, "n_post": 21.0, "n_pairs": 20.0, "mean_pre": 15.2, "sd_pre": 3.1,
    "mean_post": 12.8, "sd_post": 3.0, "mean_change": -2.4, "sd_change": 3.2, "change_low": -3.9, "change_high": -0.9,
    "t": -3.35, "df": 19.0, "p_t": 0.003, "p_exact": 0.004, "n_zero": 1.0,
    "p_t_adjusted": 0.003, "p_exact_adjusted": 0.004,
    "hodges_lehmann": -2.5, "hl_low": -4.0, "hl_high": -1.0, "hedges_g": -0.72, "g_low": -1.22, "g_high": -0.21,
    "rank_biserial": -0.7, "share_ceiling": 0.05, "ladder": Ladder.TEST, "cautions": (Caution.NO_COMPARISON,),
}  # fmt: skip


@pytest.fixture
def zh():
    return Language("zh_CN")


@pytest.fixture
def en():
    return Language("en")


@pytest.fixture
def shown():
    """Protect a hand-made frame."""

    def make(rows, name="table", table_class=TableClass.FACT, audience=Audience.SHARED, **parts):
        return protect(ResultTable(name, table_class, pd.DataFrame(rows), **parts), shipped_policy(), audience)

    return make


@pytest.fixture
def outcome():
    """Make a protected outcome table, each row the common one with some figures changed."""

    def make(*changes, audience="shared"):
        frame = pd.DataFrame([{**OUTCOME, **change} for change in changes or ({},)], columns=list(OUTCOME_COLUMNS))
        results = Results("s_2023", "甲街", 2023, False, card([]), frame)
        return protect_results(results, shipped_policy(), audience)["outcomes"]

    return make


def card(rows, **total):
    weight, scored = sum(row.weight for row in rows), [row for row in rows if row.points is not None]
    figures = {
        "weight": weight,
        "scored": sum(row.points for row in scored),
        "scored_weight": sum(row.weight for row in scored),
        "low": sum(row.points_low for row in rows),
        "high": sum(row.points_high for row in rows),
        "grade": None,
        "grades_possible": (),
    }
    return Scorecard("sys", "体系", "出处", tuple(rows), Total(**{**figures, **total}))


@pytest.fixture
def scored_row():
    """Make a row of the indicator table; without points it is 未提供."""

    def make(name, weight, points=None, status=None, levels=("产出", "数量"), **known):
        found = RowStatus.SCORED if points is not None else RowStatus.NOT_PROVIDED
        low, high = (0.0, weight) if points is None else (points, points)
        known.setdefault("rule", text("{n} pairs", n=1))
        return ScoredRow(
            indicator=name, levels=(*levels, name), weight=weight, rule_source="某文件", status=status or found,
            points=points, points_low=low, points_high=high, **known,
        )  # fmt: skip

    return make


@pytest.fixture
def report():
    """Make the protected tables of a report from rows of the indicator table and tables of the services."""

    def make(rows=(), services=None, outcomes=None, audience="shared", **total):
        frame = pd.DataFrame(
            [] if outcomes is None else [{**OUTCOME, **one} for one in outcomes], columns=list(OUTCOME_COLUMNS)
        )
        results = Results("s_2023", "甲街", 2023, False, card(list(rows), **total), frame, services or {})
        return protect_results(results, shipped_policy(), audience)

    return make


@pytest.fixture
def plan():
    def make(**known):
        base = {
            "street": "甲街道",
            "slug": "jia",
            "district": "乙区",
            "year": 2023,
            "project": "社工站",
            "indicator_system": "sys",
        }
        return Plan(**{**base, **known})

    return make
