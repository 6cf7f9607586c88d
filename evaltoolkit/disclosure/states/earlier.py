"""What papers of an earlier state of the data showed: two papers side by side must not single anyone out.

A reader who has both subtracts one from the other; where their people differ by a few, the difference is those few.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product, takewhile
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.protected import ProtectedTable, Reason
from evaltoolkit.disclosure.states.members import Tagged
from evaltoolkit.disclosure.states.printed_means import BY_TEST, ENDS, MEANS, SPREAD, Printed, as_printed
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.thresholds import ALPHA, CONFIDENCE

MEAN_OF: Mapping[str, Mapping[str, str]] = {
    "attrition": {"mean_kept": "n_kept", "mean_lost": "n_lost"},
    "maintenance": {"mean_change": "n_pairs"},
    "retrospective": {"change": "n_people", "shift": "n_people", "looking_back": "n_people"},
    "follow_up": dict.fromkeys(("mean_pre", "mean_post", "mean_wave", "mean_change"), "n_pairs"),
    "scale_quality": {"alpha": "n", "omega": "n"},
    "item_quality": {"item_rest": "n", "alpha_without": "n"},
}
"""Means that stand beside the outcome table, and what else all of a scale's people tell; of how many each is."""
INTERVAL_OF: Mapping[str, tuple[tuple[str, str], float]] = {
    "maintenance": (("low", "high"), 1 - 2 * ALPHA), "retrospective": (("change_low", "change_high"), CONFIDENCE),
}  # fmt: skip
"""Ends of the interval beside the mean change of some people from pre-test to post-test, and its level."""
_BESIDE = (Reason.SUBTRACTION, Reason.MIXED)
_UNKNOWN_BESIDE = (Reason.SMALL, Reason.VEILED)
_DECIMALS = 4  # more than any page prints, fewer than another version of a library changes
UNKNOWN = "未说明"
"""What a row is called whose people did not say where they belong. It tells of records, not of people: it goes first,
and no other row is hidden for it."""
POPULATION = "population"
"""Basis of a denominator that anyone can look up: official population figures."""


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """What all papers of one earlier state of the data show, or an earlier report alone where no more is known of it.

    Parameters
    ----------
    counts
        By cell; what was withheld is absent.
    blur
        How far a shown count may lie from the true one; 0 where counts are exact.
    states
        What the state is known by: the digest of its tables, that of its workbook.
    figures
        Printed means and ends of intervals, by cell.
    grouping
        The column whose groups its report shows.
    correction
        What was wrong in its papers, where the office lets a corrected one take their place; else empty.
    corrected_by
        The state of the corrected papers; empty until they are published.
    company
        Counts that were hidden beside a small one; shown now they would tell it.
    members
        Whose scores stood in which groups at once, shown or not; of earlier versions it is not known.
    """

    counts: Mapping[CountCell, float] = field(default_factory=dict)
    blur: float = 0.0
    states: frozenset[str] = frozenset()
    figures: Mapping[CountCell, Printed] = field(default_factory=dict)
    grouping: str = ""
    correction: str = ""
    corrected_by: frozenset[str] = frozenset()
    company: frozenset[CountCell] = frozenset()
    members: Tagged = field(default_factory=dict)

    def is_replaced_by(self, own: frozenset[str]) -> bool:
        """Return whether the papers of a state take the place of these, whatever the two tell of those who differ."""
        return bool(self.correction) and (not self.corrected_by or bool(self.corrected_by & own))


def before(earlier: Sequence[EarlierReport], own: frozenset[str]) -> tuple[EarlierReport, ...]:
    """Return the states that were published before this one was for the first time; papers of one state are one paper.

    So a state's papers say the same whatever was published since, in whatever order, run or slug they are made. What it
    corrects is not among them: the office has accepted what the two tell together.
    """
    return tuple(report for report in _until(earlier, own) if not report.is_replaced_by(own))


def corrections(earlier: Sequence[EarlierReport], own: frozenset[str]) -> tuple[str, ...]:
    """Return what the papers of a state correct in earlier ones."""
    return tuple(dict.fromkeys(one.correction for one in _until(earlier, own) if one.is_replaced_by(own)))


