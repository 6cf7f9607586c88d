"""Work out the figures of every cell of the outcome table in one pass."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from evaltoolkit.model.ladder import DESCRIBE_FROM, TEST_FROM
from evaltoolkit.model.thresholds import CONFIDENCE, SKEWED
from evaltoolkit.outcomes.design.cells import Cells
from evaltoolkit.outcomes.tests.effect_size import effect_sizes
from evaltoolkit.outcomes.tests.hodges_lehmann import hodges_lehmann
from evaltoolkit.outcomes.tests.paired_change import mean_changes, moments
from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray, to_steps
from evaltoolkit.outcomes.tests.signed_rank import signed_rank

_DESCRIBED = (
    "mean_pre", "sd_pre", "mean_post", "sd_post", "mean_change", "sd_change", "change_low", "change_high", "n_zero",
    "hodges_lehmann", "hl_low", "hl_high", "hedges_g", "g_low", "g_high", "rank_biserial", "share_floor",
    "share_ceiling",
)  # fmt: skip
TINY = 1e-18  # square of a spread that is nothing but what binary fractions add
_ALLOWED_FROM = {DESCRIBE_FROM: _DESCRIBED, TEST_FROM: ("t", "df", "p_t", "p_exact")}


def cell_figures(cells: Cells, resolution: FloatArray, worst: FloatArray, best: FloatArray) -> pd.DataFrame:
    """Return the figures of each cell that its number of pairs allows.

    Parameters
    ----------
    cells
        People in cells.
    resolution, worst, best
        Of each cell's score: smallest step, the end that is bad for the person, and the good one.

    Returns
    -------
    pandas.DataFrame
        One row a cell: the counts, the figures of the outcome table (NaN where the ladder allows none), and
        ``no_spread``, ``is_skewed`` and ``t_size`` for the cautions. Where everyone changed alike there is no interval
        and no test. The interval of `hedges_g` is that of the true standardised change, its ends not corrected.

    Examples
    --------
    >>> keys = pd.DataFrame({"scale": ["uls6"], "dimension": ["total"], "group_kind": ["all"], "group": [""]})
    >>> pre, post = np.array([18.0, 16, 14, 12, 20, 15]), np.array([12.0, 15, 14, 10, 17, 16])
    >>> cells = Cells(keys, np.zeros(6, dtype=np.int64), pre, post)
    >>> figures = cell_figures(cells, np.array([1.0]), worst=np.array([24.0]), best=np.array([6.0]))
    >>> figures[["mean_change", "hodges_lehmann", "p_t"]].round(2).to_numpy().tolist()
    [[-1.83, -1.5, nan]]
    """
    before, after = np.isfinite(cells.pre), np.isfinite(cells.post)
    both = before & after
    codes, pre, post = cells.codes[both], cells.pre[both], cells.post[both]
    steps = to_steps(post - pre, resolution[codes])
    counts = {"n_pre": cells.count(before), "n_post": cells.count(after), "n_pairs": cells.count(both)}
    even = _is_even(steps, codes, cells.size) & (counts["n_pairs"] >= DESCRIBE_FROM)
    means = _mean_figures(pre, post, codes, cells.size)
    means |= {name: np.where(even, np.nan, means[name]) for name in ("change_low", "change_high", "t", "p_t")}
    ranks = _rank_figures(steps, codes, resolution)
    ranks |= {name: np.where(even, np.nan, ranks[name]) for name in ("p_exact", "hl_low", "hl_high")}
    effects = effect_sizes(counts["n_pairs"], means["t"], confidence=CONFIDENCE)
    floor, ceiling = (
        moments((to_steps(pre - end[codes], resolution[codes]) == 0).astype(np.float64), codes, cells.size).mean
        for end in (worst, best)
    )
    figures = {
        **means,
        **counts,
        "hedges_g": effects.hedges_g,
        "g_low": effects.d_low,
        "g_high": effects.d_high,
        "share_floor": floor,
        "share_ceiling": ceiling,
        "no_spread": even,
        "is_skewed": _is_skewed(post - pre, codes, counts["n_pairs"]),
        **ranks,
        "t_size": np.nan_to_num(np.abs(means["t"])),
    }
    for least, names in _ALLOWED_FROM.items():
        enough = counts["n_pairs"] >= least
        figures |= {name: np.where(enough, figures[name], np.nan) for name in names}
    return pd.DataFrame(figures)


def _mean_figures(pre: FloatArray, post: FloatArray, codes: IntArray, size: int) -> dict[str, FloatArray]:
    first, second, difference = (moments(values, codes, size) for values in (pre, post, post - pre))
    change = mean_changes(difference, confidence=CONFIDENCE)
    return {
        "mean_pre": first.mean,
        "sd_pre": first.sd,
        "mean_post": second.mean,
        "sd_post": second.sd,
        "mean_change": change.mean,
        "sd_change": change.sd,
        "change_low": change.low,
        "change_high": change.high,
        "t": change.t,
        "df": change.df,
        "p_t": change.p,
    }


def _is_even(steps: IntArray, codes: IntArray, size: int) -> np.ndarray:
    """Return which cells have two pairs or more and the same change in all of them."""
    least = np.full(size, np.iinfo(np.int64).max)
    most = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(least, codes, steps)
    np.maximum.at(most, codes, steps)
    return np.asarray((least == most) & (np.bincount(codes, minlength=size) > 1))


def _is_skewed(change: FloatArray, codes: IntArray, n: FloatArray) -> np.ndarray:
    """Return where the changes are so skewed that the t interval is likely to be too narrow."""
    mean = moments(change, codes, n.size).mean
    squares, cubes = (moments((change - mean[codes]) ** power, codes, n.size).mean for power in (2, 3))
    skewness = np.divide(cubes, squares**1.5, out=np.zeros(n.size), where=squares > TINY)
    return np.asarray(n < SKEWED * skewness**2)


def _rank_figures(steps: IntArray, codes: IntArray, resolution: FloatArray) -> dict[str, FloatArray]:
    """Return the rank-based figures; a loop over cells, since each exact distribution is its own."""
    starts = np.searchsorted(codes, np.arange(resolution.size + 1))
    cells = (steps[first:last] for first, last in pairwise(starts))
    rows = [_ranks(cell, float(step)) for cell, step in zip(cells, resolution, strict=True)]
    return {name: np.array([row.get(name, np.nan) for row in rows]) for name in _RANK_FIGURES}


_RANK_FIGURES = ("p_exact", "n_zero", "rank_biserial", "hodges_lehmann", "hl_low", "hl_high")


def _ranks(steps: IntArray, resolution: float) -> dict[str, float]:
    if steps.size < DESCRIBE_FROM:
        return {}
    whole = steps.astype(np.float64)
    test, estimate = signed_rank(whole, 1.0), hodges_lehmann(whole, 1.0, confidence=CONFIDENCE)
    reached = estimate.confidence >= CONFIDENCE
    return {
        "p_exact": test.p,
        "n_zero": float(test.n_zero),
        "rank_biserial": test.rank_biserial,
        "hodges_lehmann": estimate.estimate * resolution,
        "hl_low": estimate.low * resolution if reached else float("nan"),
        "hl_high": estimate.high * resolution if reached else float("nan"),
    }
