"""Time the outcome table of a street against a loop of pingouin and scipy calls, and against scipy's own bootstrap.

    pip install pingouin          (for this benchmark alone; the toolkit does not need it)
    python benchmarks/outcomes.py [--repeats N] [--streets N]

One street of 300 pairs on 10 scales, pooled and in 5 groups; bootstrap with 5,000 resamples where the ladder allows:

  toolkit    compare_outcomes: every column of the table, exact p with ties, Hodges-Lehmann, effect sizes, bootstrap
  loop       the same figures from the same measurements: pairing and means by pandas; then for each scale and group
             pingouin.ttest, wilcoxon and multicomp, scipy.stats.bootstrap (BCa), the roots of scipy's noncentral t
             for the interval of d, the sorted Walsh averages, and p of the signed ranks with ties, which neither
             library has exactly: 9,999 sign flips in one numpy product, whose p is known to .01 where ours is exact
  scipy p    scipy.stats.wilcoxon by 999 permutations, scipy's own way to a p with ties; printed, not counted
  bootstrap  the toolkit's intervals alone against scipy.stats.bootstrap on all groups of one size in one call

Means, t, p and intervals of t must be equal to what pingouin prints, intervals of d to 1e-6, Hodges-Lehmann estimates
to 1e-9, ends of the bootstrap to .3 of a standard error, p of the ranks to the chance of its sign flips. Exit status 1
where they are not, where the loop is not 10 times and scipy's bootstrap not twice as slow, or where a city of 176
streets, one after another in one process, takes 400 MB or more.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import PermutationMethod, bootstrap, nct, rankdata, wilcoxon

from evaltoolkit.instruments.registry import read_scale
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.outcomes.tests.bootstrap import RESAMPLES, bca_means

PAIRS, SCALES, GROUPS = 300, 10, 5
STREETS = 176
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PERMUTATIONS = 999
FLIPS = 9_999
AGAINST_LOOP, AGAINST_BOOTSTRAP, MOST_MEGABYTES = 10.0, 2.0, 400.0
EQUAL = (
    "mean_pre", "mean_post", "sd_pre", "sd_post", "share_floor", "share_ceiling", "mean_change", "t", "p_t",
    "p_t_adjusted", "hodges_lehmann",
)  # fmt: skip
APART = 0.3  # two bootstraps of 5,000 on groups of 60 whose means have steps of a tenth of a standard error
_TO_MEGABYTES = 2**20 if sys.platform == "darwin" else 2**10

REGISTRY = {f"scale_{n}": read_scale("uls6").model_copy(update={"id": f"scale_{n}"}) for n in range(SCALES)}

Cells = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]


def street(seed: int) -> pd.DataFrame:
    """Return the scored measurements of a made street."""
    rng = np.random.default_rng(seed)
    people = pd.DataFrame(
        {"client": [f"p{n}" for n in range(PAIRS)], "group": [f"g{n % GROUPS}" for n in range(PAIRS)]}
    )
    waves = []
    for name in REGISTRY:
        pre = rng.integers(8, 23, PAIRS).astype(float)
        post = np.clip(pre - rng.integers(-3, 6, PAIRS), 6, 24)
        for wave, score in (("前测", pre), ("后测", post)):
            waves.append(people.assign(scale=name, dimension="total", wave=wave, score=score))
    return pd.concat(waves, ignore_index=True)


def toolkit(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the outcome table, one row for scale x group."""
    return compare_outcomes(scored, REGISTRY, group_columns=("group",), seed="20230001")


def differences(scored: pd.DataFrame) -> Cells:
    """Return pre and post of every scale, pooled and by group."""
    wide = scored.pivot(index=["scale", "client", "group"], columns="wave", values="score").reset_index()
    found = {}
    for (scale, group), rows in wide.groupby(["scale", "group"]):
        found[str(scale), str(group)] = rows["前测"].to_numpy(), rows["后测"].to_numpy()
    for scale, rows in wide.groupby("scale"):
        found[str(scale), ""] = rows["前测"].to_numpy(), rows["后测"].to_numpy()
    return found


def by_pandas(scored: pd.DataFrame) -> list[dict[str, float]]:
    """Return means, standard deviations and the shares at either end of the scale."""
    rows = []
    for pre, post in differences(scored).values():
        both = pd.DataFrame({"pre": pre, "post": post})
        means, spreads = both.mean(), both.std()
        rows.append(
            {"mean_pre": means["pre"], "mean_post": means["post"], "sd_pre": spreads["pre"], "sd_post": spreads["post"],
             "share_floor": (both["pre"] == 24).mean(), "share_ceiling": (both["pre"] == 6).mean()}
        )  # fmt: skip
    return rows


