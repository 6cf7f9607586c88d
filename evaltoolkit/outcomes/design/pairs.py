"""Bring pre-test and post-test of the same person together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.errors import InputError
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import text
from evaltoolkit.model.given import require_columns, require_known, require_named, require_numbers
from evaltoolkit.model.workbook import WAVES
from evaltoolkit.outcomes.design.row_codes import row_codes
from evaltoolkit.outcomes.tests.resolution import IntArray

PRE, POST = WAVES[0], WAVES[1]
PEOPLE_COLUMNS: tuple[str, ...] = ("sex", "age_band", "residence", "population")
"""What the roster says of a person, where :func:`evaltoolkit.outcomes.design.people_groups.add_people` has added it."""
CONTEXT: tuple[str, ...] = ("group", "method", "field", "project", "purpose", *PEOPLE_COLUMNS)
PERSON: tuple[str, ...] = ("client", "scale", "dimension")
PAIR_COLUMNS: tuple[str, ...] = (*PERSON, *CONTEXT, "pre", "post")
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

    Raises
    ------
    InputError
        As :func:`require_scored` says, or `pre` or `post` is not among the known waves.

    Notes
    -----
    A person measured once at each wave is paired whatever the group is called at either; one measured in several
    groups is paired within each group. Should a wave stand twice, which intake refuses, its first row counts.

    Examples
    --------
    >>> scored = pd.DataFrame({"client": ["a", "a", "b"], "wave": ["前测", "后测", "前测"], "score": [18.0, 12, 15]})
    >>> wide = pair_scores(scored.assign(scale="uls6", dimension="total"))
    >>> wide[["client", "pre", "post"]].to_numpy().tolist()
    [['a', 18.0, 12.0], ['b', 15.0, nan]]
    """
    require_scored(scored)
    require_known("wave", (pre, post), WAVES)
    table = scored.reindex(columns=[*PERSON, *CONTEXT, "wave", "score"])
    table = table[np.isfinite(table["score"].to_numpy(dtype=np.float64)) & table["wave"].isin([pre, post])]
    person = row_codes(table[name] for name in PERSON)
    place = row_codes([pd.Series(person), _group_key(table, person)]) if len(table) else person
    size = int(place.max()) + 1 if place.size else 0
    rows = [_rows_at(table, place, wave, size) for wave in (pre, post)]
    is_before, is_after = (at >= 0 for at in rows)
    paired = table[list(PERSON)].iloc[np.where(is_before, rows[0], rows[1])].reset_index(drop=True)
    context = table[list(CONTEXT)].to_numpy(dtype=object)
    # a pair without a pre-test, or without a post-test, has taken the last row for it: its context is the other's alone
    before, after = (context[at] for at in rows)
    is_first = (pd.notna(before) & is_before[:, np.newaxis]) | ~is_after[:, np.newaxis]
    known = np.where(is_first, before, after)
    scores = table["score"].to_numpy(dtype=np.float64)
    first, second = (np.where(at >= 0, scores[at], np.nan) for at in rows)
    about = pd.DataFrame(known, columns=list(CONTEXT), dtype=object)
    wide: pd.DataFrame = pd.concat([paired, about], axis=1).assign(pre=first, post=second)
    return wide[list(PAIR_COLUMNS)]


def one_pair_each(pairs: pd.DataFrame, by: Sequence[str], *, group: str = "group") -> pd.DataFrame:
    """Return one row for each person: of several pairs the one of the group that comes first, a complete one if any.

    Parameters
    ----------
    pairs
        Rows with columns ``pre`` and ``post``, those of `by` and of `group`.
    by
        Columns of what counts once: the person, and what they count in.
    group
        Column of the measurement group.

    Returns
    -------
    pandas.DataFrame
        Of the rows those that stay, in the order of `pairs`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"client": ["a", "a", "a"], "group": [None, "二组", "一组"], "pre": [9.0, 8.0, 7.0]})
    >>> one_pair_each(pairs.assign(post=[6.0, 6.0, np.nan]), ["client"])["group"].tolist()
    ['二组']
    """
    if not pairs.duplicated(list(by)).any():
        return pairs
    named = pairs[group].astype(object).where(pairs[group].notna() & (pairs[group] != ""))
    ordered = pairs.assign(_first=named, _gaps=pairs[["pre", "post"]].isna().sum(axis=1))
    kept = ordered.sort_values(["_gaps", "_first"], kind="stable").drop_duplicates(list(by))
    return pairs.loc[kept.index.sort_values()]


