"""Turn a figure into a small drawing whose text is text: plain shapes, no style, no script, no reference.

Matplotlib's own SVG holds style sheets, clip paths and references by address; here each shape of the figure is one
element with plain attributes, so that whoever lets it onto a page can check it against a short list.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text as Label
from matplotlib.transforms import Affine2D

from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.theme import BODY, INK

_POINTS = 72
_PIXELS = 96
_FONTS = "PingFang SC,Microsoft YaHei,HarmonyOS Sans SC,Noto Sans CJK SC,Noto Sans SC,Source Han Sans SC,sans-serif"
_ANCHORS = {"center": "middle", "right": "end"}
_HATCH = 4.0  # points between two lines of a hatching
_LONG_LINE = 200.0  # points; a reader's font may be wider than ours, and so long a line would run off the picture
_COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}


def drawing(figure: Figure, *, top: float = 0.0) -> str:
    """Return `figure` as SVG, the same characters every time, no coordinate with more than two decimals.

    Parameters
    ----------
    figure
        It is not changed.
    top
        Inches at its top that are left out: the title, which the page sets itself.
    """
    with _at_points(figure) as bold:
        width, height = figure.bbox.width, figure.bbox.height
        hand = _Hand(width, height, top * _POINTS, bold)
        figure.draw(hand)
    box = f"0 {_said(top * _POINTS)} {_said(width)} {_said(height - top * _POINTS)}"
    size = [round(length / _POINTS * _PIXELS) for length in (width, height - top * _POINTS)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{size[0]}" height="{size[1]}">'
        f'<g font-family="{_FONTS}" font-size="{_said(BODY)}" fill="{INK}">{"".join(hand.shapes)}</g></svg>'
    )


@contextmanager
def _at_points(figure: Figure) -> Iterator[frozenset[Label]]:
    """Let one unit of the figure be a point, without paper; yield the bold labels, freed of what makes them so."""
    dpi, effects = figure.dpi, {label: label.get_path_effects() for label in figure.findobj(Label)}
    bold = frozenset(label for label, found in effects.items() if found)
    figure.set_dpi(_POINTS)
    figure.patch.set_visible(False)
    for label in bold:
        label.set_path_effects([])
    try:
        yield bold
    finally:
        for label in bold:
            label.set_path_effects(effects[label])
        figure.patch.set_visible(True)
        figure.set_dpi(dpi)


class _Hand(RendererBase):
    """Writes down each shape that matplotlib asks for."""

    def __init__(self, width: float, height: float, top: float, bold: frozenset[Label]) -> None:
        super().__init__()
        self.width, self.height, self.top, self.bold = width, height, top, bold
        self.shapes: list[str] = []
        self._upright = Affine2D().scale(1.0, -1.0).translate(0.0, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:  # noqa: ARG002
        size = prop.get_size_in_points()
        return width_of(s, size) * _POINTS, size, 0.2 * size

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        placed = path.transformed(transform + self._upright)
        if gc.get_hatch():
            self.shapes.append(f'<path d="{_hatching(placed)}"{_stroke(gc, gc.get_hatch_linewidth())}/>')
        paint = _fill(rgbFace) + _stroke(gc, gc.get_linewidth())
        self.shapes.append(f'<path d="{"".join(_commands(placed))}"{paint}/>')

    def draw_markers(
        self, gc: Any, marker_path: Path, marker_trans: Any, path: Path, trans: Any, rgbFace: Any = None  # noqa: N803
    ) -> None:  # fmt: skip
        if Path.CURVE4 not in np.asarray(marker_path.codes):
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
            return
        radius = marker_path.get_extents(marker_trans).width / 2
        for x, y in np.asarray(path.transformed(trans + self._upright).vertices):
            paint = _fill(rgbFace) + _stroke(gc, gc.get_linewidth())
            self.shapes.append(f'<circle cx="{_said(x)}" cy="{_said(y)}" r="{_said(radius)}"{paint}/>')

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None  # noqa: ARG002
    ) -> None:  # fmt: skip
        x, y = self._upright.transform(mtext.get_transform().transform(mtext.get_unitless_position()))
        if y < self.top:
            return
        size, ink = prop.get_size_in_points(), to_hex(gc.get_rgb())
        said = {"x": _said(x), "y": _said(y)}
        said |= {"text-anchor": _ANCHORS[mtext.get_ha()]} if mtext.get_ha() in _ANCHORS else {}
        said |= {"font-size": _said(size)} if size != BODY else {}
        said |= {"font-weight": "bold"} if mtext in self.bold else {}
        said |= {"fill": ink} if ink != INK else {}
        length = width_of(s, size) * _POINTS
        said |= {"textLength": _said(length), "lengthAdjust": "spacingAndGlyphs"} if length > _LONG_LINE else {}
        self.shapes.append(f"<text{_attributes(said)}>{escape(s)}</text>")


def _commands(path: Path) -> Iterator[str]:
    for points, code in path.iter_segments(simplify=False, curves=True):
        yield _COMMANDS[code] + " ".join(map(_said, points if code != Path.CLOSEPOLY else ()))


def _hatching(path: Path) -> str:
    """Return lines from the lower left to the upper right that fill the box around a path."""
    left, top, right, bottom = path.get_extents().extents
    lines = []
    at = left - (bottom - top) + _HATCH
    while at < right:
        start, end = max(at, left), min(at + bottom - top, right)
        lines.append(f"M{_said(start)} {_said(bottom - (start - at))}L{_said(end)} {_said(bottom - (end - at))}")
        at += _HATCH
    return "".join(lines)


def _fill(colour: Any) -> str:
    return f' fill="{"none" if colour is None else to_hex(colour[:3])}"'


def _stroke(gc: Any, width: float) -> str:
    if width <= 0:
        return ""
    _, dashes = gc.get_dashes()
    said = {"stroke": to_hex(gc.get_rgb()), "stroke-width": _said(width)}
    said |= {"stroke-dasharray": " ".join(map(_said, dashes))} if dashes is not None else {}
    return _attributes(said)


def _attributes(said: dict[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in said.items())


def _said(length: float) -> str:
    shown = f"{length:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
