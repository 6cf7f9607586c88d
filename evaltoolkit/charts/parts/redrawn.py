"""Draw a page's drawing once more, as dots, for programs that show no SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text as Label
from matplotlib.transforms import Affine2D, Transform

from evaltoolkit.charts.parts.font import drawable, properties
from evaltoolkit.charts.parts.png import encode
from evaltoolkit.charts.parts.sheet import BOLD
from evaltoolkit.charts.parts.theme import BODY, INK

_POINTS = 72
_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_CODES = {"M": Path.MOVETO, "L": Path.LINETO, "Q": Path.CURVE3, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}
_ANCHORS = {"middle": "center", "end": "right"}


def redrawn(svg: str, *, dots: int) -> bytes:
    """Return a drawing of :func:`evaltoolkit.charts.parts.svg.drawing` as PNG, the same bytes every time.

    Parameters
    ----------
    svg
        A drawing that is known to hold nothing else than such drawings do.
    dots
        Of an inch.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - the caller has checked it against the list of what drawings hold
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    figure = Figure(figsize=(width / _POINTS, height / _POINTS), dpi=dots)
    inches = Affine2D().translate(-left, -top).scale(1.0, -1.0).translate(0.0, height).scale(1 / _POINTS)
    for order, artist in enumerate(_artists(root, inches, figure.dpi_scale_trans)):
        artist.set_zorder(order)
        figure.add_artist(artist)
    return encode(figure, dots=dots)


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a drawing in points."""
    found = re.search(r'viewBox="([^"]*)"', svg[:400])
    _, _, width, height = map(float, found[1].split()) if found else (0.0, 0.0, 1.0, 1.0)
    return width, height


def _artists(root: ElementTree.Element, inches: Affine2D, dots: Transform) -> Iterator[Artist]:
    upright = inches + dots
    for shape in root.iter():
        kind, said = shape.tag.rpartition("}")[2], shape.attrib
        if kind == "path":
            yield _placed(PathPatch(_path(said["d"])), said, upright)
        elif kind == "circle":
            yield _placed(Circle((float(said["cx"]), float(said["cy"])), float(said["r"])), said, upright)
        elif kind == "text":
            yield _label(shape.text or "", said, inches, dots)


def _placed(patch: PathPatch | Circle, said: Mapping[str, str], upright: Transform) -> Artist:
    width = float(said.get("stroke-width", 0))
    patch.set_facecolor(said.get("fill", "none"))
    patch.set_edgecolor(said.get("stroke", "none"))
    patch.set_linewidth(width)
    if "stroke-dasharray" in said:  # matplotlib counts dashes in widths of the line
        patch.set_linestyle((0, tuple(float(part) / width for part in said["stroke-dasharray"].split())))
    patch.set_transform(upright)
    return patch


def _label(words: str, said: Mapping[str, str], inches: Affine2D, dots: Transform) -> Artist:
    x, y = inches.transform((float(said["x"]), float(said["y"])))
    size, ink = float(said.get("font-size", BODY)), said.get("fill", INK)
    label = Label(
        x, y, drawable(words), color=ink, fontproperties=properties(size),
        ha=_ANCHORS.get(said.get("text-anchor", ""), "left"), va="baseline", parse_math=False,
        transform=dots,
    )  # fmt: skip
    if said.get("font-weight") == "bold":
        label.set_path_effects([Stroke(linewidth=BOLD * size, foreground=ink), Normal()])
    return label


def _path(steps: str) -> Path:
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, said in _STEP.findall(steps):
        numbers = np.array(said.split(), dtype=float).reshape(-1, 2)
        placed = [(float(x), float(y)) for x, y in numbers] or [points[-1]]
        points += placed
        codes += [int(_CODES[letter])] * len(placed)
    return Path(points, codes)
