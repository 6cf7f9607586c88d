"""Who works at the station: posts, licences, who came and left, training; its volunteers; its partners.

Sources: 2023 云城街道 report, 一（一） (专门、专职、专岗、专技的人才), 三（二） (五社联动; 社工+志愿者) and 四（二） C
(volunteers and their core members). The make-up of a station's staff is part of its contract, so that it is a fact
about the office.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import PARTNER_TYPES
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.given import given, stated

STAFF = {"item": TEXT, "n": AMOUNT, "of": AMOUNT, "share": AMOUNT}
POSTS = {"post": TEXT, "people": COUNT, "licensed": AMOUNT}
VOLUNTEERS = {"item": TEXT, "n": AMOUNT, "of": AMOUNT, "share": AMOUNT, "teams": AMOUNT}
PARTNERS = {"type": TEXT, "partners": COUNT, "activities": AMOUNT, "incubated": AMOUNT}
_NO_LICENCE = "无"


def staff(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the station's staff: at the year's end, licensed, joined, left, and hours of training a head.

    Parameters
    ----------
    plan
        Its year and its last day.
    evidence
        Its table `staff`, one row a person.

    Returns
    -------
    ResultTable
        Six rows, or none without the sheet: `n`, `of` and ``share = n / of``, NaN where they do not apply.

    Notes
    -----
    `item` is ``at_end``, ``licensed`` (of those at the end whose licence is stated), ``joined`` and ``left`` in the
    year, ``turnover`` (left over the mean of those there at the year's two ends) or ``training`` (mean hours of those
    there at any time in the year whose hours are stated; `of` is how many they are).

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"licence": ["社会工作师", "无", None], "left_on": [None, None, "2023-08-31"],
    ...                       "joined_on": ["2020-01-01", "2023-05-01", "2020-01-01"]})
    >>> frame = staff(plan, Evidence({"staff": sheet}, Quality(pd.DataFrame()))).frame.set_index("item")
    >>> frame.loc[["at_end", "licensed", "joined", "left"], "n"].tolist(), frame.loc["turnover", "share"].item()
    ([2.0, 1.0, 1.0, 1.0], 0.5)
    """
    frame = given(evidence, "staff")
    rows = [] if frame is None else _staff(frame, plan)
    return make_table("staff", typed(rows, STAFF))


