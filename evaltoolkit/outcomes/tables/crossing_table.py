"""Who crossed a cut-off of a scale, where the registry has a confirmed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.adjusted_tables import adjusted
from evaltoolkit.outcomes.design.totals import ABOUT, ScaleTotals
from evaltoolkit.outcomes.tests.crossing import cross_cutoff

_PEOPLE = ("n_pairs", "stayed_good", "became_good", "became_poor", "stayed_poor")
CROSSING_COLUMNS = REPORT_TABLES["crossings"].columns
"""Columns of the table ``crossings``, one row a scale and cut-off: the first score of the poor side, the name of the
band that begins there, people on either side before and after, McNemar's exact and mid-p from 10 pairs and the exact
one adjusted by Holm over all cut-offs of the table. A scale in doubt is not tested."""


def crossing_table(totals: Iterable[ScaleTotals], *, station: bool, language: str = "zh_CN") -> ResultTable:
    """Return the crossings, columns :data:`CROSSING_COLUMNS`.

    Parameters
    ----------
    totals
        Totals of every scale.
    station
        Whether the reader is the station.
    language
        Code of the language of the bands' names.

    Returns
    -------
    ResultTable
        No row for a scale without a confirmed cut-off or without a pair.

    Notes
    -----
    A scale with several cut-offs is the station's alone: between two of them subtraction would leave a narrow band of
    scores with few people in it.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> waves, scores = ["前测", "后测"] * 6, [8.0, 4] * 4 + [7, 7] * 2
    >>> scored = pd.DataFrame({"client": [number // 2 for number in range(12)], "wave": waves, "score": scores})
    >>> totals = scale_totals(scored.assign(scale="gds15", dimension="total"), shipped_scales(), "en")
    >>> crossing_table(totals, station=False).frame[["cutoff", "became_good", "stayed_poor"]].to_numpy().tolist()
    [[6.0, 4.0, 2.0]]
    """
    rows = [row for one in totals for row in _rows(one, station=station, language=language)]
    frame = pd.DataFrame(rows, columns=list(CROSSING_COLUMNS))
    return make_table("crossings", adjusted("crossings", frame))


def poor_sides(scale: Scale, language: str) -> Iterator[dict[str, object]]:
    """Yield the cut-offs between confirmed bands: first score of the poor side, and the band that begins there.

    Parameters
    ----------
    scale
        The scale version.
    language
        Code of the language of the bands' names.

    Yields
    ------
    dict of str to object
        ``cutoff`` in scale points, ``band`` and ``source``.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> [(side["cutoff"], side["band"]) for side in poor_sides(read_scale("gds15"), "en")]
    [(6.0, 'possible depression')]
    """
    bands = sorted(
        (band for band in scale.cutoffs if band.dimension == TOTAL and band.is_confirmed), key=lambda band: band.low
    )
    for lower, upper in pairwise(bands):
        poor, score = (upper, upper.low) if scale.sign < 0 else (lower, lower.high)
        yield {"cutoff": score, "band": poor.names.said(language), "source": poor.source}


def _rows(totals: ScaleTotals, *, station: bool, language: str) -> Iterator[dict[str, object]]:
    about = {name: totals.about[name] for name in ABOUT}
    sides = list(poor_sides(totals.scale, language))
    (pre, post), sign = totals.scores(), totals.scale.sign
    if not pre.size or (len(sides) > 1 and not station):
        return
    found = [cross_cutoff(pre, post, float(str(side["cutoff"])), better=sign) for side in sides]
    is_tested = pre.size >= TEST_FROM and not totals.is_doubted
    for side, one in zip(sides, found, strict=True):
        counts = {name: getattr(one, name) for name in _PEOPLE[1:]}
        tests = {"p_exact": one.p_exact, "p_mid": one.p_mid} if is_tested else {}
        yield {**about, **side, "n_pairs": pre.size, **counts, **tests}
