"""Protect results of scales: one grouping beside the whole, and no group that subtraction would single out.

A shared report shows the whole of a scale and the groups of one column only. Two groupings of the same people
beside each other (by programme and by method, say) would let a reader subtract one from the other; one grouping
splits the whole, so all that can be subtracted is what its hidden groups hold together.
Source: the class of table ``scale`` in the policy file; complementary suppression as in ACRO and the ONS guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.model.results import ResultTable

WHOLE = "all"
PREFERRED = ("project", "field", "group", "method")
"""Groupings in the order in which a shared report takes the one it shows: programmes before single groups."""


def hide_scale_rows(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule) -> Iterator[Hiding]:
    """Yield what to hide in a table with the columns scale, dimension, group_kind, group and n_pairs.

    Parameters
    ----------
    table
        Names the columns that hold figures and those that tell of single values.
    frame
        Rows numbered from 0; for each scale and dimension one row of the whole, then rows of groups.
    rule
        Rule of the audience.

    Notes
    -----
    Within one scale and dimension the hidden groups together must hold no one, or at least ``min_people``; else the
    smallest shown group is hidden too. The same holds for spreads with ``min_spread``.
    """
    everything = (*table.people, *table.figures)
    shown_kind = grouping_shown(frame)
    other = ~frame["group_kind"].isin((WHOLE, shown_kind)).to_numpy()
    for row in np.flatnonzero(other):
        yield Hiding(int(row), everything, Reason.OTHER_GROUPING)
    for rows in frame[~other].groupby(["scale", "dimension"], sort=False).indices.values():
        positions = np.flatnonzero(~other)[rows]
        yield from _hide_within(table, frame.loc[positions], rule)


def grouping_shown(frame: pd.DataFrame) -> str:
    """Return the column whose groups a shared report shows: the first preferred one with two groups or more."""
    counts = frame[frame["group_kind"] != WHOLE].groupby("group_kind", sort=False)["group"].nunique()
    present = [kind for kind in PREFERRED if counts.get(kind, 0) >= 2]
    return present[0] if present else next((kind for kind in PREFERRED if kind in counts.index), PREFERRED[0])


def _hide_within(table: ResultTable, rows: pd.DataFrame, rule: AudienceRule) -> Iterator[Hiding]:
    whole = rows["group_kind"] == WHOLE
    people = np.nan_to_num(rows["n_pairs"].to_numpy(dtype=float), nan=0.0, posinf=np.finfo(float).max / len(rows))
    total = float(people[whole.to_numpy()].sum())
    for columns, least, reason in (
        ((*table.people, *table.figures), rule.min_people, Reason.SMALL),
        (table.spread, rule.min_spread, Reason.SPREAD),
    ):
        small = _below(people, least)
        spared = small | _complement(people, small, whole.to_numpy(), total, least)
        for position in np.flatnonzero(spared).tolist():
            why = reason if small[position] else Reason.COMPLEMENT
            yield Hiding(int(rows.index[position]), columns, why)


def _below(people: Sequence[float] | np.ndarray, least: int) -> np.ndarray:
    counts = np.asarray(people)
    return (counts > 0) & (counts < least)


def _complement(people: np.ndarray, hidden: np.ndarray, whole: np.ndarray, total: float, least: int) -> np.ndarray:
    """Return the further groups to hide, smallest first, until what subtraction leaves holds enough people."""
    extra = np.zeros_like(hidden)
    if hidden[whole].any():
        return extra
    for position in np.argsort(np.where(whole, np.inf, people), kind="stable"):
        rest = total - people[~hidden & ~extra & ~whole].sum()
        if not 0 < rest < least:
            break
        if not whole[position] and not hidden[position]:
            extra[position] = True
    return extra
