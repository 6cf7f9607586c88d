"""How the marks of a picture of one's own look, and whether that could tell one single person from another.

A size, a shade or a colour that nobody typed came out of data. And marks and words that tell no number of the tables
are all alike, all different, or go round in the same order: else what differs among them was chosen by something else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.collections import Collection, PathCollection
from matplotlib.colors import Colormap, ListedColormap, is_color_like, to_hex, to_rgb, to_rgba
from matplotlib.font_manager import font_scalings
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Patch
from matplotlib.table import Table
from matplotlib.text import Text as Label

from evaltoolkit.charts.parts.own_scale import Stands
from evaltoolkit.charts.parts.own_typed import Typed
from evaltoolkit.charts.parts.theme import NAMED, PALETTE

Look = tuple[Hashable, ...]
"""The colours, signs and strokes of a mark, in the same order for each of its kind."""
_FEW = 2  # sizes or colours over the whole figure that nobody typed
_MANY = 6  # looks, as lines of a cycle of colours have: too many to tell better from worse
_SHORT = 20  # colours of a map whose colours are names more than shades


def goes_round(looks: Sequence[Hashable]) -> bool:
    """Return whether looks are all alike, all different, many, or the same ones in the same order again and again.

    Examples
    --------
    >>> [goes_round(looks) for looks in ("aaa", "abc", "abab", "abba", "aab")]
    [True, True, True, False, False]
    """
    round_ = len(set(looks))
    is_round = all(look == looks[place % round_] for place, look in enumerate(looks))
    return round_ >= _MANY or not round_ or (is_round and len(looks) % round_ == 0)


def looks_of(artist: Any) -> list[Look]:
    """Return how an artist looks, each of its marks where they differ."""
    if isinstance(artist, Line2D):
        face = artist.get_markerfacecolor() if artist.get_marker() not in ("", " ", "None", None) else ""
        return [tuple(map(str, (artist.get_color(), face, artist.get_linestyle(), artist.get_marker())))]
    if isinstance(artist, Patch):
        return [
            (_hex(artist.get_facecolor()), _hex(artist.get_edgecolor()), artist.get_hatch(), artist.get_linestyle())
        ]
    if isinstance(artist, Collection) and artist.get_array() is None:
        sides = [artist.get_facecolor(), artist.get_edgecolor()]
        count = max(map(len, sides))
        return [tuple(_hex(side[place % len(side)]) for side in sides if len(side)) for place in range(count)]
    return [()]


@dataclass(slots=True, eq=False)
class Looks:
    """The sizes, shades and colours of a figure's marks that are none of matplotlib's own and that nobody typed."""

    typed: Typed
    stands: Stands
    sizes: dict[str, set[Hashable]] = field(default_factory=dict)
    colours: dict[str, None] = field(default_factory=dict)

    @property
    def odd(self) -> int:
        """Return how many there are of a kind that has more than few."""
        colours = [one for one in self.colours if not self._is_known_colour(one)]
        many = len(colours) if len(colours) > _FEW and not _lie_evenly(colours) else 0
        return many + sum(len(held) for held in self.sizes.values() if len(held) > _FEW)

    def size(self, kind: str, value: Any) -> None:
        """Take in a size, or the sizes of a mark."""
        values = np.atleast_1d(np.asarray(np.nan if value is None else value, dtype=float)).ravel()
        values = np.unique(np.round(values[np.isfinite(values)], 6))
        is_known = self.stands(values) | np.isin(values, _usual(kind)) | self.typed.holds(values / 2)
        self.sizes.setdefault(kind, set()).update(values[~is_known].tolist())

    def add(self, artist: Any) -> None:
        """Take in a mark, words, or what legends and tables hold."""
        self.size("alpha", artist.get_alpha())
        if isinstance(artist, Label):
            self.size("font", artist.get_fontsize())
            self._colour(artist.get_color())
            box = artist.get_bbox_patch()
            self._colour(*(() if box is None else (box.get_facecolor(), box.get_edgecolor())))
        elif isinstance(artist, Line2D):
            self.size("width", artist.get_linewidth())
            self.size("marker", artist.get_markersize())
            dashes = getattr(artist, "_unscaled_dash_pattern", (0, None))[1]
            self.size("dash", dashes)
            self._colour(artist.get_color(), artist.get_markerfacecolor(), artist.get_markeredgecolor())
        elif isinstance(artist, Patch):
            self.size("width", artist.get_linewidth())
            self._hatch(artist.get_hatch())
            self._colour(artist.get_facecolor(), artist.get_edgecolor())
        elif isinstance(artist, Collection):
            self.size("width", artist.get_linewidth())
            self._hatch(artist.get_hatch())
            if artist.get_array() is None:
                self._colour(*artist.get_facecolor(), *artist.get_edgecolor())
        if isinstance(artist, ScalarMappable) and artist.get_array() is not None:
            self.shades(artist.get_cmap())

    def within(self, artist: Any) -> None:
        """Take in the handles of a legend, or the cells of a table."""
        if isinstance(artist, Legend):
            self._colour(*(colour for handle in artist.legend_handles for colour in _colours_of(handle)))
        elif isinstance(artist, Table):
            self._colour(*(cell.get_facecolor() for cell in artist.get_celld().values()))

    def _hatch(self, hatch: str | None) -> None:
        if hatch and hatch not in self.typed.strings:
            self.sizes.setdefault("hatch", set()).add(hatch)

    def shades(self, shades: Colormap) -> None:
        """Take in the colours of a map that is none of matplotlib's own."""
        if shades.name in mpl.colormaps and mpl.colormaps[shades.name] == shades:
            return
        self._colour(*(shades(np.arange(shades.N)) if isinstance(shades, ListedColormap) else shades([0.0, 1.0])))

    def _colour(self, *colours: Any) -> None:
        for colour in colours:
            if not isinstance(colour, str) or colour.lower() not in ("none", "auto", "face", "inherit"):
                *_, alpha = to_rgba(colour)
                self.size("alpha", alpha)
                self.colours[_hex(colour)] = None

    def _is_known_colour(self, colour: str) -> bool:
        shares = np.asarray(to_rgb(colour))
        return (
            colour in _house()
            or colour in _typed_colours(self.typed.strings)
            or bool(np.isclose(shares[:, None], [0.0, 1.0, *self.typed.numbers], atol=0.002).any(axis=1).all())
        )


