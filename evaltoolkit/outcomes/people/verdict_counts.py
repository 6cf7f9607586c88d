"""How many people got reliably better, stayed, or got worse, with intervals and what the lost could change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.outcomes.design.flow import share_bounds
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.design.totals import ScaleTotals
from evaltoolkit.outcomes.people.verdict import Verdict, verdicts_by_threshold

COUNT_COLUMNS: tuple[str, ...] = (
    "n_pairs", "n_better", "n_unchanged", "n_worse", "share_better", "better_low", "better_high", "share_unchanged",
    "unchanged_low", "unchanged_high", "share_worse", "worse_low", "worse_high", "bound_low", "bound_high",
)  # fmt: skip
"""`n_pairs` people of whom `n_better` reliably improved, `n_worse` reliably got worse; shares with Wilson's 95 %
interval, NaN under 5 pairs; `bound_low` and `bound_high` are the share better if everyone lost had not, or had,
improved."""

_BETTER = (Verdict.IMPROVED, Verdict.RECOVERED)
_WORSE = (Verdict.DETERIORATED, Verdict.HARMED)


@dataclass(frozen=True, slots=True)
class Counts:
    """People by verdict."""

    better: int
    unchanged: int
    worse: int

    @property
    def people(self) -> int:
        """Return how many there are."""
        return self.better + self.unchanged + self.worse


def verdicts_of(totals: ScaleTotals) -> list[Verdict] | None:
    """Return the verdict of each pair by the registry's threshold, or None where it has none or is in doubt.

    Parameters
    ----------
    totals
        The people of one scale.

    Returns
    -------
    list of Verdict or None
        One a pair, in the order of ``totals.pairs``.
    """
    fact = fixed_threshold(totals.scale)
    if fact is None or totals.is_doubted:
        return None
    scale, (pre, post) = totals.scale, totals.scores()
    return verdicts_by_threshold(pre, post, fact.threshold, resolution=scale.resolution, better=scale.sign)


def count_verdicts(verdicts: Sequence[Verdict]) -> Counts:
    """Return how many of the verdicts are better, unchanged and worse.

    Parameters
    ----------
    verdicts
        One a person.

    Returns
    -------
    Counts
        Recovered counts as better, harmed as worse.

    Examples
    --------
    >>> count_verdicts([Verdict.RECOVERED, Verdict.IMPROVED, Verdict.UNCHANGED])
    Counts(better=2, unchanged=1, worse=0)
    """
    better, worse = (sum(verdict in kind for verdict in verdicts) for kind in (_BETTER, _WORSE))
    return Counts(better, len(verdicts) - better - worse, worse)


def count_figures(counts: Counts, *, lost: int) -> dict[str, float]:
    """Return the figures :data:`COUNT_COLUMNS` of the counts, `lost` people having no post-test.

    Parameters
    ----------
    counts
        People with both waves, by verdict.
    lost
        How many have a pre-test alone.

    Returns
    -------
    dict of str to float
        Shares are NaN under 5 people, the bounds also where nobody was lost.

    Examples
    --------
    >>> figures = count_figures(Counts(better=6, unchanged=3, worse=1), lost=2)
    >>> figures["share_better"], figures["bound_low"]
    (0.6, 0.5)
    """
    figures: dict[str, float] = {"n_pairs": counts.people}
    for name in ("better", "unchanged", "worse"):
        count = getattr(counts, name)
        share = wilson_share(count, counts.people if counts.people >= DESCRIBE_FROM else 0)
        figures |= {f"n_{name}": count, f"share_{name}": share.share}
        figures |= {f"{name}_low": share.low, f"{name}_high": share.high}
    bounds = share_bounds(counts.better, counts.people, lost)
    known = counts.people >= DESCRIBE_FROM and lost > 0
    figures["bound_low"], figures["bound_high"] = (bounds.worst, bounds.best) if known else (np.nan, np.nan)
    return {name: figures[name] for name in COUNT_COLUMNS}
