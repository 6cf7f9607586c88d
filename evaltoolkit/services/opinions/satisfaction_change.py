"""Satisfaction of this year against the year before, with Newcombe's interval where both ways of asking allow one.

Source of the interval: Newcombe (1998), Stat Med 17, 873-890, method 10 (from Wilson's limits of both shares), as
statsmodels, too, computes it. It takes the two years' answers as independent.
"""

from __future__ import annotations

import math

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, typed
from evaltoolkit.services.opinions.intervals import BY_ASKING, Interval, Limits
from evaltoolkit.services.opinions.satisfaction import satisfaction
from evaltoolkit.services.opinions.surveys import surveys

CHANGE = {
    "method": TEXT, "respondent": TEXT, "n_valid": COUNT, "n_satisfied": COUNT, "share": AMOUNT, "last_valid": AMOUNT,
    "last_satisfied": AMOUNT, "last_share": AMOUNT, "ci_low": AMOUNT, "ci_high": AMOUNT, "interval": TEXT,
}  # fmt: skip


def satisfaction_change(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return both years' shares by method and type of respondent, and the 95 % limits of their difference.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `satisfaction` and `surveys`, which has the counts of the year before.

    Returns
    -------
    ResultTable
        `n_valid`, `n_satisfied` and `share` of this year, ``last_valid``, ``last_satisfied`` and ``last_share`` of the
        year before; the limits are NaN where a way of asking allows none.

    Notes
    -----
    One row for each round of questionnaires whose answers of the year before the sheet 问卷发放 states. ``ci_low`` and
    ``ci_high`` are of this year's share less last year's.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"method": "个案", "respondent": "服务对象", "overall": ["满意"] * 9 + ["一般"]})
    >>> handed = pd.DataFrame({"method": ["个案"], "asked": ["全部询问"], "last_valid": [20], "last_satisfied": [16]})
    >>> evidence = Evidence({"satisfaction": sheet, "surveys": handed}, Quality(pd.DataFrame()))
    >>> satisfaction_change(plan, evidence).frame[["share", "last_share", "ci_low"]].iloc[0].tolist()
    [0.9, 0.8, nan]
    """
    now = satisfaction(plan, evidence).frame
    rounds = surveys(evidence, now)
    rows = []
    for row in now.to_dict("records"):
        survey = rounds.get((str(row["method"]), str(row["respondent"])))
        if survey is not None and 0 <= survey.last_satisfied <= survey.last_valid and survey.last_valid > 0:
            bounds = difference(
                (int(row["n_satisfied"]), int(row["n_valid"])), (int(survey.last_satisfied), int(survey.last_valid)),
                asked=(survey.asked, survey.last_asked),
            )  # fmt: skip
            last = {"last_valid": survey.last_valid, "last_satisfied": survey.last_satisfied,
                    "last_share": survey.last_satisfied / survey.last_valid}  # fmt: skip
            limits = {"ci_low": bounds.low, "ci_high": bounds.high, "interval": bounds.interval.value}
            known = {name: value for name, value in row.items() if name in CHANGE}
            rows.append(known | last | limits)
    return _table(typed(rows, CHANGE))


def difference(now: tuple[int, int], before: tuple[int, int], *, asked: tuple[str, str]) -> Limits:
    """Return the 95 % limits of the difference of two shares that the ways of asking allow.

    Parameters
    ----------
    now, before
        Satisfied and valid answers of each year.
    asked
        How people were asked, this year and the year before.

    Returns
    -------
    Limits
        Of this year's share less last year's, from -1 to 1; NaN and ``none`` where one year's way of asking allows no
        interval or a year has no valid answer.

    Examples
    --------
    Newcombe (1998), table II, contrast (a): 56/70 against 48/80 gives 0.0524 to 0.3339.

    >>> found = difference((56, 70), (48, 80), asked=("随机抽取", "随机抽取"))
    >>> round(found.low, 4), round(found.high, 4), found.interval.value
    (0.0524, 0.3339, 'wilson')
    """
    kinds = {BY_ASKING.get(way, Interval.NONE) for way in asked}
    if Interval.NONE in kinds or min(now[1], before[1]) == 0:
        return Limits(math.nan, math.nan, Interval.NONE)
    one, other = (wilson_share(int(count), int(n), confidence=1 - ALPHA) for count, n in (now, before))
    low = one.share - other.share - math.hypot(one.share - one.low, other.high - other.share)
    high = one.share - other.share + math.hypot(one.high - one.share, other.share - other.low)
    return Limits(low, high, Interval.INDICATIVE if Interval.INDICATIVE in kinds else Interval.WILSON)


def _table(rows: pd.DataFrame) -> ResultTable:
    return make_table("satisfaction_change", rows)
