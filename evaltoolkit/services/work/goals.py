"""The goals of the year and of the year before, beside each other: expected, measured how, reached or not.

Source: 2023 云城街道 report, 四（二）, which answers last year's goals A to D; the official form's 年度总体目标 asks
for 预期目标 and 实际完成情况 (财预〔2020〕10号).
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import TEXT, typed
from evaltoolkit.services.given import given

_FIELDS = ("expected", "measure", "target", "actual", "reached", "evidence", "source")
LAST = "last_"
"""Begins the columns of the year before."""
GOALS = {"goal": TEXT, **dict.fromkeys(_FIELDS, TEXT), **{f"{LAST}{field}": TEXT for field in _FIELDS}}


def goals(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return one row a goal: what was expected and reached this year, and under ``last_`` the year before.

    Parameters
    ----------
    plan
        Its year.
    evidence
        Its table `goals`.

    Returns
    -------
    ResultTable
        All columns are words: `expected`, `measure`, `target`, `actual`, `reached`, `evidence`, `source`, each also
        under ``last_``.

    Notes
    -----
    A goal without a year is taken as this year's (本工具规则). A goal that stands in one of the two years alone has
    nothing in the columns of the other. Whether a goal was reached is a person's statement; nothing is judged here.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"goal": ["A", "A"], "year": [2022, 2023], "expected": ["建档率80%", "建档率90%"]})
    >>> frame = goals(plan, Evidence({"goals": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame[["expected", "last_expected"]].iloc[0].tolist()
    ['建档率90%', '建档率80%']
    """
    frame = given(evidence, "goals")
    if frame is None:
        return _table(typed([], GOALS))
    year = frame["year"].fillna(plan.year)
    now, before = _of(frame[year == plan.year]), _of(frame[year == plan.year - 1]).add_prefix(LAST)
    return _table(typed(now.join(before, how="outer").rename_axis("goal").reset_index(), GOALS))


def _of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop_duplicates("goal", keep="last").set_index("goal")[list(_FIELDS)]


def _table(rows: pd.DataFrame) -> ResultTable:
    return make_table("goals", rows)
