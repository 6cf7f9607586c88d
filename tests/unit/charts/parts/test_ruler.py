from __future__ import annotations

from evaltoolkit.charts.parts.ruler import Ruler


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
