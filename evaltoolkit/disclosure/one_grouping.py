"""Protect results of scales: one grouping beside the whole, and no group that subtraction would single out.

A shared report shows the whole of a scale and the groups of one column only. Two groupings of the same people
beside each other (by programme and by method, say) would let a reader subtract one from the other; one grouping
splits the whole, so all that can be subtracted is what its hidden groups hold together.
Source: the class of table ``scale`` in the policy file; complementary suppression as in ACRO and the ONS guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.earlier import EarlierReport, changed_rows, differences, is_small_difference
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.model.results import ResultTable

WHOLE, TOTAL = "all", "total"
PREFERRED = ("project", "field", "group", "method")
"""Groupings in the order in which a shared report takes the one it shows: programmes before single groups."""


def hide_scale_rows(
    table: ResultTable, frame: pd.DataFrame, rule: AudienceRule, earlier: Sequence[EarlierReport] = ()
) -> Iterator[Hiding]:
    """Yield what to hide in a table with the columns scale, dimension, group_kind and group.

    Parameters
    ----------
    table
        Names the columns that count people, the figures, and those that tell of single values.
    frame
        Rows numbered from 0; for each scale and dimension one row of the whole, then rows of groups.
    rule
        Rule of the audience.
    earlier
        What earlier reports of the street showed.

    Notes
    -----
    Within one scale and dimension the hidden groups together must hold no one, or at least ``min_people``, and must
    not differ from an earlier report by fewer; else the smallest shown group is hidden too. A group hidden on the
    whole scale is hidden in its dimensions; a dimension whose people differ from those of the whole scale by fewer
    than ``min_people`` is hidden. The first holds for spreads with ``min_spread``.
    """
    shown_kind = grouping_shown(frame, earlier)
    other = ~frame["group_kind"].isin((WHOLE, shown_kind)).to_numpy()
    everything = (*table.people, *table.figures)
    for row in np.flatnonzero(other):
        yield Hiding(int(row), everything, Reason.OTHER_GROUPING)
    kept = np.flatnonzero(~other)
    rows = _Rows.of(table, frame.loc[kept].reset_index(drop=True), earlier)
    changed = changed_rows(table, rows.frame, earlier, rule.min_people)
    hidden = _hidden(rows, rule.min_people, changed | rows.below(rule.min_people))
    for place in np.flatnonzero(hidden):
        reason = Reason.CHANGED if changed[place] else Reason.SMALL
        yield Hiding(int(kept[place]), everything, reason)
    for place in np.flatnonzero(_spread(rows, rule.min_spread, hidden) & ~hidden):
        yield Hiding(int(kept[place]), table.spread, Reason.SPREAD)


def grouping_shown(frame: pd.DataFrame, earlier: Sequence[EarlierReport] = ()) -> str:
    """Return the column whose groups a shared report shows: that of an earlier report, else the first preferred one.

    A preferred one has two groups or more, where any has.
    """
    counts = frame[frame["group_kind"] != WHOLE].groupby("group_kind", sort=False)["group"].nunique()
    before = {cell.row[2] for report in earlier for cell in report.counts if cell.table == "outcomes"} - {WHOLE}
    ranked = [kind for kind in PREFERRED if kind in counts.index]
    several = [kind for kind in ranked if counts[kind] >= 2]
    again = [kind for kind in ranked if kind in before]
    return next(iter([*again, *several, *ranked, PREFERRED[0]]))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The rows of the whole and of the grouping shown, as arrays."""

    frame: pd.DataFrame
    counts: np.ndarray
    pairs: np.ndarray
    whole: np.ndarray
    total: np.ndarray
    changes: tuple[tuple[np.ndarray, float], ...]

    @classmethod
    def of(cls, table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport]) -> _Rows:
        return cls(
            frame,
            frame[list(table.people)].to_numpy(dtype=float),
            frame["n_pairs"].to_numpy(dtype=float),
            (frame["group_kind"] == WHOLE).to_numpy(),
            (frame["dimension"] == TOTAL).to_numpy(),
            tuple((differences(table, frame, report), report.blur) for report in earlier),
        )

    def below(self, least: int) -> np.ndarray:
        """Return the rows in which any count is of at least 1 and less than `least` people."""
        return np.asarray(((self.counts > 0) & (self.counts < least)).any(axis=1))

    def parts(self, *columns: str) -> list[np.ndarray]:
        """Return the positions of the rows that share these keys."""
        return [np.asarray(rows) for rows in self.frame.groupby(list(columns), sort=False).indices.values()]


def _hidden(rows: _Rows, least: int, first: np.ndarray) -> np.ndarray:
    """Return the rows to hide: `first`, and what else is needed so that subtraction finds no few people."""
    hidden = np.asarray(first | _beside_total(rows, least))
    while True:
        before = hidden.copy()
        for part in rows.parts("scale", "dimension"):
            _add_company(rows, part, hidden, least)
        for part in rows.parts("scale", "group_kind", "group"):
            if hidden[part[rows.total[part]]].any():
                hidden[part] = True
        if (hidden == before).all():
            return hidden


def _beside_total(rows: _Rows, least: int) -> np.ndarray:
    near = np.zeros(len(rows.pairs), dtype=bool)
    for part in rows.parts("scale", "group_kind", "group"):
        total = rows.pairs[part[rows.total[part]]]
        if total.size:
            apart = np.abs(rows.pairs[part] - total[0])
            near[part] = (apart > 0) & (apart < least)
    return near


def _add_company(rows: _Rows, part: np.ndarray, hidden: np.ndarray, least: int) -> None:
    """Hide further groups of one scale and dimension, smallest first, while what is left can be singled out."""
    groups = part[~rows.whole[part]]
    whole = part[rows.whole[part]]
    if not whole.size or hidden[whole].any():
        return
    for place in groups[np.argsort(rows.pairs[groups], kind="stable")]:
        shown = groups[~hidden[groups]]
        if not _singles_out(rows, whole[0], shown, least):
            return
        hidden[place] = True


def _singles_out(rows: _Rows, whole: int, shown: np.ndarray, least: int) -> bool:
    rest = rows.counts[whole] - rows.counts[shown].sum(axis=0)
    if ((rest > 0) & (rest < least)).any():
        return True
    left = [(change[whole] - change[shown].sum(axis=0), blur) for change, blur in rows.changes]
    return bool(shown.size) and any(is_small_difference(change, blur, least).any() for change, blur in left)


def _spread(rows: _Rows, least: int, hidden: np.ndarray) -> np.ndarray:
    """Return the rows whose spread is hidden, those in `hidden` included."""
    spread = hidden | ((rows.pairs > 0) & (rows.pairs < least))
    for part in rows.parts("scale", "dimension"):
        groups, whole = part[~rows.whole[part]], part[rows.whole[part]]
        if not whole.size or spread[whole].any():
            continue
        for place in groups[np.argsort(rows.pairs[groups], kind="stable")]:
            rest = rows.pairs[whole[0]] - rows.pairs[groups[~spread[groups]]].sum()
            if not 0 < rest < least:
                break
            spread[place] = True
    return spread
