"""A chart on the page: its drawing, in small multiples where it is long, with its words wherever somebody points."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.spots import Person, Spot
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.language import Language, text

_LEAST_TILES = 4
"""A drawing of so many rows is laid out in columns over the width of the page."""
Codes = Mapping[tuple[str, float, float], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as HTML, and the class that its surroundings take from it."""

    html: str = ""
    kind: str = ""


NOTHING_DRAWN = Drawn(kind=" explore-bare")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as the page shows it.

    Parameters
    ----------
    chart
        What is drawn.
    language
        The reader's.
    codes
        By scale and scores before and after the codes of people, for the station alone.
    """

    chart: Chart
    language: Language
    codes: Codes

    def html(self) -> Drawn:
        """Return the picture as HTML; it needs neither a script nor anything from outside."""
        chart = self.chart
        if chart.figure is None:
            return Drawn(f'<div class="explore-chart"><p class="not-provided">{escape(chart.alt)}</p></div>')
        if chart.audience is Audience.PUBLIC:
            return Drawn(f'<div class="explore-chart">{self._image("png", chart.png())}</div>')
        drawing = chart.svg().encode()
        title = f'<p class="explore-message">{escape(chart.message)}</p>'
        if len(chart.spots) >= _LEAST_TILES and not chart.has_axis and not chart.people:
            return Drawn(f'<div class="explore-chart">{title}{self._tiles(drawing)}</div>', " explore-long")
        whole = Spot(0.0, 1.0, chart.alt)
        places = "".join(map(_spot, chart.spots or (whole,))) + "".join(map(self._person, chart.people))
        picture = f'<div class="explore-picture">{self._image("svg+xml", drawing)}{places}</div>'
        return Drawn(f'<div class="explore-chart">{title}{picture}</div>')

    def _image(self, kind: str, content: bytes) -> str:
        alt = escape(self.chart.alt)
        return f'<img alt="{alt}" src="{_address(kind, content)}">'

    def _tiles(self, drawing: bytes) -> str:
        """Return each row of the drawing as a tile of its own, all on one scale, under what is drawn."""
        chart = self.chart
        if chart.figure is None:
            return ""
        width = float(chart.figure.get_figwidth())
        ratio = (float(chart.figure.get_figheight()) - chart.title_height) / width
        tiles = "".join(_tile(spot, ratio) for spot in chart.spots)
        # the picture itself is there for who cannot see it, and for what is read off the page
        image = self._image("svg+xml", drawing)
        return (
            f'<p class="source">{escape(chart.subtitle)}</p><div class="explore-tiles" '
            f"style=\"--drawing: url('{_address('svg+xml', drawing)}')\">{image}{tiles}</div>"
            f'<p class="source">{escape(chart.source)}</p>'
        )

    def _person(self, one: Person) -> str:
        codes = self.codes.get((one.scale, one.pre, one.post), ())
        if not codes:
            return ""
        said = text(
            "{codes}: {pre} → {post}", codes=self.language.join(codes), pre=trimmed(one.pre), post=trimmed(one.post)
        )
        chosen = "".join(
            f'<button type="button" data-evaltoolkit-choose="{escape(code)}">{escape(code)}</button>' for code in codes
        )
        words = f'<span class="explore-tip">{escape(self.language.say(said))}<br>{chosen}</span>'
        place = f"left:{100 * one.x:.2f}%;top:{100 * one.y:.2f}%"
        return f'<span class="explore-person" tabindex="0" style="{place}">{words}</span>'


def _address(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64," + b64encode(content).decode("ascii")


def _spot(spot: Spot) -> str:
    place = f"top:{100 * spot.top:.2f}%;height:{100 * spot.height:.2f}%"
    return f'<span class="explore-spot" tabindex="0" style="{place}">{_tip(spot)}</span>'


def _tile(spot: Spot, ratio: float) -> str:
    down = 100 * spot.top / (1 - spot.height) if spot.height < 1 else 0.0
    place = f"aspect-ratio:{1 / (spot.height * ratio):.4f};background-position:0 {down:.3f}%"
    return f'<span class="explore-tile" tabindex="0" style="{place}">{_tip(spot)}</span>'


def _tip(spot: Spot) -> str:
    return f'<span class="explore-tip">{escape(spot.words)}</span>'
