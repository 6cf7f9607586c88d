"""Needs seen from below: who named them, which service answers them, and whether they are met.

Source: 2023 云城街道 report: 一（一） names too little attention to needs seen from below and a poor match of supply
and need; 五（一） and 六（二） ask for the needs of non-registered residents (来穗人员) to be found out and met.
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.choices import UNSEEN
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.services.frame import AMOUNT, TEXT, YES, ratio, typed
from evaltoolkit.services.given import UNSTATED, given, of_year, stated

NEEDS = {
    "need": TEXT, "group": TEXT, "asked": AMOUNT, "named": AMOUNT, "share": AMOUNT, "service": TEXT, "held": AMOUNT,
    "met": TEXT, "source": TEXT, "non_registered": YES,
}  # fmt: skip
UNMET_FIRST = ("未回应", *UNSEEN.values(), "部分回应", UNSTATED, "已回应")
_RANKED_FROM = 10
"""How many must have been asked about a need (本工具规则: as many as stand behind a figure of the public version)."""
NON_REGISTERED = ("来穗", "非户籍", "外来", "流动人口")
"""Words by which stations name a group of non-registered residents (2023 云城街道 report: 来穗人员, 外来人员)."""


def needs(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return every need with how many named it, the service that answers it and whether it is met.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its tables `needs` and `services`.

    Returns
    -------
    ResultTable
        One row a need and source; `asked`, `named` and `held` are counts, `non_registered` is boolean.

    Notes
    -----
    ``share = named / asked``; missing where more named a need than were asked. ``held`` counts the year's records of
    services whose title, group or project bears the name of the answering service; it is missing where no service
    answers or no services are recorded. A need that the station calls met or partly met, while services are recorded
    and none answers it, is what :data:`~evaltoolkit.model.choices.UNSEEN` has for it. Non-registered residents stand
    first, then unmet needs before met ones, the most often named first. Of a need that few were asked about the place
    would tell the share, which a shared report withholds: it stands last among its like. Two sources for one need are
    two rows.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> asked = pd.DataFrame({"need": ["助浴", "普法"], "group": "长者", "asked": [50, 50], "named": [30, 10],
    ...                       "service": ["助浴", None], "met": ["已回应", "未回应"]})
    >>> held = pd.DataFrame({"title": ["上门助浴（一）", "上门助浴（二）"]})
    >>> frame = needs(plan, Evidence({"needs": asked, "services": held}, Quality(pd.DataFrame()))).frame
    >>> frame["need"].tolist(), frame["share"].tolist(), frame["held"].tolist()
    (['普法', '助浴'], [0.2, 0.6], [nan, 2.0])
    """
    frame = given(evidence, "needs")
    rows = typed([], NEEDS) if frame is None else _measured(frame, _held_names(plan, evidence))
    return make_table("needs", rows)


def _measured(frame: pd.DataFrame, names: pd.Series | None) -> pd.DataFrame:
    held = pd.Series([_held(service, names) for service in frame["service"]], index=frame.index, dtype=float)
    is_unseen = (held == 0) | (names is not None and frame["service"].isna())
    met = stated(frame["met"]).mask(is_unseen, stated(frame["met"]).replace(UNSEEN))
    full = frame.assign(
        met=met,
        held=held,
        share=ratio(frame["named"], frame["asked"]).where(~(frame["named"] > frame["asked"])),
        non_registered=stated(frame["group"]).map(lambda group: any(word in group for word in NON_REGISTERED)),
        place=met.map(UNMET_FIRST.index),
    )
    full = full.assign(rank=full["share"].where(full["asked"] >= _RANKED_FROM))
    order = {"non_registered": False, "place": True, "rank": False}
    return typed(full.sort_values(list(order), ascending=list(order.values()), kind="stable"), NEEDS)


def _held_names(plan: Plan, evidence: Evidence) -> pd.Series | None:
    frame = of_year(plan, evidence, "services")
    if frame is None:
        return None
    words = frame[["title", "group", "project"]].astype(object).fillna("")
    return pd.Series(["\n".join(row) for row in words.to_numpy()], index=frame.index, dtype=object)


def _held(service: object, names: pd.Series | None) -> float:
    if names is None or pd.isna(service):  # type: ignore[call-overload]
        return float("nan")
    return float(names.str.contains(str(service).strip(), regex=False).sum())
