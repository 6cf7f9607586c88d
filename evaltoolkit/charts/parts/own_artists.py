"""What a picture of one's own draws, artist by artist, held against the tables that it is drawn of.

Only kinds of artists whose numbers are known here may stand in it. What holds a picture together (frames, legends) is
free, and so are numbers that only lay out: 0, 1, 2 …, the places and the thickness of bars. A mark that draws nothing
else tells nothing of the tables, so that it may not look otherwise than its like.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.collections import FillBetweenPolyCollection, LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.colorbar import Colorbar
from matplotlib.container import BarContainer
from matplotlib.figure import Figure, SubFigure
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle, StepPatch
from matplotlib.spines import Spine
from matplotlib.table import Table
from matplotlib.text import Annotation
from matplotlib.text import Text as Label

from evaltoolkit.charts.parts.own_known import CONSTANTS, Known, cells_of
from evaltoolkit.charts.parts.own_layout import (
    NEAR,
    are_first_rows,
    are_moved_alike,
    corners,
    in_data,
    is_layout,
    is_plain_marker,
    is_plain_path,
    is_spread,
    is_there_and_back,
    placed,
)
from evaltoolkit.charts.parts.own_looks import Look, Looks, goes_round, look_of_words, looks_of, looks_of_all
from evaltoolkit.charts.parts.own_scale import is_own_scale, odd_ends, odd_ticks, of_colour_bar
from evaltoolkit.charts.parts.own_typed import Typed, Vocabulary
from evaltoolkit.charts.parts.own_words import Said, is_automatic, labels_of, numbers_in, plain, said_in
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Ours, Text, text

_ENDS_AND_BASE = 2  # corners of an area for each row, and besides them those where it begins and ends
_BESIDE = 0.06  # of an axis: how far from its number a label stands
_GAP = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"})  # what stands for no number
_LEAST_MARKS = 12  # lines at 0 and the like, or axes, which any table may have
_LEAST_PANELS, _FEW_MARKS = 2, 3
_BARE = (Line2D, PathCollection, LineCollection, PolyCollection, FillBetweenPolyCollection, QuadMesh, AxesImage)


@dataclass(slots=True, eq=False)
class Drawn:
    """What was found in a picture that stands in no table."""

    tables: Sequence[Known]
    cells: frozenset[str]
    looks: Looks
    held: Vocabulary
    strange: int = 0
    """Numbers that are drawn."""
    written: int = 0
    """Numbers in words, in the picture or about it."""
    untyped: int = 0
    """Words, in the picture or about it, that nobody typed."""
    longest: int = 0
    """Points of a series that has more than the table of its numbers."""
    scale: int = 0
    """Ticks and ends of axes that are neither round nor typed."""
    idle: int = 0
    """Marks that draw no number of the tables, and differ."""
    repeated: int = 0
    """Words that were typed once and stand at some marks, and not at others."""
    many: int = 0
    """Marks of one kind, where there are more than the tables have figures."""
    kinds: dict[str, Text | Ours] = field(default_factory=dict)
    """The kinds of artists that are not known here, as they may be said."""
    told: int = 0
    """How often a number of the tables was found."""
    resting: list[tuple[str, Look]] = field(default_factory=list)
    """The marks that draw none, by kind and look."""
    crowd: int = 0
    """How many of them there are in the axes that has most."""
    panels: list[Hashable] = field(default_factory=list)
    """The looks of the axes in which none is drawn."""
    telling: int = 0
    """The axes in which one is drawn."""
    points: dict[tuple[int, str], set[tuple[float, float]]] = field(default_factory=dict)
    """The marks of a kind in an axes that draw some."""
    alike: dict[Hashable, list[Hashable]] = field(default_factory=dict)
    """The looks of the handles of the same words in a legend."""
    said: dict[Hashable, list[tuple[str, Hashable]]] = field(default_factory=dict)
    """The words of a kind that stand in no table and tell no number, each with its look."""

    @classmethod
    def of(cls, figure: Figure, tables: Iterable[ProtectedTable], alt: str) -> Drawn:
        """Return what a figure that was drawn once, and the words about it, hold besides what the tables say."""
        named = tuple(tables)
        known, cells, typed = tuple(map(Known.of, named)), frozenset(cells_of(named)), Typed.here()

        def stands(values: np.ndarray) -> np.ndarray:
            in_tables = [~one.strange(values) for one in known]
            held: np.ndarray = np.any([typed.holds(values), *in_tables], axis=0)
            return held

        drawn = cls(known, cells, Looks(typed, stands), Vocabulary.of_cells(cells))
        drawn.walk(figure, None)
        drawn._compare()
        drawn._words([alt])
        for label in labels_of(figure):
            if label.get_text():
                drawn.looks.add(label)
        vocabulary = Vocabulary.of(cells)
        drawn.untyped = sum(not vocabulary.says(words) for words in (*said_in(figure), alt))
        return drawn

    def walk(self, artist: Artist, axes: Axes | None) -> None:
        """Read an artist and what it is made of."""
        kind = type(artist)
        if kind in (Figure, SubFigure, Axes):
            self._within(artist)
        elif kind in (XAxis, YAxis):
            self._axis(artist)
        elif isinstance(artist, Legend | Table):
            self._listed(artist)
        elif kind in (Label, Annotation):
            self._label(artist, axes)
        elif kind in _BARE or kind in (AxLine, Rectangle, Polygon, PathPatch, StepPatch):
            before = self.told
            self._numbers_of(artist, axes)
            self.looks.add(artist)
            if self.told == before:
                self.resting += [(kind.__name__, look) for look in looks_of_all(artist)]
        elif kind is Spine:
            self.looks.add(artist)
        else:
            self.kinds[kind.__name__] = Ours(kind.__name__)

    def _within(self, artist: Any) -> None:
        """Read what a figure, or an axes of it, is made of."""
        before, resting = self.told, len(self.resting)
        inner = artist if isinstance(artist, Axes) else None
        bars = self._bars(inner) if inner is not None else frozenset()
        free = {id(getattr(artist, "patch", None)), *bars, *of_colour_bar(inner)}
        for child in artist.get_children():
            if id(child) not in free:
                self.walk(child, inner)
        self.looks.add(artist.patch)
        if inner is None:
            return
        sizes = [size for one in self.tables for size in (one.rows, one.columns)]
        self.scale += odd_ends(inner, self._is_held, self.looks.typed, sizes)
        self.crowd = max(self.crowd, len(self.resting) - resting)
        bar = getattr(inner, "_colorbar", None)
        if isinstance(bar, Colorbar):
            self.looks.shades(bar.cmap)
            return
        self._place(inner)
        if self.told > before:
            self.telling += 1
        elif inner.axison or len(self.resting) > resting:
            self.panels.append((*looks_of(inner.patch), *self.resting[resting:]))

    def _is_held(self, values: np.ndarray) -> np.ndarray:
        """Return which of the values stand in a table."""
        held: np.ndarray = np.any([~one.strange(values) for one in self.tables], axis=0)
        return held

    def _place(self, axes: Axes) -> None:
        """Read how large an axes is, where no grid of equal parts says it."""
        spec = axes.get_subplotspec()
        if spec is None:
            place = axes.get_position(original=True)
            self.looks.size("breadth", place.width)
            self.looks.size("height", place.height)
            return
        grid = spec.get_topmost_subplotspec().get_gridspec()
        for ratios in (grid.get_width_ratios(), grid.get_height_ratios()):
            if len(np.unique(np.asarray(ratios, dtype=float))) > 1:
                self.looks.size("ratio", ratios)

    def _listed(self, artist: Legend | Table) -> None:
        """Read the words of a legend or of a table, each with the look of what it stands for."""
        self._words(one.get_text() for one in labels_of(artist))
        self.looks.within(artist)
        if isinstance(artist, Legend):
            for label, handle in zip(artist.get_texts(), artist.legend_handles, strict=False):
                self._say(id(artist), label, tuple(looks_of(handle)[:1]))
                self._liken(("legend", id(artist)), label.get_text(), str(looks_of(handle)[:1]))
            return
        for cell in artist.get_celld().values():
            self._say(id(artist), cell.get_text(), tuple(looks_of(cell)))

    def _liken(self, kind: Hashable, words: str, look: Hashable) -> None:
        """Note the look of a handle, whether or not its words stand in the tables."""
        self.alike.setdefault((kind, plain(words)), []).append(look)

    def _say(self, kind: Hashable, label: Label, look: Hashable = (), *, is_told: bool = False) -> None:
        """Note words that neither stand in the tables nor tell a number of theirs."""
        words = plain(label.get_text())
        numbers = [one for one in numbers_in(words) if not one.is_year]
        own = [one.figures[~np.isin(one.figures, CONSTANTS)] for one in self.tables]
        if is_told or any(one.is_of(figures) for one in numbers for figures in own):
            self.told += 1
        elif words not in self.cells and not (self.held.has_words(words) and self.held.says(words)):
            self.said.setdefault(kind, []).append((words, (look, *look_of_words(label))))

    def _compare(self) -> None:
        """Count what differs among the marks and words that tell nothing of the tables, and marks that are too many."""
        of_kinds = ([look for other, look in self.resting if other == kind] for kind in dict(self.resting))
        # each part of many looks by itself: a cycle of colours makes any marks different
        parts = [part for looks in of_kinds for part in (zip_longest(*looks) if len(looks) > _FEW_MARKS else (looks,))]
        for looks in (*parts, self.panels):
            self.idle += 0 if goes_round(looks) else len(looks)
        self.idle += sum(len(looks) for looks in self.alike.values() if len(set(looks)) > 1)
        for said in self.said.values():
            looks_of_words: dict[str, set[Hashable]] = {}
            for words, look in said:
                looks_of_words.setdefault(words, set()).add(look)
            self.idle += sum(len(looks) for looks in looks_of_words.values() if len(looks) > 1)
            full = [words for words, _ in said if words not in _GAP]
            self.repeated += 0 if goes_round(full) else len(full)
        figures = sum(one.rows * max(one.columns, 1) for one in self.tables)
        counts = (
            (self.crowd, max(figures, _LEAST_MARKS)),
            (len(self.panels), max(sum(one.longest for one in self.tables), _LEAST_PANELS)),
            (self.telling, max(figures, _LEAST_MARKS)),
            (sum(map(len, self.alike.values())), max(figures, _LEAST_MARKS)),
            *((len(points), figures) for points in self.points.values()),
        )
        self.many = max((count for count, most in counts if count > most), default=0)

    def _numbers_of(self, artist: Any, axes: Axes | None) -> None:
        if isinstance(artist, AxLine):
            points = [one for one in (artist.get_xy1(), artist.get_xy2()) if one is not None]
            self._series(placed(artist, np.asarray(points, dtype=float), axes), axes)
            self._side(np.asarray([artist.get_slope() or 0.0]), 1)
        elif isinstance(artist, Line2D):
            if not is_plain_marker(artist.get_marker()):
                self.kinds["marker"] = text("a marker of its own")
            self._series(placed(artist, np.asarray(artist.get_xydata(), dtype=float), axes), axes)
        elif isinstance(artist, AxesImage | QuadMesh):
            self._array(artist)
        elif isinstance(artist, PathCollection | LineCollection | PolyCollection):
            self._collection(artist, axes)
        else:
            points = artist.get_patch_transform().transform(artist.get_path().vertices)
            self._area(placed(artist, points, axes, artist.get_data_transform()))

    def _collection(self, artist: Any, axes: Axes | None) -> None:
        varied: list[Any] = [artist.get_linewidth()] if isinstance(artist, LineCollection) else []
        varied += [artist.get_sizes()] if isinstance(artist, PathCollection) else []
        for values in (*varied, artist.get_array(), artist.get_alpha()):
            values = np.atleast_1d(np.asarray([] if values is None else values, dtype=float)).ravel()
            if len(np.unique(values)) > 1:
                self._side(values, len(values))
        paths = artist.get_paths()
        if isinstance(artist, PathCollection):
            if not all(map(is_plain_path, paths)):
                self.kinds["marker"] = text("a marker of its own")
            offsets: np.ndarray = np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan)
            self._series(placed(artist, offsets, axes, artist.get_offset_transform()), axes)
            return
        if np.asarray(artist.get_offsets()).any():  # shapes that are moved, such as those of hexbin
            self.kinds[type(artist).__name__] = Ours(type(artist).__name__)
            return
        shapes = [placed(artist, np.asarray(path.vertices, dtype=float), axes) for path in paths]
        if isinstance(artist, LineCollection) and shapes and all(len(shape) == _ENDS_AND_BASE for shape in shapes):
            for ends in zip(*shapes, strict=True):
                self._series(np.asarray(ends), None)
            return
        for shape in shapes:
            self._area(shape)

    def _array(self, artist: Any) -> None:
        values: np.ndarray = np.ma.filled(np.ma.asarray(artist.get_array(), dtype=float), np.nan)
        shape = values.shape
        if len(shape) != len(("rows", "columns")):  # colours of its own, or a mesh whose shape is lost
            self.kinds[type(artist).__name__] = Ours(type(artist).__name__)
            return
        fits = [one for one in self.tables if one.takes(*shape)]
        if not fits:
            self.longest = max(self.longest, max(shape))
        self._count(values.ravel(), fits or self.tables)
        if isinstance(artist, QuadMesh):
            for side in np.moveaxis(np.asarray(artist.get_coordinates(), dtype=float), -1, 0):
                edges = np.unique(side)
                if not is_layout(edges) and not is_layout(edges + 0.5):
                    self._count(edges, self.tables)

    def _bars(self, axes: Axes) -> frozenset[int]:
        """Read the bars of an axes, and return the patches that are some."""
        held = [one for one in axes.containers if isinstance(one, BarContainer)]
        found: set[int] = set()
        looks: list[list[Look]] = []
        drawn: list[np.ndarray] = []  # of each bar its two corners, each as its place and its length
        for container in held:
            bars = [one for one in container.patches if type(one) is Rectangle and one in axes.patches]
            found |= {id(one) for one in bars}
            if bars:
                for one in bars:
                    self.looks.add(one)
                boxes = np.asarray([corners(one, axes) for one in bars])
                drawn.append(boxes[:, :, ::-1] if container.orientation == "horizontal" else boxes)
                looks.append([look for one in bars for look in looks_of(one)])
        is_laid_out = bool(drawn) and are_first_rows(np.concatenate([boxes[:, :, 0].mean(axis=1) for boxes in drawn]))
        ends: dict[float, list[float]] = {}
        for boxes, looking in zip(drawn, looks, strict=True):
            before = self.told
            places, base, end = boxes[:, :, 0].mean(axis=1), boxes[:, 0, 1], boxes[:, 1, 1]
            thickness = np.abs(np.diff(boxes[:, :, 0], axis=1)).ravel()
            self.looks.size("thickness", thickness)
            if np.ptp(thickness) > NEAR:
                self._side(thickness, len(boxes))
            is_laid_out_alike = is_laid_out and are_moved_alike(places)
            if not is_laid_out_alike and not self._are_rows(places, end, end - base) and not is_spread(places):
                self._side(places, len(boxes))
            stacked = np.asarray(
                [any(np.isclose(one, ends.get(round(place, 6), []))) for place, one in zip(places, base, strict=True)]
            )
            self._side(base[~stacked], len(boxes))
            # a bar tells how long it is, or where it ends
            self._either(end - base, end)
            if self.told == before and not self._holds_rows(places, end - base):
                self.resting += [("bars", look) for look in looking]
            else:
                self._mark(axes, "bars", np.column_stack([places, end]))
            for place, top in zip(places, end, strict=True):
                ends.setdefault(round(place, 6), []).append(float(top))
        return frozenset(found)

    def _are_rows(self, places: np.ndarray, *ways: np.ndarray) -> bool:
        """Return whether what stands at the places is rows, all moved aside alike: the first, or those of its values.

        How often each score of single persons occurs stands at whole numbers too: those are no rows.
        """
        if not are_moved_alike(places):
            return False
        if are_first_rows(places):
            return True
        held = [(places[there], values[there]) for values in ways if (there := np.isfinite(values)).any()]
        return any(one.tells(*told) for one in self.tables for told in held)

    def _holds_rows(self, places: np.ndarray, values: np.ndarray) -> bool:
        """Return whether several rows of a table hold the values, if they are but 0 and 1."""
        is_some = len(values) > 1 and any(one.tells(places, values) for one in self.tables)
        self.told += is_some
        return is_some

    def _mark(self, axes: Axes | None, kind: str, points: np.ndarray) -> None:
        self.points.setdefault((id(axes), kind), set()).update((float(x), float(y)) for x, y in np.round(points, 6))

    def _either(self, *ways: np.ndarray) -> None:
        self.strange += min(self._least(values, len(values)) for values in ways)

    def _series(self, points: np.ndarray, axes: Axes | None) -> None:
        points = points[np.isfinite(points).all(axis=1)]
        before = self.told
        count = len(np.unique(np.round(points, 9), axis=0))
        first, second = points.T
        lacks = [self._least(side, count) for side in (first, second)]
        for side, other in ((0, 1), (1, 0)):  # rows of a table of which some hold nothing
            if lacks[side] and any(one.tells(points[:, side], points[:, other]) for one in self.tables):
                lacks[side] = 0
        self.strange += sum(lacks)
        is_told = self.told > before or self._holds_rows(first, second) or self._holds_rows(second, first)
        if is_told and axes is not None:
            self._mark(axes, "points", points)

    def _area(self, points: np.ndarray) -> None:
        corners = len(np.unique(np.round(points, 9), axis=0)) - _ENDS_AND_BASE
        lacks = [self._least(side, -(-corners // _ENDS_AND_BASE)) for side in points.T]
        for side, other in ((0, 1), (1, 0)):
            places, values = points[:, side], points[:, other]
            beside_base = np.where(values == 0, np.nan, values)
            if not lacks[other] and self._are_rows(places, values, beside_base) and is_there_and_back(places):
                lacks[side] = 0
        self.strange += sum(lacks)

    def _side(self, values: np.ndarray, count: int) -> None:
        self.strange += self._least(values, count)

    def _least(self, values: np.ndarray, count: int) -> int:
        """Return how many values stand not in the one table that holds most of them; note where it has fewer rows."""
        values = values[np.isfinite(values)]
        if not len(values) or is_layout(values):
            return 0
        self.told += any(one.has(values) for one in self.tables)
        missing = [int(one.strange(values).sum()) for one in self.tables]
        least = min(missing)
        if least == 0 and not any(
            count <= one.longest for one, lacks in zip(self.tables, missing, strict=True) if not lacks
        ):
            self.longest = max(self.longest, count)
        return least

    def _count(self, values: np.ndarray, tables: Iterable[Known]) -> None:
        values = values[np.isfinite(values)]
        self.told += any(one.has(values) for one in self.tables)
        self.strange += min((int(one.strange(values).sum()) for one in tables), default=len(values))

    def _axis(self, axis: Any) -> None:
        if is_own_scale(axis) and not hasattr(axis.axes, "_colorbar"):
            self.kinds["scale"] = text("a scale of its own")
        for ticks, locator, formatter in (
            (axis.get_major_ticks(), axis.get_major_locator(), axis.get_major_formatter()),
            (axis.get_minor_ticks(), axis.get_minor_locator(), axis.get_minor_formatter()),
        ):
            places = np.asarray(locator(), dtype=float)
            self.scale += odd_ticks(locator, self.looks.stands, self.looks.typed.numbers)
            if not is_automatic(formatter):
                labels = [label for tick in ticks for label in (tick.label1, tick.label2) if label.get_text()]
                self._words((label.get_text() for label in labels), places)
                for label in filter(Label.get_visible, labels):
                    if not any(said.is_of(np.abs(places)) for said in numbers_in(label.get_text())):
                        self._say((id(axis), len(ticks)), label)
        self._words([axis.label.get_text()])

    def _label(self, label: Any, axes: Axes | None) -> None:
        written = label.get_text()
        if not written.strip() and not getattr(label, "arrow_patch", None):
            return
        self._words([written])
        if axes is None:
            self._say("text", label)
            return
        before = self.told
        told = [one.value for one in numbers_in(written)]
        spots = [(label.get_position(), label.get_transform())]
        if isinstance(label, Annotation):
            spots = [(label.xy, label.xycoords), (label.xyann, label.anncoords)]
        for spot, system in spots:
            for is_data, axis, at in zip(in_data(system, axes), (axes.xaxis, axes.yaxis), spot, strict=True):
                if is_data:
                    measured: Any = axis  # an axis of words counts them
                    self._spot(float(measured.convert_units(at)), np.asarray(told), np.ptp(axis.get_view_interval()))
        is_title = label in (axes.title, getattr(axes, "_left_title", None), getattr(axes, "_right_title", None))
        self._say("title" if is_title else "text", label, is_told=self.told > before)

    def _spot(self, value: float, told: np.ndarray, span: float) -> None:
        """Read where words stand: beside the number that they tell, at the place of a row, or at a number."""
        is_beside = bool((np.abs(np.concatenate([told, told / 100]) - value) <= _BESIDE * span).any())
        is_place = value == round(value) and 0 <= value < max(one.longest for one in self.tables)
        if not is_beside and not is_place:
            self._count(np.asarray([value]), self.tables)

    def _words(self, said: Iterable[str], free: np.ndarray | None = None) -> None:
        """Read words; numbers that are `free` are those of an axis.

        They are free as such, as per cents, and without their sign, as both sides of a pyramid have them.
        """
        places = np.zeros(0) if free is None else np.concatenate([free, 100 * free, np.abs(free), 100 * np.abs(free)])
        for words in said:
            if plain(words) not in self.cells:
                self.written += sum(not self._is_known(one, places) for one in numbers_in(words))

    def _is_known(self, said: Said, places: np.ndarray) -> bool:
        if said.is_year or (said.word and any(said.word in cell for cell in self.cells)):
            return True
        return any(said.is_of(figures) for figures in (places, *(one.figures for one in self.tables)))
