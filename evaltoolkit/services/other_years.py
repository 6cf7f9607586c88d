"""Rows that the figures of the services leave out because of their day, and those that may not be printed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaltoolkit.model.columns import TableSpec
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.model.years import as_known_on, of_another_year
from evaltoolkit.services.frame import COUNT, TEXT, typed
from evaltoolkit.services.given import given

OTHER_YEARS = {"sheet": TEXT, "rows": COUNT, "later": COUNT, "no_consent": COUNT}


def other_years(plan: Plan, evidence: Evidence) -> ResultTable:
    """Return for each sheet that has any how many of its rows are dated in another year than the plan's.

    `later` counts the rows of the year that lie, or were settled, after the day to which the plan counts, `no_consent`
    those known on that day whose people did not agree to be quoted; a missing consent is no consent.

    Parameters
    ----------
    plan
        Its year, and the day to which it counts.
    evidence
        Every dated table.

    Returns
    -------
    ResultTable
        One row a sheet, by its Chinese name: `rows`, `later` and `no_consent`, at least one of them above 0.

    Examples
    --------
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> sheet = pd.DataFrame({"date": pd.to_datetime(["2023-05-01", "2022-05-01", "2021-05-01"])})
    >>> frame = other_years(plan, Evidence({"services": sheet}, Quality(pd.DataFrame()))).frame
    >>> frame["sheet"].tolist(), frame["rows"].tolist()
    (['服务记录'], [2])
    """
    frames = {spec.name: frame for spec in TABLES if (frame := given(evidence, spec.name)) is not None}
    dated = (spec for spec in TABLES if spec.name in frames and not spec.earlier)  # of lists every year counts
    rows = [{"sheet": spec.sheet, **_counts(plan, spec, frames)} for spec in dated]
    rows = [row for row in rows if row["rows"] or row["later"] or row["no_consent"]]
    return make_table("other_years", typed(rows, OTHER_YEARS))


def _counts(plan: Plan, spec: TableSpec, frames: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    outside = of_another_year(spec, frames, plan.year)
    inside = frames[spec.name][~outside]
    known = as_known_on(spec, inside, plan.counted_to)
    later = len(inside) - len(known) + int(known["later"].sum())
    refused = (~known["consent"].fillna(False)).sum() if "consent" in known else 0
    return {"rows": int(outside.sum()), "later": later, "no_consent": int(refused)}