def posts(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return how many people hold each post at the year's end, and how many of them are licensed.

    Parameters
    ----------
    plan
        Its last day.
    evidence
        Its table `staff`, one row a person.

    Returns
    -------
    ResultTable
        One row a post, 未说明 where none is stated: `people` and `licensed`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"post": ["社工", "社工", "主任"], "licence": ["社会工作师", "无", "社会工作师"]})
    >>> frame = posts(plan, Evidence({"staff": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["people"].tolist(), frame["licensed"].tolist()
    ([2, 1], [1.0, 1.0])
    """
    frame = given(evidence, "staff")
    if frame is None:
        return make_table("posts", typed([], POSTS))
    there = frame[_there(frame, pd.Timestamp(plan.last_day))]
    licensed = there["licence"].notna() & (there["licence"] != _NO_LICENCE)
    held = licensed.groupby(stated(there["post"]).rename("post"), sort=False)
    rows = pd.DataFrame({"people": held.size(), "licensed": held.sum()}).reset_index()
    return make_table("posts", typed(rows, POSTS))


def _there(frame: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    came: pd.Series = ~(frame["joined_on"] > day) & ~(frame["left_on"] <= day)
    return came


def _staff(frame: pd.DataFrame, plan: Plan) -> list[dict[str, object]]:
    first, last = pd.Timestamp(plan.year, 1, 1), pd.Timestamp(plan.last_day)
    at_end, at_start = frame[_there(frame, last)], _there(frame, first - pd.Timedelta(days=1)).sum()
    known = at_end["licence"].dropna()
    left = int(frame["left_on"].between(first, last).sum())
    during = frame[~(frame["joined_on"] > last) & ~(frame["left_on"] < first)]
    hours = during["training_hours"].dropna()
    mean_staff = (at_start + len(at_end)) / 2
    return [
        {"item": "at_end", "n": len(at_end), "of": None, "share": None},
        _part("licensed", int((known != _NO_LICENCE).sum()), len(known)),
        {"item": "joined", "n": int(frame["joined_on"].between(first, last).sum()), "of": None, "share": None},
        {"item": "left", "n": left, "of": None, "share": None},
        _part("turnover", left, float(mean_staff)),
        {"item": "training", "n": hours.mean() if len(hours) else None, "of": len(hours), "share": None},
    ]


def _part(item: str, n: float, of: float) -> dict[str, object]:
    return {"item": item, "n": n, "of": of, "share": n / of if of > 0 else None}


def volunteers(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the volunteers on the list: joined in the year, core, trained, active, their hours and teams.

    Parameters
    ----------
    plan
        Its year and its last day.
    evidence
        Its table `volunteers`, one row a person.

    Returns
    -------
    ResultTable
        Seven rows, or none without the sheet: `item`, `n`, `of`, ``share = n / of`` (NaN for hours) and `teams`.

    Notes
    -----
    `of` counts those for whom the item is stated; for ``hours`` `n` is the sum in hours, for ``teams`` the column of
    that name says how many there are, since they are no people. Who joined after the year is not counted.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"volunteer": ["a", "b", "c"], "core": [True, False, None], "hours": [10.0, 2.5, None]})
    >>> frame = volunteers(plan, Evidence({"volunteers": sheet}, Quality(pd.DataFrame()))).frame.set_index("item")
    >>> frame.loc[["listed", "core", "hours"], ["n", "of"]].to_numpy().tolist()
    [[3.0, 3.0], [1.0, 2.0], [12.5, 2.0]]
    """
    frame = given(evidence, "volunteers")
    rows: list[dict[str, object]] = []
    if frame is not None:
        here = frame[~(frame["joined_on"] > pd.Timestamp(plan.last_day))].drop_duplicates("volunteer")
        rows = [{"item": "listed", "n": len(here), "of": len(here)}]
        dated = here["joined_on"].dropna()
        rows.append({"item": "joined", "n": int((dated.dt.year == plan.year).sum()), "of": len(dated)})
        for item in ("core", "trained", "active"):
            known = here[item].dropna()
            rows.append({"item": item, "n": int(known.sum()), "of": len(known)})
        hours = here["hours"].dropna()
        rows.append({"item": "hours", "n": hours.sum() if len(hours) else None, "of": len(hours)})
        teams = here["team"].dropna()
        rows.append({"item": "teams", "of": len(teams), "teams": teams.nunique() if len(teams) else None})
    columns = ["item", "n", "of", "teams"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))
    frame["share"] = ratio(frame["n"], frame["of"]).mask(frame["item"] == "hours")
    return make_table("volunteers", typed(frame, VOLUNTEERS))


def partners(plan: Plan, evidence: Evidence) -> ResultTable:  # noqa: ARG001 - all tables are made alike
    """Return the partners of 五社联动 by type: how many, activities held together, organisations incubated.

    Parameters
    ----------
    plan
        Not used.
    evidence
        Its table `partners`, one row a partner.

    Returns
    -------
    ResultTable
        One row a type: `partners` is a count, `activities` and `incubated` are NaN where no partner of the type states
        them.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"type": ["社会组织", "社区", "社会组织"], "activities": [3, None, 2]})
    >>> frame = partners(plan, Evidence({"partners": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["type"].tolist(), frame["activities"].tolist()
    (['社区', '社会组织'], [nan, 5.0])
    """
    frame = given(evidence, "partners")
    rows = typed([], PARTNERS)
    if frame is not None:
        held = frame.assign(type=stated(frame["type"])).groupby("type", sort=False)
        sums = pd.DataFrame(
            {
                "partners": held.size(),
                "activities": held["activities"].sum(min_count=1),
                "incubated": held["incubated"].sum(min_count=1).astype("Float64"),
            }
        )
        found = sums.loc[in_order(sums.index, PARTNER_TYPES)].rename_axis("type").reset_index()
        rows = typed(found, PARTNERS)
    return make_table("partners", rows)
