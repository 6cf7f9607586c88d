"""Services that maintain or slow a decline: whether people stayed as they were, within a margin stated beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.model.ladder import DESCRIBE_FROM, TEST_FROM
from evaltoolkit.model.plan import SourcedFigure
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.adjusted_tables import adjusted
from evaltoolkit.outcomes.design.aims import Aim, aim_of
from evaltoolkit.outcomes.design.totals import ABOUT, ScaleTotals
from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.paired_change import paired_change

MAINTENANCE_COLUMNS = REPORT_TABLES["maintenance"].columns
"""Columns of the table ``maintenance``, one row a scale and purpose that is not to improve: its aim, the margin in
scale points with its source (NaN where none was stated: nothing is tested), people and the other people of the scale,
mean change with its 90 % interval, p of not being worse by more than the margin, the same adjusted by Holm over the
table, and p of lying within it (from 10 pairs); `held` says whether such a worsening is ruled out by the adjusted p,
which every reader is told. A scale in doubt is not tested."""


def maintenance_table(
    totals: Iterable[ScaleTotals], margins: Mapping[str, SourcedFigure], aims: Mapping[str, str]
) -> ResultTable:
    """Return the services that maintain or slow a decline, columns :data:`MAINTENANCE_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.
    margins
        By scale, the largest mean worsening that counts as none; for a decline to be slowed, the decline to be
        expected.
    aims
        What the plan says of a purpose, where it is not as usual.

    Returns
    -------
    ResultTable
        Only of pairs whose purpose is known.

    Notes
    -----
    `n_others` is protected too: the whole of the scale less these people would show the rest.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> before = pd.DataFrame({"client": range(12), "wave": "前测", "score": 60.0, "purpose": "照护"})
    >>> after = before.assign(wave="后测", score=before["score"] + (before["client"] % 3 - 1) * 5)
    >>> scored = pd.concat([before, after]).assign(scale="barthel", dimension="total")
    >>> margin = SourcedFigure(value=10.0, unit="分", source="合同")
    >>> table = maintenance_table(scale_totals(scored, shipped_scales(), "en"), {"barthel": margin}, {}).frame
    >>> table["held"].tolist()
    [True]
    """
    rows = [row for one in totals for row in _rows(one, margins.get(one.scale.id), aims)]
    frame = pd.DataFrame(rows, columns=list(MAINTENANCE_COLUMNS))
    return make_table("maintenance", adjusted("maintenance", frame))


def _rows(totals: ScaleTotals, margin: SourcedFigure | None, aims: Mapping[str, str]) -> Iterator[dict[str, object]]:
    pairs = totals.pairs
    for purpose, rows in pairs.groupby("purpose", sort=True):
        aim = aim_of(str(purpose), aims)
        if aim is Aim.IMPROVE:
            continue
        about = {name: totals.about[name] for name in ABOUT} | {"purpose": purpose, "aim": aim.value}
        stated = {"margin": margin.value, "margin_source": margin.source} if margin else {}
        yield {
            **about,
            **stated,
            "n_pairs": len(rows),
            "n_others": len(pairs) - len(rows),
            **_figures(rows, margin, totals),
        }


def _figures(rows: pd.DataFrame, margin: SourcedFigure | None, totals: ScaleTotals) -> dict[str, object]:
    if len(rows) < DESCRIBE_FROM:
        return {}
    pre, post = (rows[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
    change = paired_change(pre, post, resolution=totals.scale.resolution)
    # the 90 % interval does not depend on the margin
    tested = check_margin(change, margin.value if margin else 1.0)
    found: dict[str, object] = {"mean_change": change.mean, "low": tested.low, "high": tested.high}
    if margin is None or len(rows) < TEST_FROM or totals.is_doubted:
        return found
    return found | {"p_not_worse": tested.p_not_worse(totals.scale.sign), "p_equivalent": tested.p}
