"""Bring pre-test and post-test of the same person together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.model.workbook import WAVES

PRE, POST = WAVES[0], WAVES[1]
CONTEXT: tuple[str, ...] = ("group", "method", "field", "project", "purpose")
PAIR_COLUMNS: tuple[str, ...] = ("client", "scale", "dimension", *CONTEXT, "pre", "post")
"""Columns of the wide table, one row for person x scale x dimension x measurement group.

`pre` or `post` is NaN for a person with one wave; the context is that of the pre-test, or of the post-test where
the pre-test has none.
"""


def pair_scores(scored: pd.DataFrame, *, pre: str = PRE, post: str = POST) -> pd.DataFrame:
    """Return scores side by side.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    pre, post
        Words of the two waves.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`PAIR_COLUMNS`. Only finite scores enter.

    Notes
    -----
    A person measured once at each wave is paired whatever the group is called at either; one measured in several
    groups is paired within each group. Should a wave stand twice, which intake refuses, its first row counts.
    """
    table = scored.reindex(columns=["client", "scale", "dimension", *CONTEXT, "wave", "score"])
    table = table[np.isfinite(table["score"].to_numpy(dtype=np.float64)) & table["wave"].isin([pre, post])]
    person = ["client", "scale", "dimension"]
    table = table.assign(_key=_group_key(table, person)).drop_duplicates([*person, "_key", "wave"])
    place = table.groupby([*person, "_key"], dropna=False, sort=True).ngroup().to_numpy()
    size = int(place.max()) + 1 if place.size else 0
    rows = [_rows_at(table, place, wave, size) for wave in (pre, post)]
    paired = table[person].iloc[np.where(rows[0] >= 0, rows[0], rows[1])].reset_index(drop=True)
    context = table[list(CONTEXT)].to_numpy(dtype=object)
    before, after = (pd.DataFrame(context[at], columns=list(CONTEXT), dtype=object) for at in rows)
    # a pair without a pre-test has taken the last row for it: its context is that of the post-test
    known = before.where(before.notna() & (rows[0] >= 0)[:, np.newaxis], after)
    scores = table["score"].to_numpy(dtype=np.float64)
    first, second = (np.where(at >= 0, scores[at], np.nan) for at in rows)
    wide: pd.DataFrame = pd.concat([paired, known], axis=1).assign(pre=first, post=second)
    return wide[list(PAIR_COLUMNS)]


def _group_key(table: pd.DataFrame, person: list[str]) -> pd.Series:
    """Return the measurement group for who was measured in several, empty for everyone else."""
    nowhere = pd.Series("", index=table.index, dtype=object)
    often = table.duplicated([*person, "wave"], keep=False)
    if not often.any():
        return nowhere
    several = often.groupby([table[name] for name in person], dropna=False).transform("any")
    return table["group"].astype(object).where(table["group"].notna(), "").where(several, "")


def _rows_at(table: pd.DataFrame, place: np.ndarray, wave: str, size: int) -> np.ndarray:
    """Return the row of each pair at one wave, -1 for who has no such wave."""
    chosen = (table["wave"] == wave).to_numpy()
    rows = np.full(size, -1)
    rows[place[chosen]] = np.flatnonzero(chosen)
    return rows