def _until(earlier: Sequence[EarlierReport], own: frozenset[str]) -> Iterator[EarlierReport]:
    return takewhile(lambda report: not report.states & own, earlier)


def papers_of(
    shown: Mapping[str, ProtectedTable],
    states: frozenset[str],
    told: Mapping[CountCell, float] | None = None,
    company: frozenset[CountCell] = frozenset(),
    members: Tagged | None = None,
) -> EarlierReport:
    """Return what all papers of one state show, in the form that later states are compared with.

    `told` are counts that no table shows and whoever reads the papers knows or can work out; `company` those that were
    hidden beside a small one though the reason says no such thing; `members` whose scores stand in which groups.
    """
    counts: dict[CountCell, float] = dict(told or {})
    figures: dict[CountCell, Printed] = {}
    grouping = ""
    for place, table in shown.items():
        frame = table.frame
        people = {column: counts_of(frame, column) for column in table.people}
        ends, _ = INTERVAL_OF.get(table.name, ((), 0.0))
        means = {name: counts_of(frame, name) for name in (*MEAN_OF.get(table.name, ()), *ends) if name in frame}
        for row, key in enumerate(row_keys(table, frame)):
            counts |= {CountCell(table.name, key, name): n[row] for name, n in people.items() if not math.isnan(n[row])}
            if table.name == "outcomes":
                printed = printed_means(frame, row)
                figures |= {CountCell(table.name, key, column): value for column, value in printed.items()}
                for column, spread in spreads_told(frame, row):
                    figures[CountCell(table.name, key, column)] = (round(spread, _DECIMALS), 0.0)
            for figure, every in means.items():
                if not math.isnan(every[row]):
                    figures[CountCell(table.name, key, figure)] = (round(every[row], _DECIMALS), 0.0)
            if place == "outcomes" and key[2] != "all":
                grouping = key[2]
    # a row of unknowns is no secret by itself: whatever is hidden of it is hidden beside a small one
    beside = (
        entry for table in shown.values() for entry in table.hidden
        if entry.reason in _BESIDE or (entry.reason in _UNKNOWN_BESIDE and UNKNOWN in entry.row)
    )  # fmt: skip
    company |= {CountCell(entry.table, entry.row, name) for entry in beside for name in entry.columns}
    return EarlierReport(counts, 0.0, states, figures, grouping, company=company, members=members or {})


def row_key(table: ResultTable | ProtectedTable, frame: pd.DataFrame, row: int) -> tuple[str, ...]:
    """Return the keys of a row as text; its number where the table has none."""
    return tuple(str(frame.at[row, key]) for key in table.keys) or (str(row),)


