"""Protect the groups that pages of their own tell of, together with the report and with each other.

A page may be made of any group, at any time, and lie beside the report and every other page. So all groups are
protected at once, beneath what the report shows of the whole, of its grouping and of people cared for, looking back or
followed up; of a whole and its part the part is hidden. Who belongs where is known from the table of memberships, as
counts: rows shown divide the people into blocks, and no block, nor what a further mean leaves of blocks, may hold few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.policy import AudienceRule
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.overlaps import chosen_by, holds, shown_of_some
from evaltoolkit.disclosure.scales.scale_rows import ScaleRows
from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates, beside_means
from evaltoolkit.disclosure.scales.several_pairs import SeveralPairs
from evaltoolkit.disclosure.states.between_states import Row, leave_few, people_of
from evaltoolkit.disclosure.states.earlier import MEAN_OF, EarlierReport, count_of, is_small_difference, row_key
from evaltoolkit.disclosure.states.printed_means import BY_TEST, ENDS, MEANS
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

GROUP, _MEAN = "group", "mean_change"
_MEANS_OF_SOME = {"maintenance": "mean_change", "retrospective": "change", "follow_up": "mean_change"}
_COUNTS = ["n_pre", "n_post", "n_pairs"]
Hidings = Mapping[str, Sequence[Hiding]]
Subset = tuple[str, str, int]
"""Some people of a scale: a column of the memberships, what it holds, and by how many they differ from earlier ones."""
_Set = tuple[np.ndarray, int, tuple[str, str]]


def hide_page_rows(
    tables: Mapping[str, ResultTable],
    hidings: Hidings,
    members: pd.DataFrame,
    rule: AudienceRule,
    earlier: Sequence[EarlierReport] = (),
    alike_rows: Collection[int] = (),
) -> Iterator[Hiding]:
    """Yield what pages of groups hide in the rows of the table ``outcomes``; all other rows are hidden.

    Parameters
    ----------
    tables
        Of the report, with those that tell means of some people of a scale.
    hidings
        What the report hides.
    members
        Rows of the table of memberships.
    rule
        Rule of the audience.
    earlier
        What papers of earlier states showed.
    alike_rows
        Rows that tell of few people who share a value.
    """
    table = tables["outcomes"]
    frame, everything = table.frame, (*table.people, *table.figures)
    other = _rows_with(hidings["outcomes"], _MEAN, Reason.OTHER_GROUPING)
    of_report = [row for row in range(len(frame)) if row not in other]
    kinds = {str(frame.at[row, "group_kind"]) for row in of_report}
    own = [] if GROUP in kinds else list(np.flatnonzero((frame["group_kind"] == GROUP).to_numpy()))
    for row in sorted(set(range(len(frame))) - set(own)):
        yield Hiding(row, everything, Reason.OTHER_GROUPING)
    if not own:
        return
    places = np.array(sorted({*of_report, *map(int, own)}))
    rows = ScaleRows.of(table, frame.loc[places].reset_index(drop=True), earlier, rule.min_people)
    states = ScoresOfStates(
        rows.frame, earlier, members, rule.min_people, shown_of_some(tables, hidings), alike=rule.min_spread
    )
    pages = _Pages(
        rows, states, SeveralPairs(members), members, rule, frame.loc[places, "group_kind"].to_numpy() == GROUP
    )
    changed, small, alike = rows.changed(rule.min_people), rows.below(rule.min_people), np.isin(places, [*alike_rows])
    shown, gone = (_rows_with(hidings["outcomes"], _MEAN, reason) for reason in (None, Reason.CHANGED))
    hidden = np.isin(places, list(shown)) & ~pages.own | pages.own & (changed | small | alike | (rows.pairs == 0))
    hidden |= pages.own & rows.short(rule.min_people)
    hidden |= pages.within(np.isin(places, list(gone)) & ~pages.own, hidden)
    hidden = pages.protected(hidden, _subsets(tables, hidings, earlier, rule.min_people), alike)
    hidden |= pages.own & rows.lone(hidden) | states.tell_alike(hidden, pages.own, pages.own)
    spread = _rows_with(hidings["outcomes"], table.spread[0], None) if table.spread else set()
    nearly = rows.altered | states.nearly_as_before()
    tells = (rows.pairs < rule.min_spread) | nearly
    few = hidden | np.isin(places, list(spread)) & ~pages.own | pages.own & tells
    few = pages.protected(few, {})
    untold = np.isin(places, list(_rows_with(hidings["outcomes"], BY_TEST, None))) & ~pages.own
    alone = states.tell_alike(hidden, untold | rows.spared | nearly, pages.own)
    for place in np.flatnonzero(pages.own):
        if hidden[place]:
            reason = Reason.CHANGED if changed[place] else Reason.SMALL if small[place] else Reason.SUBTRACTION
            yield Hiding(int(places[place]), everything, Reason.SPREAD if alike[place] else reason)
        elif rows.spared[place] or nearly[place]:
            told = (*MEANS, *ENDS)
            yield Hiding(int(places[place]), tuple(name for name in everything if name not in told), Reason.CHANGED)
        elif few[place] or alone[place]:
            reason = Reason.SPREAD if rows.pairs[place] < rule.min_spread else Reason.SUBTRACTION
            yield Hiding(int(places[place]), beside_means(table) if alone[place] else table.spread, reason)


def _rows_with(hidings: Sequence[Hiding], column: str, reason: Reason | None) -> set[int]:
    return {one.row for one in hidings if column in one.columns and reason in (None, one.reason)}


def _subsets(
    tables: Mapping[str, ResultTable], hidings: Hidings, earlier: Sequence[EarlierReport], least: int
) -> dict[str, list[Subset]]:
    """Return of which people of a scale a mean is shown besides, here or in an earlier paper."""
    found: dict[str, list[Subset]] = {}
    for name, figure in _MEANS_OF_SOME.items():
        if name not in tables:
            continue
        table, frame, gone = tables[name], tables[name].frame, _rows_with(hidings[name], figure, None)
        for row in range(len(frame)):
            cells = [CountCell(name, row_key(table, frame, row), one) for one in (figure, MEAN_OF[name][figure])]
            now = count_of(frame, row, cells[1].column)
            before = [report.counts.get(cells[1], now) for report in earlier if cells[0] in report.figures]
            apart = [*([] if row in gone else [0]), *(int(abs(now - one)) for one in before if abs(now - one) < least)]
            if apart:
                found.setdefault(str(frame.at[row, "scale"]), []).append((*chosen_by(table, row), max(apart)))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Pages:
    """The rows of the report and of all groups, and who stands in them.

    Parameters
    ----------
    own
        Which rows are those of groups.
    """

    rows: ScaleRows
    states: ScoresOfStates
    several: SeveralPairs
    members: pd.DataFrame
    rule: AudienceRule
    own: np.ndarray

    def protected(
        self, hidden: np.ndarray, subsets: Mapping[str, list[Subset]], alike: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the rows to hide: `hidden`, and the smallest groups until nothing shown leaves few people.

        Few are as many as a spread is withheld of where all of a row changed alike, and where nothing is said of
        `alike`: then only spreads are hidden. What means tell is asked last, of rows that counts leave.
        """
        if alike is not None:
            hidden = self._with_company(hidden, subsets, alike, of_means=False)
        return self._with_company(hidden, subsets, alike, of_means=alike is not None)

    def _with_company(
        self, hidden: np.ndarray, subsets: Mapping[str, list[Subset]], alike: np.ndarray | None, *, of_means: bool
    ) -> np.ndarray:
        hidden = hidden.copy()
        parts = self.rows.parts("scale", "dimension")
        for part in sorted(parts, key=lambda part: not self.rows.total[part[0]]):
            hidden[part] |= self._gone_with_total(part, hidden)
            scale = str(self.rows.frame.at[part[0], "scale"])
            people = self._people(part)
            some = subsets.get(scale, []) if self.rows.total[part[0]] else []
            sets = [(holds(people, column, value), apart, (column, value)) for column, value, apart in some]
            is_wide = alike is None or alike[part].any()
            leaves_few = partial(
                self._leaves_few, part, people, sets, hidden, self.rule.min_spread if is_wide else self.rule.min_people,
                of_means=of_means,
            )  # fmt: skip
            groups = part[self.own[part]]
            company: list[int] = []
            for place in groups[np.argsort(self.rows.pairs[groups], kind="stable")]:
                if not leaves_few():
                    break
                if not hidden[place]:
                    company.append(place)
                hidden[place] = True
            for place in reversed(company[:-1]):  # hidden before the one that mattered
                hidden[place] = False
                hidden[place] = leaves_few()
        return hidden

    def within(self, gone: np.ndarray, hidden: np.ndarray) -> np.ndarray:
        """Return the groups of people of a report's row that is gone; of the whole those that no other row holds."""
        found = np.zeros(len(gone), dtype=bool)
        for part in self.rows.parts("scale", "dimension"):
            people, groups = self._people(part), part[self.own[part]]
            beside = [
                self._members(people, row) for row in part[~hidden[part] & ~self.own[part] & ~self.rows.whole[part]]
            ]
            for row in part[gone[part]]:
                inside = self._members(people, row)
                for one in groups:
                    held = self._members(people, one)
                    is_beside = self.rows.whole[row] and any(not (held & ~other).any() for other in beside)
                    found[one] |= (held & inside).any() and not is_beside
        return found

    def _gone_with_total(self, part: np.ndarray, hidden: np.ndarray) -> np.ndarray:
        """Return which of a dimension's groups are hidden on the whole scale."""
        frame, first = self.rows.frame, part[0]
        if self.rows.total[first]:
            return np.zeros(len(part), dtype=bool)
        same = self.own & self.rows.total & hidden & (frame["scale"] == frame.at[first, "scale"]).to_numpy()
        return np.asarray(self.own[part] & frame.loc[part, "group"].isin(set(frame.loc[same, "group"])).to_numpy())

    def _people(self, part: np.ndarray) -> pd.DataFrame:
        first = self.rows.frame.loc[part[0]]
        chosen = (self.members["scale"] == first["scale"]) & (self.members["dimension"] == first["dimension"])
        people: pd.DataFrame = self.members[chosen]
        return people

    def _members(self, people: pd.DataFrame, row: int) -> np.ndarray:
        if self.rows.whole[row]:
            return np.ones(len(people), dtype=bool)
        kind, name = (str(self.rows.frame.at[row, column]) for column in ("group_kind", "group"))
        return (people[kind] == name).to_numpy()

    def _leaves_few(
        self, part: np.ndarray, people: pd.DataFrame, sets: Sequence[_Set], hidden: np.ndarray, least: int,
        *, of_means: bool,
    ) -> bool:  # fmt: skip
        shown = [row for row in part if not hidden[row]]
        if not len(people) or not any(self.own[row] for row in shown):
            return False
        if self.several.leave_few(self.rows.frame, shown, least, [who for *_, who in sets]):
            return True
        held = np.array([self._members(people, row) for row in shown])
        _, block = np.unique(held, axis=1, return_inverse=True)
        known = np.asarray(held.any(axis=0))
        counts = people[_COUNTS].to_numpy(dtype=float)
        sums = np.array([counts[(block.ravel() == one) & known].sum(axis=0) for one in np.unique(block)])
        if ((sums > 0) & (sums < least)).any():
            return True
        if _part_of_blocks(block.ravel(), known, sets, counts[:, -1], least) or self._rest_changed(shown, held):
            return True
        if any(leave_few(rows, least) for rows in self._between(part, people, hidden)):
            return True
        if not of_means:
            return False
        told = self.states.told_by(part, hidden)
        return any(place < len(self.own) and self.own[place] for behind in told for place in behind)

    def _between(self, part: np.ndarray, people: pd.DataFrame, hidden: np.ndarray) -> Iterator[list[Row]]:
        """Yield the rows as this and earlier states count them, for each count."""
        if not self.rows.changes:
            return
        held = [people_of(self._members(people, row)) for row in part]
        first = max(who.bit_length() for who in held)
        for column in range(self.rows.counts.shape[1]):
            gone = [int(count) for _, count in self.rows.gone(part, column)]
            strangers = ((1 << len(gone)) - 1) << first  # who stood in rows that are here no more
            yield [
                Row(
                    who | strangers * bool(self.rows.whole[row]), int(now),
                    frozenset(map(int, self.rows.before(row, column))), not hidden[row], bool(self.own[row]),
                    self.rows.left_open(row),
                )
                for row, who in zip(part, held, strict=True)
                if not np.isnan(now := self.rows.counts[row, column])
            ] + [
                Row(1 << first + place, 0, frozenset({count}), False, False, 0.0) for place, count in enumerate(gone)
            ]  # fmt: skip

    def _rest_changed(self, shown: Sequence[int], held: np.ndarray) -> bool:
        """Return whether what groups leave of a row differs from an earlier paper by few people."""
        for place, row in enumerate(shown):
            if self.own[row]:
                continue
            inside = [one for at, one in enumerate(shown) if self.own[one] and not (held[at] & ~held[place]).any()]
            for change, blur in self.rows.changes:
                parts = change[inside]
                new = np.where(np.isnan(parts), self.rows.counts[inside], parts)  # a group that was not there
                for taken in (np.nan_to_num(parts), new):
                    if is_small_difference(change[row] - taken.sum(axis=0), blur, self.rule.min_people).any():
                        return True
        return False


def _part_of_blocks(block: np.ndarray, known: np.ndarray, sets: Sequence[_Set], people: np.ndarray, least: int) -> bool:
    """Return whether further means, added and taken away, leave few people of the blocks or outside them."""
    for signs in product((-1, 0, 1), repeat=len(sets)):
        if not any(signs):
            continue
        value = sum(
            (sign * held.astype(int) for sign, (held, *_) in zip(signs, sets, strict=True)), np.zeros(len(people))
        )
        open_ = sum(apart for sign, (_, apart, _) in zip(signs, sets, strict=True) if sign)
        left = people[~known & (value != 0)].sum()
        for one in np.unique(block[known]):
            inside = known & (block == one)
            most = max(people[inside & (value == level)].sum() for level in np.unique(value[inside]))
            left += people[inside].sum() - most
        if 0 < left < least + open_:
            return True
    return False
