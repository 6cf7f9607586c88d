"""A figure that grows downwards as it is drawn; places are inches from its top left corner.

All that matters on a phone (lines that fit, labels above bars, rows as high as their words) follows from known
inches, so the charts keep their own places instead of an axis that scales with its content: everything is added as an
artist, which spares the axes the search for their limits.
"""

from __future__ import annotations

from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text as Label

from evaltoolkit.charts.parts.font import drawable, properties
from evaltoolkit.charts.parts.measure import GLUE, balance, wrap
from evaltoolkit.charts.parts.spots import Person
from evaltoolkit.charts.parts.theme import BODY, DPI, INK, LEFT, LINE, MARGIN, PAPER, RIGHT, RULE, WARNING_LIGHT, WIDTH

_POINTS = 72.0
_ASCENT = 1.0  # first baseline below the top of its line, in font sizes
BOLD = 0.045  # thickness added to strokes in font sizes: the carried font has one weight
_HATCH = "////"

Align = Literal["left", "center", "right"]
Mark = Literal["dot", "ring", "tick"]


class Sheet:
    """A figure in the making; `y` is how far down it has been filled."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(WIDTH, 1.0), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0.0, WIDTH)
        self.y = MARGIN
        self.title_bottom = 0.0
        self.rows: list[tuple[str, float]] = []
        """The label of each row, and where it begins."""
        self.people: list[Person] = []
        self.has_axis = False
        """Whether an axis at the foot belongs to every row, so that the rows stay together."""

    def note_row(self, label: str) -> None:
        """Remember that the row of that label begins here: a page says its words where somebody points."""
        self.rows.append((label, self.y))

    def note_person(self, x: float, y: float, scale: str, course: tuple[float, float]) -> None:
        """Remember where those stand who had these scores before and after."""
        self.people.append(Person(x, y, scale, *course))

    def skip(self, inches: float) -> None:
        """Leave `inches` of white."""
        self.y += inches

    def write(
        self, words: str, x: float, baseline: float, *, ink: str = INK, size: float = BODY, align: Align = "left"
    ) -> Label:
        """Set one line of words at a place; the cursor stays."""
        label = Label(
            x,
            baseline,
            drawable(words.replace(GLUE, "")),
            color=ink,
            fontproperties=properties(size),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
        )
        self._axes.add_artist(label)
        return label

    def paragraph(
        self,
        words: str,
        *,
        ink: str = INK,
        size: float = BODY,
        left: float = LEFT,
        right: float = RIGHT,
        bold: bool = False,
        even: bool = False,
    ) -> None:
        """Set words over as many lines as they need, even ones where asked, and move the cursor below them."""
        lines = (balance if even else wrap)(words, size, right - left)
        for line in lines:
            label = self.write(line, left, self.y + _ASCENT * size / _POINTS, ink=ink, size=size)
            if bold:
                label.set_path_effects([Stroke(linewidth=BOLD * size, foreground=ink), Normal()])
            self.y += line_height(size)

    def box(
        self,
        left: float,
        right: float,
        top: float,
        height: float,
        *,
        fill: str | None,
        edge: str | None = None,
        hatched: bool = False,
    ) -> None:
        """Draw a rectangle; hatched is how something still open looks."""
        self._axes.add_artist(
            Rectangle(
                (left, top),
                max(right - left, 0.0),
                height,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=1.0 if edge else 0.0,
                hatch=_HATCH if hatched else None,
                hatch_linewidth=0.8,
            )
        )

    def stroke(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        ink: str = RULE,
        width: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """Draw a straight line between two places; dashed is how something indicative looks."""
        line = Line2D(
            (start[0], end[0]), (start[1], end[1]), color=ink, linewidth=width, solid_capstyle="butt", antialiased=True
        )
        if dashed:
            line.set_linestyle((0.0, (3.0, 2.0)))
        self._axes.add_artist(line)

    def mark(self, x: float, y: float, *, ink: str, mark: Mark = "dot", size: float = 8.0) -> None:
        """Draw a filled dot, an empty ring or an upright tick of `size` points."""
        shape = "|" if mark == "tick" else "o"
        face = PAPER if mark == "ring" else ink
        self._axes.add_artist(
            Line2D(
                (x,),
                (y,),
                linestyle="none",
                marker=shape,
                markersize=size,
                markerfacecolor=face,
                markeredgecolor=ink,
                markeredgewidth=1.8,
            )
        )

    def finish(self) -> Figure:
        """Cut the figure to what has been filled and return it."""
        height = self.y + MARGIN
        self.figure.set_size_inches(WIDTH, height)
        self._axes.set_ylim(height, 0.0)
        return self.figure


def add_band(figure: Figure, words: str, *, fill: str = WARNING_LIGHT) -> None:
    """Put a band with `words` above a finished figure; that colour marks what must not be taken for real."""
    axes = figure.axes[0]
    height = figure.get_figheight()
    band = line_height() + 0.1
    figure.set_size_inches(WIDTH, height + band)
    axes.set_ylim(height, -band)
    axes.add_patch(Rectangle((0.0, -band), WIDTH, band, facecolor=fill))
    baseline = -band + 0.05 + _ASCENT * BODY / _POINTS
    axes.add_artist(
        Label(LEFT, baseline, drawable(words), color=INK, fontproperties=properties(BODY), parse_math=False)
    )


def line_height(size: float = BODY) -> float:
    """Return the inches from one baseline to the next."""
    return LINE * size / _POINTS
