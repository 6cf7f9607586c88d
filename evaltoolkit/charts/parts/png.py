"""Turn a figure into a small PNG, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from evaltoolkit.charts.parts.theme import DPI, NAMED, PALETTE, PHONE_PIXELS, WIDTH

_TWICE = 2 * PHONE_PIXELS / WIDTH  # dots an inch: two for each CSS pixel of a phone
_STEPS = ((_TWICE, PALETTE), (_TWICE, NAMED), (0.75 * _TWICE, NAMED), (0.6 * _TWICE, NAMED))
"""What is given up, one after the other, where something limits a figure's bytes."""


def encode(figure: Figure, most: int | None = None, *, dots: float = DPI) -> bytes:
    """Return `figure` as a PNG of the theme's colours, without metadata; as fine as `most` bytes allow.

    Parameters
    ----------
    figure
        What is drawn.
    most
        Bytes; nothing limits it by default.
    dots
        Of an inch, where nothing limits it.
    """
    picture = b""
    for fineness, colours in ((dots, PALETTE), *_STEPS):
        picture = _drawn(figure, fineness, colours)
        if most is None or len(picture) <= most:
            break
    return picture


def _drawn(figure: Figure, dots: float, colours: Sequence[str]) -> bytes:
    own = figure.dpi
    figure.set_dpi(dots)
    try:
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]
    finally:
        figure.set_dpi(own)
    small = picture.quantize(palette=_palette(tuple(colours)), dither=Image.Dither.NONE)
    stream = BytesIO()
    small.save(stream, format="PNG", compress_level=6)  # level 9 takes ten times as long for 5 % less
    return stream.getvalue()


@cache
def _palette(colours: tuple[str, ...]) -> Image.Image:
    picture = Image.new("P", (1, 1))
    picture.putpalette([round(255 * part) for colour in colours for part in to_rgb(colour)])
    return picture
