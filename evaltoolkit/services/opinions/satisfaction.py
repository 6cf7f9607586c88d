"""How satisfied people are: the share and the index, named apart, each with its denominators.

Sources: 2023 云城街道 report, 四（三）: satisfaction is collected separately for the three methods. Share =
very satisfied and satisfied over valid answers; index = sum of scores over the highest possible sum (five
points): two different figures that practice both calls 满意度 (recalled usage, no official text). 一般 counts as
not satisfied; 不适用 and blanks are not valid answers (本工具规则).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.replaced_rows import replaced_rows
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS, OVERALL, RESPONDENTS, table
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import of_year, stated
from evaltoolkit.services.opinions.intervals import limits
from evaltoolkit.services.opinions.surveys import Survey, surveys

SCORES = dict(zip(OVERALL, (5, 4, 3, 2, 1), strict=False))  # 不适用 has none
SATISFIED = OVERALL[:2]

SATISFACTION = {
    "method": TEXT, "respondent": TEXT, "issued": AMOUNT, "returned": AMOUNT, "response_rate": AMOUNT,
    "n_valid": COUNT, "n_satisfied": COUNT, "share": AMOUNT, "ci_low": AMOUNT, "ci_high": AMOUNT, "interval": TEXT,
    "index": AMOUNT, "asked": TEXT, "n_answers": COUNT,
}  # fmt: skip
LEVELS = {"method": TEXT, "respondent": TEXT, "level": TEXT, "n": COUNT, "share": AMOUNT, "n_valid": COUNT}


def satisfaction(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return satisfaction by method and type of respondent.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `satisfaction` (one row an answer) and `surveys`.

    Returns
    -------
    ResultTable
        One row a method and type of respondent. `share` and `index` go from 0 to 1, with `ci_low` and `ci_high` of the
        share; NaN without a valid answer, the limits also where the way of asking allows none.

    Notes
    -----
    ``issued`` and ``returned`` are the sheet 问卷发放's; ``n_answers`` counts the answers on the sheet 满意度 after one
    answer a person and method (the latest), so that a reader sees where the two disagree. ``interval`` is one of
    :class:`~evaltoolkit.services.opinions.intervals.Interval`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> overall = ["非常满意", "满意", "一般", "不适用"]
    >>> sheet = pd.DataFrame({"method": "个案", "respondent": "服务对象", "overall": overall})
    >>> frame = satisfaction(plan, Evidence({"satisfaction": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame[["n_answers", "n_valid", "n_satisfied", "index"]].iloc[0].tolist()
    [4.0, 3.0, 2.0, 0.8]
    """
    answers = answers_of_year(plan, evidence)
    rows = [] if answers is None else list(_rows(answers, surveys(evidence, answers)))
    shown = typed(rows, SATISFACTION)
    return make_table("satisfaction", shown)


def satisfaction_levels(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many chose each of the five levels, by method and type of respondent.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `satisfaction`, one row an answer.

    Returns
    -------
    ResultTable
        Five rows a method and type of respondent that has a valid answer: `level`, `n`, `share` and `n_valid`.

    Notes
    -----
    Shares are of the valid answers of that method and type.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> overall = ["满意", "满意", "一般", "不适用"]
    >>> sheet = pd.DataFrame({"method": "个案", "respondent": "服务对象", "overall": overall})
    >>> frame = satisfaction_levels(plan, Evidence({"satisfaction": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["n"].tolist()
    [0, 2, 1, 0, 0]
    """
    answers = answers_of_year(plan, evidence)
    rows = [] if answers is None else list(_levels(answers))
    counted = typed(rows, {name: kind for name, kind in LEVELS.items() if name != "share"})
    frame = typed(counted.assign(share=ratio(counted["n"], counted["n_valid"])), LEVELS)
    return make_table("satisfaction_levels", frame)


def _levels(answers: pd.DataFrame) -> Iterator[dict[str, object]]:
    valid = answers[answers["overall"].isin(list(SCORES))]
    groups = {(str(method), str(who)): part for (method, who), part in valid.groupby(["method", "respondent"])}
    for method in in_order((method for method, _ in groups), METHODS):
        for who in in_order((who for name, who in groups if name == method), RESPONDENTS):
            counts = groups[method, who]["overall"].value_counts()
            for level in SCORES:
                n = int(counts.get(level, 0))
                yield {"method": method, "respondent": who, "level": level, "n": n, "n_valid": int(counts.sum())}


def answers_of_year(plan: Plan, evidence: Evidence) -> pd.DataFrame | None:
    """Return the year's answers, one a person, method and type of respondent (the latest); None where not given.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `satisfaction`.

    Returns
    -------
    pandas.DataFrame or None
        With all columns of the sheet; an answer without a client is always kept, `respondent` is 未说明 where not
        stated.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"client": ["a", "a", None], "method": "个案", "overall": ["一般", "满意", "满意"],
    ...                       "date": ["2023-03-01", "2023-09-01", "2023-09-01"]})
    >>> answers_of_year(plan, Evidence({"satisfaction": sheet}, Quality(pd.DataFrame())))["overall"].tolist()
    ['满意', '满意']
    """
    frame = of_year(plan, evidence, "satisfaction")
    if frame is None:
        return None
    return frame.assign(respondent=stated(frame["respondent"]))[~replaced_rows(table("satisfaction"), frame)]


def _rows(answers: pd.DataFrame, rounds: Mapping[tuple[str, str], Survey]) -> Iterator[dict[str, object]]:
    groups = {(str(method), str(who)): part for (method, who), part in answers.groupby(["method", "respondent"])}
    pairs = [*groups, *rounds]
    for method in in_order((method for method, _ in pairs), METHODS):
        for who in in_order((who for name, who in pairs if name == method), RESPONDENTS):
            part = groups.get((method, who), answers.iloc[:0])
            yield {"method": method, "respondent": who} | _row(part["overall"], rounds.get((method, who), Survey()))


def _row(overall: pd.Series, survey: Survey) -> dict[str, object]:
    valid = overall[overall.isin(list(SCORES))]
    n, satisfied = len(valid), int(valid.isin(SATISFIED).sum())
    bounds = limits(satisfied, n, survey.asked)
    return {
        "asked": survey.asked, "issued": survey.issued, "returned": survey.returned,
        "response_rate": survey.response_rate, "n_answers": len(overall), "n_valid": n, "n_satisfied": satisfied,
        "share": satisfied / n if n else math.nan,
        "index": float(valid.map(SCORES).sum()) / (max(SCORES.values()) * n) if n else math.nan,
        "ci_low": bounds.low, "ci_high": bounds.high, "interval": bounds.interval.value,
    }  # fmt: skip
