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
    often = table.groupby([*person, "wave"], dropna=False)["score"].transform("size") > 1
    several = often.groupby([table[name] for name in person], dropna=False).transform("any")
    key = table["group"].astype(object).where(table["group"].notna(), "").where(several, "")
    table = table.assign(_key=key.to_numpy()).drop_duplicates([*person, "_key", "wave"])
    index = [*person, "_key"]
    before, after = (table[table["wave"] == wave] for wave in (pre, post))
    wide = before.merge(after, how="outer", on=index, suffixes=("_before", "_after"))
    context = {name: _first_known(wide, name) for name in CONTEXT}
    scores = {"pre": wide["score_before"], "post": wide["score_after"]}
    paired: pd.DataFrame = wide[person].assign(**context, **scores)
    return paired[list(PAIR_COLUMNS)]


def _first_known(wide: pd.DataFrame, name: str) -> pd.Series[str]:
    before = wide[f"{name}_before"].astype(object)
    return before.where(before.notna(), wide[f"{name}_after"].astype(object))
