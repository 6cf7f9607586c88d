"""Protect results of scales: one grouping beside the whole, and no group that subtraction would single out.

A shared report shows the whole of a scale and the groups of one column only. Two groupings of the same people
beside each other (by programme and by method, say) would let a reader subtract one from the other; one grouping
splits the whole, so all that can be subtracted is what its hidden groups hold together. Where that is too few people,
the whole gives way to the programmes, which are what a report is read for; of smaller groups further ones give way,
so that their programme stays.
Source: the class of table ``scale`` in the policy file; complementary suppression as in ACRO and the ONS guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.earlier import EarlierReport
from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scale_rows import TOTAL, WHOLE, ScaleRows
from evaltoolkit.model.results import ResultTable

PROGRAMME = "project"
_PAIRS = frozenset({"n_pairs", "n_people", "n_kept"})
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
    not differ from an earlier report by fewer; else the whole is left out beside programmes, and of other groups the
    smallest shown one is hidden too. A group hidden on the whole scale is hidden in its dimensions. Where the people
    of the dimensions differ from those of the whole scale by fewer than ``min_people``, one dimension is hidden
    throughout. The first holds for spreads with ``min_spread``.
    """
    shown_kind = grouping_shown(frame, earlier)
    other = ~frame["group_kind"].isin((WHOLE, shown_kind)).to_numpy()
    everything = (*table.people, *table.figures)
    for row in np.flatnonzero(other):
        yield Hiding(int(row), everything, Reason.OTHER_GROUPING)
    kept = np.flatnonzero(~other)
    rows = ScaleRows.of(table, frame.loc[kept].reset_index(drop=True), earlier)
    changed = rows.changed(rule.min_people)
    small = rows.below(rule.min_people) | _beside_total(rows, rule.min_people)
    hidden = _hidden(rows, rule.min_people, changed | small)
    for place in np.flatnonzero(hidden):
        reason = Reason.CHANGED if changed[place] else Reason.SMALL
        if rows.whole[place] and shown_kind == PROGRAMME and not small[place]:
            reason = Reason.WHOLE
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


def _hidden(rows: ScaleRows, least: int, first: np.ndarray) -> np.ndarray:
    """Return the rows to hide: `first`, and what else is needed so that subtraction finds no few people."""
    hidden = first.copy()
    while True:
        before = hidden.copy()
        for part in rows.parts("scale", "dimension"):
            _add_company(rows, part, hidden, least)
        for part in rows.parts("scale", "group_kind", "group"):
            if hidden[part[rows.total[part]]].any():
                hidden[part] = True
        if (hidden == before).all():
            return hidden


def _beside_total(rows: ScaleRows, least: int) -> np.ndarray:
    """Return the rows of one dimension for each scale whose dimensions, summed, would tell of few incomplete answers.

    The total is of people who answered every dimension; the dimensions' sum less the total is what the others
    answered. Without one of the dimensions there is no such sum. As many pairs need not be the same people: a few who
    came to one test alone show that they are not.
    """
    apart = np.zeros(len(rows.pairs))
    hidden = np.zeros(len(rows.pairs), dtype=bool)
    near = np.zeros(len(rows.pairs), dtype=bool)
    for part in rows.parts("scale", "group_kind", "group"):
        total = part[rows.total[part]]
        if total.size:
            differing = np.nan_to_num(np.abs(rows.counts[part] - rows.counts[total[0]]))
            apart[part] = differing.max(axis=1)
            near[part] = ((differing > 0) & (differing < least)).any()
    for scale in rows.parts("scale"):
        if near[scale].any():
            names = rows.frame["dimension"].to_numpy()[scale]
            hidden[scale[names == names[int(apart[scale].argmax())]]] = True
    return hidden


def _add_company(rows: ScaleRows, part: np.ndarray, hidden: np.ndarray, least: int) -> None:
    """Hide further rows of one scale and dimension while what subtraction leaves can be singled out.

    Beside programmes the whole goes first, then the smallest group; else the smallest group first, the whole last.
    """
    groups, whole = part[~rows.whole[part]], part[rows.whole[part]]
    order = list(groups[np.argsort(rows.pairs[groups], kind="stable")])
    is_programme = (rows.frame["group_kind"].to_numpy()[groups] == PROGRAMME).any()
    for place in [*whole, *order] if is_programme else [*order, *whole]:
        if not rows.singles_out(part, hidden, least):
            return
        hidden[place] = True


def _spread(rows: ScaleRows, least: int, hidden: np.ndarray) -> np.ndarray:
    """Return the rows whose spread is hidden, those in `hidden` included."""
    spread = hidden | ((rows.pairs > 0) & (rows.pairs < least)) | rows.changed(least)
    for part in rows.parts("scale", "dimension"):
        order = part[np.lexsort((rows.pairs[part], rows.whole[part]))]
        for place in order:
            if not rows.singles_out(part, spread, least):
                break
            spread[place] = True
    return np.asarray(spread)


def hide_beside_programmes(
    tables: Mapping[str, ResultTable], hidings: Mapping[str, Sequence[Hiding]]
) -> dict[str, list[Hiding]]:
    """Return what to hide in other tables of the scales whose whole was left out: their counts are those of the whole.

    Parameters
    ----------
    tables
        Of the report; those with the columns scale and a count of pairs or people of the whole are looked at.
    hidings
        What the tables hide by themselves.
    """
    left_out = {
        str(table.frame.at[hiding.row, "scale"])
        for name, table in tables.items()
        for hiding in hidings[name]
        if hiding.reason is Reason.WHOLE and table.frame.at[hiding.row, "dimension"] == TOTAL
    }
    return {
        name: [
            Hiding(row, (*table.people, *table.figures), Reason.SMALL)
            for row, scale in enumerate(table.frame["scale"])
            if str(scale) in left_out
        ]
        for name, table in tables.items()
        if _counts_pairs(table)
    }


def _counts_pairs(table: ResultTable) -> bool:
    return "scale" in table.frame.columns and "group_kind" not in table.frame.columns and bool(_PAIRS & {*table.people})
