"""How satisfied people are with each point that the form asks about, by method and type of respondent.

Source: 莫丽欣, 客联 2021-12: users are asked about attitude, arrangements and how far needs are met. The sheet holds
the answers to the form's items as 5 (best) to 1; an item with any other figure is on another scale and is not
counted (本工具规则).
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import METHODS, RESPONDENTS
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, in_order, ratio, typed
from evaltoolkit.services.opinions.satisfaction import answers_of_year

BEST, SATISFIED_FROM = 5, 4
"""Highest answer to an item, and the least that counts as satisfied: 满意 and 非常满意 (as for the whole)."""

ITEMS = {
    "method": TEXT, "respondent": TEXT, "item": COUNT, "n": COUNT, "n_satisfied": COUNT, "share": AMOUNT,
    "index": AMOUNT,
}  # fmt: skip


def satisfaction_items(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each item of the form how many answered it and were satisfied, by method and type of respondent.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Its table `satisfaction`, with columns ``item_1``, ``item_2`` and so on.

    Returns
    -------
    ResultTable
        One row a method, type of respondent and item: `n`, `n_satisfied`, `share` and `index`, both from 0.

    Notes
    -----
    ``share = n_satisfied / n``, 4 and 5 counting as satisfied; ``index`` is the sum of answers over the highest
    possible sum. One answer a person and method, the latest. An item that nobody of a method answered has no row.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"method": "小组", "respondent": "服务对象", "item_1": [5, 4, 3], "item_2": [90, 80, 70]})
    >>> frame = satisfaction_items(plan, Evidence({"satisfaction": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["item"].tolist(), frame["n_satisfied"].tolist(), frame["index"].tolist()
    ([1], [2], [0.8])
    """
    answers = answers_of_year(plan, evidence)
    rows = [] if answers is None else list(_rows(answers))
    counted = typed(rows, {name: kind for name, kind in ITEMS.items() if name != "share"})
    frame = typed(counted.assign(share=ratio(counted["n_satisfied"], counted["n"])), ITEMS)
    return make_table("satisfaction_items", frame)


def _rows(answers: pd.DataFrame) -> Iterator[dict[str, object]]:
    items = sorted(int(str(name).removeprefix("item_")) for name in answers.columns if str(name).startswith("item_"))
    rated = [item for item in items if _is_rated(answers[f"item_{item}"])]
    groups = {(str(method), str(who)): part for (method, who), part in answers.groupby(["method", "respondent"])}
    for method in in_order((method for method, _ in groups), METHODS):
        for who in in_order((who for name, who in groups if name == method), RESPONDENTS):
            for item in rated:
                found = groups[method, who][f"item_{item}"].dropna().astype(float)
                if len(found):
                    yield {"method": method, "respondent": who, "item": item, **_row(found)}


def _is_rated(column: pd.Series) -> bool:
    known = column.dropna().astype(float)
    return bool(known.between(1, BEST).all())


def _row(found: pd.Series) -> dict[str, object]:
    index = float(found.sum()) / (BEST * len(found))
    return {"n": len(found), "n_satisfied": int((found >= SATISFIED_FROM).sum()), "index": index}
