"""How the counts of verdicts depend on how they are reached: other thresholds and other indices, for the station.

The headline is the registry's threshold. Its sensitivity is the service's own alpha, from 30 complete pre-tests; the
other indices of the literature count differently (10 to 26 of 40 recovered in one data set) and stand in the
station's appendix only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from evaltoolkit.instruments.reliability import LEAST, Alpha, cronbach_alpha
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.pairs import PRE
from evaltoolkit.outcomes.reliable_change import Index, error_of_change, reliable_change_index
from evaltoolkit.outcomes.totals import ScaleTotals
from evaltoolkit.outcomes.verdict import Verdict, verdicts_by_index, verdicts_by_threshold
from evaltoolkit.outcomes.verdict_counts import count_verdicts, fixed_threshold, verdicts_of

REGISTRY, OWN_ALPHA = "registry", "own_alpha"
_PEOPLE = ("n_pairs", "n_better", "n_unchanged", "n_worse")
METHOD_COLUMNS: tuple[str, ...] = (
    "scale", "scale_name", "unit", "method", "reliability", "reliability_low", "reliability_high", "n_reliability",
    "threshold", *_PEOPLE,
)  # fmt: skip
"""Columns of the table ``verdict_methods``, one row a scale and method: ``registry``, ``own_alpha`` (with its interval
and the number of complete pre-tests) or an index; the threshold in scale points where the method has one."""


def method_table(totals: Iterable[ScaleTotals], measurements: pd.DataFrame, *, station: bool) -> ResultTable:
    """Return the counts by each method, columns :data:`METHOD_COLUMNS`; empty but for the station.

    Notes
    -----
    The difference of two counts can be a single person.
    """
    rows = [row for one in totals for row in _rows(one, measurements)] if station else []
    frame = pd.DataFrame(rows, columns=list(METHOD_COLUMNS))
    return ResultTable("verdict_methods", TableClass.SCALE, frame, ("scale", "method"), _PEOPLE)


def own_alpha(measurements: pd.DataFrame, scale: Scale) -> Alpha | None:
    """Return the alpha of a scale's pre-tests here, or None where its items do not make a plain sum or mean."""
    items = scale.items
    if items is None or scale.scoring not in ("sum", "mean") or getattr(items, "coded", False):
        return None
    names = [f"item_{number}" for number in range(1, items.count + 1)]
    rows = measurements[(measurements["scale"] == scale.id) & (measurements["wave"] == PRE)]
    answers = rows.reindex(columns=names).to_numpy(dtype=np.float64)
    for entry in items.ranges():
        if entry.item in items.reversed.items:
            answers[:, entry.item - 1] = entry.low + entry.high - answers[:, entry.item - 1]
    return cronbach_alpha(answers)


def _rows(totals: ScaleTotals, measurements: pd.DataFrame) -> Iterator[dict[str, object]]:
    about = {name: totals.about[name] for name in ("scale", "scale_name", "unit")}
    fact, verdicts = fixed_threshold(totals.scale), verdicts_of(totals)
    if fact is not None and verdicts is not None:
        yield {
            **about,
            "method": REGISTRY,
            "reliability": fact.reliability,
            "threshold": fact.threshold,
            **_counted(verdicts),
        }
    alpha = own_alpha(measurements, totals.scale)
    if alpha is not None and alpha.n >= LEAST and 0 < alpha.value < 1:
        yield {**about, **_by_alpha(totals, alpha)}
    if fact is not None and fact.reliability is not None:
        for index in Index:
            yield {
                **about,
                "method": index.value,
                "reliability": fact.reliability,
                **_by_index(totals, fact.reliability, index),
            }


def _by_alpha(totals: ScaleTotals, alpha: Alpha) -> dict[str, object]:
    pre, post = totals.scores()
    scale, spread = totals.scale, float(np.nanstd(totals.people["pre"].to_numpy(dtype=np.float64), ddof=1))
    threshold = error_of_change(spread, alpha.value).threshold
    verdicts = verdicts_by_threshold(pre, post, threshold, resolution=scale.resolution, better=scale.sign)
    about = {"method": OWN_ALPHA, "reliability": alpha.value, "reliability_low": alpha.low, "n_reliability": alpha.n}
    return {**about, "reliability_high": alpha.high, "threshold": threshold, **_counted(verdicts)}


def _by_index(totals: ScaleTotals, reliability: float, index: Index) -> dict[str, int]:
    pre, post = totals.scores()
    if pre.size < LEAST or not np.ptp(pre):
        return {"n_pairs": pre.size}
    found = reliable_change_index(pre, post, reliability, index=index)
    return _counted(verdicts_by_index(found, index.critical, better=totals.scale.sign))


def _counted(verdicts: list[Verdict]) -> dict[str, int]:
    counts = count_verdicts(verdicts)
    return {
        "n_pairs": counts.people,
        "n_better": counts.better,
        "n_unchanged": counts.unchanged,
        "n_worse": counts.worse,
    }
