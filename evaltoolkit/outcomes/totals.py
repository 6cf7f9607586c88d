"""Pre-test and post-test of each person on the whole of each scale: what individual verdicts rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.outcomes.pairs import pair_scores
from evaltoolkit.outcomes.resolution import FloatArray
from evaltoolkit.outcomes.score_facts import score_facts


@dataclass(frozen=True, slots=True, eq=False)
class ScaleTotals:
    """The people measured with one scale, one row each.

    Parameters
    ----------
    scale
        Its version.
    about
        Names, direction, unit, resolution and range, as in the outcome table.
    people
        Columns ``client``, context, ``pre`` and ``post``; NaN at a wave without a score.
    """

    scale: Scale
    about: Mapping[str, object]
    people: pd.DataFrame

    @property
    def pairs(self) -> pd.DataFrame:
        """Return the people with both waves."""
        return self.people[self.people["pre"].notna() & self.people["post"].notna()]

    @property
    def n_lost(self) -> int:
        """Return how many have a pre-test and no post-test."""
        return int((self.people["pre"].notna() & self.people["post"].isna()).sum())

    def scores(self) -> tuple[FloatArray, FloatArray]:
        """Return pre and post of the pairs."""
        pre, post = (self.pairs[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
        return pre, post


def scale_totals(scored: pd.DataFrame, registry: Mapping[str, Scale], language: str) -> tuple[ScaleTotals, ...]:
    """Return the totals of every scale, in alphabetical order of the ids.

    Notes
    -----
    A person with several pairs on one scale counts once: their pair in the group that comes first.
    """
    return tuple(_totals(scored, registry, Language(language)))


def _totals(scored: pd.DataFrame, registry: Mapping[str, Scale], language: Language) -> Iterator[ScaleTotals]:
    pairs = pair_scores(scored)
    pairs = pairs[pairs["dimension"] == TOTAL]
    pairs = pairs.assign(_gaps=pairs[["pre", "post"]].isna().sum(axis=1))
    pairs = pairs.sort_values(["scale", "_gaps", "group", "client"], kind="stable")
    for name, rows in pairs.drop_duplicates(["scale", "client"]).groupby("scale", sort=True):
        scale = registry[str(name)]
        yield ScaleTotals(scale, score_facts(scale, TOTAL, language), rows.drop(columns="_gaps").reset_index(drop=True))
