"""What people said: quotes that they consented to, and themes with the groups that raised them.

Source: 2023 云城街道 report, 六（二）: 结合定性与定量方法. Themes are told by group but not counted by it: an
excerpt is not a person, and few excerpts of a group would point at who spoke (本工具规则).
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import RELATIONS
from evaltoolkit.services.frame import COUNT, TEXT, typed
from evaltoolkit.services.given import of_year, stated

QUOTES = {"theme": TEXT, "group": TEXT, "excerpt": TEXT, "source": TEXT}
FIT = {"scale": TEXT, "relation": TEXT, "themes": TEXT, "excerpts": COUNT}
THEMES = {"theme": TEXT, "excerpts": COUNT, "quotable": COUNT, "groups": TEXT, "projects": TEXT}


def quotes(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return the year's excerpts whose speakers agreed to be quoted; intake has masked identifiers.

    A missing consent is no consent. One written down twice stands twice, so that all can be counted.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `voices`, one row an excerpt.

    Returns
    -------
    ResultTable
        One row an excerpt, ordered by theme: `theme`, `group`, `excerpt` and `source`.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> said = {"excerpt": ["有人说话了", "不想说", "还行"], "consent": [True, False, None]}
    >>> sheet = pd.DataFrame({"theme": "陪伴", **said})
    >>> quotes(plan, Evidence({"voices": sheet}, Quality(pd.DataFrame()))).frame["excerpt"].tolist()
    ['有人说话了']
    """
    frame = _year(plan, evidence)
    if frame is not None:
        frame = frame[frame["consent"].fillna(False)].sort_values("theme", kind="stable")
    rows = typed([] if frame is None else frame, QUOTES)
    return make_table("quotes", rows)


def themes(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return each theme with its number of excerpts, how many may be quoted, and who raised it.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `voices`, one row an excerpt.

    Returns
    -------
    ResultTable
        One row a theme, the most excerpts first; `groups` and `projects` list each name once, joined by 、.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> who = {"group": ["长者", "长者", "青少年"], "consent": [True, True, False]}
    >>> sheet = pd.DataFrame({"theme": ["陪伴", "交通", "交通"], **who})
    >>> frame = themes(plan, Evidence({"voices": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["theme"].tolist(), frame["groups"].tolist(), frame["quotable"].tolist()
    (['交通', '陪伴'], ['长者、青少年', '长者'], [1, 1])
    """
    frame = _year(plan, evidence)
    if frame is None:
        return make_table("themes", typed([], THEMES))
    by_theme = frame.groupby("theme", sort=False)
    rows = pd.DataFrame(
        {
            "excerpts": by_theme.size(),
            "quotable": by_theme["consent"].sum().astype("int64"),
            "groups": by_theme["group"].agg(_each_once),
            "projects": by_theme["project"].agg(_each_once),
        }
    )
    ordered = rows.sort_values("excerpts", ascending=False, kind="stable").reset_index()
    return make_table("themes", typed(ordered, THEMES))


def _each_once(names: pd.Series) -> str:
    return "、".join(dict.fromkeys(map(str, names.dropna())))


def theme_fit(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each scale which themes support, extend or contradict its result, as the station coded them.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `voices`, with the columns `measured_by` and `relation`.

    Returns
    -------
    ResultTable
        One row a scale and relation: `themes`, joined by 、, and the number of `excerpts`.

    Notes
    -----
    `relation` is one of :data:`evaltoolkit.model.workbook.RELATIONS`, or several of them joined by 、 for themes that
    the station relates to one scale in several ways; an excerpt without scale or relation is left out.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"theme": "陪伴", "measured_by": ["gds15", "gds15"], "relation": ["相反", "支持"]})
    >>> theme_fit(plan, Evidence({"voices": sheet}, Quality(pd.DataFrame()))).frame["relation"].tolist()
    ['支持、相反']
    """
    frame = _year(plan, evidence)
    rows = typed([], FIT)
    if frame is not None:
        coded = frame.dropna(subset=["measured_by", "relation"]).rename(columns={"measured_by": "scale"})
        ways = coded.groupby(["scale", "theme"])["relation"].transform(_together)
        by_fit = coded.assign(relation=ways).groupby(["scale", "relation"], sort=False)
        themes_ = by_fit["theme"].agg(_each_once)
        rows = typed(pd.DataFrame({"themes": themes_, "excerpts": by_fit.size()}).reset_index(), FIT)
    return make_table("theme_fit", rows)


def _together(relations: pd.Series) -> str:
    return "、".join(name for name in RELATIONS if (relations == name).any())


def _year(plan: Plan, evidence: Evidence) -> pd.DataFrame | None:
    year = of_year(plan, evidence, "voices")
    if year is None:
        return None
    return year.assign(group=stated(year["group"]), project=year.get("project"))
