"""The rows of a scale's results as disclosure control counts them: a whole, the groups that split it, and before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.states.earlier import (
    EarlierReport,
    count_of,
    differences,
    is_small_difference,
    printed_means,
    resolution_of,
    row_keys,
)
from evaltoolkit.disclosure.states.printed_means import (
    BY_TEST,
    ENDS,
    MEANS,
    SPREAD,
    Paper,
    Range,
    as_printed,
    narrows,
)
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

WHOLE, TOTAL = "all", "total"
Counts = tuple[set[float], set[float]]
"""What is known of one count: as shown here, and as shown before."""
_ONE_FOR_ANOTHER = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class ScaleRows:
    """The rows of the whole and of the grouping shown, as arrays.

    Parameters
    ----------
    frame
        Rows numbered from 0.
    counts, pairs
        People of each row by column of ``people``, and pairs alone.
    whole, total
        Whether a row is of everyone, and whether it is of the whole scale.
    people
        What the columns of `counts` are called.
    changes
        For each earlier report the difference of `counts` to it, and how far a count shown there may be off; 0 where
        the printed means leave the few who differ open.
    corrected
        Whether as many people stand in the row as before, but what one of them scored can be told.
    spared
        Whether few people differ from an earlier report, and its means may stand all the same.
    altered
        Whether as many people stand in the row as before and its means differ.
    earlier
        For each earlier report the counts as it had them, and those of its rows that are here no more, by their keys.
    """

    frame: pd.DataFrame
    counts: np.ndarray
    pairs: np.ndarray
    whole: np.ndarray
    total: np.ndarray
    people: tuple[str, ...]
    changes: tuple[tuple[np.ndarray, float], ...]
    corrected: np.ndarray
    spared: np.ndarray
    altered: np.ndarray
    earlier: tuple[tuple[np.ndarray, Mapping[tuple[str, ...], dict[str, float]]], ...]

    @classmethod
    def of(cls, table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport], least: int) -> ScaleRows:
        """Return the arrays of a table's rows, of whose people fewer than `least` are few."""
        told = [_Told.of(table, frame, report, least) for report in earlier]
        nowhere = np.zeros(len(frame), dtype=bool)
        return cls(
            frame,
            frame[list(table.people)].to_numpy(dtype=float),
            frame["n_pairs"].to_numpy(dtype=float),
            (frame["group_kind"] == WHOLE).to_numpy(),
            (frame["dimension"] == TOTAL).to_numpy(),
            table.people,
            tuple((one.change, one.blur) for one in told),
            np.logical_or.reduce([nowhere, *(one.corrected for one in told)]),
            np.logical_or.reduce([nowhere, *(one.spared for one in told)]),
            np.logical_or.reduce([nowhere, *(one.altered for one in told)]),
            tuple((one.before, one.gone) for one in told if one.blur == 0),
        )

    def below(self, least: int) -> np.ndarray:
        """Return the rows in which any count is of at least 1 and less than `least` people."""
        return np.asarray(((self.counts > 0) & (self.counts < least)).any(axis=1))

    def changed(self, least: int) -> np.ndarray:
        """Return the rows whose people differ from an earlier report by at least 1 and less than `least`."""
        found = self.corrected.copy()
        for change, blur in self.changes:
            found |= is_small_difference(change, blur, least).any(axis=1)
        return found

    def parts(self, *columns: str) -> list[np.ndarray]:
        """Return the positions of the rows that share these keys."""
        return [np.asarray(rows) for rows in self.frame.groupby(list(columns), sort=False).indices.values()]

    def singles_out(self, part: np.ndarray, hidden: np.ndarray, least: int) -> bool:
        """Return whether subtraction within one scale and dimension leaves at least 1 and less than `least` people.

        Parameters
        ----------
        part
            Positions of the whole and its groups.
        hidden
            Which rows are hidden.
        least
            Least number of people that may be left.

        Notes
        -----
        From the whole, as shown here or in an earlier report, any choice of groups is subtracted, each as shown here
        or there; and what is left here is compared with what was left there.
        """
        wholes, groups = part[self.whole[part]], part[~self.whole[part]]
        kinds = set(self.frame.loc[groups, "group_kind"])
        for column in range(self.counts.shape[1]):
            taken = [(self._now(row, column, hidden), self.before(row, column)) for row in groups]
            taken += [(set(), {count}) for key, count in self.gone(part, column) if key[2] in kinds]
            for row in wholes:
                now, before = self._now(row, column, hidden), self.before(row, column)
                if _leaves_few(now, [(here, set()) for here, _ in taken], least):
                    return True
                open_ = self.left_open(row)
                if _leaves_few(now | before, taken, least, more_than=open_):
                    return True
                if _leaves_strangers(before - {float(self.counts[row, column])}, taken, least, more_than=open_):
                    return True
        shown = groups[~hidden[groups]]
        if not shown.size or hidden[wholes].any() or not wholes.size:
            return False
        rests = [(change[wholes[0]] - change[shown].sum(axis=0), blur) for change, blur in self.changes]
        return any(bool(is_small_difference(change, blur, least).any()) for change, blur in rests)

    def left_open(self, row: int) -> float:
        """Return how many people a sum over papers of two states may leave without its digits narrowing them.

        It holds the row of the whole and parts that are nearly as many, each mean with half its last digit. Three
        means and other sums tell of the same few people: so many must be left that one alone leaves them a whole scale.
        """
        ends, step = scale_of(self.frame, row), as_printed(0.0, resolution_of(self.frame, row))[1]
        return 4 * float(self.pairs[row]) * step / (ends.high - ends.low)

    def _now(self, row: int, column: int, hidden: np.ndarray) -> set[float]:
        now = self.counts[row, column]
        return set() if hidden[row] or np.isnan(now) else {float(now)}

    def before(self, row: int, column: int) -> set[float]:
        """Return what earlier papers said of a count."""
        before = {float(counts[row, column]) for counts, _ in self.earlier}
        return {count for count in before if not np.isnan(count)}

    def gone(self, part: np.ndarray, column: int) -> list[tuple[tuple[str, ...], float]]:
        """Return the rows of earlier papers on the same scale and dimension that are here no more, with their count."""
        here = tuple(str(self.frame.at[part[0], name]) for name in ("scale", "dimension"))
        return [
            (key, counts[self.people[column]])
            for _, rows in self.earlier
            for key, counts in rows.items()
            if key[:2] == here and self.people[column] in counts
        ]

    def short(self, least: int) -> np.ndarray:
        """Return the dimensions of a few people less than the total, who would be told beside it."""
        found = np.zeros(len(self.pairs), dtype=bool)
        for part in self.parts("scale", "group_kind", "group"):
            for whole in self.pairs[part[self.total[part]]]:
                found[part] |= (whole - self.pairs[part] > 0) & (whole - self.pairs[part] < least)
        return np.asarray(found & ~self.total)

    def lone(self, hidden: np.ndarray) -> np.ndarray:
        """Return a further dimension of each group of which one is hidden beside its total and all the others."""
        found = np.zeros(len(hidden), dtype=bool)
        for part in self.parts("scale", "group_kind", "group"):
            dimensions = part[~self.total[part] & (self.pairs[part] > 0)]
            is_told = bool((~hidden[part[self.total[part]]]).any())
            if is_told and len(dimensions) > 1 and hidden[dimensions].sum() == 1:
                found[dimensions[~hidden[dimensions]][-1]] = True
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """How the rows differ from one earlier report, and what its printed means tell of it."""

    change: np.ndarray
    blur: float
    corrected: np.ndarray
    spared: np.ndarray
    altered: np.ndarray
    before: np.ndarray
    gone: Mapping[tuple[str, ...], dict[str, float]]

    @classmethod
    def of(cls, table: ResultTable, frame: pd.DataFrame, report: EarlierReport, least: int) -> _Told:
        known = _rows_of(table, report)
        keys, gone = _called_before(table, frame, known, least)
        change = differences(table, frame, report, keys)
        before = frame[list(table.people)].to_numpy(dtype=float) - change
        few = is_small_difference(change, report.blur, least).any(axis=1)
        pairs = change[:, table.people.index("n_pairs")] if "n_pairs" in table.people else change[:, 0]
        is_told = np.isfinite(pairs) & (report.blur == 0)
        papers = [_papers(table, frame, row, pairs[row], (report, keys[row])) for row in range(len(frame))]
        narrow = np.array([bool(is_told[row]) and narrows(*pair) for row, pair in enumerate(papers)], dtype=bool)
        altered = np.array([first.differs_from(second) for first, second, _ in papers], dtype=bool) & (pairs == 0)
        spared = few & is_told & ~narrow
        unsaid = np.where(spared[:, np.newaxis], 0.0, change)
        return cls(unsaid, report.blur, narrow & (pairs == 0), spared, altered, before, gone)


