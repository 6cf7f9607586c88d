"""What measures a picture of one's own: ticks, the ends of axes, and where their lines lie.

They are free where matplotlib finds them by itself, where they are round, and where somebody typed them. Any others
stand in the tables, for an axis from the least to the greatest value of single persons tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.category import StrCategoryLocator
from matplotlib.colorbar import Colorbar

from evaltoolkit.charts.parts.own_layout import NEAR, is_even, is_layout
from evaltoolkit.charts.parts.own_typed import Typed

_ROUND = (1.0, 2.0, 2.5, 5.0)
_PARTED = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)  # as a MaxNLocator parts an axis
_BY_ITSELF = (ticker.AutoLocator, ticker.MaxNLocator)
_FREE = (
    ticker.NullLocator, ticker.AutoMinorLocator, ticker.SymmetricalLogLocator, ticker.LogitLocator,
    ticker.AsinhLocator, StrCategoryLocator,
)  # fmt: skip
_SCALES = frozenset({"linear", "log", "symlog", "logit", "asinh"})
_SOME = 3  # ticks, of which no two are told by the rest
_FACTORS = (0.5, 2.0)  # of a number of the tables, to leave some room beside it

Stands = Callable[[np.ndarray], np.ndarray]
"""Returns which numbers stand in the tables, or in a cell."""


def is_own_scale(axis: Any) -> bool:
    """Return whether an axis is stretched by a function that is not known here."""
    return axis.get_scale() not in _SCALES


def odd_ticks(locator: ticker.Locator, stands: Stands, typed: np.ndarray) -> int:
    """Return how many ticks are neither round, nor typed, nor of the tables, nor found by matplotlib itself."""
    if type(locator) in _FREE or type(locator).__module__ == "matplotlib.dates":
        return 0
    places = np.unique(np.asarray(locator(), dtype=float))
    if not len(places) or is_layout(places):
        return 0
    if type(locator) is ticker.LogLocator:
        is_free = bool(_is_of_powers(places).all())
    elif type(locator) in _BY_ITSELF:
        is_free = len(places) == 1 or _is_parted(places, _PARTED)
    else:
        is_free = len(places) >= _SOME and (_is_parted(places, _ROUND) or _is_counted(places, typed))
    return 0 if is_free else int((~stands(places)).sum())


def odd_ends(axes: Axes, held: Stands, typed: Typed, sizes: Sequence[int]) -> int:
    """Return how many ends of an axes, and of the lines around it, are none of those.

    Parameters
    ----------
    axes
        Whose ends.
    held
        Returns which numbers stand in the tables.
    typed
        What the cells hold.
    sizes
        How many rows and columns the tables have.
    """
    return sum(
        not _is_end(value, held, typed, sizes) and not any(np.isclose(value, one) for one in found)
        for axis, is_automatic in ((axes.xaxis, axes.get_autoscalex_on()), (axes.yaxis, axes.get_autoscaley_on()))
        if not is_automatic and not _is_of_days(axis)
        for found in (_found_by_itself(axes, axis),)
        for value in map(float, axis.get_view_interval())
    ) + sum(not _is_end(value, held, typed, sizes) for value in _of_spines(axes))


def _is_end(value: float, held: Stands, by_hand: Typed, sizes: Sequence[int]) -> bool:
    alone, typed = np.asarray([value]), by_hand.numbers
    if held(alone).all() or by_hand.holds(alone).all() or _is_round(alone, _ROUND).all():
        return True
    rows = [0.0, *(float(size - last) for size in sizes for last in (0, 1))]
    if any(np.isclose(abs(value - row), [0.0, 0.5, *typed[typed <= 1]]).any() for row in rows):  # half a bar from it
        return True
    factors = np.concatenate([typed, 1 + typed[typed < 1], 1 - typed[typed < 1]])
    factors = factors[(factors >= _FACTORS[0]) & (factors <= _FACTORS[1])]
    return bool(len(factors) and held(value / factors).any())


def _found_by_itself(axes: Axes, axis: Any) -> list[float]:
    """Return the ends that matplotlib finds for an axis, with room beside what is drawn and without."""
    name, before = axis.axis_name, axis.get_view_interval().copy()
    found: list[float] = []
    if not np.isfinite(getattr(axes.dataLim, f"interval{name}")).all() or hasattr(axes, "_colorbar"):
        return found  # nothing is drawn, or what was given is
    for is_tight in (None, True):
        axes.autoscale(enable=True, axis=name, tight=is_tight)
        axes.autoscale_view()
        found += map(float, axis.get_view_interval())
    getattr(axes, f"set_{name}lim")(*before, auto=False)
    return found


def _of_spines(axes: Axes) -> Iterator[float]:
    """Yield the numbers that say where the lines around an axes begin, end and lie."""
    for name, spine in axes.spines.items():
        place: Any = spine.get_position() if name != "outline" else None
        if isinstance(place, tuple):
            yield float(place[1])
        bounds: Any = spine.get_bounds() if name != "outline" else None
        yield from (float(one) for one in bounds or () if one is not None)


def _is_of_days(axis: Any) -> bool:
    """Return whether an axis of dates begins and ends with a day."""
    ends = np.asarray(axis.get_view_interval(), dtype=float)
    kinds = (type(axis.get_converter()), type(axis.get_major_locator()))
    return any(kind.__module__ == "matplotlib.dates" for kind in kinds) and bool((ends == np.round(ends)).all())


def _is_round(values: np.ndarray, leading: Sequence[float]) -> np.ndarray:
    """Return which values are 0 or one of the leading numbers times a power of ten."""
    size = np.abs(np.where(values == 0, 1.0, values))
    first = size / 10.0 ** np.floor(np.log10(size) + NEAR)
    round_: np.ndarray = np.isclose(first[:, None], np.asarray(leading), rtol=NEAR).any(axis=1)
    return round_


def _is_of_powers(places: np.ndarray) -> np.ndarray:
    is_two: np.ndarray = np.isclose(np.log2(np.abs(places)) % 1, 0)
    is_one: np.ndarray = is_two | _is_round(places, range(1, 10))
    return is_one


def _is_parted(places: np.ndarray, leading: Sequence[float]) -> bool:
    """Return whether places lie evenly, a round step apart, each at a multiple of it."""
    steps = np.diff(places)
    step = float(steps.min())
    is_even_too = bool(np.ptp(steps) <= NEAR * max(1.0, float(np.abs(places).max())))
    return is_even_too and bool(_is_round(np.asarray([step]), leading).all()) and _are_multiples(places, step)


def _is_counted(places: np.ndarray, typed: np.ndarray) -> bool:
    """Return whether places lie a typed step apart, each at a multiple of it."""
    step = float(np.diff(places).min())
    return is_even(places) and bool(np.isclose(typed, step).any()) and _are_multiples(places, step)


def _are_multiples(places: np.ndarray, step: float) -> bool:
    return bool(np.allclose(places / step, np.round(places / step), rtol=0, atol=1e-4))


def of_colour_bar(axes: Axes | None) -> set[int]:
    """Return what a colour bar draws of itself: its colours, and what parts and frames them."""
    bar = getattr(axes, "_colorbar", None)
    return {id(one) for one in (bar.solids, bar.dividers, bar.outline)} if isinstance(bar, Colorbar) else set()
