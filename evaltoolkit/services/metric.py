"""One figure of the services, written as the official form writes it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evaltoolkit.language import Text, text
from evaltoolkit.model.plan import RowInput
from evaltoolkit.model.rounding import rounded


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure that an indicator row may take as its actual.

    Parameters
    ----------
    feed
        Name by which an indicator system asks for it.
    written
        Quantity as the official form writes it (``96.5%``, ``47.83万元``); with ``≥`` where it is a lower bound.
    value
        The number itself, a ratio where `unit` is ``%``.
    unit
        ``%``, ``万元``, ``小时`` or ``次``.
    source
        Where the figure comes from, in the reader's words.
    numerator, denominator
        Of a ratio, for the reader and for exact scoring.
    """

    feed: str
    written: str
    value: float
    unit: str
    source: Text
    numerator: float | None = None
    denominator: float | None = None

    @property
    def is_bound(self) -> bool:
        """Return whether the true figure may be higher."""
        return self.written.startswith("≥")

    def as_row_input(self) -> RowInput:
        """Return what scoring takes: numerator and denominator where the figure is a known share, else the words."""
        if self.numerator is None or self.is_bound:
            return RowInput(actual=self.written)
        return RowInput(numerator=self.numerator, denominator=self.denominator)

    def as_lower_bound(self, open_: int) -> Metric:
        """Return the metric as the least it can be, since `open_` of its cases are not decided.

        Parameters
        ----------
        open_
            How many cases may still count, above 0.

        Returns
        -------
        Metric
            With ``≥`` before what is written, and the number in its source.
        """
        source = text("{source}; {n} without a recorded day of payment", source=self.source, n=open_)
        return replace(self, written=f"≥{self.written}", source=source)


def share(feed: str, numerator: float, denominator: float, source: Text) -> Iterator[Metric]:
    """Yield the share as a percentage, or nothing where numerator or denominator is not known.

    Parameters
    ----------
    feed
        Name by which an indicator system asks for it.
    numerator, denominator
        Counts or amounts in one unit; NaN for what is not known.
    source
        Where they come from, in the reader's words.

    Yields
    ------
    Metric
        At most one; `value` is the ratio, `written` has at most two decimals of a per cent.

    Examples
    --------
    >>> [metric.written for metric in share("on_time", 3, 4, text("by hand"))]
    ['75%']
    >>> list(share("on_time", 0, 0, text("by hand")))
    []
    """
    if denominator > 0 and not math.isnan(numerator):
        value = numerator / denominator
        yield Metric(feed, f"{_number(100 * value)}%", value, "%", source, numerator, denominator)


def amount(feed: str, value: float, unit: str, source: Text) -> Iterator[Metric]:
    """Yield the amount with its unit, or nothing where it is not known.

    Parameters
    ----------
    feed
        Name by which an indicator system asks for it.
    value
        In `unit`; NaN for what is not known.
    unit
        ``万元``, ``小时``, ``次`` or ``%``.
    source
        Where it comes from, in the reader's words.

    Yields
    ------
    Metric
        At most one, without numerator and denominator; `written` has at most two decimals.

    Examples
    --------
    >>> [metric.written for metric in amount("resources_value", 1234.567, "万元", text("by hand"))]
    ['1,234.57万元']
    >>> list(amount("resources_value", math.nan, "万元", text("by hand")))
    []
    """
    if not math.isnan(value):
        yield Metric(feed, f"{_number(value)}{unit}", value, unit, source)


def _number(value: float) -> str:
    # at most two decimals; exact scoring takes numerator and denominator, not this
    return f"{rounded(value, 2):,f}".rstrip("0").rstrip(".")
