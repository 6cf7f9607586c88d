"""The rows of a scale's results beside those of earlier states, and what their means tell together of few people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.scales.scale_rows import TOTAL, scale_of
from evaltoolkit.disclosure.scales.some_people import MEANS_OF_SOME, POST, PRE, WAVE, SomePeople, whose
from evaltoolkit.disclosure.states.earlier import (
    INTERVAL_OF,
    MEAN_OF,
    EarlierReport,
    count_of,
    printed_means,
    resolution_of,
    spreads_told,
)
from evaltoolkit.disclosure.states.few_together import few_together, sparse_weights
from evaltoolkit.disclosure.states.known_again import readings
from evaltoolkit.disclosure.states.members import TESTS, WHOLE, Members, Pair, Tagged, tags_of
from evaltoolkit.disclosure.states.printed_means import (
    BY_TEST,
    ENDS,
    MEANS,
    SPREAD,
    Paper,
    Printed,
    Range,
    are_alike,
    are_at_an_end,
    as_printed,
    may_be_alike,
    narrows,
    total_of,
)
from evaltoolkit.disclosure.states.told_scores import Link, Score, Sum, ToldScores
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

_NOT_NOW, _FEWEST_ROWS = -1, 2
_NEAR = 1e-6


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
    alike
        Of fewer people is withheld that all of them changed or scored alike.
    """

    def __init__(
        self, frame: pd.DataFrame, earlier: Sequence[EarlierReport], members: pd.DataFrame | None, least: int,
        some: Sequence[SomePeople] = (), *, alike: int = 0,
    ) -> None:  # fmt: skip
        self._frame, self._least, self._some, self._most = frame, least, some, alike
        self._earlier = [report for report in earlier if report.members and not report.blur]
        self._tagged = {} if members is None or not (self._earlier or alike) else tags_of(members)
        self._known: dict[tuple[str, ...], ToldScores | None] = {}
        self._rows: dict[tuple[str, str], list[_Row]] = {}
        every = readings([report.members for report in self._earlier], self._tagged) if self._earlier else [[]]
        self._otherwise = [self._read_as(members) for members in every[1:]]

    def _read_as(self, members: Sequence[Tagged]) -> ScoresOfStates:
        """Return the same where others are who in the earlier states."""
        other = copy(self)
        other._earlier = [replace(one, members=own) for one, own in zip(self._earlier, members, strict=True)]
        other._known, other._rows, other._otherwise = {}, {}, []
        return other

    def told_by(self, part: np.ndarray, hidden: np.ndarray) -> Iterator[list[int]]:
        """Yield the rows that tell, with others and with earlier papers, of few people.

        Parameters
        ----------
        part
            The rows of one scale and dimension.
        hidden
            Which rows are hidden, and which of `some`.
        """
        if not self._tagged or not part.size:
            return
        scale, gone = str(self._frame.at[part[0], "scale"]), set(map(int, np.flatnonzero(hidden)))
        yield from ([row] for row in map(int, part) if self._earlier and row not in gone and self._is_narrowed(row))
        own = {*map(int, part), *range(len(self._frame), len(self._frame) + len(self._some))}
        if told := self._of_scale(scale, str(self._frame.at[part[0], "dimension"])):
            yield from (rows for every in told.told(gone) if (rows := [row for row in every if row in own]))
        for other in self._otherwise:
            yield from other.told_by(part, hidden)

    def to_hide(self, part: np.ndarray, hidden: np.ndarray) -> list[int]:
        """Return which further rows to hide so that what is shown tells of no few: the smallest of those that do."""
        more, kept = [], hidden.copy()
        while told := next(self.told_by(part, kept), None):
            more.append(min(told, key=self._rank))
            kept[more[-1]] = True
        return more

    def nearly_as_before(self) -> np.ndarray:
        """Return the rows that hold those of one of an earlier state but for few, and others in which these few stand.

        Few are those who came, left or were corrected; of a row called otherwise one who left and one who came; and
        more of them where all may have changed alike. Beside the means of both, the spread or a test, which has more
        digits, would tell of them.
        """
        found = np.zeros(len(self._frame), dtype=bool)
        for row in range(len(self._frame) if self._tagged and self._earlier else 0):
            for few in self._few(row):
                found[row] = True
                for other in self._rows_of(*_part_of(self._frame, row)) if few else ():
                    if other.place != _NOT_NOW and other.place < len(found) and other.people & few:
                        found[other.place] = True
        return np.asarray(np.logical_or.reduce([found, *(other.nearly_as_before() for other in self._otherwise)]))

    def tell_alike(self, hidden: np.ndarray, by_ends: np.ndarray, giving: np.ndarray) -> np.ndarray:
        """Return the rows that must give way, since with others they leave people who all changed alike.

        Rows shown leave, added and taken away, further people; where these are fewer than `alike` and can only all
        have changed alike by the spreads and tests of the rows, their mean is each one's change.

        Parameters
        ----------
        hidden
            Rows that are not shown; those of `some` may follow.
        by_ends
            Rows of which nothing but the means and the interval of the change is shown.
        giving
            Rows that may give way.
        """
        further = np.zeros(len(self._frame) + len(self._some) - len(hidden) + 1, dtype=bool)  # one of no row of now
        gone, by_ends, giving = (np.concatenate([marks, further]) for marks in (hidden, by_ends, giving))
        found, every = np.zeros(len(gone), dtype=bool), range(len(self._frame)) if self._tagged else ()
        for part, first in {_part_of(self._frame, row): row for row in every}.items():
            step = resolution_of(self._frame, first)
            rows = [row for row in self._rows_of(*part) if not gone[row.place]]
            rows = [row for row in rows if row.told or {MEANS[2], *ENDS} <= row.figures.keys()]
            while told := next((one for one in self._alike(rows, by_ends, step) if any(giving[one])), None):
                found[least := min((row for row in told if giving[row]), key=self._rank)] = True
                rows = [row for row in rows if row.place != least]
        return found[: len(hidden)]

    def _alike(self, rows: Sequence[_Row], by_ends: np.ndarray, step: float) -> Iterator[list[int]]:
        """Yield rows that leave at least `least` and fewer than `alike` people who all changed alike."""
        if len(rows) < _FEWEST_ROWS:
            return
        every = sorted(frozenset[Pair]().union(*(row.people for row in rows)))
        held = np.array([[one in row.people for one in every] for row in rows], dtype=float)
        lots = np.random.default_rng(0).random(len(every))  # by which two rows that leave the same people are found
        apart = np.subtract.outer(held @ lots, held @ lots)
        for found in few_together(held, [frozenset({one.person}) for one in every], self._most):
            left = found.round(6)
            if self._least <= left.sum() and {*left} <= {0.0, 1.0}:
                near = np.argwhere(np.isclose(apart, left @ lots, rtol=0.0, atol=_NEAR))
                pairs = [(more, less) for more, less in near if np.array_equal(held[more] - held[less], left)]
                ways = [np.eye(len(rows))[more] - np.eye(len(rows))[less] for more, less in pairs]
                for weights in (*ways, sparse_weights(held, left, [1.0 + by_ends[row.place] for row in rows])):
                    used = [(float(times), rows[one]) for one, times in enumerate(weights) if abs(times) > _NEAR]
                    papers = [(times, self._told_of(row, by_ends)) for times, row in used]
                    if len(used) > 1 and are_alike(papers, step):
                        yield [row.place for _, row in used]

    def _told_of(self, row: _Row, by_ends: np.ndarray) -> Paper:
        """Return what a row tells of the spread: all of it where it or a test is shown, or as much as the interval."""
        if row.told or row.place == _NOT_NOW:
            return row.told or Paper(len(row.people), row.figures)
        spread = () if by_ends[row.place] else [value for _, value in spreads_told(self._frame, row.place)]
        exact = {MEANS[2]: (count_of(self._frame, row.place, MEANS[2]), 0.0), SPREAD: (max(spread, default=0.0), 0.0)}
        return Paper(len(row.people), exact if spread else row.figures)

    def _few(self, row: int) -> Iterator[frozenset[Pair]]:
        """Yield those in a row who are not in one of an earlier state that is called alike, or nearly the same."""
        rows = self._rows_of(*_part_of(self._frame, row))
        own = next((one for one in rows if one.place == row), None)
        if own is None:
            return
        for other in self._others(row):
            yield own.people - other.people
        for other in rows:
            apart = max(len(own.people - other.people), len(other.people - own.people))
            if other.place == _NOT_NOW and other.figures and other.called == own.called and 0 < apart < self._least:
                yield own.people - other.people
        for other, fewer, more in self._grown(row):
            scale = scale_of(self._frame, row)
            if may_be_alike(fewer, more, scale) or are_alike([(1.0, more), (-1.0, fewer)], scale.step):
                yield own.people - other.people

    def _grown(self, row: int, *, by_ends: bool = False) -> Iterator[tuple[_Row, Paper, Paper]]:
        """Yield rows of earlier states to which not many came, or which not many left, that of fewer first.

        Of the own row with its spread, or `by_ends` with no more of it than the interval tells.
        """
        rows = self._rows_of(*_part_of(self._frame, row))
        for own in (one for one in rows if one.place == row):
            paper = Paper(len(own.people), own.figures) if by_ends else _paper(self._frame, row, len(own.people))
            for other in (one for one in rows if one.place == _NOT_NOW and one.figures):
                papers = other.told or Paper(len(other.people), other.figures), paper
                came, left = len(own.people - other.people), len(other.people - own.people)
                if min(came, left) == 0 and self._least <= max(came, left) < self._most:
                    yield other, *(papers if came else papers[::-1])

    def _rank(self, row: int) -> tuple[bool, float, int]:
        if row >= len(self._frame):
            return False, 0.0, row
        return str(self._frame.at[row, "group_kind"]) == WHOLE, count_of(self._frame, row, "n_pairs"), row

    def _is_narrowed(self, row: int) -> bool:
        """Return whether a row, beside one of an earlier state, tells of one by the interval, or who are alike by it.

        Alike are those who came or left where all scored least or most, or where all changed alike.
        """
        scale, figures = scale_of(self._frame, row), printed_means(self._frame, row)
        own = Paper(count_of(self._frame, row, "n_pairs"), figures)
        shown = (Paper(len(other.people), other.figures) for other in self._others(row))
        return any(
            {*MEANS, *ENDS} <= figures.keys() & one.figures.keys() and narrows(one, own, scale) for one in shown
        ) or any(
            are_at_an_end(fewer, more, scale) or are_alike([(1.0, more), (-1.0, fewer)], scale.step)
            for _, fewer, more in self._grown(row, by_ends=True)
        )

    def _others(self, row: int) -> Iterator[_Row]:
        """Yield the rows of earlier states, called otherwise, that one left and one came to at most."""
        rows = self._rows_of(*_part_of(self._frame, row))
        for own in rows:
            for other in rows if own.place == row else ():
                apart = len(own.people - other.people), len(other.people - own.people)
                if other.place == _NOT_NOW and other.figures and other.called != own.called and max(apart) == 1:
                    yield other

    def _of_scale(self, scale: str, dimension: str) -> ToldScores | None:
        """Return the programme of a dimension, with all others of its scale where they add up to the total."""
        rows = self._frame[self._frame["scale"] == scale]
        together = tuple(dict.fromkeys(rows["dimension"].astype(str))) if _adds_up(rows) else (dimension,)
        if (scale, *together) not in self._known:
            self._known[scale, *together] = self._programme(scale, together)
        return self._known[scale, *together]

    def _programme(self, scale: str, dimensions: Sequence[str]) -> ToldScores | None:
        first = {str(self._frame.at[row, "dimension"]): row for row in self._frame.index[self._frame["scale"] == scale]}
        ends = {dimension: scale_of(self._frame, int(first[dimension])) for dimension in dimensions}
        if not all(np.isfinite(one.high) for one in ends.values()):
            return None
        rows = {dimension: self._rows_of(scale, dimension) for dimension in dimensions}
        sums = [
            one
            for dimension in dimensions for row in rows[dimension]
            for one in (*_sums(row, dimension, ends[dimension]), *_further(row, dimension, ends[dimension]))
        ]  # fmt: skip
        if not sums:
            return None
        return ToldScores(sums, _links(rows) if len(rows) > 1 else (), ends, self._least, self._most)

    def _rows_of(self, scale: str, dimension: str) -> list[_Row]:
        """Return the rows of one scale and dimension of all states, shown or not."""
        if (scale, dimension) not in self._rows:
            now = Members.of(self._tagged, scale, dimension)
            part = self._frame.index[(self._frame["scale"] == scale) & (self._frame["dimension"] == dimension)]
            of = _Part((scale, dimension), [*dict.fromkeys(self._frame.loc[part, "group_kind"].astype(str))],
                       resolution_of(self._frame, int(part[0])))  # fmt: skip
            self._rows[scale, dimension] = [
                *(row for state, report in enumerate(self._earlier) for row in _before(report, state, of)),
                *self._now(part, now),
                *(self._of_some(scale, now, of.step) if dimension == TOTAL else ()),
            ]
        return self._rows[scale, dimension]

    def _now(self, part: Iterable[int], members: Members) -> Iterator[_Row]:
        for row in map(int, part):
            called = str(self._frame.at[row, "group_kind"]), str(self._frame.at[row, "group"])
            people = members.within(*called)
            if len(people) == count_of(self._frame, row, "n_pairs"):
                yield _Row(len(self._earlier), row, called, people, printed_means(self._frame, row))

    def _of_some(self, scale: str, members: Members, step: float) -> Iterator[_Row]:
        for place, one in enumerate(self._some, start=len(self._frame)):
            if one.scale == scale:
                known = one.table, one.people, one.figures
                row = _row_of_some(len(self._earlier), place, known, members, step)
                yield replace(row, told=one.paper(len(row.people), step))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of one state: its place now, what it is called, who stands in it, and its printed means, if it is shown.

    `further` are those with another wave: of which test, less which; `waves` what these people scored in it; `told`
    what a row of some people tells of the spread of their changes.
    """

    state: int
    place: int
    called: tuple[str, str]
    people: frozenset[Pair]
    figures: Mapping[str, Printed]
    further: Mapping[tuple[str, ...], Printed] = field(default_factory=dict)
    waves: Mapping[str, str] = field(default_factory=dict)
    told: Paper | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One scale and dimension: the groupings of its rows and the step between two scores."""

    key: tuple[str, str]
    kinds: Sequence[str]
    step: float


