"""Which numbers of a picture of one's own, or of words about it, do not stand together in its tables.

Each number by itself is looked for elsewhere. A person's answers stand in the tables one by one, but neither as a
column nor as a row: what one thing draws, and what things of a kind draw that tell one number each, is held against
those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import FillBetweenPolyCollection, LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.figure import Figure, SubFigure
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle, StepPatch
from matplotlib.table import Table
from matplotlib.text import Text as Label

from evaltoolkit.charts.parts.own_blocks import Block, Sheet, is_only_row, stand_together
from evaltoolkit.charts.parts.own_known import CONSTANTS, Known, cells_of
from evaltoolkit.charts.parts.own_layout import NEAR, corners, in_data, is_layout, placed
from evaltoolkit.charts.parts.own_words import LARGE, Said, counting, is_automatic, labels_of, numbers_in, plain
from evaltoolkit.disclosure.protected import ProtectedTable

_ENDS = 2
_COUNTED = re.compile(
    r"(?<![\d.])\d+\s*(?:人|名|位|例|户|对|次|场|组|个|份|条|项|期|节|件|小时|天|周|月|年|元|"
    r"(?:people|persons|pairs|clients|answers|times|sessions|groups|hours)\b)|\b[nN]\s*=\s*\d+"
)
"""What says itself that it counts, and is no score."""


@dataclass(slots=True, eq=False)
class Together:
    """The numbers of a picture that stand in the tables, but not together."""

    known: Sequence[Known]
    sheets: Sequence[Sheet]
    cells: frozenset[str]
    apart: int = 0
    """Numbers that are drawn."""
    alone: int = 0
    """Numbers in words that no mark draws, and that may be a score as well as a count."""
    drawn: list[np.ndarray] = field(default_factory=list)
    lone: dict[tuple[int, str], list[tuple[float, float]]] = field(default_factory=dict)
    """Of an axes the numbers that stand by themselves, each with its place."""
    series: dict[tuple[int, str], dict[tuple[int, bytes], list[tuple[np.ndarray, bool]]]] = field(default_factory=dict)
    """Of an axes the series, by length and places, each with whether it stands in a table by itself."""
    open: list[Block] = field(default_factory=list)
    """What may be the only row of a table."""

    @classmethod
    def of(cls, figure: Figure, tables: Iterable[ProtectedTable], alt: str) -> Together:
        """Return what of a figure that was drawn once, and of the words about it, does not stand together."""
        named = tuple(tables)
        found = cls([*map(Known.of, named)], [*map(Sheet.of, named)], frozenset(cells_of(named)))
        found._within(figure)
        found._rest()
        found._words(figure, alt)
        return found

    def _within(self, artist: Any) -> None:
        inner = artist if isinstance(artist, Axes) else None
        if hasattr(inner, "_colorbar"):
            return
        bars = self._bars(inner) if inner is not None else frozenset()
        for child in artist.get_children():
            if isinstance(child, Figure | SubFigure | Axes):
                self._within(child)
            elif child is not getattr(artist, "patch", None) and id(child) not in bars:
                self._read(child, inner)

    def _read(self, artist: Any, axes: Axes | None) -> None:
        match artist:
            case AxLine():
                return
            case Line2D():
                points = placed(artist, np.asarray(artist.get_xydata(), dtype=float), axes)
                self._points("points", points, axes, artist.get_transform())
            case AxesImage() | QuadMesh():
                values: np.ndarray = np.ma.filled(np.ma.asarray(artist.get_array(), dtype=float), np.nan)
                if values.ndim == _ENDS:
                    self._block(values)
            case PathCollection():
                offsets: np.ndarray = np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan)
                way = artist.get_offset_transform()
                self._points("points", placed(artist, offsets, axes, way), axes, way)
                self._varied(artist.get_sizes(), artist.get_array(), artist.get_alpha())
            case LineCollection() | PolyCollection():
                self._shapes(artist, axes)
                self._varied(artist.get_array(), artist.get_alpha())
            case StepPatch():
                data: Any = artist.get_data()
                for side in (data.values, np.atleast_1d(data.baseline)):
                    self._series("steps", np.asarray(side, dtype=float))
            case Rectangle() | Polygon() | PathPatch():
                points = artist.get_patch_transform().transform(artist.get_path().vertices)
                self._area(placed(artist, points, axes, artist.get_data_transform()))

    def _varied(self, *sides: Any) -> None:
        for side in sides:
            values = np.atleast_1d(np.asarray([] if side is None else side, dtype=float)).ravel()
            if len(np.unique(values)) > 1:
                self._series("sizes", values)

    def _holds(self, *ways: Iterable[Block]) -> bool:
        return any(all(stand_together(one, self.sheets) for one in way) for way in ways)

    def _block(self, values: np.ndarray) -> None:
        """Read numbers that stand in rows and columns."""
        values = values[np.isfinite(values).any(axis=1)]
        values = values[:, np.isfinite(values).any(axis=0)]
        if not values.size:
            return
        self.drawn.append(values.ravel())
        columns = [Block(side[np.isfinite(side)][:, None]) for side in values.T]
        rows = [Block(side[np.isfinite(side)][:, None]) for side in values]
        if not self._holds([Block(values)], columns, rows):
            self.apart += int(np.isfinite(values).sum())

    def _series(
        self, kind: str, values: np.ndarray, axes: Axes | None = None, places: np.ndarray | None = None, side: int = 0
    ) -> None:
        """Read numbers of one thing; those of a single one are kept, to be held against the tables with its like."""
        kept = np.isfinite(values)
        values, places = values[kept], None if places is None else places[kept]
        if len(values):
            labels = _labels_at(axes, side, places) if axes is not None and places is not None else ()
            is_held = len(values) > 1 and self._holds([Block(values[:, None], places=places, labels=labels)])
            self._keep(kind, values, axes, places, is_held=is_held)

    def _points(self, kind: str, points: np.ndarray, axes: Axes | None, way: Any) -> None:
        points = points[np.isfinite(points).any(axis=1)]
        gaps = np.isnan(points).any(axis=1)
        if gaps.any() and not gaps.all() and len(points) == _ENDS and axes is not None:  # of a line that lacks an end
            side = int(np.flatnonzero(np.isnan(points).any(axis=0))[0])
            self._keep(kind, points[:, side], axes, points[:, 1 - side])
            return
        points = points[~gaps]
        _, first = np.unique(np.round(points, 9), axis=0, return_index=True)
        points = points[np.sort(first)]
        if not len(points):
            return
        measured = in_data(way, axes) if axes is not None else (True, True)
        free = [
            not is_measured or self._is_free(points[:, side], points[:, 1 - side])
            for side, is_measured in enumerate(measured)
        ]
        if not any(free):
            self.drawn.append(points.ravel())
            sides = [Block(points[:, [side]]) for side in (0, 1)]
            is_held = self._holds([Block(points)], *([sides] if len(points) > 1 else []))
            self._keep(f"{kind} of two", points.ravel(), axes, None, is_held=is_held)
            return
        if all(free) and (
            not all(measured) or np.array_equal(*points.T) or np.ptp(points[:, 0]) <= NEAR < len(points) - 1
        ):
            return
        side = 0 if free[1] and not free[0] else 1
        if (
            all(measured)
            and len(points) > _ENDS
            and np.ptp(points[:, 1 - side]) <= NEAR
            and self._holds([Block(points)])
        ):
            self._keep(kind, points[:, side], axes, points[:, 1 - side], is_held=True)
            return
        self._series(kind, points[:, side], axes, points[:, 1 - side], 1 - side)

    def _is_free(self, values: np.ndarray, others: np.ndarray) -> bool:
        """Return whether values only lay out: a level, places in a row, or the rows that hold the others."""
        is_level = len(values) > 1 and bool(np.ptp(values) <= NEAR)
        return is_level or is_layout(values) or any(one.tells(values, others) for one in self.known)

    def _bars(self, axes: Axes) -> frozenset[int]:
        found: set[int] = set()
        ends: dict[float, list[float]] = {}
        for container in (one for one in axes.containers if isinstance(one, BarContainer)):
            bars = [one for one in container.patches if type(one) is Rectangle and one in axes.patches]
            found |= set(map(id, bars))
            if not bars:
                continue
            is_along = container.orientation == "horizontal"
            boxes = np.asarray([corners(one, axes) for one in bars])
            boxes = boxes[:, :, ::-1] if is_along else boxes
            boxes = boxes[np.isfinite(boxes).all(axis=(1, 2))]
            if not len(boxes):
                continue
            places, base, end = boxes[:, :, 0].mean(axis=1), boxes[:, 0, 1], boxes[:, 1, 1]
            self.drawn.append(base)
            is_upon = all(
                not low or np.isclose(low, ends.get(round(at, 6), [])).any()
                for at, low in zip(places, base, strict=True)
            )
            for at, top in zip(places, end, strict=True):
                ends.setdefault(round(at, 6), []).append(float(top))
            self._bars_of(axes, places, base, end, is_along=is_along, is_upon=is_upon)
        return frozenset(found)

    def _bars_of(
        self, axes: Axes, places: np.ndarray, base: np.ndarray, end: np.ndarray, *, is_along: bool, is_upon: bool
    ) -> None:
        labels = _labels_at(axes, int(is_along), places)

        def block(*sides: np.ndarray) -> Block:
            return Block(np.column_stack(sides), None, places, labels, is_turned=len(sides) == _ENDS)

        ways = [[block(end - base)], [block(end)]]
        if not is_upon:
            ways = [[block(base, end)], [block(base, end - base)], *([*way, block(base)] for way in ways)]
        is_end = not any(not one.strange(end - base).any() for one in self.known)
        is_held = len(places) > 1 and self._holds(*ways)
        self._keep("bars", end if is_end else end - base, axes, places, is_held=is_held)

    def _keep(
        self, kind: str, values: np.ndarray, axes: Axes | None, places: np.ndarray | None, *, is_held: bool = False
    ) -> None:
        """Keep numbers of one thing, so that they are held against the tables with those of its like."""
        self.drawn.append(values[np.isfinite(values)])
        if len(values) == 1:
            at = 0.0 if places is None else float(places[0])
            self.lone.setdefault((id(axes), kind), []).append((at, float(values[0])))
            return
        key = b"" if places is None else np.round(places, 6).tobytes()
        self.series.setdefault((id(axes), kind), {}).setdefault((len(values), key), []).append((values, is_held))

    def _shapes(self, artist: Any, axes: Axes | None) -> None:
        shapes = [placed(artist, np.asarray(path.vertices, dtype=float), axes) for path in artist.get_paths()]
        if isinstance(artist, LineCollection) and all(len(shape) == _ENDS for shape in shapes):
            shapes = [shape for shape in shapes if np.isfinite(shape).all()]
            if shapes:
                first, second = np.asarray(shapes).transpose(1, 0, 2)
                self._ends(first, second, axes)
            return
        edges = [_edges(shape) for shape in shapes] if isinstance(artist, FillBetweenPolyCollection) else []
        if edges and all(edges):
            across = int(artist.t_direction == "y")
            (places, first), (_, second) = (
                [np.concatenate([pair[number][:, side] for pair in edges]) for side in (across, 1 - across)]
                for number in (0, 1)
            )
            self._pairs("area", first, second, axes, places, across)
            return
        for shape in shapes:
            self._area(shape)

    def _ends(self, first: np.ndarray, second: np.ndarray, axes: Axes | None) -> None:
        """Read lines from one point to another, side by side."""
        for side in (0, 1):
            low, high, places = first[:, side], second[:, side], first[:, 1 - side]
            if np.allclose(low, high):
                if not self._is_free(low, first[:, 1 - side]) and not self._is_free(low, second[:, 1 - side]):
                    self._series("lines", low, axes)
                continue
            self._pairs("lines", low, high, axes, places, 1 - side)

    def _pairs(
        self, kind: str, low: np.ndarray, high: np.ndarray, axes: Axes | None, places: np.ndarray, side: int
    ) -> None:
        """Read numbers two and two, of which those on one side may be a level."""
        told = [one for one in (low, high) if one.any() and not (len(one) > _ENDS and np.ptp(one) <= NEAR)]
        if len(told) < _ENDS:
            for one in told:
                self._series(kind, one, axes, places, side)
            return
        self.drawn += [low, high]
        labels = _labels_at(axes, side, places) if axes is not None else ()
        both = Block(np.column_stack([low, high]), None, places, labels, is_turned=True)
        each = [Block(one[:, None], None, places, labels) for one in (low, high)]
        if self._holds([both], *([each] if len(low) > 1 else [])):
            return
        if len(low) == 1:
            self.open += [Block(both.values)]
        else:
            self.apart += 2 * len(low)

    def _area(self, points: np.ndarray) -> None:
        for side in points[np.isfinite(points).all(axis=1)].T:
            values = np.asarray([*dict.fromkeys(np.round(side, 9))])
            if len(values) > 1 and not is_layout(values):
                self._series("area", values[values != 0] if len(values) > _ENDS else values)

    def _rest(self) -> None:
        """Read together what by itself is too little, or stands in no table."""
        for (_, _), lone in self.lone.items():
            values = np.asarray([value for _, value in lone])
            if np.ptp(values) <= NEAR or self._holds([Block(values[:, None])]):
                continue
            at: dict[float, list[float]] = {}
            for place, value in lone:
                at.setdefault(round(place, 6), []).append(value)
            if max(map(len, at.values())) == 1 or not self._holds(
                [Block(np.asarray(one)[:, None]) for one in at.values()]
            ):
                self.apart += len(values)
        for of_kind in self.series.values():
            left: list[np.ndarray] = []
            for alike in of_kind.values():
                block = Block(np.asarray([one for one, _ in alike]))
                if not all(is_held for _, is_held in alike) and not (len(alike) > 1 and self._holds([block])):
                    left += [one for one, is_held in alike if not is_held]
            every = [one for alike in of_kind.values() for one, _ in alike]
            if not left or (len(every) > 1 and self._holds([Block(np.concatenate(every)[:, None])])):
                continue
            self.open += [Block(one[None]) for one in left]
        for block in self.open:
            # what many axes draw, each in its way, is the picture of a row
            is_drawn = all(
                sum(bool((one == value).any()) for one in self.drawn) > _ENDS for value in block.values.ravel()
            )
            if not (is_drawn and is_only_row(block, self.sheets)):
                self.apart += int(np.isfinite(block.values).sum())

    def _words(self, figure: Figure, alt: str) -> None:
        known = np.concatenate([np.zeros(0), *(one.ravel() for one in self.drawn)])
        known = np.concatenate([known, -known, 100 * known, CONSTANTS])
        read = {id(label) for axis in figure.findobj(Axis) for label in counting(axis)}
        for axes in figure.findobj(Axes):
            for found in _sequences(axes):
                labels = [label for label, _ in found]
                read |= set(map(id, labels))
                self._sequence([label.get_text() for label in labels], [places for _, places in found], known)
        for words in (alt, *(label.get_text() for label in labels_of(figure) if id(label) not in read)):
            self._single(words, known)

    def _told(self, words: str, known: np.ndarray) -> list[Said]:
        """Return the numbers in words that nothing draws."""
        if plain(words) in self.cells:
            return []
        told = (one for one in numbers_in(words) if not one.is_year and not one.is_of(known))
        return [one for one in told if not (one.word and any(one.word in cell for cell in self.cells))]

    def _single(self, words: str, known: np.ndarray) -> None:
        figures = [one.figures for one in self.known]
        measured = [one.measured() for one in self.sheets]
        for said in self._told(_COUNTED.sub(" ", plain(words)), known):
            is_score = not said.decimals and said.unit != "%" and abs(said.value) < LARGE
            if is_score and any(map(said.is_of, figures)) and not any(map(said.is_of, measured)):
                self.alone += 1

    def _sequence(self, said: Sequence[str], places: Sequence[np.ndarray], known: np.ndarray) -> None:
        told = [
            (words, numbers) for words, of_axis in zip(said, places, strict=True)
            if (numbers := self._told(words, np.concatenate([known, of_axis])))
        ]  # fmt: skip
        if sum(len(numbers) for _, numbers in told) <= 1:
            for words, _ in told:
                self._single(words, known)
            return
        values = np.full((len(told), max(len(numbers) for _, numbers in told)), np.nan)
        width = np.zeros(values.shape)
        for row, (_, numbers) in enumerate(told):
            for column, one in enumerate(numbers):
                values[row, column] = one.value
                is_rounded = one.decimals or one.unit == "%" or abs(one.value) >= LARGE
                width[row, column] = 0.5 * 10.0**-one.decimals if is_rounded else 0.0
        labels = [plain(words) for words, _ in told]
        columns = [
            Block(
                side[there][:, None],
                wide[there][:, None],
                labels=[one for one, is_there in zip(labels, there, strict=True) if is_there],
            )
            for side, wide in zip(values.T, width.T, strict=True)
            for there in (np.isfinite(side),)
        ]
        if not self._holds([Block(values, width, labels=labels)], columns):
            self.alone += int(np.isfinite(values).sum())


def _edges(shape: np.ndarray) -> list[np.ndarray]:
    """Return the two edges of an area between two lines, each from left to right."""
    shape = shape[:-1] if len(shape) % 2 else shape
    half = len(shape) // 2
    first, second = shape[1:half], shape[half + 1 :][::-1]
    return [first, second] if len(first) == len(second) else []


def _labels_at(axes: Axes, side: int, places: np.ndarray) -> list[str]:
    """Return the words that stand at places of an axis, if at each there are some."""
    axis = (axes.xaxis, axes.yaxis)[side]
    if is_automatic(axis.get_major_formatter()):
        return []
    said = {
        round(float(at)): plain(tick.label1.get_text())
        for at, tick in zip(axis.get_majorticklocs(), axis.get_major_ticks(), strict=False)
    }
    found = [said.get(round(float(place)), "") for place in places]
    return found if all(found) else []


def _sequences(axes: Axes) -> Iterator[list[tuple[Label, np.ndarray]]]:
    """Yield the labels of an axes that stand beside their like, each with the numbers of an axis that it may tell.

    They are the words in it, and those of ticks, of legends and of tables.
    """
    none = np.zeros(0)
    yield [(label, none) for label in axes.texts]
    for axis in (axes.xaxis, axes.yaxis):
        for ticks, places, formatter in (
            (axis.get_major_ticks(), axis.get_majorticklocs(), axis.get_major_formatter()),
            (axis.get_minor_ticks(), axis.get_minorticklocs(), axis.get_minor_formatter()),
        ):
            told = [np.array([at, abs(at), 100 * at, 100 * abs(at)]) for at in places]
            pairs = [(label, at) for tick, at in zip(ticks, told, strict=False) for label in (tick.label1, tick.label2)]
            yield [] if is_automatic(formatter) else pairs
    for child in axes.get_children():
        if isinstance(child, Legend):
            yield [(label, none) for label in child.get_texts()]
        elif isinstance(child, Table):
            yield [(cell.get_text(), none) for cell in child.get_celld().values()]
