"""A ruler of dates, for timelines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.charts.ruler import Ruler, draw_labels
from evaltoolkit.charts.sheet import Sheet

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between ticks
_MOST = 4


@dataclass(frozen=True, slots=True)
class CalendarRuler:
    """A linear scale of days, whole months from first to last."""

    ruler: Ruler
    ticks: tuple[pd.Timestamp, ...]

    def at(self, date: pd.Timestamp) -> float:
        """Return the place of a date."""
        return self.ruler.at(float(date.toordinal()))

    def places(self) -> tuple[float, ...]:
        """Return the ticks as the ruler's values."""
        return tuple(float(tick.toordinal()) for tick in self.ticks)

    def label(self, sheet: Sheet) -> None:
        """Write year and month below the ticks."""
        names = {float(tick.toordinal()): tick.strftime("%Y-%m") for tick in self.ticks}
        draw_labels(sheet, self.ruler, self.places(), lambda value: names[value], centred=False)


def calendar_ruler(dates: Iterable[pd.Timestamp | None]) -> CalendarRuler | None:
    """Return a ruler that holds all `dates`, or None where there is none."""
    known = [date for date in dates if date is not None]
    if not known:
        return None
    start = min(known).to_period("M").to_timestamp()
    end = (max(known).to_period("M") + 1).to_timestamp()
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next((step for step in _STEPS if months / step <= _MOST), _STEPS[-1])
    ticks = tuple(pd.Timestamp(tick) for tick in pd.date_range(start, end, freq=f"{step}MS"))
    return CalendarRuler(Ruler(float(start.toordinal()), float(end.toordinal())), ticks)