def beside_means(table: ResultTable) -> tuple[str, ...]:
    """Return the figures of a table that stand beside the means and the interval of the change."""
    return tuple(name for name in table.figures if name not in (*MEANS, *ENDS))


def _paper(frame: pd.DataFrame, row: int, people: int) -> Paper:
    """Return what a row prints, its spread among it."""
    spreads = {name: (value, 0.0) for name, value in spreads_told(frame, row)}
    return Paper(people, {**printed_means(frame, row), **spreads})


def _part_of(frame: pd.DataFrame, row: int) -> tuple[str, str]:
    return str(frame.at[row, "scale"]), str(frame.at[row, "dimension"])


def _adds_up(rows: pd.DataFrame) -> bool:
    """Return whether the dimensions of a scale add up to its total: their ends, and the means of the same people."""
    of_whole = rows[rows["group_kind"] == WHOLE]
    total, parts = (of_whole[(of_whole["dimension"] == TOTAL) == is_total] for is_total in (True, False))
    if len(total) != 1 or not len(parts) or not {"score_low", "score_high"} <= {*rows.columns}:
        return False
    same = parts["n_pairs"].eq(total["n_pairs"].iloc[0]).all()
    names = ["score_low", "score_high", *(name for name in MEANS[:2] if same)]
    return bool(np.allclose(total[names].iloc[0].astype(float), parts[names].sum(), atol=1e-6))


