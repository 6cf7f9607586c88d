"""Measure how the toolkit's intervals cover and its tests err on made data, and write ``docs/validation.md``.

    python benchmarks/validation.py [--sets N] [--out FILE]

For each of seven numbers of people from 5 to 100 and five kinds of scores data sets are made from fixed seeds; every
figure comes from the functions that the reports use. Exit status 1 where a promise that holds for samples of any size
is broken: t on normal scores covers within 3 Monte-Carlo standard errors of .95, exact tests reject at most .05 plus 3
of them. Takes some minutes; fewer sets by ``--sets``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from scipy.stats import gamma, norm

from evaltoolkit.model.ladder import BOOTSTRAP_FROM, DESCRIBE_FROM, TEST_FROM
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.outcomes.tests.bootstrap import bca_means
from evaltoolkit.outcomes.tests.crossing import mcnemar
from evaltoolkit.outcomes.tests.effect_size import effect_sizes
from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.hodges_lehmann import hodges_lehmann
from evaltoolkit.outcomes.tests.paired_change import Moments, mean_changes, paired_change
from evaltoolkit.outcomes.tests.signed_rank import signed_rank

SETS = 10_000
SIZES = (5, 6, 10, 15, 20, 30, 100)
LEVEL, SHOWN_FROM = 0.95, 0.92
SEED = 20230001
PAGE = Path(__file__).resolve().parents[1] / "docs" / "validation.md"
_AT_ONCE = 250  # data sets that share their resamples

Draw = Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


@dataclass(frozen=True, slots=True)
class Scores:
    """One kind of scores: changes with a known truth, and scores whose pre and post are exchangeable.

    Parameters
    ----------
    changes
        Draws changes, one row a data set.
    mean, sd, pseudomedian
        Of those changes, exactly.
    least
        Change that counts as better.
    share
        Probability of such a change.
    alike
        Draws scores of one wave; pre and post from it make a change about which nothing is true but symmetry.
    resolution
        Step of the scores.
    cutoff
        First score of the poor side.
    """

    name: str
    about: str
    changes: Draw
    mean: float
    sd: float
    pseudomedian: float
    least: float
    share: float
    alike: Draw
    resolution: float
    cutoff: float


def _normal() -> Scores:
    def changes(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return rng.normal(0.5, 1.0, shape)

    def alike(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return np.round(rng.normal(0.0, 1.0, shape), 2)

    about = "changes normal with mean 0.5 and standard deviation 1; scores of a wave standard normal to two decimals"
    return Scores("normal", about, changes, 0.5, 1.0, 0.5, 1.0, float(norm.sf(0.5)), alike, 0.01, 0.0)


ITEMS, STEPS, BEFORE, AFTER = 6, 3, (0.35, 0.55, 0.72), (0.25, 0.50, 0.70)


def _likert() -> Scores:
    """Sum of six items of 1 to 4; a third of the people each of three burdens."""
    most = ITEMS * STEPS

    def wave(rng: np.random.Generator, kinds: np.ndarray, chances: tuple[float, ...]) -> np.ndarray:
        return ITEMS + rng.binomial(most, np.array(chances)[kinds]).astype(float)

    def changes(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        kinds = rng.integers(3, size=shape)
        return wave(rng, kinds, AFTER) - wave(rng, kinds, BEFORE)

    def alike(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return wave(rng, rng.integers(3, size=shape), BEFORE)

    values, chances = _likert_law(most)
    mean = float(values @ chances)
    sums = np.convolve(chances, chances)
    middle = float(np.arange(-2 * most, 2 * most + 1)[np.searchsorted(np.cumsum(sums), 0.5)]) / 2
    spread = sqrt(float((values - mean) ** 2 @ chances))
    about = "sums of six items of 1 to 4 at both waves, three kinds of people, many ties and zeros"
    better = float(chances[values <= -3].sum())
    return Scores("Likert sum", about, changes, mean, spread, middle, -3.0, better, alike, 1.0, 16.0)


def _likert_law(most: int) -> tuple[np.ndarray, np.ndarray]:
    from scipy.stats import binom

    steps = np.arange(most + 1)
    laws = [
        np.convolve(binom.pmf(steps, most, after), binom.pmf(steps, most, before)[::-1])
        for before, after in zip(BEFORE, AFTER, strict=True)
    ]
    return np.arange(-most, most + 1).astype(float), np.mean(laws, axis=0)


def _skewed() -> Scores:
    def changes(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return rng.exponential(1.0, shape)

    def alike(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return np.round(rng.exponential(1.0, shape), 2)

    about = "changes exponential with mean 1 (skewness 2); scores of a wave exponential to two decimals"
    middle = float(gamma(2, scale=0.5).median())
    return Scores("skewed", about, changes, 1.0, 1.0, middle, 1.0, float(np.exp(-1.0)), alike, 0.01, 0.69)


def _heavily_skewed() -> Scores:
    def changes(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return rng.lognormal(0.0, 1.0, shape)

    def alike(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return np.round(rng.lognormal(0.0, 1.0, shape), 2)

    about = "changes lognormal with σ = 1 (skewness 6.2); scores of a wave lognormal to two decimals"
    mean = float(np.exp(0.5))
    spread = mean * sqrt(float(np.exp(1.0)) - 1)
    better = float(norm.sf(np.log(2.0)))
    return Scores("heavily skewed", about, changes, mean, spread, _middle_of_pairs(), 2.0, better, alike, 0.01, 1.0)


def _middle_of_pairs() -> float:
    """Return the median of the mean of two lognormal changes: half of the pairs lie below it."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(200)
    first = np.exp(nodes)

    def below(middle: float) -> float:
        rest = np.where(first < 2 * middle, np.log(np.maximum(2 * middle - first, 1e-300)), -np.inf)
        return float(weights @ norm.cdf(rest)) / sqrt(2 * np.pi) - 0.5

    return float(brentq(below, 0.5, 5.0))


