"""The individual table: each person's change and verdict, for the station alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.outcomes.design.pairs import pair_scores, require_of_scales
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.people.verdict import verdicts_by_threshold

INDIVIDUAL_COLUMNS: tuple[str, ...] = (
    "client", "scale", "group", "pre", "post", "change", "threshold", "verdict", "band_pre", "band_post",
)  # fmt: skip
"""Columns of the individual table, one row for a pair of totals.

`threshold` is the registry's confirmed threshold of reliable change, NaN where there is none; `verdict` a
:class:`~evaltoolkit.outcomes.people.verdict.Verdict`, None without a threshold; the bands are the names of the
confirmed cut-off bands, None where there are none.
"""


def compare_individuals(
    scored: pd.DataFrame,
    registry: Mapping[str, Scale],
    *,
    doubted: Collection[str] = (),
    language: str = "zh_CN",
) -> pd.DataFrame:
    """Return each person's change on the total of each scale.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id.
    doubted
        Scales of which an item runs against the others: nobody has a verdict on them.
    language
        Language of the bands' names.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`INDIVIDUAL_COLUMNS`, persons with both waves only.

    Raises
    ------
    InputError
        `scored` is no table of scored measurements, or a score lies outside its scale.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> scored = pd.DataFrame({"client": ["a", "a"], "wave": ["前测", "后测"], "score": [18.0, 12.0]})
    >>> people = compare_individuals(scored.assign(scale="uls6", dimension="total"), shipped_scales())
    >>> people["change"].tolist(), people["verdict"].tolist()
    ([-6.0], [<Verdict.IMPROVED: 'improved'>])
    """
    pairs = pair_scores(scored)
    require_of_scales(pairs, registry)
    pairs = pairs[(pairs["dimension"] == TOTAL) & pairs["pre"].notna() & pairs["post"].notna()]
    parts = [_judge(rows, registry[str(name)], language) for name, rows in pairs.groupby("scale", sort=True)]
    if not parts:
        return pd.DataFrame(columns=list(INDIVIDUAL_COLUMNS))
    table = pd.concat(parts, ignore_index=True)[list(INDIVIDUAL_COLUMNS)]
    table.loc[table["scale"].isin(doubted), "verdict"] = None
    return table


def _judge(rows: pd.DataFrame, scale: Scale, language: str) -> pd.DataFrame:
    pre, post = (rows[name].to_numpy(dtype=np.float64) for name in ("pre", "post"))
    fact = fixed_threshold(scale)
    verdicts: list[object] = [None] * len(rows)
    if fact is not None:
        verdicts = list(
            verdicts_by_threshold(pre, post, fact.threshold, resolution=scale.resolution, better=scale.sign)
        )
    return rows.assign(
        change=post - pre,
        threshold=fact.threshold if fact else np.nan,
        verdict=pd.Series(verdicts, index=rows.index, dtype=object),
        band_pre=_bands(pre, scale, language, rows.index),
        band_post=_bands(post, scale, language, rows.index),
    )


def _bands(scores: np.ndarray, scale: Scale, language: str, index: pd.Index) -> pd.Series:
    names = np.full(scores.shape, None, dtype=object)
    for band in scale.cutoffs:
        if band.dimension == TOTAL and band.is_confirmed:
            names[(scores >= band.low) & (scores <= band.high)] = band.names.said(language)
    return pd.Series(names, index=index, dtype=object)
