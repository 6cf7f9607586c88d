"""The rows of a scale's results beside those of earlier states, and what their means tell together of few people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.earlier import EarlierReport, count_of, printed_means
from evaltoolkit.disclosure.members import WHOLE, Members, tags_of
from evaltoolkit.disclosure.printed_means import MEANS, Paper, Printed, Range, as_printed, total_of
from evaltoolkit.disclosure.scale_rows import TOTAL, scale_of
from evaltoolkit.disclosure.told_scores import Sum, ToldScores
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

MEANS_OF_SOME: Mapping[str, Mapping[str, str]] = {
    "maintenance": {"mean_change": MEANS[2]},
    "retrospective": {"change": MEANS[2]},
    "follow_up": {"mean_pre": MEANS[0], "mean_post": MEANS[1]},
    "attrition": {"mean_kept": MEANS[0]},
}
"""Means of pairs that stand beside the outcome table, and which of its means they are of some people."""
_LOOKED_BACK = "回顾前测"
_NOT_NOW = -1


@dataclass(frozen=True, slots=True)
class SomePeople:
    """A row of a table of :data:`MEANS_OF_SOME`: its table and place, and whose mean it is."""

    table: str
    row: int
    scale: str
    people: tuple[str, str]
    figures: Mapping[str, float]

    @classmethod
    def of(cls, tables: Mapping[str, ResultTable]) -> Iterator[SomePeople]:
        """Yield the rows of the tables."""
        for name in MEANS_OF_SOME.keys() & tables.keys():
            frame, keys = tables[name].frame, tables[name].keys
            for row in range(len(frame)):
                key = tuple(str(frame.at[row, column]) for column in keys)
                figures = {one: count_of(frame, row, one) for one in MEANS_OF_SOME[name] if one in frame.columns}
                yield cls(name, row, key[0], whose(name, key), figures)


def whose(table: str, key: Sequence[str]) -> tuple[str, str]:
    """Return which people of a scale a row of :data:`MEANS_OF_SOME` tells of: column of the memberships, what it holds.

    Examples
    --------
    >>> whose("follow_up", ("gds15", "跟进一")), whose("attrition", ("gds15",))
    (('waves', '跟进一'), ('all', ''))
    """
    if table == "attrition":
        return WHOLE, ""
    if table == "retrospective":
        return "waves", _LOOKED_BACK
    return "purpose" if table == "maintenance" else "waves", key[1]


class ScoresOfStates:
    """What the rows that are shown tell, beside those of earlier states, of few people.

    Parameters
    ----------
    frame
        Rows of the table ``outcomes`` of now, numbered from 0.
    earlier
        What earlier states showed; of those whose members are not known nothing is compared.
    members
        The table of memberships of now.
    least
        Fewer people are few.
    some
        Means of some people that are shown beside; their places are counted on from those of the rows.
    """

    def __init__(
        self, frame: pd.DataFrame, earlier: Sequence[EarlierReport], members: pd.DataFrame | None, least: int,
        some: Sequence[SomePeople] = (),
    ) -> None:  # fmt: skip
        self._frame, self._least, self._some = frame, least, some
        self._earlier = [report for report in earlier if report.members and not report.blur]
        self._tagged = tags_of(members) if self._earlier and members is not None else {}
        self._known: dict[tuple[str, str], ToldScores | None] = {}

    def told_by(self, part: np.ndarray, hidden: np.ndarray) -> Iterator[list[int]]:
        """Yield the rows that tell, with others and with earlier papers, of few people.

        Parameters
        ----------
        part
            The rows of one scale and dimension.
        hidden
            Which rows are hidden, and which of `some`.
        """
        if self._tagged and part.size and (told := self._of_part(part)):
            yield from told.told(set(map(int, np.flatnonzero(hidden))))

    def to_hide(self, part: np.ndarray, hidden: np.ndarray) -> list[int]:
        """Return which further rows to hide so that what is shown tells of no few: the smallest of those that do."""
        more, kept = [], hidden.copy()
        while told := next(self.told_by(part, kept), None):
            more.append(min(told, key=self._rank))
            kept[more[-1]] = True
        return more

    def _rank(self, row: int) -> tuple[bool, float, int]:
        return str(self._frame.at[row, "group_kind"]) == WHOLE, count_of(self._frame, row, "n_pairs"), row

    def _of_part(self, part: np.ndarray) -> ToldScores | None:
        key = (str(self._frame.at[part[0], "scale"]), str(self._frame.at[part[0], "dimension"]))
        if key not in self._known:
            scale = scale_of(self._frame, int(part[0]))
            sums = list(self._sums(part, key, scale)) if np.isfinite(scale.high) else []
            self._known[key] = ToldScores(sums, scale, self._least) if sums else None
        return self._known[key]

    def _sums(self, part: np.ndarray, key: tuple[str, str], scale: Range) -> Iterator[Sum]:
        now = Members.of(self._tagged, *key)
        kinds = [*dict.fromkeys(self._frame.loc[part, "group_kind"].astype(str))]
        for number, report in enumerate(self._earlier):
            yield from _before(report, key, Members.of(report.members, *key).as_in(now), kinds, (number, scale))
        last = len(self._earlier)
        for row in map(int, part):
            people = now.within(str(self._frame.at[row, "group_kind"]), str(self._frame.at[row, "group"]))
            if len(people[0]) == count_of(self._frame, row, "n_pairs"):
                yield from _of_row(people, printed_means(self._frame, row), (last, row), scale)
        for place, one in enumerate(self._some if key[1] == TOTAL else (), start=len(self._frame)):
            if one.scale == key[0]:
                figures = _printed(one.table, one.figures, scale)
                yield from _of_row(now.within(*one.people), figures, (last, place), scale)


def _before(
    report: EarlierReport, key: tuple[str, str], members: Members, kinds: Sequence[str], of: tuple[int, Range]
) -> Iterator[Sum]:
    """Yield the sums of an earlier state's rows."""
    number, scale = of
    figures: dict[tuple[str, ...], dict[str, Printed]] = {}
    some: dict[tuple[str, tuple[str, ...]], dict[str, float]] = {}
    for cell, value in report.figures.items():
        if cell.table == "outcomes" and cell.row[:2] == key and cell.column in MEANS:
            figures.setdefault(cell.row[2:], {})[cell.column] = value
        elif cell.column in MEANS_OF_SOME.get(cell.table, ()) and key == (cell.row[0], TOTAL):
            some.setdefault((cell.table, cell.row), {})[cell.column] = value[0]
    for kind, name in dict.fromkeys((*members.rows(kinds), *((kind, name) for kind, name in figures))):
        yield from _of_row(members.within(kind, name), figures.get((kind, name), {}), (number, _NOT_NOW), scale)
    for (table, place), values in some.items():
        people = members.within(*whose(table, place))
        if len(people[0]) == report.counts.get(CountCell(table, place, "n_pairs"), len(people[0])):
            yield from _of_row(people, _printed(table, values, scale), (number, _NOT_NOW), scale)


def _printed(table: str, values: Mapping[str, float], scale: Range) -> dict[str, Printed]:
    named = MEANS_OF_SOME[table]
    return {named[name]: as_printed(value, scale.step) for name, value in values.items() if not np.isnan(value)}


def _of_row(
    people: tuple[frozenset[str], frozenset[str]], figures: Mapping[str, Printed], of: tuple[int, int], scale: Range
) -> Iterator[Sum]:
    (pre, post), none = people, frozenset[str]()
    paper = Paper(float(len(pre)), figures)
    for name, (added, taken) in zip(MEANS, ((pre, none), (post, none), (post, pre)), strict=True):
        if added:
            ends = total_of(paper, name, scale.step) if name in figures else ()
            yield Sum(*of, added, taken, *ends)
