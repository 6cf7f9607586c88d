"""What earlier reports of the same street showed: two reports side by side must not single anyone out.

A reader who has both subtracts one from the other; where their people differ by a few, the difference is those few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

POPULATION = "population"
"""Basis of a denominator that anyone can look up: official population figures."""


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """Counts of people that one earlier report showed.

    Parameters
    ----------
    counts
        By cell; what was withheld is absent.
    blur
        How far a shown count may lie from the true one; 0 where counts are exact.
    is_replaced
        The new report takes its place, so that the new one must remember what it showed.
    """

    counts: Mapping[CountCell, float] = field(default_factory=dict)
    blur: float = 0.0
    is_replaced: bool = False


def row_key(table: ResultTable, frame: pd.DataFrame, row: int) -> tuple[str, ...]:
    """Return the keys of a row as text; its number where the table has none."""
    return tuple(str(frame.at[row, key]) for key in table.keys) or (str(row),)


def count_of(frame: pd.DataFrame, row: int, column: str) -> float:
    """Return one count of a frame, NaN where it is not known."""
    value: Any = frame.at[row, column]
    return float("nan") if pd.isna(value) else float(value)


def differences(table: ResultTable, frame: pd.DataFrame, earlier: EarlierReport) -> np.ndarray:
    """Return by how much each count of people differs from the earlier report; NaN where that did not show it.

    Rows are those of `frame`, columns those of ``table.people``; official population figures count as not shown.
    """
    found = np.full((len(frame), len(table.people)), np.nan)
    for row in range(len(frame)):
        key = row_key(table, frame, row)
        for place, column in enumerate(table.people):
            before = earlier.counts.get(CountCell(table.name, key, column))
            if before is not None and not is_public_knowledge(frame, row, column):
                found[row, place] = count_of(frame, row, column) - before
    return found


def changed_rows(table: ResultTable, frame: pd.DataFrame, earlier: Sequence[EarlierReport], least: int) -> np.ndarray:
    """Return for each row whether its people differ from an earlier report by at least 1 and less than `least`."""
    changed = np.zeros(len(frame), dtype=bool)
    for report in earlier:
        changed |= is_small_difference(differences(table, frame, report), report.blur, least).any(axis=1)
    return changed


def is_small_difference(difference: np.ndarray, blur: float, least: int) -> np.ndarray:
    """Return where a difference may be of at least 1 and less than `least` people; a blurred count leaves it open."""
    size = np.abs(difference)
    return np.asarray((size < least + blur) & ((size > 0) | (blur > 0)))


def is_public_knowledge(frame: pd.DataFrame, row: int, column: str, least: int = 0) -> bool:
    """Return whether a count is an official population figure, of `least` people or more."""
    is_official = column == "people" and "basis" in frame.columns and str(frame.at[row, "basis"]) == POPULATION
    return is_official and count_of(frame, row, column) >= least