def by_pingouin(cells: Cells, pingouin: Any) -> list[dict[str, float]]:
    """Return mean change, t, its p and its interval as printed."""
    rows = []
    for pre, post in cells.values():
        t = pingouin.ttest(post, pre, paired=True)
        pingouin.wilcoxon(post, pre)
        low, high = t.filter(like="CI95").iloc[0, 0]
        p = float(t.filter(regex="^p.val$").iloc[0, 0])
        rows.append({"mean_change": (post - pre).mean(), "t": t.iloc[0, 0], "p_t": p, "change_low": low,
                     "change_high": high})  # fmt: skip
    # the groups of one scale are adjusted together, and so are the whole scales
    starts = range(0, SCALES * GROUPS, GROUPS)
    for family in (*(rows[start : start + GROUPS] for start in starts), rows[SCALES * GROUPS :]):
        for row, adjusted in zip(family, pingouin.multicomp([row["p_t"] for row in family])[1], strict=True):
            row["p_t_adjusted"] = adjusted
    return rows


def by_bootstrap(cells: Cells) -> list[dict[str, float]]:
    """Return the ends of scipy's BCa interval."""
    ends = (
        bootstrap((post - pre,), np.mean, n_resamples=RESAMPLES, method="BCa", rng=1).confidence_interval
        for pre, post in cells.values()
    )
    return [{"bca_low": end.low, "bca_high": end.high} for end in ends]


def by_noncentral_t(cells: Cells) -> list[dict[str, float]]:
    """Return the interval of g from the roots of scipy's noncentral t."""
    rows = []
    for pre, post in cells.values():
        change, n = post - pre, len(pre)
        t = change.mean() / (change.std(ddof=1) / np.sqrt(n))
        ends = [brentq(lambda nc, t=t, n=n, p=p: nct.cdf(t, n - 1, nc) - p, t - 5, t + 5) for p in (0.975, 0.025)]
        rows.append({"g_low": ends[0] / np.sqrt(n), "g_high": ends[1] / np.sqrt(n)})
    return rows


def by_walsh_averages(cells: Cells) -> list[dict[str, float]]:
    """Return the median of all pairwise means of the changes."""
    rows = []
    for pre, post in cells.values():
        first, second = np.triu_indices(pre.size)
        change = post - pre
        rows.append({"hodges_lehmann": np.median((change[first] + change[second]) / 2)})
    return rows


def by_sign_flips(cells: Cells) -> list[dict[str, float]]:
    """Return p of the signed ranks, ties and all, by random signs."""
    rng, rows = np.random.default_rng(1), []
    for pre, post in cells.values():
        change = (post - pre)[post != pre]
        ranks = rankdata(np.abs(change))
        found = rng.integers(0, 2, (FLIPS, change.size), dtype=np.int8) @ ranks
        away = np.abs(found - ranks.sum() / 2) >= abs(ranks[change > 0].sum() - ranks.sum() / 2) - 1e-9
        rows.append({"p_exact": (away.sum() + 1) / (FLIPS + 1)})
    return rows


def by_scipy_permutations(cells: Cells) -> None:
    """Compute p of the signed ranks as scipy does with ties."""
    method = PermutationMethod(n_resamples=PERMUTATIONS, rng=1)
    for pre, post in cells.values():
        wilcoxon(post - pre, method=method)


def scipy_bootstrap(blocks: list[np.ndarray]) -> None:
    """Compute BCa intervals of all groups of one size in one vectorised call each."""
    for block in blocks:
        bootstrap((block,), np.mean, n_resamples=RESAMPLES, method="BCa", axis=-1, vectorized=True, batch=250, rng=1)


