"""Which numbers of a picture only lay it out: the places of rows, years, what lies evenly apart."""

from __future__ import annotations

import numpy as np

from evaltoolkit.charts.parts.own_words import YEARS

NEAR, ASIDE = 1e-6, 0.45
"""How far apart two numbers may lie that are taken for the same, and a bar from its row."""
_SOME = 3  # values, of which no two are told by the rest


def is_layout(values: np.ndarray) -> bool:
    """Return whether values only lay out: 0, 1, 2 … or 1, 2, 3 …, up or down, also all moved aside; or years."""
    steps = np.diff(values)
    if len(values) <= 1:
        return not len(values) or bool(values[0] in (0, 1))
    if not any(bool((np.abs(steps - way) <= NEAR).all()) for way in (1, -1)):
        return False
    first = float(values.min())
    aside = abs(first - round(first))
    if round(first) in YEARS and aside <= NEAR:
        return True
    return round(first) in (0, 1) and (aside <= NEAR or (len(values) >= _SOME and aside <= ASIDE))


def are_moved_alike(places: np.ndarray) -> bool:
    """Return whether all places lie equally far from whole numbers, as bars side by side do."""
    aside = places - np.round(places)
    return not len(places) or bool(np.ptp(aside) <= NEAR and np.abs(aside).max() <= ASIDE)


def are_first_rows(places: np.ndarray) -> bool:
    """Return whether places are 0, 1, 2 … or years without a gap, in any order and moved aside or not."""
    return is_layout(np.unique(np.round(places)))


def is_spread(places: np.ndarray) -> bool:
    """Return whether bars stand where the first rows do, only wider apart."""
    ordered = np.sort(places)
    return is_even(ordered) and is_layout(ordered / (ordered[1] - ordered[0] or 1.0))


def is_there_and_back(values: np.ndarray) -> bool:
    """Return whether an area's edge goes from row to row, and back."""
    steps = np.round(np.diff(values), 9)
    turns = np.diff(np.sign(steps[steps != 0]))
    return bool(np.isin(steps, (-1.0, 0.0, 1.0)).all()) and int(np.count_nonzero(turns)) <= 1


def is_even(values: np.ndarray) -> bool:
    """Return whether at least three values lie evenly apart, in any order; of fewer none is told by the others."""
    steps = np.diff(np.sort(values))
    return len(values) >= _SOME and bool(np.ptp(steps) <= NEAR * max(1.0, float(np.abs(values).max())))
