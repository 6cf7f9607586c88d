"""Places of a drawing that say something where somebody points at them: its rows, and in the station's version people.

All lengths are shares of the drawing as :meth:`~evaltoolkit.charts.chart.Chart.svg` gives it, without its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a drawing from edge to edge: where it begins, how high it is, what it says."""

    top: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """Where people of one scale stand, by their scores before and after; for the station alone."""

    x: float
    y: float
    scale: str
    pre: float
    post: float


def row_spots(noted: Sequence[tuple[str, float]], said: Sequence[tuple[str, str]], end: float) -> tuple[Spot, ...]:
    """Return the rows that have words.

    Parameters
    ----------
    noted
        Label and beginning of every row in the order of drawing, in inches.
    said
        Label and words of every key number.
    end
        Where the last row ends, in inches.

    Returns
    -------
    tuple of Spot
        In inches. A row is known by its label; where labels differ from those of the words, by its place if there are
        as many rows as words. A row whose words are not known belongs to the one above it.

    Examples
    --------
    >>> [(spot.top, spot.height, spot.words) for spot in row_spots([("a", 1.0), ("b", 2.0)], [("a", "a: 1")], 3.0)]
    [(1.0, 2.0, 'a: 1')]
    """
    left = list(said)
    found: list[tuple[float, str]] = []
    for label, top in noted:
        words = next((one for one in left if one[0] == label), None)
        if words is not None:
            left.remove(words)
            found.append((top, words[1]))
    if not found and len(noted) == len(said):
        found = [(top, words) for (_, top), (_, words) in zip(noted, said, strict=True)]
    if not found:
        return ()
    ends = [*(top for top, _ in found[1:]), end]
    return tuple(Spot(top, bottom - top, words) for (top, words), bottom in zip(found, ends, strict=True))