def _before(report: EarlierReport, state: int, of: _Part) -> Iterator[_Row]:
    """Yield the rows of an earlier state."""
    key, members = of.key, Members.of(report.members, *of.key)
    figures: dict[tuple[str, ...], dict[str, Printed]] = {}
    some: dict[tuple[str, tuple[str, ...], tuple[str, str]], dict[str, float]] = {}
    for cell, value in report.figures.items():
        if cell.table == "outcomes" and cell.row[:2] == key and cell.column in (*MEANS, *ENDS, SPREAD, BY_TEST):
            figures.setdefault(cell.row[2:], {})[cell.column] = value
        elif cell.column in MEANS_OF_SOME.get(cell.table, ()) and key == (cell.row[0], TOTAL):
            some.setdefault((cell.table, cell.row, whose(cell.table, cell.row, cell.column)), {})[cell.column] = value[
                0
            ]
    for kind, name in dict.fromkeys((*members.rows(of.kinds), *((kind, name) for kind, name in figures))):
        yield _Row(state, _NOT_NOW, (kind, name), members.within(kind, name), figures.get((kind, name), {}))
    for (table, place, whom), values in some.items():
        row = _row_of_some(state, _NOT_NOW, (table, whom, values), members, of.step)
        counted = (CountCell(table, place, MEAN_OF[table][name]) for name in values)
        if all(len(row.people) == report.counts.get(cell, len(row.people)) for cell in counted):
            cells = (CountCell(table, place, name) for name in INTERVAL_OF.get(table, ((), 0.0))[0])
            ends = tuple(report.figures[cell][0] for cell in cells if cell in report.figures)
            one = SomePeople(table, _NOT_NOW, key[0], whom, values, ends, is_tested=True)
            yield replace(row, told=one.paper(len(row.people), of.step))


