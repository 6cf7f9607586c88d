"""What is to be done about the year's problems, by whom and by when, and what became of last year's advice.

Source: 2023 云城街道 report, 六（二）, which answers each problem of chapter 五 with a measure; 财预〔2020〕10号 asks
for 下一步改进措施. Who is responsible and by when are a person's statement; nothing is inferred here.
"""

from __future__ import annotations

from itertools import count

import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import table
from evaltoolkit.services.frame import TEXT, in_order, typed
from evaltoolkit.services.given import given

_COLUMNS = ("measure", "kind", "indicator", "problem", "action", "responsible", "due_on", "state", "source")
MEASURES = dict.fromkeys(_COLUMNS, TEXT)


def measures(_: Plan, evidence: Evidence) -> ResultTable:
    """Return the measures as the sheet 改进措施 states them: this year's first, then last year's, each in its order.

    Parameters
    ----------
    _
        Not used.
    evidence
        Its table `measures`.

    Returns
    -------
    ResultTable
        All columns are words, as the sheet has them; `measure` is the number.

    Notes
    -----
    A row that the author did not number takes the next whole number that no row has. A row with neither a problem nor
    a measure says nothing and is left out.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> sheet = pd.DataFrame({"kind": "本年度建议", "measure": [None, "1"], "problem": ["人手不足", "档案不全"]})
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> measures(plan, Evidence({"measures": sheet}, Quality(pd.DataFrame()))).frame["measure"].tolist()
    ['2', '1']
    """
    frame = given(evidence, "measures")
    if frame is None:
        return make_table("measures", typed([], MEASURES))
    frame = frame.dropna(subset=["problem", "action"], how="all")
    kinds = in_order(frame["kind"].dropna(), table("measures").column("kind").choices)
    ordered = frame.assign(place=frame["kind"].map(kinds.index)).sort_values("place", kind="stable")
    return make_table("measures", typed(ordered.assign(measure=_numbered(ordered["measure"])), MEASURES))


def _numbered(measure: pd.Series) -> list[str]:
    taken = set(measure.dropna())
    free = (str(number) for number in count(1) if str(number) not in taken)
    return [next(free) if pd.isna(number) else str(number) for number in measure]
