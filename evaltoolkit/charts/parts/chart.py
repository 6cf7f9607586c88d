"""A chart: its picture, what it says, and the same in words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from evaltoolkit.charts.parts.png import encode
from evaltoolkit.charts.parts.spots import Person, Spot
from evaltoolkit.charts.parts.svg import drawing
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language

LARGEST = 60_000
"""Bytes of a picture on a public page, which is sent by phone."""


@dataclass(frozen=True, slots=True, eq=False)
class Chart(Shown):
    """A chart as a notebook's cell shows it.

    Parameters
    ----------
    figure
        The picture; None where the street has not given the data.
    message
        What to see, a plain sentence; the picture's title.
    subtitle
        What is drawn: measure, group, period, number.
    alt
        What kind of picture, the message and its figures, for who cannot see it.
    source
        Where the figures come from.
    name
        By which sentences of the page refer to the figure, whose element has the id ``f-<name>``.
    audience
        Who sees it: a drawing whose text is text, for the public a picture; None where it is no figure of a page.
    title_height
        Inches of the picture that its title takes; the page sets the title of a drawing itself.
    spots, people
        Places of the drawing without its title that say something where somebody points at them.
    has_axis
        Whether an axis at its foot belongs to all rows; without one each row can stand by itself.
    picture
        What a page shows of the figure, made when it was checked; what is done to the figure later changes nothing.
    """

    figure: Figure | None
    message: str
    subtitle: str
    alt: str
    source: str
    name: str = ""
    audience: Audience | None = None
    title_height: float = 0.0
    spots: tuple[Spot, ...] = ()
    people: tuple[Person, ...] = ()
    has_axis: bool = False
    picture: bytes = field(default=b"", repr=False)
    drawn: tuple[int, ...] = field(init=False, repr=False)
    """What the picture held when it was drawn; a cell that adds to it makes a picture of its own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "drawn", _artists(self.figure))

    def png(self, most: int | None = None) -> bytes:
        """Return the picture as a PNG, as fine as `most` bytes allow; ValueError where there is none."""
        if self.figure is None:
            raise ValueError("a chart without data has no picture")
        return encode(self.figure, most)

    def svg(self) -> str:
        """Return the picture without its title as a drawing; ValueError where there is none."""
        if self.figure is None:
            raise ValueError("a chart without data has no picture")
        return drawing(self.figure, top=self.title_height)

    def _repr_mimebundle_(
        self,
        include: Iterable[str] | None = None,  # noqa: ARG002 - the protocol of IPython
        exclude: Iterable[str] | None = None,  # noqa: ARG002
    ) -> tuple[dict[str, str], dict[str, Any]]:
        if self.figure is None:
            absent = f'<p class="not-provided">{escape(self.alt)}</p>' if self.alt else ""
            return self._marked({"text/html": absent, "text/plain": self.alt})
        picture = {"text/plain": self.alt}
        if self.audience is None:
            picture["image/png"] = b64encode(self.png()).decode("ascii")
        else:
            picture["text/html"] = self._repr_html_()
        is_as_drawn = _artists(self.figure) == self.drawn
        metadata: dict[str, Any] = self._marked(picture)[1] if is_as_drawn else {}
        return picture, metadata | ({"image/png": {"alt": self.alt}} if "image/png" in picture else {})

    def _repr_html_(self) -> str:
        is_drawing = self.audience is not Audience.PUBLIC
        kind, content = ("svg+xml", self.svg().encode()) if is_drawing else ("png", self.picture or self.png(LARGEST))
        address = f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
        place = f' id="f-{escape(self.name)}"' if self.name else ""
        caption = f"<figcaption>{escape(self.message)}</figcaption>" if is_drawing else ""
        return f'<figure{place}>{caption}<img src="{address}" alt="{escape(self.alt)}"></figure>'


def _artists(figure: Figure | None) -> tuple[int, ...]:
    """Return how many artists stand in each axes, and how many points they hold."""
    if figure is None:
        return ()
    axes = [(len(one.get_children()), *(np.size(line.get_xdata()) for line in one.lines)) for one in figure.axes]
    return (len(figure.get_children()), *(number for numbers in axes for number in numbers))


def not_provided(table: ProtectedTable, language: Language) -> Chart:
    """Return the chart of something the street has not given: no picture, the words for it instead."""
    words = absence(table, language)
    return Chart(None, words, "", words, "")