def _half_unchanged() -> Scores:
    def changes(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return np.where(rng.random(shape) < 0.5, 0.0, np.round(rng.normal(2.0, 2.0, shape)))

    def alike(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
        return np.round(rng.normal(0.0, 1.0, shape))

    values = np.arange(-14.0, 19.0)
    law = 0.5 * (norm.cdf(values + 0.5, 2.0, 2.0) - norm.cdf(values - 0.5, 2.0, 2.0))
    law[14] += 0.5
    mean = float(values @ law)
    sums = np.convolve(law, law)
    middle = float(np.arange(-28, 37)[np.searchsorted(np.cumsum(sums), 0.5)]) / 2
    spread = sqrt(float((values - mean) ** 2 @ law))
    about = "half of the people unchanged, the others changed by whole numbers about 2; scores of a wave whole numbers"
    better = float(law[values >= 2].sum())
    return Scores("half unchanged", about, changes, mean, spread, middle, 2.0, better, alike, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """Share of data sets in which an interval covers, or a test rejects."""

    method: str
    scores: str
    n: int
    share: float

    def error(self, sets: int, level: float) -> float:
        """Return the Monte-Carlo standard error at the nominal level."""
        return sqrt(level * (1 - level) / sets)


def coverage(kind: Scores, n: int, sets: int) -> Iterator[Cell]:
    """Yield the coverage of every interval of the reports."""
    rng = np.random.default_rng([SEED, n, len(kind.name)])
    drawn = kind.changes(rng, (sets, n))
    moments = Moments(np.full(sets, float(n)), drawn.mean(axis=1), drawn.std(axis=1, ddof=1))
    t = mean_changes(moments)
    yield _cell("t interval of the mean", kind, n, t.low, t.high, kind.mean)
    ends = [hodges_lehmann(_whole(row, kind), kind.resolution) for row in drawn]
    low, high = np.array([(one.low, one.high) for one in ends]).T
    truth = kind.pseudomedian
    yield _cell("Hodges-Lehmann interval", kind, n, low - 1e-9, high + 1e-9, truth)
    low, high = _bca(drawn)
    yield _cell("BCa interval of the mean", kind, n, low, high, kind.mean)
    g = effect_sizes(moments.n, t.t)
    yield _cell("interval of δ beneath hedges_g", kind, n, g.d_low, g.d_high, kind.mean / kind.sd)
    yield _cell("the same, ends corrected (not shown)", kind, n, g.g_low, g.g_high, kind.mean / kind.sd)
    better = drawn <= kind.least if kind.least < 0 else drawn >= kind.least
    shares = {count: wilson_share(count, n) for count in range(n + 1)}
    low, high = np.array([(shares[count].low, shares[count].high) for count in better.sum(axis=1).tolist()]).T
    yield _cell("Wilson interval of a share", kind, n, low, high, kind.share)


def _whole(row: np.ndarray, kind: Scores) -> np.ndarray:
    return np.round(row / kind.resolution) * kind.resolution


def _bca(drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    parts = [
        bca_means(list(drawn[start : start + _AT_ONCE]), seed=SEED + start, least=2)
        for start in range(0, len(drawn), _AT_ONCE)
    ]
    return np.concatenate([part.low for part in parts]), np.concatenate([part.high for part in parts])


def _cell(method: str, kind: Scores, n: int, low: np.ndarray, high: np.ndarray, truth: float) -> Cell:
    given = np.isfinite(low) & np.isfinite(high)
    return Cell(
        method, kind.name, n, float(((low <= truth) & (truth <= high))[given].mean()) if given.any() else np.nan
    )


def sizes(kind: Scores, n: int, sets: int) -> Iterator[Cell]:
    """Yield how often every test rejects at 5 % what is true."""
    rng = np.random.default_rng([SEED + 1, n, len(kind.name)])
    pre, post = kind.alike(rng, (sets, n)), kind.alike(rng, (sets, n))
    change = np.round((post - pre) / kind.resolution) * kind.resolution
    moments = Moments(np.full(sets, float(n)), change.mean(axis=1), change.std(axis=1, ddof=1))
    step = kind.resolution
    yield Cell("paired t-test", kind.name, n, _rejected(mean_changes(moments).p))
    yield Cell(
        "exact signed-rank, zeros dropped", kind.name, n, _rejected([signed_rank(row, step).p for row in change])
    )
    pratt = [signed_rank(row, step, zeros="pratt").p for row in change]
    yield Cell("exact signed-rank, zeros after Pratt", kind.name, n, _rejected(pratt))
    gained, lost = (
        ((one < kind.cutoff) & (other >= kind.cutoff)).sum(axis=1) for one, other in ((post, pre), (pre, post))
    )
    found = [_mcnemar(*pair) for pair in zip(gained.tolist(), lost.tolist(), strict=True)]
    yield Cell("exact McNemar", kind.name, n, _rejected([one[0] for one in found]))
    yield Cell("McNemar, mid-p", kind.name, n, _rejected([one[1] for one in found]))
    centred = kind.changes(rng, (sets, n)) - kind.mean
    moments = Moments(np.full(sets, float(n)), centred.mean(axis=1), centred.std(axis=1, ddof=1))
    by_t, by_ranks = mean_changes(moments).p, np.array([signed_rank(row, 1e-6).p for row in centred])
    yield Cell("mean change 0: paired t-test", kind.name, n, _rejected(by_t))
    yield Cell("mean change 0: exact signed-rank", kind.name, n, _rejected(by_ranks))
    yield Cell("mean change 0: both (a change is established)", kind.name, n, _rejected(np.maximum(by_t, by_ranks)))
    kept = [
        check_margin(paired_change(np.zeros(n), row), 0.5).p_not_lower
        for row in kind.changes(rng, (sets, n)) - kind.mean - 0.5
    ]
    yield Cell("non-inferiority at its margin", kind.name, n, _rejected(kept))


@cache
def _mcnemar(gained: int, lost: int) -> tuple[float, float]:
    found = mcnemar(gained, lost)
    return found.p_exact, found.p_mid


def _rejected(p: np.ndarray | list[float]) -> float:
    return float((np.asarray(p) <= 0.05 + 1e-12).mean())


EXACT = ("exact signed-rank, zeros dropped", "exact signed-rank, zeros after Pratt", "exact sign-flip", "exact McNemar")


def broken(covered: list[Cell], erred: list[Cell], sets: int) -> list[str]:
    """Return the promises that do not hold."""
    slack = 3 * sqrt(LEVEL * (1 - LEVEL) / sets)
    found = [
        f"{cell.method} on {cell.scores} scores, n = {cell.n}: covers {cell.share:.4f}"
        for cell in covered
        if (cell.method, cell.scores) == ("t interval of the mean", "normal") and abs(cell.share - LEVEL) > slack
    ]
    return found + [
        f"{cell.method} on {cell.scores} scores, n = {cell.n}: rejects {cell.share:.4f}"
        for cell in erred
        if cell.method in EXACT and cell.share > 1 - LEVEL + slack
    ]


SHOWN: dict[str, int] = {
    "Hodges-Lehmann interval": DESCRIBE_FROM,
    "BCa interval of the mean": BOOTSTRAP_FROM,
    "interval of δ beneath hedges_g": DESCRIBE_FROM,
    "Wilson interval of a share": DESCRIBE_FROM,
}
"""From how many pairs a report shows each interval besides that of t."""


def too_short(covered: list[Cell]) -> list[str]:
    """Return intervals that a report shows although they cover below .92 on normal or Likert scores."""
    return [
        f"{cell.method} on {cell.scores} scores, n = {cell.n}: covers {cell.share:.4f} and is shown"
        for cell in covered
        if cell.scores in ("normal", "Likert sum")
        and cell.n >= SHOWN.get(cell.method, 10**9)
        and cell.share < SHOWN_FROM
    ]


def page(kinds: list[Scores], covered: list[Cell], erred: list[Cell], sets: int) -> str:
    """Return the page in Markdown."""
    error = sqrt(LEVEL * (1 - LEVEL) / sets)
    return "\n".join(
        [
            "# Validation of the intervals and tests of outcomes",
            "",
            "Written by `python benchmarks/validation.py`; do not edit by hand. Every figure comes from the functions",
            f"that the reports use, on {sets:,} made data sets for each cell, from fixed seeds. Monte-Carlo standard",
            f"error of a cell at its nominal level: {error:.4f}. No figure here describes a real station.",
            "",
            "## Scores",
            "",
            *(f"- **{kind.name}**: {kind.about}." for kind in kinds),
            "",
            "## Coverage of 95 % intervals",
            "",
            "Share of data sets whose interval holds the truth. Promised for samples of any size: t on normal scores.",
            "",
            *_table(covered),
            "",
            "A method other than t that covers below .92 on normal or Likert scores at some n is not shown at that n.",
            f"The reports show the BCa interval from {BOOTSTRAP_FROM} pairs, all others from {DESCRIBE_FROM}. The t",
            f"interval is always shown; it is said to be possibly too narrow under {TEST_FROM} pairs and where the",
            "changes are clearly skewed, and what it covers on skewed changes stands in its row.",
            "",
            "## Size of tests at 5 %",
            "",
            "Share of data sets in which a true hypothesis is rejected: pre and post drawn alike (non-inferiority: a",
            "mean change exactly at the margin). Promised for samples of any size: the exact tests reject at most .05.",
            "",
            *_table(erred),
            "",
            f"The reports give no p under {TEST_FROM} pairs. From there a change is established only where both t and",
            "the exact signed-rank test (zeros dropped) say so: with a mean change of 0 and skewed changes the rank",
            "test alone, which asks about symmetry, rejects far too often.",
            "",
        ]
    )


def _table(cells: list[Cell]) -> Iterator[str]:
    yield "| method | scores | " + " | ".join(f"n = {n}" for n in SIZES) + " |"
    yield "|---|---|" + "---:|" * len(SIZES)
    for method, scores in dict.fromkeys((cell.method, cell.scores) for cell in cells):
        found = {cell.n: cell.share for cell in cells if (cell.method, cell.scores) == (method, scores)}
        yield (f"| {method} | {scores} | " + " | ".join(_said(found[n]) for n in SIZES) + " |")


def _said(share: float) -> str:
    if np.isnan(share):
        return "none"
    return f"{share:.4f}"[1:] if share < 1 else "1.0000"


def main(arguments: list[str]) -> int:
    """Run everything, write the page, say what is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sets", type=int, default=SETS)
    parser.add_argument("--out", type=Path, default=PAGE)
    chosen = parser.parse_args(arguments)
    kinds = [_normal(), _likert(), _skewed(), _heavily_skewed(), _half_unchanged()]
    covered = [cell for kind in kinds for n in SIZES for cell in coverage(kind, n, chosen.sets)]
    erred = [cell for kind in kinds for n in SIZES for cell in sizes(kind, n, chosen.sets)]
    covered, erred = (sorted(cells, key=lambda cell: cell.method) for cells in (covered, erred))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(page(kinds, covered, erred, chosen.sets), encoding="utf-8", newline="\n")
    faults = [*broken(covered, erred, chosen.sets), *too_short(covered)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