def _row_of_some(
    state: int, place: int, known: tuple[str, tuple[str, str], Mapping[str, float]], members: Members, step: float
) -> _Row:
    """Return the row of some people: of what table, which people, and what it says of them."""
    table, whom, values = known
    printed = {MEANS_OF_SOME[table][name]: as_printed(one, step) for name, one in values.items() if not np.isnan(one)}
    people, tests = members.of_some(*whom), {(PRE,): MEANS[0], (POST,): MEANS[1], (POST, PRE): MEANS[2]}
    held = ((pair.person, members.scores.get(pair.person, {}).get(whom[1])) for pair in people)
    return _Row(
        state, place, whom, people, {tests[of]: one for of, one in printed.items() if of in tests},
        {of: one for of, one in printed.items() if of not in tests},
        {person: tag for person, tag in held if tag is not None},
    )  # fmt: skip


def _further(row: _Row, dimension: str, scale: Range) -> Iterator[Sum]:
    """Yield the sums with another wave that a row of some people tells."""
    for tests, printed in row.further.items() if len(row.waves) == len(row.people) > 0 else ():
        added, *taken = (
            frozenset(
                Score(one.person, dimension, *((row.called[1], row.waves[one.person]) if test == WAVE
                                               else (test, getattr(one, test))))
                for one in row.people
            )
            for test in tests
        )  # fmt: skip
        paper = Paper(float(len(row.people)), {WAVE: printed})
        ends = total_of(paper, WAVE, scale.step)
        yield Sum(row.state, row.place, added, frozenset().union(*taken), *ends)


