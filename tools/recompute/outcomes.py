"""The outcome table and the counts of people who changed reliably."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, stdev
from typing import Any

from scipy import stats

from recompute.figures import Figures, Rows, by, over, wilson
from recompute.pairs import KINDS, Pair, Scales, one_each
from recompute.ranks import hodges_lehmann, signed_rank_p, sums
from recompute.scales import TOTAL, Score

DESCRIBED_FROM, TESTED_FROM = 5, 10
"""Pairs from which a change is described, and from which it is tested."""
_DESCRIBED = (
    "mean_pre", "sd_pre", "mean_post", "sd_post", "mean_change", "sd_change", "change_low", "change_high", "n_zero",
    "hodges_lehmann", "hedges_g", "rank_biserial", "share_floor", "share_ceiling",
)  # fmt: skip
_TESTED = ("t", "df", "p_t", "p_exact")


def outcomes(pairs: Sequence[Pair], scales: Scales) -> Iterator[Figures]:
    """Yield the recomputed outcome table and both tables of verdicts."""
    rows: Rows = {}
    for (scale, dimension), part in by(pairs, lambda one: (one.scale, one.dimension)).items():
        rows[scale, dimension, "all", ""] = _row(part, scales[scale][dimension])
        for kind in KINDS:
            for group, members in _groups(part, kind).items():
                rows[scale, dimension, kind, group] = _row(members, scales[scale][dimension])
    kinds = {"group_kind": frozenset({"all", *KINDS})}
    yield Figures("outcomes", "outcomes", ("scale", "dimension", "group_kind", "group"), rows, kinds)
    totals = by((one for one in pairs if one.dimension == TOTAL), lambda one: one.scale)
    counted: Rows = {(scale,): _verdicts(part, scales[scale][TOTAL]) for scale, part in totals.items()}
    yield Figures("outcomes", "verdicts", ("scale",), counted)
    yield Figures("outcomes", "verdicts_pooled", ("scale",), {key: _pooled(row) for key, row in counted.items()})


def _groups(pairs: Sequence[Pair], kind: str) -> dict[str, list[Pair]]:
    return by((one for one in pairs if one.about[kind]), lambda one: one.about[kind])


def _row(members: Sequence[Pair], score: Score) -> dict[str, Any]:
    people = one_each(members)
    whole = [(one.pre, one.post) for one in people if one.pre is not None and one.post is not None]
    n = len(whole)
    figures: dict[str, Any] = {
        "n_pre": sum(one.pre is not None for one in people),
        "n_post": sum(one.post is not None for one in people),
        "n_pairs": n,
    }
    described = _described(whole, score) if n >= DESCRIBED_FROM else {}
    tested = _tested(whole, score) if n >= TESTED_FROM else {}
    return figures | {name: described.get(name) for name in _DESCRIBED} | {name: tested.get(name) for name in _TESTED}


def _described(whole: Sequence[tuple[float, float]], score: Score) -> dict[str, float | None]:
    pre, post = zip(*whole, strict=True)
    change, n = [after - before for before, after in whole], len(whole)
    steps = _steps(change, score)
    plus, minus = sums(steps)
    mean, spread, is_even = fmean(change), stdev(change), len(set(steps)) == 1
    reach = None if is_even else float(stats.t.ppf(0.975, n - 1)) * spread / math.sqrt(n)
    worst, best = (score.low, score.high) if score.better > 0 else (score.high, score.low)
    return {
        "mean_pre": fmean(pre), "sd_pre": stdev(pre), "mean_post": fmean(post), "sd_post": stdev(post),
        "mean_change": mean, "sd_change": spread,
        "change_low": None if reach is None else mean - reach, "change_high": None if reach is None else mean + reach,
        "n_zero": steps.count(0), "hodges_lehmann": hodges_lehmann(steps) * score.resolution,
        "hedges_g": None if is_even else mean / spread * _correction(n - 1),
        "rank_biserial": (plus - minus) / (plus + minus) if plus + minus else 0.0,
        "share_floor": _steps([one - worst for one in pre], score).count(0) / n,
        "share_ceiling": _steps([one - best for one in pre], score).count(0) / n,
    }  # fmt: skip


def _tested(whole: Sequence[tuple[float, float]], score: Score) -> dict[str, float | None]:
    change, df = [after - before for before, after in whole], len(whole) - 1
    steps = _steps(change, score)
    exact: dict[str, float | None] = {"df": float(df), "p_exact": signed_rank_p(steps)}
    if len(set(steps)) == 1:
        return exact
    t = fmean(change) / (stdev(change) / math.sqrt(len(change)))
    return exact | {"t": t, "p_t": float(2 * stats.t.sf(abs(t), df))}


def _steps(differences: Sequence[float], score: Score) -> list[int]:
    return [round(difference / score.resolution) for difference in differences]


def _correction(df: int) -> float:
    """Return Hedges' exact J (Hedges 1981)."""
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def _verdicts(members: Sequence[Pair], score: Score) -> dict[str, Any]:
    whole, lost = _first_pairs(members)
    counts: dict[str, Any] = {"n_lost": lost, "n_pairs": len(whole), "threshold": score.threshold}
    if score.threshold is None:
        return counts | {f"n_{name}": None for name in ("better", "unchanged", "worse")}
    steps = [score.better * step for step in _steps([after - before for before, after in whole], score)]
    least = score.threshold / score.resolution - 1e-9
    better, worse = sum(step >= least for step in steps), sum(step <= -least for step in steps)
    found = {"better": better, "unchanged": len(steps) - better - worse, "worse": worse}
    for name, count in found.items():
        counts |= {f"n_{name}": count, **_share(name, count, len(steps))}
    is_told = len(steps) >= DESCRIBED_FROM and lost > 0
    counts["bound_low"] = better / (len(steps) + lost) if is_told else None
    return counts | {"bound_high": (better + lost) / (len(steps) + lost) if is_told else None}


def _share(name: str, count: int, n: int) -> dict[str, float | None]:
    told = n if n >= DESCRIBED_FROM else 0
    low, high = wilson(count, told)
    return {f"share_{name}": over(count, told), f"{name}_low": low, f"{name}_high": high}


def _pooled(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("n_pairs", "n_better", "share_better", "better_low", "better_high")
    rest = None if row["n_better"] is None else row["n_unchanged"] + row["n_worse"]
    return {name: row[name] for name in names if name in row} | {"n_not_better": rest}


def _first_pairs(members: Sequence[Pair]) -> tuple[list[tuple[float, float]], int]:
    """Return one pair a person, the whole one of the group that comes first, and how many were lost after pre-test."""
    people = by(members, lambda one: one.client).values()
    chosen = [min(rows, key=lambda one: (not one.is_whole, one.about["group"] or "\uffff")) for rows in people]
    whole = [(one.pre, one.post) for one in chosen if one.pre is not None and one.post is not None]
    return whole, sum(one.pre is not None and one.post is None for one in chosen)
