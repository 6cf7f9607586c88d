"""How well the work was done by those who watched it: quality checks, supervision, case stories.

Source: 2023 云城街道 report, 四（四）: whether services fit the need and take a proper form, the course of the service
and the ethics of the profession, watched by supervisors and the head of the station. A rating is a person's judgement;
nothing is computed from it.
"""

from __future__ import annotations

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, DATE, TEXT, typed
from evaltoolkit.services.given import of_year, stated

QUALITY_CHECKS = {"subject": TEXT, "aspect": TEXT, "level": TEXT, "rater": TEXT, "date": DATE, "finding": TEXT}
SUPERVISIONS = {
    "date": DATE, "form": TEXT, "hours": AMOUNT, "participants": AMOUNT, "topic": TEXT, "follow_up": TEXT,
}  # fmt: skip
STORIES = {"story": TEXT, "project": TEXT, "situation": TEXT, "service": TEXT, "change": TEXT, "limits": TEXT}


def quality_checks(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's ratings: what, in which respect, by whom (as a role) and when, in order of the day.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `quality_checks`.

    Returns
    -------
    ResultTable
        One row a rating; `rater` is 未说明 where none is stated.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"subject": ["个案", "小组"], "date": ["2023-09-01", "2023-03-01"]})
    >>> frame = quality_checks(plan, Evidence({"quality_checks": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["subject"].tolist(), frame["rater"].tolist()
    (['小组', '个案'], ['未说明', '未说明'])
    """
    frame = of_year(plan, evidence, "quality_checks")
    if frame is not None:
        frame = frame.assign(rater=stated(frame["rater"])).sort_values("date", kind="stable")
    rows = typed([] if frame is None else frame, QUALITY_CHECKS)
    return make_table("quality_checks", rows)


def supervisions(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the supervisions of the year in order of the day.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `supervisions`.

    Returns
    -------
    ResultTable
        One row a supervision; `form` is 未说明 where none is stated, `hours` and `participants` NaN.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"date": ["2023-09-01", "2023-03-01", "2022-09-01"], "hours": [2.0, 3.0, 9.0]})
    >>> supervisions(plan, Evidence({"supervisions": sheet}, Quality(pd.DataFrame()))).frame["hours"].tolist()
    [3.0, 2.0]
    """
    frame = of_year(plan, evidence, "supervisions")
    if frame is not None:
        frame = frame.assign(form=stated(frame["form"])).sort_values("date", kind="stable")
    return make_table("supervisions", typed([] if frame is None else frame, SUPERVISIONS))


def stories(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's case stories whose people agreed to be told of; a missing consent is no consent.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `stories`.

    Returns
    -------
    ResultTable
        One row a story, in the order of the sheet: words alone.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"story": ["甲", "乙", "丙"], "consent": [True, False, None]})
    >>> stories(plan, Evidence({"stories": sheet}, Quality(pd.DataFrame()))).frame["story"].tolist()
    ['甲']
    """
    frame = of_year(plan, evidence, "stories")
    if frame is not None:
        frame = frame[frame["consent"].fillna(False)]
    return make_table("stories", typed([] if frame is None else frame, STORIES))
