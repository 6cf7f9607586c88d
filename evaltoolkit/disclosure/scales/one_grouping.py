"""Protect results of scales: one grouping beside the whole, and no group that subtraction would single out.

A shared report shows the whole of a scale and the groups of one column only. Two groupings of the same people
beside each other (by programme and by method, say) would let a reader subtract one from the other; one grouping
splits the whole, so all that can be subtracted is what its hidden groups hold together. Where that is too few people,
further groups give way, the smallest first: of a whole and its part the part is hidden.
Source: the class of table ``scale`` in the policy file; complementary suppression as in ACRO and the ONS guidance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.scale_rows import WHOLE, ScaleRows
from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates, beside_means
from evaltoolkit.disclosure.scales.several_pairs import SeveralPairs
from evaltoolkit.disclosure.states.earlier import EarlierReport, of_spreads
from evaltoolkit.disclosure.states.printed_means import ENDS, MEANS
from evaltoolkit.model.results import ResultTable

PREFERRED = ("project", "field", "group", "method")
"""Groupings in the order in which a shared report takes the one it shows: programmes before single groups."""


def hide_scale_rows(
    table: ResultTable,
    frame: pd.DataFrame,
    rule: AudienceRule,
    earlier: Sequence[EarlierReport] = (),
    members: pd.DataFrame | None = None,
    alike_rows: Collection[int] = (),
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
    members
        The table of memberships; with it rows of several states are compared together.
    alike_rows
        Rows that tell of few people who share a value.

    Notes
    -----
    Within one scale and dimension the hidden groups together must hold no one, or at least ``min_people``, and must
    not differ from an earlier report by fewer; else the smallest shown group is hidden too. A group hidden on the whole
    scale is hidden in its dimensions, which are of the people with the total. The first holds for spreads with
    ``min_spread``. The standardised change is no spread in this sense: pairs, mean and interval of the change tell it.
    Where what rows leave all changed alike, only the means and the interval are shown of the smallest of them; nor that
    where these tell it too. And where few people of a row are others than in an earlier paper, or were corrected: t has
    so many digits that both papers together would tell of these few.
    """
    shown_kind = grouping_shown(frame, earlier)
    other = ~frame["group_kind"].isin((WHOLE, shown_kind)).to_numpy()
    everything = (*table.people, *table.figures)
    for row in np.flatnonzero(other):
        yield Hiding(int(row), everything, Reason.OTHER_GROUPING)
    kept = np.flatnonzero(~other)
    rows = ScaleRows.of(table, frame.loc[kept].reset_index(drop=True), earlier, rule.min_people)
    told = ScoresOfStates(rows.frame, earlier, members, rule.min_people, alike=rule.min_spread)
    several = SeveralPairs(members)
    changed, small, alike = rows.changed(rule.min_people), rows.below(rule.min_people), np.isin(kept, [*alike_rows])
    hidden = _hidden(rows, told, several, rule, changed | small | rows.short(rule.min_people), alike)
    for place in np.flatnonzero(hidden):
        # a whole gives way to no group of its own, only to what an earlier report showed
        is_changed = changed[place] or (rows.whole[place] and rows.total[place])
        reason = Reason.SMALL if small[place] else Reason.CHANGED if is_changed else Reason.SUBTRACTION
        reason = Reason.SPREAD if alike[place] and not small[place] and not changed[place] else reason
        stays = [name for name, count in zip(table.people, rows.counts[place], strict=True) if count == 0]
        columns = tuple(name for name in everything if name not in stays)
        yield Hiding(int(kept[place]), columns, reason)
    nearly = rows.altered | told.nearly_as_before()
    for place in np.flatnonzero((rows.spared | nearly) & ~hidden):
        means = tuple(name for name in everything if name not in (*MEANS, *ENDS))
        yield Hiding(int(kept[place]), means, Reason.CHANGED)
    alone = told.tell_alike(hidden, rows.spared | nearly, ~rows.whole) & ~(rows.spared | nearly)
    for place in np.flatnonzero(alone):
        yield Hiding(int(kept[place]), beside_means(table), Reason.SUBTRACTION)
    printed = ScaleRows.of(table, rows.frame, [of_spreads(one) for one in earlier], rule.min_people)
    beside = hidden | nearly | rows.changed(rule.min_spread)
    for place in np.flatnonzero(
        _spread(printed, several, rule.min_spread, beside | alone) & ~(hidden | nearly | alone)
    ):
        # of enough people only what is left of the whole is too few
        reason = Reason.SPREAD if rows.pairs[place] < rule.min_spread else Reason.SUBTRACTION
        yield Hiding(int(kept[place]), table.spread, reason)


