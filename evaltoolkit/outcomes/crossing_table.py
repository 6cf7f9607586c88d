"""Who crossed a cut-off of a scale, where the registry has a confirmed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.crossing import cross_cutoff
from evaltoolkit.outcomes.multiplicity import holm
from evaltoolkit.outcomes.totals import ScaleTotals

_PEOPLE = ("n_pairs", "stayed_good", "became_good", "became_poor", "stayed_poor")
CROSSING_COLUMNS: tuple[str, ...] = (
    "scale", "scale_name", "better", "unit", "cutoff", "band", "source", *_PEOPLE, "p_exact", "p_mid", "p_adjusted",
)  # fmt: skip
"""Columns of the table ``crossings``, one row a scale and cut-off: the first score of the poor side, the name of the
band that begins there, people on either side before and after, McNemar's exact and mid-p from 10 pairs and the exact
one adjusted by Holm over the cut-offs of the scale."""


def crossing_table(totals: Iterable[ScaleTotals], *, station: bool, language: str = "zh_CN") -> ResultTable:
    """Return the crossings, columns :data:`CROSSING_COLUMNS`.

    Notes
    -----
    A scale with several cut-offs is the station's alone: between two of them subtraction would leave a narrow band of
    scores with few people in it.
    """
    rows = [row for one in totals for row in _rows(one, station=station, language=language)]
    frame = pd.DataFrame(rows, columns=list(CROSSING_COLUMNS))
    return ResultTable(
        "crossings", TableClass.SCALE, frame, ("scale", "cutoff"), _PEOPLE, ("p_exact", "p_mid", "p_adjusted")
    )


def poor_sides(scale: Scale, language: str) -> Iterator[dict[str, object]]:
    """Yield the cut-offs between confirmed bands: first score of the poor side, and the band that begins there."""
    bands = sorted(
        (band for band in scale.cutoffs if band.dimension == TOTAL and band.is_confirmed), key=lambda band: band.low
    )
    for lower, upper in pairwise(bands):
        poor, score = (upper, upper.low) if scale.sign < 0 else (lower, lower.high)
        yield {"cutoff": score, "band": poor.names.said(language), "source": poor.source}


def _rows(totals: ScaleTotals, *, station: bool, language: str) -> Iterator[dict[str, object]]:
    about = {name: totals.about[name] for name in ("scale", "scale_name", "better", "unit")}
    sides = list(poor_sides(totals.scale, language))
    (pre, post), sign = totals.scores(), totals.scale.sign
    if not pre.size or (len(sides) > 1 and not station):
        return
    found = [cross_cutoff(pre, post, float(str(side["cutoff"])), better=sign) for side in sides]
    tested = pre.size >= TEST_FROM
    exact = np.array([one.p_exact if tested else np.nan for one in found])
    for side, one, p, adjusted in zip(sides, found, exact, holm(exact), strict=True):
        counts = {name: getattr(one, name) for name in _PEOPLE[1:]}
        tests = {"p_exact": p, "p_mid": one.p_mid if tested else np.nan, "p_adjusted": adjusted}
        yield {**about, **side, "n_pairs": pre.size, **counts, **tests}