def _hex(colour: Any) -> str:
    return to_hex(colour)


def _colours_of(handle: Any) -> Iterator[Any]:
    if isinstance(handle, Line2D):
        yield from (handle.get_color(), handle.get_markerfacecolor())
    elif isinstance(handle, Patch):
        yield handle.get_facecolor()
    elif isinstance(handle, Collection) and handle.get_array() is None:
        yield from handle.get_facecolor()


@cache
def _typed_colours(strings: frozenset[str]) -> frozenset[str]:
    return frozenset(to_hex(one) for one in strings if is_color_like(one))


def _usual(kind: str) -> list[float]:
    """Return what matplotlib takes for a size by itself."""
    held = {float(one) for one in mpl.rcParams.values() if isinstance(one, int | float)}
    if kind == "font":
        base = float(mpl.rcParams["font.size"])
        return [round(base * scaling, 6) for scaling in font_scalings.values()] + [*held]
    if kind == "dash":
        settings: Any = mpl.rcParams
        patterns = (settings[f"lines.{name}_pattern"] for name in ("dashed", "dashdot", "dotted"))
        held |= {float(one) for pattern in patterns for one in pattern}
    return [0.0, 1.0, *held]


@cache
def _house() -> frozenset[str]:
    """Return the colours of the house, of matplotlib's settings, and of its short maps."""
    named = [*NAMED, *PALETTE, *(f"C{place}" for place in range(10)), "0.8", "0.15"]
    named += [one for one in mpl.rcParams.values() if isinstance(one, str) and is_color_like(one)]
    short = (one for one in map(mpl.colormaps.__getitem__, mpl.colormaps) if isinstance(one, ListedColormap))
    shades: Iterable[Any] = (colour for one in short if one.N <= _SHORT for colour in one(np.arange(one.N)))
    return frozenset(map(to_hex, (*named, *shades)))


def _lie_evenly(colours: Sequence[str]) -> bool:
    """Return whether colours are those of one of matplotlib's maps, evenly apart."""
    for name in mpl.colormaps:
        places = _places(name)
        held = [places[one] for one in colours if one in places]
        if len(held) == len(colours):
            steps = [abs(after - before) for before, after in pairwise(held)]
            if max(steps) - min(steps) <= _FEW:
                return True
    return False


@cache
def _places(name: str) -> dict[str, int]:
    shades = mpl.colormaps[name]
    return {to_hex(colour): place for place, colour in enumerate(shades(np.arange(shades.N)))}


def looks_of_all(artist: Any) -> list[Look]:
    """Return the looks of all marks of an artist; an empty one has none."""
    looks = looks_of(artist)
    if isinstance(artist, PathCollection):
        count = int(
            np.isfinite(np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan)).all(axis=1).sum()
        )
        return [looks[place % len(looks)] for place in range(count)]
    if isinstance(artist, Line2D) and not isinstance(artist, AxLine):
        return looks if np.isfinite(np.asarray(artist.get_xydata(), dtype=float)).all(axis=1).any() else []
    return looks


def look_of_words(label: Label) -> Look:
    """Return the look of a label."""
    box = label.get_bbox_patch()
    return (str(label.get_color()), str(label.get_fontweight()), *(() if box is None else looks_of(box)))
