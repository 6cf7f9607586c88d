"""Round counts for an audience that sees rounded ones, and whatever else would show the exact count.

Source: ``round_to`` in the policy file. Shares are computed again from the rounded counts; a population figure that
anyone can look up stays; interval limits and degrees of freedom, which would show the exact count, are withheld.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.states.earlier import is_public_knowledge
from evaltoolkit.model.results import Caution, ResultTable
from evaltoolkit.model.thresholds import is_much_lost

TELLING = (
    "ci_low", "ci_high", "ci_formula", "df", "index", "share_floor", "share_ceiling", "better_low", "better_high",
    "unchanged_low", "unchanged_high", "worse_low", "worse_high", "bound_low", "bound_high", "mean_attendance",
    "dropped", "dropped_share",
)  # fmt: skip
"""Figures computed from the exact count in such a way that it could be read off them."""


def rounded(value: float, step: int) -> float:
    """Return `value` as the nearest multiple of `step`; halves go up.

    Examples
    --------
    >>> rounded(12, 5), rounded(13, 5), rounded(12.5, 5)
    (10.0, 15.0, 15.0)
    """
    return float(np.floor(value / step + 0.5) * step)


def round_counts(table: ResultTable, frame: pd.DataFrame, step: int) -> pd.DataFrame:
    """Return the frame with its counts rounded to multiples of `step` and their shares computed again."""
    if step == 1:
        return frame
    counting = [name for name in (*table.people, *table.counts) if name in frame.columns]
    shown = frame.astype(dict.fromkeys(counting, float))
    for name in counting:
        known = np.array([is_public_knowledge(frame, row, name) for row in range(len(frame))], dtype=bool)
        exact = shown[name].to_numpy(dtype=float)
        shown[name] = np.where(known, exact, np.floor(exact / step + 0.5) * step)
    for share in table.shares:
        part, whole = shown[share.part], shown[share.whole]
        shown[share.share] = (part / whole.where(whole > 0)).where(frame[share.share].notna())
    if {"cautions", *_MEASURED} <= set(frame.columns):
        asked, kept = (frame[name].astype(float) for name in _MEASURED)
        rows = zip(frame["cautions"], asked, kept, strict=True)
        shown["cautions"] = [_cautions(said, before, both, step) for said, before, both in rows]
    return shown


_MEASURED = ("n_pre", "n_pairs")


def _cautions(said: tuple[Caution, ...], asked: float, kept: float, step: int) -> tuple[Caution, ...]:
    """Return the cautions of a row by its rounded share of people lost: the exact share is not told by them."""
    whole = rounded(asked, step)
    is_much = whole > 0 and is_much_lost(rounded(asked - kept, step) / whole)
    if is_much is (Caution.ATTRITION in said):
        return said
    return tuple(one for one in Caution if (is_much if one is Caution.ATTRITION else one in said))


def hide_telling(table: ResultTable, frame: pd.DataFrame, step: int) -> Iterator[Hiding]:
    """Yield the figures that would show the exact count beside a rounded one."""
    columns = tuple(name for name in TELLING if name in table.figures and name in frame.columns)
    if step == 1 or not columns:
        return
    for row in np.flatnonzero(frame[list(columns)].notna().any(axis=1)):
        yield Hiding(int(row), columns, Reason.ROUNDED)


def hide_rounded_ends(table: ResultTable, shown: pd.DataFrame, step: int) -> Iterator[Hiding]:
    """Yield the shares that rounded counts put at 0 or 1: whether 'none' or 'all' is true is hidden with the count."""
    if step == 1 or shown.empty:
        return
    for share in table.shares:
        if share.share not in table.figures:
            continue
        values = shown[share.share].to_numpy(dtype=float)
        for row in np.flatnonzero((values <= 0.0) | (values >= 1.0)):
            yield Hiding(int(row), (share.share,), Reason.ROUNDED)
