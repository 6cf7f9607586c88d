"""Each project of the 113X model from its need to its lasting effect: what was planned, put in and done.

Sources: 2023 云城街道 report, 三（二） (113X: core, key, three basic departments, one special project) and 六（二）
(结合成果评估与过程评估). The chain need, means, activities, output, change, lasting effect is the logic model of
the W. K. Kellogg Foundation, Logic Model Development Guide (2004), with the need put first. What is planned comes from
the sheet 项目, what was done from 服务记录; nothing is inferred.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.services.frame import AMOUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import UNSTATED, due, given, of_year, stated

PLANNED = {"kind": TEXT, "need": TEXT, "people": TEXT, "budget": AMOUNT, "staff": AMOUNT, "agreed": AMOUNT,
           "change": TEXT, "impact": TEXT, "source": TEXT}  # fmt: skip
BY_METHOD = dict(zip(METHODS, ("casework", "sessions", "activities"), strict=True))
HELD = {"services": AMOUNT, "done": AMOUNT, "participants": AMOUNT, "groups": AMOUNT,
        **dict.fromkeys(BY_METHOD.values(), AMOUNT)}  # fmt: skip
PROJECTS = {"project": TEXT, **PLANNED, **HELD, "completion": AMOUNT}


def projects(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return one row a project: what the sheet 项目 plans, and what the records of the year hold.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `projects` and `services`.

    Returns
    -------
    ResultTable
        Projects of the sheet in its order, then those found in the records alone; `agreed` and `done` in hours,
        ``completion = done / agreed``.

    Notes
    -----
    `services` counts records, `casework`, `sessions` and `activities` those of each method, `groups` the groups by
    name, `participants` attendances (人次), `done` hours; each is missing where no services are recorded, the sums also
    where a record lacks its figure. A project of the sheet without any record has 0 of each. A record without a project
    counts as 未说明.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> planned = pd.DataFrame({"project": ["夕阳红", "护苗"], "hours": [100.0, 50.0]})
    >>> held = pd.DataFrame({"project": ["夕阳红", None], "method": ["小组", "个案"], "hours": [80.0, 5.0]})
    >>> frame = projects(plan, Evidence({"projects": planned, "services": held}, Quality(pd.DataFrame()))).frame
    >>> frame["project"].tolist(), frame["completion"].tolist()
    (['夕阳红', '护苗', '未说明'], [0.8, 0.0, nan])
    """
    planned, held = given(evidence, "projects"), of_year(plan, evidence, "services")
    plans = _planned(planned)
    plans["agreed"] = due(plan, plans["agreed"])
    done = _held(held)
    names = in_order([*plans.index, *done.index], [*plans.index])
    names.sort(key=lambda name: name == UNSTATED)
    full = plans.reindex(names).join(_filled(done.reindex(names), is_recorded=held is not None))
    full["completion"] = ratio(full["done"], full["agreed"])
    rows = typed(full.rename_axis("project").reset_index(), PROJECTS)
    return make_table("projects", rows)


def _planned(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        return typed([], PLANNED).set_axis(pd.Index([], dtype=object))
    named = frame.rename(columns={"hours": "agreed"}).drop_duplicates("project").set_index("project")
    return named[list(PLANNED)]


def _held(year: pd.DataFrame | None) -> pd.DataFrame:
    if year is None:
        return typed([], HELD).set_axis(pd.Index([], dtype=object))
    by_project = year.groupby(stated(year["project"]), sort=False)
    sums = {name: by_project[column].agg(_whole) for name, column in (("done", "hours"), ("participants",) * 2)}
    counts = {name: (year["method"] == method).groupby(stated(year["project"])).sum()
              for method, name in BY_METHOD.items()}  # fmt: skip
    return pd.DataFrame({"services": by_project.size(), **sums, "groups": by_project["group"].nunique(), **counts})


def _whole(values: pd.Series) -> float:
    # one unknown part leaves the whole unknown
    return float(values.sum(skipna=False))


def _filled(done: pd.DataFrame, *, is_recorded: bool) -> pd.DataFrame:
    if not is_recorded:
        return done
    # a project without any record did nothing that is recorded; a sum that lacks a figure stays unknown
    none = done["services"].isna()
    return done.where(~none, 0.0)