def _sums(row: _Row, dimension: str, scale: Range) -> Iterator[Sum]:
    pre, post = (
        frozenset(Score(one.person, dimension, test, tag) for one in row.people if (tag := getattr(one, test)))
        for test in TESTS
    )
    none, paper = frozenset[Score](), Paper(float(len(pre)), row.figures)
    for name, (added, taken) in zip(MEANS, ((pre, none), (post, none), (post, pre)), strict=True):
        if added:
            ends = total_of(paper, name, scale.step) if name in row.figures else ()
            yield Sum(row.state, row.place, added, taken, *ends)


def _links(rows: Mapping[str, Sequence[_Row]]) -> Iterator[Link]:
    """Yield the total of each person of each state with the dimensions; one that is not there is a score too."""
    whole = {
        dimension: {
            row.state: {one.person: one for one in sorted(row.people)} for row in held if row.called[0] == WHOLE
        }
        for dimension, held in rows.items()
    }
    for state, people in whole[TOTAL].items():
        for person, pair in people.items():
            for test in TESTS:
                tag = getattr(pair, test)
                parts = ((name, of.get(state, {}).get(person)) for name, of in whole.items() if name != TOTAL)
                yield (
                    Score(person, TOTAL, test, tag),
                    *(
                        Score(person, name, test, f"-{tag}" if one is None else getattr(one, test))
                        for name, one in parts
                    ),
                )
