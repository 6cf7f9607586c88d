"""Where things stand in a picture, and which numbers only lay it out: places of rows, years, what lies evenly apart."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

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


def placed(artist: Any, points: np.ndarray, axes: Axes | None, transform: Any = None) -> np.ndarray:
    """Return the points as numbers of the axes; a side that is not measured by them stays as it is."""
    way = artist.get_transform() if transform is None else transform
    if axes is None or way is axes.transData or not len(points):
        return points
    in_data = way.contains_branch_seperately(axes.transData)
    if not any(in_data):
        return points
    back = axes.transData.inverted().transform(way.transform(points))
    return np.column_stack([back[:, side] if in_data[side] else points[:, side] for side in (0, 1)])


def corners(bar: Rectangle, axes: Axes) -> np.ndarray:
    """Return two corners of a bar, as numbers of the axes."""
    (left, low), right, high = bar.get_xy(), bar.get_x() + bar.get_width(), bar.get_y() + bar.get_height()
    return placed(bar, np.asarray([(left, low), (right, high)], dtype=float), axes, bar.get_data_transform())


def in_data(system: Any, axes: Axes) -> tuple[bool, bool]:
    """Return which sides of a spot are numbers of the axes; beside a thing that is drawn, or a box, none is."""
    if isinstance(system, Transform):
        first, second = system.contains_branch_seperately(axes.transData)
        return bool(first), bool(second)
    if isinstance(system, tuple):
        return in_data(system[0], axes)[0], in_data(system[1], axes)[1]
    return (isinstance(system, str) and system == "data",) * 2


def is_plain_marker(marker: object) -> bool:
    """Return whether a marker is one of matplotlib's own, by its name."""
    return isinstance(marker, str | int) and bool(marker in Line2D.markers)


@cache
def _marker_shapes() -> tuple[np.ndarray, ...]:
    styles = (MarkerStyle(name) for name in MarkerStyle.markers)
    shapes = (style.get_path().transformed(style.get_transform()) for style in styles)
    return tuple(np.asarray(shape.vertices) for shape in shapes)


def is_plain_path(path: Any) -> bool:
    """Return whether a path is the shape of one of matplotlib's own markers."""
    return any(np.array_equal(path.vertices, shape) for shape in _marker_shapes())
