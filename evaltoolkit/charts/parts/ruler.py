"""Where a value lies between the left and the right edge of a chart, and the axis that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.sheet import Sheet, line_height
from evaltoolkit.charts.parts.theme import BODY, GRID, LEFT, RIGHT, SOFT

_CLEARANCE = 0.12  # inches of white between two labels of an axis


@dataclass(frozen=True, slots=True)
class Ruler:
    """A linear scale from `low` at `left` inches to `high` at `right` inches."""

    low: float
    high: float
    left: float = LEFT
    right: float = RIGHT

    def at(self, value: float) -> float:
        """Return the place of `value`, held within the ruler."""
        span = self.high - self.low
        share = (value - self.low) / span if span > 0 else 0.0
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self, most: int = 5, *, whole: bool = False) -> tuple[float, ...]:
        """Return round values that lie on the ruler, `whole` ones where there are no others."""
        values = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(self.low, self.high)
        slack = 1e-9 * (self.high - self.low)
        return tuple(float(value) for value in values if self.low - slack <= value <= self.high + slack)


def draw_grid(sheet: Sheet, ruler: Ruler, ticks: Iterable[float], *, height: float) -> None:
    """Draw faint upright lines at `ticks` over the next `height` inches."""
    for value in ticks:
        x = ruler.at(value)
        sheet.stroke((x, sheet.y), (x, sheet.y + height), ink=GRID, width=0.8)


def draw_labels(
    sheet: Sheet, ruler: Ruler, ticks: Iterable[float], shown: Callable[[float], str], *, centred: bool = True
) -> None:
    """Write the values of `ticks` on one line, at or from each tick, without those that would touch the one before."""
    sheet.has_axis = True
    free = LEFT - _CLEARANCE
    baseline = sheet.y + BODY / 72
    for value in ticks:
        words = shown(value)
        wide = width_of(words, BODY)
        start = min(max(ruler.at(value) - wide / 2 * centred, LEFT), RIGHT - wide)
        if start >= free + _CLEARANCE:
            sheet.write(words, start, baseline, ink=SOFT)
            free = start + wide
    sheet.skip(line_height())