def row_keys(table: ResultTable | ProtectedTable, frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return :func:`row_key` of every row."""
    return keys_in(frame, table.keys)


def keys_in(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what some columns say in every row, as text; its number where there is no column."""
    if not columns:
        return [(str(row),) for row in range(len(frame))]
    return list(zip(*([str(value) for value in frame[name].tolist()] for name in columns), strict=True))


def counts_of(frame: pd.DataFrame, column: str) -> list[float]:
    """Return :func:`count_of` of every row."""
    return [math.nan if pd.isna(value) else float(value) for value in frame[column].tolist()]


def count_of(frame: pd.DataFrame, row: int, column: str) -> float:
    """Return one count of a frame, NaN where it is not known."""
    value: Any = frame.at[row, column]
    return float("nan") if pd.isna(value) else float(value)


def resolution_of(frame: pd.DataFrame, row: int) -> float:
    """Return the smallest step of a row's scores, NaN where it is not known."""
    return count_of(frame, row, "resolution") if "resolution" in frame.columns else math.nan


def printed_means(frame: pd.DataFrame, row: int) -> dict[str, Printed]:
    """Return the printed means of a row of results and the ends of their interval, by column."""
    values = {name: count_of(frame, row, name) for name in (*MEANS, *ENDS) if name in frame.columns}
    known = {name: value for name, value in values.items() if math.isfinite(value)}
    step, ends = resolution_of(frame, row), [known[name] for name in ENDS if known.get(name)]
    return {name: as_printed(value, step, ends if name in ENDS else ()) for name, value in known.items()}


def spreads_told(frame: pd.DataFrame, row: int) -> Iterator[tuple[str, float]]:
    """Yield the standard deviation of a row's changes where it is printed, and where t tells it.

    Of whole scores the sum is one of a few beside the printed mean, and then t leaves hardly any choice.
    """
    names = (SPREAD, MEANS[2], BY_TEST, "n_pairs")
    spread, mean, t, pairs = (count_of(frame, row, name) if name in frame.columns else math.nan for name in names)
    by_test = abs(mean / t) * math.sqrt(pairs) if t else math.nan
    yield from ((name, value) for name, value in ((SPREAD, spread), (BY_TEST, by_test)) if not math.isnan(value))


def of_spreads(report: EarlierReport) -> EarlierReport:
    """Return what an earlier report tells of rows whose spread it printed; all where an earlier version made it.

    That did not say whether it was printed.
    """
    if not any(cell.column in (SPREAD, BY_TEST) for cell in report.figures):
        return report
    printed = {(cell.table, cell.row) for cell in report.figures if cell.column == SPREAD}
    counts = {cell: count for cell, count in report.counts.items() if (cell.table, cell.row) in printed}
    return replace(report, counts=counts)


def differences(
    table: ResultTable, frame: pd.DataFrame, earlier: EarlierReport, keys: Sequence[tuple[str, ...]] | None = None
) -> np.ndarray:
    """Return by how much each count of people differs from the earlier report; NaN where that did not show it.

    Rows are those of `frame`, called there as `keys` say, columns those of ``table.people``; official population
    figures count as not shown.
    """
    found = np.full((len(frame), len(table.people)), np.nan)
    for row in range(len(frame)):
        key = row_key(table, frame, row) if keys is None else keys[row]
        for place, column in enumerate(table.people):
            before = earlier.counts.get(CountCell(table.name, key, column))
            if before is not None and not is_public_knowledge(frame, row, column):
                found[row, place] = count_of(frame, row, column) - before
    return found


def changed_rows(
    table: ResultTable,
    frame: pd.DataFrame,
    earlier: Sequence[EarlierReport],
    least: int,
    without: Collection[str] = (),
) -> np.ndarray:
    """Return for each row whether its people differ from an earlier report by at least 1 and less than `least`.

    Counts in the columns `without` are left out.
    """
    changed = np.zeros(len(frame), dtype=bool)
    counted = np.array([name not in without for name in table.people], dtype=bool)
    for report in earlier:
        few = is_small_difference(differences(table, frame, report), report.blur, least)
        changed |= few[:, counted].any(axis=1)
    return changed


def corrected_rows(table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport], least: int) -> np.ndarray:
    """Return for each row whether a mean of nearly the same number of people differs from an earlier paper.

    Then one of them was corrected, or a few are others: the two means tell what they scored.
    """
    corrected = np.zeros(len(frame), dtype=bool)
    told = {name: of for name, of in MEAN_OF.get(table.name, {}).items() if name in frame.columns}
    for report, (figure, count) in product(earlier, told.items()):
        for row in range(len(frame)):
            key, now = row_key(table, frame, row), count_of(frame, row, figure)
            before = report.figures.get(CountCell(table.name, key, figure))
            people = report.counts.get(CountCell(table.name, key, count), math.nan)
            if before is not None and not math.isnan(now):
                is_near = not abs(count_of(frame, row, count) - people) >= least
                corrected[row] |= is_near and round(now, _DECIMALS) != before[0]
    return corrected


def is_small_difference(difference: np.ndarray, blur: float, least: int) -> np.ndarray:
    """Return where a difference may be of at least 1 and less than `least` people; a blurred count leaves it open."""
    size = np.abs(difference)
    return np.asarray((size < least + blur) & ((size > 0) | (blur > 0)))


def is_public_knowledge(frame: pd.DataFrame, row: int, column: str, least: int = 0) -> bool:
    """Return whether a count is an official population figure, of `least` people or more."""
    is_official = column == "people" and "basis" in frame.columns and str(frame.at[row, "basis"]) == POPULATION
    return is_official and count_of(frame, row, column) >= least
