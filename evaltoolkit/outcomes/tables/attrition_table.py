"""Whether those who were lost had stood elsewhere than those who stayed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.adjusted_tables import adjusted
from evaltoolkit.outcomes.design.flow import lost_against_kept, participant_flow
from evaltoolkit.outcomes.design.totals import ABOUT, ScaleTotals

ATTRITION_COLUMNS = REPORT_TABLES["attrition"].columns
"""Columns of the table ``attrition``, one row a scale: people kept and lost after the pre-test, their pre-test means,
the lost less the kept, Welch's p and the same adjusted by Holm over the scales; NaN under 5 in either. A scale in doubt
is not tested."""


def attrition_table(totals: Iterable[ScaleTotals]) -> ResultTable:
    """Return lost against kept at pre-test, columns :data:`ATTRITION_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.

    Returns
    -------
    ResultTable
        One row a scale.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> before = pd.DataFrame({"client": range(12), "wave": "前测", "score": [10.0] * 6 + [14.0] * 6})
    >>> scored = pd.concat([before, before[:6].assign(wave="后测")]).assign(scale="uls6", dimension="total")
    >>> table = attrition_table(scale_totals(scored, shipped_scales(), "en")).frame
    >>> table["n_lost"].tolist(), table["difference"].tolist()
    ([6], [4.0])
    """
    frame = pd.DataFrame([_row(one) for one in totals], columns=list(ATTRITION_COLUMNS))
    return make_table("attrition", adjusted("attrition", frame))


def _row(totals: ScaleTotals) -> dict[str, object]:
    pre, post = (totals.people[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
    flow, compared = participant_flow(pre, post), lost_against_kept(pre, post)
    row = {name: totals.about[name] for name in ABOUT} | {"n_kept": flow.pairs, "n_lost": flow.lost}
    if min(flow.pairs, flow.lost) < DESCRIBE_FROM:
        return row
    means = {"mean_kept": flow.mean_kept, "mean_lost": flow.mean_lost}
    tests = {} if totals.is_doubted else {"p": compared.p}
    return {**row, **means, "difference": compared.difference, **tests}