def _rows_of(table: ResultTable, report: EarlierReport) -> dict[tuple[str, ...], dict[str, float]]:
    """Return the counts of an earlier report's rows, by their keys."""
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for cell, count in report.counts.items():
        if cell.table == table.name and cell.column in table.people:
            found.setdefault(cell.row, {})[cell.column] = count
    return found


def _called_before(
    table: ResultTable, frame: pd.DataFrame, known: dict[tuple[str, ...], dict[str, float]], least: int
) -> tuple[list[tuple[str, ...]], dict[tuple[str, ...], dict[str, float]]]:
    """Return the keys by which an earlier report had each row, and its rows that are here no more.

    A row that it did not have is taken for one of nearly as many people that is gone: a group may be called anew.
    """
    keys = row_keys(table, frame)
    gone = {key: counts for key, counts in known.items() if key not in set(keys)}
    for row, key in enumerate(keys):
        people = count_of(frame, row, "n_pairs")
        near = {
            other: abs(counts["n_pairs"] - people)
            for other, counts in gone.items()
            if key not in known and other[:3] == key[:3] and abs(counts.get("n_pairs", np.inf) - people) < least
        }
        if near:
            keys[row] = min(near, key=lambda other: (near[other], other))
    return keys, gone


def _papers(
    table: ResultTable, frame: pd.DataFrame, row: int, change: float, before: tuple[EarlierReport, tuple[str, ...]]
) -> tuple[Paper, Paper, Range]:
    people, (report, key) = count_of(frame, row, "n_pairs"), before
    cells = {name: CountCell(table.name, key, name) for name in (*MEANS, *ENDS, SPREAD, BY_TEST)}
    figures = {name: report.figures[cell] for name, cell in cells.items() if cell in report.figures}
    return Paper(people - change, figures), Paper(people, printed_means(frame, row)), scale_of(frame, row)


