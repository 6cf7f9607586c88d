from __future__ import annotations

import pandas as pd

from evaltoolkit.charts.calendar_ruler import calendar_ruler
from evaltoolkit.charts.ruler import Ruler


def test_a_ruler_places_in_proportion_and_holds_its_ends() -> None:
    ruler = Ruler(0.0, 200.0, 1.0, 3.0)
    assert [ruler.at(value) for value in (-50.0, 0.0, 50.0, 200.0, 900.0)] == [1.0, 1.0, 1.5, 3.0, 3.0]


def test_a_ruler_without_length_places_at_its_start() -> None:
    assert Ruler(0.0, 0.0, 1.0, 3.0).at(5.0) == 1.0


def test_ticks_are_round_and_on_the_ruler() -> None:
    assert Ruler(-0.6, 0.6).ticks(4) == (-0.5, 0.0, 0.5)


def test_ticks_of_whole_scores_are_whole() -> None:
    assert Ruler(10.5, 21.5).ticks() == (12.5, 15.0, 17.5, 20.0)
    assert Ruler(10.5, 21.5).ticks(whole=True) == (15.0, 20.0)


def test_a_calendar_runs_over_whole_months_with_at_most_five_ticks() -> None:
    ruler = calendar_ruler([pd.Timestamp("2025-01-15"), None, pd.Timestamp("2025-12-20")])
    assert ruler is not None
    assert ruler.ruler.low == pd.Timestamp("2025-01-01").toordinal()
    assert ruler.ruler.high == pd.Timestamp("2026-01-01").toordinal()
    assert [tick.month for tick in ruler.ticks] == [1, 4, 7, 10, 1]


def test_a_calendar_without_dates_is_none() -> None:
    assert calendar_ruler([None, None]) is None