def require_scored(scored: pd.DataFrame) -> None:
    """Refuse what is no table of scored measurements.

    Parameters
    ----------
    scored
        Columns client, scale, dimension, wave and score; a score may be NaN.

    Raises
    ------
    InputError
        A column is missing, a person, scale or dimension is not named, a wave is not known, or a score is neither a
        finite number nor NaN.
    """
    require_columns(scored, (*PERSON, "wave", "score"))
    require_known("wave", scored["wave"].dropna().unique(), WAVES)
    require_named(**{name: scored[name] for name in PERSON})
    require_numbers(may_lack=True, score=scored["score"].to_numpy())


def require_of_scales(pairs: pd.DataFrame, registry: Mapping[str, Scale]) -> None:
    """Refuse pairs of a scale or dimension that is not known, and scores outside its range.

    Parameters
    ----------
    pairs
        The wide table of :func:`pair_scores`.
    registry
        Scale versions by id.

    Raises
    ------
    InputError
        Names the first scale, dimension or score that does not fit.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> pairs = pd.DataFrame({"scale": ["uls6"], "dimension": ["total"], "pre": [18.0], "post": [25.0]})
    >>> require_of_scales(pairs, shipped_scales())
    Traceback (most recent call last):
        ...
    evaltoolkit.errors.InputError: A score of uls6 is 25; it must lie from 6 to 24.
    """
    require_known("scale", pairs["scale"].unique(), registry)
    for of, rows in pairs.groupby(["scale", "dimension"], sort=False):
        name, dimension = map(str, of)
        scale = registry[name]
        require_known("dimension", (dimension,), (TOTAL, *(part.id for part in scale.dimensions)))
        limits, scores = scale.range_of(dimension), rows[["pre", "post"]].to_numpy(dtype=np.float64)
        beyond = scores[(scores < limits.low - _NEAR) | (scores > limits.high + _NEAR)]
        if beyond.size:
            raise InputError(
                text("A score of {scale} is {score:g}; it must lie from {low:g} to {high:g}.", scale=name,
                     score=beyond[0], low=limits.low, high=limits.high)
            )  # fmt: skip


_NEAR = 1e-9


def with_their_total(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the scores without the dimensions of measurements that have no total: whole and part are the same people.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.

    Returns
    -------
    pandas.DataFrame
        The rows of `scored` that stay.

    Raises
    ------
    InputError
        As :func:`require_scored` says.

    Notes
    -----
    A dimension of a few people more than the whole would say something of these few. A scale that nobody has a total
    of keeps its dimensions.

    Examples
    --------
    >>> rows = {"client": ["a", "a", "b"], "dimension": ["total", "family", "family"], "score": [60.0, 20.0, 24.0]}
    >>> with_their_total(pd.DataFrame({**rows, "scale": "psss", "wave": "前测"}))["client"].tolist()
    ['a', 'a']
    """
    require_scored(scored)
    table = scored.reset_index(drop=True)
    is_whole, is_scored = table["dimension"] == TOTAL, np.isfinite(table["score"].to_numpy(dtype=np.float64))
    if is_whole.all():  # nothing has parts
        return pd.DataFrame(table[is_scored])
    is_total = is_whole & is_scored
    named = table.reindex(columns=["client", "scale", "wave", "group"])
    measurement = pd.Series(row_codes(column for _, column in named.items()))
    known = measurement.isin(measurement[is_total]) | ~table["scale"].isin(table.loc[is_total, "scale"].unique())
    return table[known]


def _group_key(table: pd.DataFrame, person: IntArray) -> pd.Series:
    """Return the measurement group for who was measured in several, empty for everyone else."""
    waves = pd.DataFrame({"person": person, "wave": table["wave"].to_numpy()})
    often = waves.duplicated(keep=False).to_numpy()
    if not often.any():
        return pd.Series("", index=waves.index, dtype=object)
    several = np.isin(person, person[often])
    groups = table["group"].astype(object).where(table["group"].notna(), "").reset_index(drop=True)
    return groups.where(several, "")


def _rows_at(table: pd.DataFrame, place: IntArray, wave: str, size: int) -> IntArray:
    """Return the first row of each pair at one wave, -1 for who has no such wave."""
    found = np.flatnonzero((table["wave"] == wave).to_numpy())[::-1]
    rows = np.full(size, -1, dtype=np.int64)
    rows[place[found]] = found
    return rows