def scale_of(frame: pd.DataFrame, row: int) -> Range:
    """Return the ends of a row's scale; without end where they are not known."""
    ends = [count_of(frame, row, name) for name in ("score_low", "score_high") if name in frame.columns]
    step = resolution_of(frame, row)
    return Range(ends[0], ends[1], step) if len(ends) == len(("low", "high")) and ends[0] < ends[1] else Range()


def _leaves_few(wholes: set[float], parts: Iterable[Counts], least: int, *, more_than: float = 0.0) -> bool:
    sums = {0.0}
    for now, before in parts:
        sums |= {taken + count for taken in sums for count in now | before}
    return any(more_than < abs(whole - taken) < least for whole in wholes for taken in sums)


def _leaves_strangers(wholes: set[float], parts: Iterable[Counts], least: int, *, more_than: float) -> bool:
    """Return whether a whole that has changed since lies near a sum with a group as it is now.

    As many people as the whole once held need not be the same people: those who differ may be few.
    """
    old, mixed = {0.0}, set[float]()
    for now, before in parts:
        mixed |= {taken + count for taken in mixed for count in now | before}
        mixed |= {taken + count for taken in old for count in now - before}
        old |= {taken + count for taken in old for count in before}
    left = {abs(whole - taken) for whole in wholes for taken in mixed}
    return any(more_than < few < least or (few == 0 and more_than < _ONE_FOR_ANOTHER) for few in left)
