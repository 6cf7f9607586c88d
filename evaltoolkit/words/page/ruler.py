"""The total on a line with the bands of the grades: HTML of whole per cents, without a style of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line from 0 to the whole, its bands named, the total marked; a range where the total is open.

    Parameters
    ----------
    low, high
        Least and most that the total can be, as printed.
    whole
        Points of the whole.
    bands
        Least points and name of each grade, in any order.
    """

    low: float
    high: float
    whole: float
    bands: Sequence[tuple[float, str]]

    def html(self) -> str:
        """Return the line as one element; empty where there is nothing to draw.

        Examples
        --------
        >>> print(Ruler(50, 50, 100, [(0, "B"), (60, "A")]).html())
        <div class="ruler"><span class="grades"><span class="w60">B</span><span class="w40">A</span></span><span \
class="range"><span class="w50"></span><span class="value w0"></span></span></div>
        """
        if self.whole <= 0 or not self.bands:
            return ""
        start, end = self._percent(self.low), self._percent(self.high)
        grades = "".join(f'<span class="w{width}">{escape(name)}</span>' for width, name in self._widths())
        between = f'<span class="w{start}"></span><span class="value w{end - start}"></span>'
        return f'<div class="ruler"><span class="grades">{grades}</span><span class="range">{between}</span></div>'

    def _widths(self) -> list[tuple[int, str]]:
        ordered = sorted(self.bands)
        ends = [self._percent(low) for low, _ in ordered[1:]] + [100]
        starts = [0, *ends[:-1]]
        return [(end - start, name) for start, end, (_, name) in zip(starts, ends, ordered, strict=True)]

    def _percent(self, points: float) -> int:
        return int(100 * min(max(points / self.whole, 0.0), 1.0))
