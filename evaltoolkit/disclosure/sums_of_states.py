"""The rows of a scale's results beside those of earlier states, as sets of people whose sums papers tell together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.cells import State, cells_of, of_part, states_of
from evaltoolkit.disclosure.earlier import EarlierReport, printed_means
from evaltoolkit.disclosure.printed_means import MEANS, Paper, Range
from evaltoolkit.disclosure.scale_rows import WHOLE, ScaleRows, scale_of
from evaltoolkit.disclosure.told_sums import Row, Sets, sets_of, taken_apart, told_of_few


class SumsOfStates:
    """What the rows that are shown tell, beside those of earlier states, of few people.

    Parameters
    ----------
    rows
        The rows of now.
    earlier
        What earlier states showed; of those whose cells are not known nothing is compared.
    members
        The table of memberships of now.
    least
        Fewer people are few.
    """

    def __init__(
        self, rows: ScaleRows, earlier: Sequence[EarlierReport], members: pd.DataFrame | None, least: int
    ) -> None:
        self._rows, self._least = rows, least
        self._earlier = [report for report in earlier if report.cells and not report.blur]
        self._cells = [one.cells for one in self._earlier] + ([] if members is None else [cells_of(members)])
        self._is_asked = bool(self._earlier) and members is not None
        self._known: dict[tuple[str, str], tuple[State, list[Sets]]] = {}

    def told_by(self, part: np.ndarray, hidden: np.ndarray) -> Iterator[list[int]]:
        """Yield the rows that tell, with others and with earlier papers, of few people; the whole only if it must."""
        shown = part[~hidden[part]]
        if not self._is_asked or not shown.size:
            return
        scale = scale_of(self._rows.frame, int(part[0]))
        if not np.isfinite(scale.high):
            return
        state, before = self._of_part(part)
        own = list(_sets(self._now(shown, state), scale))
        own += [taken_apart(one, [other for other in own if other is not one], 1) for one in own if len(own) > 1]
        for sets, other in product(own, before):
            for chosen in told_of_few(sets, other, scale, self._least):
                yield self._behind(sets, chosen)

    def to_hide(self, part: np.ndarray, hidden: np.ndarray) -> list[int]:
        """Return which further rows to hide so that what is shown tells of no few: the smallest of those that do."""
        more, kept = [], hidden.copy()
        while told := next(self.told_by(part, kept), None):
            more.append(min(told, key=lambda row: (bool(self._rows.whole[row]), float(self._rows.pairs[row]), row)))
            kept[more[-1]] = True
        return more

    def _behind(self, sets: Sets, chosen: np.ndarray) -> list[int]:
        """Return the groups that were chosen; where it is what they leave, all, and the whole where there is none."""
        held = [place for place, is_chosen in zip(sets.places, chosen, strict=True) if is_chosen]
        for places in (held, sets.places):
            if groups := [place for place in places if not self._rows.whole[place]]:
                return groups
        return held

    def _of_part(self, part: np.ndarray) -> tuple[State, list[Sets]]:
        """Return the cells of now, and the sets that earlier states tell of, as they are and taken apart by others."""
        key = (str(self._rows.frame.at[part[0], "scale"]), str(self._rows.frame.at[part[0], "dimension"]))
        if key not in self._known:
            *states, now = states_of([of_part(one, *key) for one in self._cells], self._least)
            scale = scale_of(self._rows.frame, int(part[0]))
            told = zip(self._earlier, states, strict=True)
            found = [sets for report, state in told for sets in _sets(_before(report, key, state), scale)]
            apart = [taken_apart(sets, [one for one in found if one is not sets], self._least) for sets in found]
            self._known[key] = now, [*found, *(apart if len(found) > 1 else [])]
        return self._known[key]

    def _now(self, shown: np.ndarray, state: State) -> Iterator[Row]:
        frame = self._rows.frame
        for row in map(int, shown):
            kind, name = str(frame.at[row, "group_kind"]), str(frame.at[row, "group"])
            held = state.people_in(kind, name)
            yield Row(row, kind, held, state.within(kind, name), Paper(held.sum(), printed_means(frame, row)))


def _sets(rows: Iterator[Row], scale: Range) -> Iterator[Sets]:
    """Yield the rows of each grouping as sets."""
    told = [row for row in rows if row.held.any()]
    whole = next((row for row in told if row.kind == WHOLE), None)
    groups = [row for row in told if row.kind != WHOLE]
    for kind in dict.fromkeys(row.kind for row in groups) or ([""] if whole else []):
        yield sets_of([row for row in groups if row.kind == kind], whole, scale)


def _before(report: EarlierReport, key: tuple[str, str], state: State) -> Iterator[Row]:
    """Yield the rows of an earlier state whose means it showed."""
    figures: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for cell, value in report.figures.items():
        if cell.table == "outcomes" and cell.row[:2] == key and cell.column in MEANS:
            figures.setdefault((cell.row[2], cell.row[3]), {})[cell.column] = value
    for (kind, name), printed in figures.items():
        held = state.people_in(kind, name)
        yield Row(-1, kind, held, state.within(kind, name), Paper(held.sum(), printed))