def grouping_shown(frame: pd.DataFrame, earlier: Sequence[EarlierReport] = ()) -> str:
    """Return the column whose groups a shared report shows: that of an earlier report, else the first preferred one.

    A preferred one has two groups or more, where any has.
    """
    counts = frame[frame["group_kind"] != WHOLE].groupby("group_kind", sort=False)["group"].nunique()
    before = {report.grouping for report in earlier}
    ranked = [kind for kind in PREFERRED if kind in counts.index]
    several = [kind for kind in ranked if counts[kind] >= 2]
    again = [kind for kind in ranked if kind in before]
    return next(iter([*again, *several, *ranked, PREFERRED[0]]))


def _hidden(
    rows: ScaleRows, told: ScoresOfStates, several: SeveralPairs, rule: AudienceRule, first: np.ndarray,
    alike: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Return the rows to hide: `first`, those of `alike` people, and more, so that subtraction finds no few people.

    Nor may it find the rest of a whole where all changed alike in a group that is hidden for it.
    """
    hidden = np.asarray(first | alike)
    while True:
        before = hidden.copy()
        for part in rows.parts("scale", "dimension"):
            _add_company(rows, several, part, hidden, rule.min_spread if alike[part].any() else rule.min_people)
        for part in rows.parts("scale", "group_kind", "group"):
            if hidden[part[rows.total[part]]].any():
                hidden[part] = True
        hidden |= rows.lone(hidden)
        if (hidden == before).all():  # asked last: what is hidden in any case tells nothing of few
            for part in rows.parts("scale", "dimension"):
                hidden[told.to_hide(part, hidden)] = True
            hidden |= told.tell_alike(hidden, ~rows.whole, ~rows.whole)
            if (hidden == before).all():
                return hidden


def _add_company(rows: ScaleRows, several: SeveralPairs, part: np.ndarray, hidden: np.ndarray, least: int) -> None:
    """Hide further rows of one scale and dimension, the smallest first, while what is left can be singled out.

    The whole goes last, and only where an earlier report showed it otherwise.
    """
    groups, whole = part[~rows.whole[part]], part[rows.whole[part]]
    for place in [*groups[np.argsort(rows.pairs[groups], kind="stable")], *whole]:
        if not _singles_out(rows, several, part, hidden, least):
            return
        hidden[place] = True


def _singles_out(rows: ScaleRows, several: SeveralPairs, part: np.ndarray, hidden: np.ndarray, least: int) -> bool:
    return rows.singles_out(part, hidden, least) or several.leave_few(rows.frame, part[~hidden[part]].tolist(), least)


def _spread(rows: ScaleRows, several: SeveralPairs, least: int, hidden: np.ndarray) -> np.ndarray:
    """Return the rows whose spread is hidden, those in `hidden` included."""
    spread = hidden | ((rows.pairs > 0) & (rows.pairs < least))
    for part in rows.parts("scale", "dimension"):
        order = part[np.lexsort((rows.pairs[part], rows.whole[part]))]
        for place in order:
            if not _singles_out(rows, several, part, spread, least):
                break
            spread[place] = True
    return np.asarray(spread)
