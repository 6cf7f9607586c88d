"""Pre-test and post-test of each person on the whole of each scale: what individual verdicts rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.instruments.registry import require_scales
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.outcomes.design.pairs import one_pair_each, pair_scores
from evaltoolkit.outcomes.design.score_facts import score_facts
from evaltoolkit.outcomes.tests.resolution import FloatArray

ABOUT: tuple[str, ...] = ("scale", "scale_name", "better", "unit", "resolution", "doubted")
"""What every table of people on a scale begins with; `doubted` where an item of the scale runs against the others: its
figures stand, and none of them is a finding."""


@dataclass(frozen=True, slots=True, eq=False)
class ScaleTotals:
    """The people measured with one scale, one row each.

    Parameters
    ----------
    scale
        Its version.
    about
        Names, direction, unit, resolution and range, as in the outcome table; and `doubted`.
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
    def is_doubted(self) -> bool:
        """Return whether an item of the scale runs against the others."""
        return bool(self.about["doubted"])

    @property
    def n_lost(self) -> int:
        """Return how many have a pre-test and no post-test."""
        return int((self.people["pre"].notna() & self.people["post"].isna()).sum())

    def scores(self) -> tuple[FloatArray, FloatArray]:
        """Return pre and post of the pairs."""
        pre, post = (self.pairs[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
        return pre, post


def scale_totals(
    scored: pd.DataFrame, registry: Mapping[str, Scale], language: str, doubted: Collection[str] = ()
) -> tuple[ScaleTotals, ...]:
    """Return the totals of every scale, in alphabetical order of the ids; those `doubted` are marked.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id.
    language
        Code of the language of the names.
    doubted
        Ids of the scales in doubt.

    Returns
    -------
    tuple of ScaleTotals
        Scales without a total left out.

    Raises
    ------
    InputError
        `scored` is no table of scored measurements.
    RegistryError
        A scale is named that the registry lacks.

    Notes
    -----
    A person with several pairs on one scale counts once, as
    :func:`~evaltoolkit.outcomes.design.pairs.one_pair_each` chooses.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> scored = pd.DataFrame({"client": ["a", "a", "b"], "wave": ["前测", "后测", "前测"], "score": [18.0, 12, 15]})
    >>> (one,) = scale_totals(scored.assign(scale="uls6", dimension="total"), shipped_scales(), "en")
    >>> one.scale.id, len(one.pairs), one.n_lost
    ('uls6', 1, 1)
    """
    return tuple(_totals(scored, registry, Language(language), doubted))


def three_ratings(scored: pd.DataFrame, wave: str) -> pd.DataFrame:
    """Return everyone with pre-test and post-test on a scale, once, with their total at a third wave as ``third``.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    wave
        Word of the third wave, such as 跟进一.

    Returns
    -------
    pandas.DataFrame
        Columns ``client``, ``scale``, ``pre``, ``post``, ``third`` and the context, of the scales that have the wave;
        ``third`` is NaN for who was not measured again.

    Examples
    --------
    >>> from evaltoolkit.model.workbook import WAVES
    >>> waves = [*WAVES[:3], *WAVES[:2]]
    >>> scored = pd.DataFrame({"client": list("aaabb"), "wave": waves, "score": [18.0, 12, 13, 15, 15]})
    >>> three_ratings(scored.assign(scale="uls6", dimension="total"), WAVES[2])["third"].tolist()
    [13.0, nan]
    """
    totals = scored[scored["dimension"] == TOTAL]
    if not (totals["wave"] == wave).any():
        return pd.DataFrame(columns=["client", "scale", "pre", "post", "third"])
    both = one_pair_each(pair_scores(totals).dropna(subset=["pre", "post"]), ["scale", "client"])
    third = totals.loc[(totals["wave"] == wave) & np.isfinite(totals["score"]), ["client", "scale", "score"]]
    third = third.drop_duplicates(["scale", "client"]).rename(columns={"score": "third"})
    known = both[both["scale"].isin(third["scale"])]
    return known.merge(third, on=["client", "scale"], how="left").sort_values(["scale", "client"], kind="stable")


def _totals(
    scored: pd.DataFrame, registry: Mapping[str, Scale], language: Language, doubted: Collection[str]
) -> Iterator[ScaleTotals]:
    pairs = pair_scores(scored)
    require_scales(pairs["scale"].unique(), registry)
    pairs = pairs[pairs["dimension"] == TOTAL]
    pairs = one_pair_each(pairs, ["scale", "client"])
    pairs = pairs.assign(_gaps=pairs[["pre", "post"]].isna().sum(axis=1))
    pairs = pairs.sort_values(["scale", "_gaps", "group", "client"], kind="stable")
    for name, rows in pairs.groupby("scale", sort=True):
        scale = registry[str(name)]
        about = {**score_facts(scale, TOTAL, language), "doubted": scale.id in doubted}
        yield ScaleTotals(scale, about, rows.drop(columns="_gaps").reset_index(drop=True))
