"""Bars of the body: each is drawn from a figure as it is printed beside it, never from the figure behind it."""

from __future__ import annotations

from collections.abc import Iterable

from evaltoolkit.findings.rows import Row
from evaltoolkit.model.rounding import SHARE_DECIMALS, as_printed
from evaltoolkit.words.page.bar import Bar

_ALMOST = 0.999


def share_bar(
    share: float | None, *, whole: float = 1.0, target: float | None = None, before: float | None = None
) -> Bar | None:
    """Return a bar of a share that stands in per cent with one decimal; None where there is none.

    Parameters
    ----------
    share, target, before
        From 0 to 1, a completion also above: the share, its target and last year's.
    whole
        Share at which the bar is full.

    Examples
    --------
    >>> share_bar(0.82351, target=0.9).html()
    '<span class="bar"><span class="drawn w82"></span><span class="at w90"><span class="target"></span></span></span>'
    >>> share_bar(0.9999).html(), share_bar(None)
    ('<span class="bar"><span class="drawn w99"></span></span>', None)
    """
    drawn = _printed(share)
    return None if drawn is None else Bar(drawn, whole, target, _printed(before))


def _printed(share: float | None) -> float | None:
    """Return the share as it is printed; what is not quite all never reads as if it were."""
    if share is None:
        return None
    said = as_printed(share, SHARE_DECIMALS)
    return min(said, _ALMOST) if share < 1 else said


def amount_bar(row: Row, name: str, whole: float, *, target: str = "") -> Bar | None:
    """Return a bar of an amount that stands with two decimals, with a mark at another column's.

    Parameters
    ----------
    row, name
        The row, and the column of the amount; None comes back where it has none.
    whole
        Amount at which the bar is full, one for all rows of the table.
    target
        Column of the amount at which the mark stands.
    """
    value = row.number(name)
    mark = row.number(target) if target else None
    return None if value is None else Bar(as_printed(value, 2), whole, None if mark is None else as_printed(mark, 2))


def greatest(rows: Iterable[Row], *names: str) -> float:
    """Return the greatest amount in the columns as printed: at its end every bar of the table is full."""
    return max((as_printed(row.number(name) or 0.0, 2) for row in rows for name in names), default=0.0)
