"""Whether residents know the station: five facts, at least three of them, and whether they agree with it.

Source: 莫丽欣, 客联 2021-12: the five facts asked in Guangzhou; who knows at least 3 of 5 knows the station (有效知晓).
"""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import table
from evaltoolkit.services.frame import AMOUNT, COUNT, TEXT, ratio, typed
from evaltoolkit.services.given import given

FACTS = ("site", "content", "workers", "help", "funding")
ENOUGH = 3  # of the five facts; 莫丽欣, 客联 2021-12
AT_LEAST_THREE = "知晓3项及以上"

AWARENESS = {"item": TEXT, "n": COUNT, "known": COUNT, "share": AMOUNT, "question": TEXT}
_KNOWS, _AGREES = "knows", "agrees"


def awareness(evidence: Evidence) -> ResultTable:
    """Return for each fact how many were asked and knew it, then who knows three or more, then who agrees.

    Parameters
    ----------
    evidence
        Its table `awareness`, one row a resident asked.

    Returns
    -------
    ResultTable
        Columns `item`, `n`, `known`, `share` (``known / n``, NaN where `n` is 0) and `question` (``knows`` or
        ``agrees``).

    Notes
    -----
    `item` is the sheet's own header, or :data:`AT_LEAST_THREE`; `question` tells the facts, which say much of who knows
    three, from agreement. `n` counts the answers that decide: a blank is
    neither yes nor no, and a sheet with blanks decides 'three or more' only where the blanks cannot change it.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> knows, blank = dict.fromkeys(FACTS[:3], [True, True, False]), dict.fromkeys(FACTS[3:], [False, None, None])
    >>> sheet = pd.DataFrame({**knows, **blank})
    >>> frame = awareness(Evidence({"awareness": sheet}, Quality(pd.DataFrame()))).frame.set_index("item")
    >>> frame.loc[AT_LEAST_THREE, ["n", "known"]].tolist()
    [3, 2]
    """
    frame = given(evidence, "awareness")
    rows = (
        []
        if frame is None
        else [*(_item(frame, fact) for fact in FACTS), _enough(frame), _item(frame, "agrees", _AGREES)]
    )
    counted = typed(rows, {name: kind for name, kind in AWARENESS.items() if name != "share"})
    counted["share"] = ratio(counted["known"], counted["n"])
    shown = typed(counted, AWARENESS)
    return make_table("awareness", shown)


def _item(frame: pd.DataFrame, name: str, question: str = _KNOWS) -> dict[str, object]:
    answers, header = frame[name].dropna(), table("awareness").column(name).header
    return {"item": header, "question": question, "n": len(answers), "known": int(answers.sum())}


def _enough(frame: pd.DataFrame) -> dict[str, object]:
    facts = frame[list(FACTS)]
    known = facts.fillna(False).sum(axis=1)
    possible = known + facts.isna().sum(axis=1)
    decided = (known >= ENOUGH) | (possible < ENOUGH)
    n, enough = int(decided.sum()), int((known >= ENOUGH).sum())
    return {"item": AT_LEAST_THREE, "question": _KNOWS, "n": n, "known": enough}
