"""How counts of people in different rows and tables of one report depend on each other.

Disclosure control needs it: a reader who knows that some rows add up to another can work out a row that is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CountCell:
    """One count of people: its table, the row's keys as text, and its column."""

    table: str
    row: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class CountLink:
    """What holds between counts, whatever their values.

    Parameters
    ----------
    whole, parts
        Counts on either side, each side summed.
    is_exact
        The parts add up to the whole; else they come to at least the whole (parts may overlap, or hold it).
    """

    whole: tuple[CountCell, ...]
    parts: tuple[CountCell, ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A share that a row of the indicator table states with its counts: the sums of these cells.

    Parameters
    ----------
    metric
        Name by which an indicator row takes the share.
    numerator, denominator
        Cells whose sums the row states.
    """

    metric: str
    numerator: tuple[CountCell, ...]
    denominator: tuple[CountCell, ...]


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A column that is the quotient of two counting columns of its row."""

    share: str
    part: str
    whole: str
