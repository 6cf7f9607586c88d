"""Services that care for or maintain: whether people stayed as they were, within a margin stated beforehand.

Source of the purposes: 2023 云城街道 report, 四（二）: 治疗性, 预防性, 发展性, 支援性, 补救性 and 照护性 services.
What each is expected to do is 本工具规则.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from evaltoolkit.model.plan import SourcedFigure
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.equivalence import check_margin
from evaltoolkit.outcomes.ladder import DESCRIBE_FROM, EXACT_FROM
from evaltoolkit.outcomes.paired_change import paired_change
from evaltoolkit.outcomes.totals import ScaleTotals


class Aim(StrEnum):
    """What a service is expected to do for scores."""

    IMPROVE = "improve"
    MAINTAIN = "maintain"


AIMS: Mapping[str, Aim] = {
    "治疗": Aim.IMPROVE,
    "预防": Aim.IMPROVE,
    "发展": Aim.IMPROVE,
    "支持": Aim.IMPROVE,
    "补救": Aim.IMPROVE,
    "照护": Aim.MAINTAIN,
}
"""Aim of each purpose of a service (服务性质); care succeeds where people do not get worse."""

_ABOUT = ("scale", "scale_name", "better", "unit", "resolution")
_PEOPLE = ("n_pairs", "n_others")
_FIGURES = ("mean_change", "low", "high", "p_not_worse", "p_equivalent")
MAINTENANCE_COLUMNS: tuple[str, ...] = (*_ABOUT, "purpose", "margin", "margin_source", *_PEOPLE, *_FIGURES)
"""Columns of the table ``maintenance``, one row a scale and purpose that maintains: the margin in scale points with its
source (NaN where none was stated: nothing is tested), people and the other people of the scale, mean change with its
90 % interval, p of not being worse by more than the margin and of lying within it (from 10 pairs)."""


def maintenance_table(totals: Iterable[ScaleTotals], margins: Mapping[str, SourcedFigure]) -> ResultTable:
    """Return the services that maintain, columns :data:`MAINTENANCE_COLUMNS`.

    Notes
    -----
    `n_others` is protected too: the whole of the scale less these people would show the rest.
    """
    rows = [row for one in totals for row in _rows(one, margins.get(one.scale.id))]
    frame = pd.DataFrame(rows, columns=list(MAINTENANCE_COLUMNS))
    return ResultTable("maintenance", TableClass.SCALE, frame, ("scale", "purpose"), _PEOPLE, _FIGURES)


def _rows(totals: ScaleTotals, margin: SourcedFigure | None) -> Iterator[dict[str, object]]:
    pairs = totals.pairs
    for purpose, rows in pairs.groupby("purpose", sort=True):
        if AIMS.get(str(purpose)) is not Aim.MAINTAIN:
            continue
        about = {name: totals.about[name] for name in _ABOUT} | {"purpose": purpose}
        stated = {"margin": margin.value, "margin_source": margin.source} if margin else {}
        yield {
            **about,
            **stated,
            "n_pairs": len(rows),
            "n_others": len(pairs) - len(rows),
            **_figures(rows, margin, totals),
        }


def _figures(rows: pd.DataFrame, margin: SourcedFigure | None, totals: ScaleTotals) -> dict[str, float]:
    if len(rows) < DESCRIBE_FROM:
        return {}
    pre, post = (rows[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
    change = paired_change(pre, post)
    # the 90 % interval does not depend on the margin
    tested = check_margin(change, margin.value if margin else 1.0)
    found = {"mean_change": change.mean, "low": tested.low, "high": tested.high}
    if margin is None or len(rows) < EXACT_FROM:
        return found
    return found | {"p_not_worse": tested.p_not_worse(totals.scale.sign), "p_equivalent": tested.p}
