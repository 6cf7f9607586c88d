"""A bar in a cell: a figure against its whole, a mark at the target and at last year's value, in whole per cent.

A bar is HTML without a style of its own: the classes ``w0`` to ``w100`` of the page's style give widths, so that it
stays sharp, follows the reader's colours, prints in grey, and its length tells no more than a whole per cent.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """What a bar shows; every figure is one that the row prints.

    Parameters
    ----------
    value
        The figure; None where there is none to draw.
    whole
        Figure at which the bar is full.
    target
        Figure of the mark; None without one.
    before
        Last year's figure; None without one.
    up_to
        Where the figure is still open, the highest that it can become: drawn hatched from `value` on.
    """

    value: float | None
    whole: float
    target: float | None = None
    before: float | None = None
    up_to: float | None = None

    def html(self) -> str:
        """Return the bar as one element; empty where nothing can be drawn.

        Examples
        --------
        >>> Bar(2, 4).html()
        '<span class="bar"><span class="drawn w50"></span></span>'
        >>> Bar(None, 4).html()
        ''
        """
        if self.whole <= 0 or (self.value is None and self.up_to is None):
            return ""
        drawn = self._percent(self.value or 0.0)
        parts = [f'<span class="drawn w{drawn}"></span>']
        if self.up_to is not None:
            parts.append(f'<span class="open w{max(self._percent(self.up_to) - drawn, 0)}"></span>')
        for kind, figure in (("target", self.target), ("before", self.before)):
            if figure is not None:
                parts.append(f'<span class="at w{self._percent(figure)}"><span class="{kind}"></span></span>')
        return f'<span class="bar">{"".join(parts)}</span>'

    def _percent(self, figure: float) -> int:
        # full only where it is reached; 0.29 of 1 is 29 whole per cent, whatever binary fractions make of it
        return int(round(100 * min(max(figure / self.whole, 0.0), 1.0), 9))