def unequal(ours: pd.DataFrame, theirs: pd.DataFrame) -> list[str]:
    """Return the figures that differ."""
    both = ours.merge(theirs, on=["scale", "group"], suffixes=("", "_loop"))
    error = both["sd_change"] / np.sqrt(both["n_pairs"])
    chance = 4 * np.sqrt(both["p_exact"] * (1 - both["p_exact"]) / FLIPS) + 2 / FLIPS
    within: dict[str, Any] = dict.fromkeys(EQUAL, 1e-9) | dict.fromkeys(("g_low", "g_high"), 1e-6)
    within |= dict.fromkeys(("change_low", "change_high"), 0.0051) | dict.fromkeys(
        ("bca_low", "bca_high"), APART * error
    )
    within |= {"p_exact": chance}
    found = [] if len(both) == len(ours) == len(theirs) else ["rows"]
    return found + [
        name for name, most in within.items() if not (np.abs(both[name] - both[f"{name}_loop"]) <= most).all()
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def peak_of_a_city(streets: int) -> float:
    """Return the peak memory in megabytes of a process that makes the tables of so many streets."""
    for number in range(streets):
        toolkit(street(number))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _TO_MEGABYTES


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each work, and the figures that differ."""

    times: dict[str, float]
    differ: list[str]


def measure(repeats: int) -> Measured:
    """Time each work in turn, so that a machine that slows down slows all, and compare the figures."""
    import pingouin

    warnings.simplefilter("ignore")  # pingouin warns of ties, which the toolkit counts exactly
    scored = street(1)
    cells = differences(scored)
    works = the_works(scored, cells, pingouin)
    toolkit(scored)  # the first call of a process also loads what it needs
    runs = [{name: seconds(work) for name, work in works.items()} for _ in range(repeats)]
    found = [works[name]() for name in works if name.startswith("loop")]
    theirs = pd.DataFrame([{k: v for part in row for k, v in part.items()} for row in zip(*found, strict=True)])
    names = pd.DataFrame(list(cells), columns=["scale", "group"])
    return Measured(
        {name: min(run[name] for run in runs) for name in works}, unequal(toolkit(scored), names.join(theirs))
    )


def the_works(scored: pd.DataFrame, cells: Cells, pingouin: Any) -> dict[str, Callable[[], Any]]:
    """Return what is timed, by name."""
    changes = [post - pre for pre, post in cells.values()]
    sizes = sorted({change.size for change in changes})
    blocks = [np.stack([change for change in changes if change.size == size]) for size in sizes]
    return {
        "toolkit, whole table": lambda: toolkit(scored),
        "loop: pairing and means": lambda: by_pandas(scored),
        "loop: pingouin": lambda: by_pingouin(cells, pingouin),
        "loop: scipy bootstrap": lambda: by_bootstrap(cells),
        "loop: noncentral t": lambda: by_noncentral_t(cells),
        "loop: Walsh averages": lambda: by_walsh_averages(cells),
        "loop: sign flips": lambda: by_sign_flips(cells),
        "scipy p, by permutations": lambda: by_scipy_permutations(cells),
        "toolkit, bootstrap alone": lambda: bca_means(changes, seed=1),
        "scipy bootstrap, vectorised": lambda: scipy_bootstrap(blocks),
    }


def in_a_process(work: Callable[[int], Any], number: int) -> Any:
    """Return what a fresh process finds, with one thread for linear algebra as a report's kernel has."""
    os.environ.update(ONE_THREAD)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (number,))


def main(arguments: list[str]) -> int:
    """Print times, ratios and memory; 1 where something differs or misses its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--streets", type=int, default=STREETS)
    chosen = parser.parse_args(arguments)
    if find_spec("pingouin") is None:
        print("pingouin is needed for this benchmark alone: pip install pingouin")
        return 1
    megabytes = in_a_process(peak_of_a_city, chosen.streets)
    found = in_a_process(measure, chosen.repeats)
    print(f"{PAIRS} pairs x {SCALES} scales, pooled and in {GROUPS} groups; best of {chosen.repeats} runs in turn")
    for name, time_of in found.times.items():
        print(f"{name:30s} {time_of:8.3f} s")
    table, *parts, permutations, own, other = found.times.values()
    print(f"loop / table {sum(parts) / table:.1f} (at least {AGAINST_LOOP:g}); with no p of the ranks "
          f"{sum(parts[:-1]) / table:.1f}, with scipy's {(sum(parts[:-1]) + permutations) / table:.1f}")  # fmt: skip
    print(f"scipy / bootstrap {other / own:.1f} (at least {AGAINST_BOOTSTRAP:g})")
    print(f"peak memory of {chosen.streets} streets {megabytes:.0f} MB (under {MOST_MEGABYTES:g})")
    print(f"differ: {', '.join(found.differ)}" if found.differ else "equal: all that both compute")
    slow = sum(parts) / table < AGAINST_LOOP or other / own < AGAINST_BOOTSTRAP or megabytes >= MOST_MEGABYTES
    return int(bool(found.differ) or slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
