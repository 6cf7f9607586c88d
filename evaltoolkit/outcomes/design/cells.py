"""The cells of the outcome table: every scale x dimension, pooled and in each group, one row a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL
from evaltoolkit.outcomes.design.pairs import PEOPLE_COLUMNS, one_pair_each
from evaltoolkit.outcomes.design.people_groups import may_be_told
from evaltoolkit.outcomes.design.row_codes import row_codes
from evaltoolkit.outcomes.tests.resolution import FloatArray, IntArray

CELL_COLUMNS: tuple[str, ...] = ("scale", "dimension", "group_kind", "group")
POOLED = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """People in the cells of the outcome table.

    Parameters
    ----------
    keys
        One row a cell, columns :data:`CELL_COLUMNS`; pooled cells before groups.
    codes
        Cell of each person in it, ascending.
    pre, post
        Scores of each; NaN at a wave without one.
    """

    keys: pd.DataFrame
    codes: IntArray
    pre: FloatArray
    post: FloatArray

    @property
    def size(self) -> int:
        """Return the number of cells."""
        return len(self.keys)

    def count(self, chosen: np.ndarray) -> FloatArray:
        """Return how many of the people marked in `chosen` each cell has.

        Parameters
        ----------
        chosen
            One flag a person, in the order of `codes`.

        Returns
        -------
        numpy.ndarray
            One count a cell.
        """
        return np.bincount(self.codes[chosen], minlength=self.size).astype(np.float64)


def make_cells(pairs: pd.DataFrame, group_columns: Iterable[str]) -> Cells:
    """Return the cells of the wide table `pairs` for all together and for each column of groups.

    Parameters
    ----------
    pairs
        The wide table of :func:`~evaltoolkit.outcomes.design.pairs.pair_scores`.
    group_columns
        Columns of `pairs` whose values are groups; those of people only where
        :func:`~evaltoolkit.outcomes.design.people_groups.may_be_told` allows it.

    Returns
    -------
    Cells
        Pooled cells before groups, the total before the dimensions.

    Notes
    -----
    A person with several pairs in one cell enters it once, as
    :func:`~evaltoolkit.outcomes.design.pairs.one_pair_each` chooses. Tests of two groups make no pair.

    Examples
    --------
    >>> who = {"client": ["a", "b"], "scale": "uls6", "dimension": "total", "group": ["一组", "二组"]}
    >>> cells = make_cells(pd.DataFrame({**who, "pre": [18.0, 15.0], "post": [12.0, np.nan]}), ["group"])
    >>> cells.keys["group"].tolist(), cells.count(np.isfinite(cells.post)).tolist()
    (['', '一组', '二组'], [1.0, 1.0, 0.0])
    """
    people = _one_row_each(pd.concat(list(_memberships(pairs, group_columns)), ignore_index=True))
    total_first = people["dimension"].where(people["dimension"] != TOTAL, "")
    codes = row_codes([people["scale"], total_first, people["_kind"], people["group"]])
    ranked = np.argsort(codes, kind="stable")
    codes = codes[ranked]
    first = ranked[np.flatnonzero(np.diff(codes, prepend=-1))]
    keys = people[list(CELL_COLUMNS)].iloc[first].reset_index(drop=True)
    pre, post = (people[name].to_numpy(dtype=np.float64)[ranked] for name in ("pre", "post"))
    return Cells(keys, codes, pre, post)


def _memberships(pairs: pd.DataFrame, group_columns: Iterable[str]) -> Iterator[pd.DataFrame]:
    base = pairs[["client", "scale", "dimension", "pre", "post"]].assign(_in=pairs["group"])
    yield base.assign(group_kind=POOLED, group="", _kind=0)
    for position, kind in enumerate(group_columns, start=1):
        known = pairs[kind].notna() & (pairs[kind].astype(str) != "")
        if kind in PEOPLE_COLUMNS:
            known &= may_be_told(pairs)
        if known.any():
            names = pairs.loc[known, kind].astype(str)
            yield base[known].assign(group_kind=kind, group=names, _kind=position)


def _one_row_each(people: pd.DataFrame) -> pd.DataFrame:
    key = [*CELL_COLUMNS, "client"]
    if not people.duplicated(key).any():
        return people
    complete = people["pre"].notna() & people["post"].notna()
    paired = complete.groupby([people[name] for name in key]).transform("any")
    kept = people[complete | ~paired].assign(_lacks=people["pre"].isna()).reset_index(drop=True)
    return one_pair_each(kept, [*key, "_lacks"], group="_in")
