"""How the counts of verdicts depend on how they are reached: other thresholds and other indices, for the station.

The headline is the registry's threshold. Its sensitivity is the service's own alpha, from 30 complete pre-tests; the
other indices of the literature count differently (10 to 26 of 40 recovered in one data set) and stand in the
station's appendix only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL
from evaltoolkit.model.ladder import LARGE_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.design.totals import ScaleTotals
from evaltoolkit.outcomes.people.other_rules import (
    HALF,
    Rule,
    verdicts_by_anchor,
    verdicts_by_cutoff,
    verdicts_by_percentage,
)
from evaltoolkit.outcomes.people.reliable_change import Index, error_of_change, reliable_change_index
from evaltoolkit.outcomes.people.verdict import Verdict, clinical_cutoffs, verdicts_by_index, verdicts_by_threshold
from evaltoolkit.outcomes.people.verdict_counts import count_verdicts, verdicts_of

REGISTRY, OWN_ALPHA = "registry", "own_alpha"
METHOD_COLUMNS = REPORT_TABLES["verdict_methods"].columns
"""Columns of the table ``verdict_methods``, one row a scale and method: ``registry``, ``own_alpha`` (with its interval
and the number of complete pre-tests), an index or a rule (with ``_unverified`` after it where its figure is only
recalled); the threshold or cut-off in scale points where the method has one."""


def method_table(totals: Iterable[ScaleTotals], quality: pd.DataFrame, *, station: bool, others: bool) -> ResultTable:
    """Return the counts by each method, columns :data:`METHOD_COLUMNS`; empty but for the station.

    Parameters
    ----------
    totals
        Totals of every scale.
    quality
        Table ``scale_quality`` of :func:`evaltoolkit.instruments.quality.measure_scales`: the own alphas.
    station
        Whether the reader is the station.
    others
        Whether to judge by the other indices and rules too: the one option that they stand behind.

    Returns
    -------
    ResultTable
        NaN where a method has no threshold, or has no counts for so few people.

    Notes
    -----
    The difference of two counts can be a single person.

    Examples
    --------
    >>> from evaltoolkit.instruments.quality import measure_scales
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> from evaltoolkit.outcomes.design.totals import scale_totals
    >>> scored = pd.DataFrame({"client": ["a", "a"], "wave": ["前测", "后测"], "score": [18.0, 12.0]})
    >>> totals = scale_totals(scored.assign(scale="uls6", dimension="total"), shipped_scales(), "en")
    >>> quality = measure_scales(pd.DataFrame(), shipped_scales())["scale_quality"].frame
    >>> table = method_table(totals, quality, station=True, others=False).frame
    >>> table[["method", "threshold", "n_better"]].to_numpy().tolist()
    [['registry', 6.0, 1]]
    """
    rows = [row for one in totals for row in _rows(one, quality, others=others)] if station else []
    frame = pd.DataFrame(rows, columns=list(METHOD_COLUMNS))
    return make_table("verdict_methods", frame)


def _rows(totals: ScaleTotals, quality: pd.DataFrame, *, others: bool) -> Iterator[dict[str, object]]:
    about = {name: totals.about[name] for name in ("scale", "scale_name", "unit", "doubted")}
    found = [*_headline(totals), *_by_own_alpha(totals, quality)]
    if others:
        found += [*_by_indices(totals), *_by_rules(totals)]
    for row in found:
        yield about | row


def _headline(totals: ScaleTotals) -> Iterator[dict[str, object]]:
    fact, verdicts = fixed_threshold(totals.scale), verdicts_of(totals)
    if fact is not None and verdicts is not None:
        given = {"reliability": fact.reliability, "threshold": fact.threshold}
        yield {"method": REGISTRY, **given, **_counted(verdicts)}


def _by_own_alpha(totals: ScaleTotals, quality: pd.DataFrame) -> Iterator[dict[str, object]]:
    own = quality[(quality["scale"] == totals.scale.id) & (quality["dimension"] == TOTAL)]
    for alpha in own.to_dict("records"):
        if alpha["n"] >= LARGE_FROM and 0 < alpha["alpha"] < 1:
            yield _by_alpha(totals, alpha)


def _by_indices(totals: ScaleTotals) -> Iterator[dict[str, object]]:
    fact = fixed_threshold(totals.scale)
    if fact is None or fact.reliability is None:
        return
    for index in Index:
        yield {"method": index.value, "reliability": fact.reliability, **_by_index(totals, fact.reliability, index)}


def _by_rules(totals: ScaleTotals) -> Iterator[dict[str, object]]:
    """Yield the counts by the rules that the scale has the facts for; too few people have none."""
    scale, (pre, post) = totals.scale, totals.scores()
    if pre.size < LARGE_FROM:
        return
    for important in scale.important_change:
        if important.dimension == TOTAL:
            found = verdicts_by_anchor(pre, post, important.value, resolution=scale.resolution, better=scale.sign)
            status = "" if important.is_confirmed else UNVERIFIED
            yield {"method": Rule.ANCHOR + status, "threshold": important.value, **_counted(found)}
    if scale.range.low == 0:  # a share of a score that begins above 0 is a share of nothing
        found = verdicts_by_percentage(pre, post, HALF, better=scale.sign)
        yield {"method": Rule.PERCENTAGE.value, **_counted(found)}
    norm = next((fact for fact in scale.norms if fact.dimension == TOTAL and fact.is_confirmed and fact.sd), None)
    if norm is not None and norm.sd is not None and np.ptp(pre):
        cutoffs = clinical_cutoffs(
            float(pre.mean()), float(pre.std(ddof=1)), norm_mean=norm.mean, norm_sd=norm.sd, better=scale.sign
        )
        for rule, cutoff in zip(_CUTOFFS, (cutoffs.a, cutoffs.b, cutoffs.c), strict=True):
            found = verdicts_by_cutoff(pre, post, cutoff, better=scale.sign)
            yield {"method": rule.value, "threshold": cutoff, **_counted(found)}


UNVERIFIED = "_unverified"
_CUTOFFS = (Rule.CUTOFF_A, Rule.CUTOFF_B, Rule.CUTOFF_C)


def _by_alpha(totals: ScaleTotals, own: Mapping[Any, Any]) -> dict[str, object]:
    pre, post = totals.scores()
    scale, spread = totals.scale, float(np.nanstd(totals.people["pre"].to_numpy(dtype=np.float64), ddof=1))
    threshold = error_of_change(spread, own["alpha"]).threshold
    verdicts = verdicts_by_threshold(pre, post, threshold, resolution=scale.resolution, better=scale.sign)
    about = {"method": OWN_ALPHA, "reliability": own["alpha"], "n_reliability": own["n"], "threshold": threshold}
    interval = {"reliability_low": own["alpha_low"], "reliability_high": own["alpha_high"]}
    return {**about, **interval, **_counted(verdicts)}


def _by_index(totals: ScaleTotals, reliability: float, index: Index) -> dict[str, int]:
    pre, post = totals.scores()
    if pre.size < LARGE_FROM or not np.ptp(pre):
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
