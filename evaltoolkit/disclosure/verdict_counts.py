"""Protect the numbers of people who got better, stayed as they were, or got worse.

Shown where no cell holds 1 to below the policy's number, in the row itself and in what is left of the whole when the
shown groups are subtracted; else only the pooled row, and not that either where it has a small cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.model.results import ResultTable

WHOLE = "all"
SUMS = "people"
PARTS = ("verdicts", "verdicts_pooled")
"""Tables of verdicts by scale, and the table that adds people up over their primary scales."""


def hide_categories(table: ResultTable, frame: pd.DataFrame, rule: AudienceRule) -> Iterator[Hiding]:
    """Yield the rows to hide in a table with the columns scale, group_kind and group.

    Parameters
    ----------
    table
        Its `people` are the categories, which add up to everyone of the row.
    frame
        Rows numbered from 0; for each scale one row of the whole (kind ``all``), then groups that split it.
    rule
        Rule of the audience.
    """
    counts = frame[list(table.people)].to_numpy(dtype=float)
    whole = (frame["group_kind"] == WHOLE).to_numpy()
    hidden = np.asarray(((counts > 0) & (counts < rule.min_people)).any(axis=1))
    for rows in frame.groupby("scale", sort=False).indices.values():
        shown = rows[~hidden[rows] & ~whole[rows]]
        total = counts[rows[whole[rows] & ~hidden[rows]]].sum(axis=0)
        rest = total - counts[shown].sum(axis=0)
        if total.any() and ((rest > 0) & (rest < rule.min_people)).any():
            hidden[rows[~whole[rows]]] = True
    for row in np.flatnonzero(hidden):
        yield Hiding(int(row), (*table.people, *table.figures), Reason.SMALL)


def hide_sums(tables: Mapping[str, ResultTable], hidings: Mapping[str, Sequence[Hiding]]) -> Iterator[Hiding]:
    """Yield the rows of people over their primary scales where a scale's own verdicts are hidden.

    The sum over the scales less those that are shown would be the hidden one.
    """
    if SUMS not in tables or not any(hidings.get(name) for name in PARTS):
        return
    table = tables[SUMS]
    for row in range(len(table.frame)):
        yield Hiding(row, (*table.people, *table.figures), Reason.SMALL)
