from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.at_least import at_least

TEN = Decimal(10)


def test_eighty_of_eighty_five_gives_9_41_of_ten() -> None:
    assert at_least(Decimal(80), Decimal(85), weight=TEN).points == Decimal("9.41")


@pytest.mark.parametrize(
    ("actual", "points"), [("0", "0"), ("42.5", "5"), ("84.99", "10.00"), ("85", "10"), ("850", "10")]
)
def test_points_rise_with_completion_and_stop_at_the_weight(actual: str, points: str) -> None:
    assert at_least(Decimal(actual), Decimal(85), weight=TEN).points == Decimal(points)


def test_completion_is_kept_beyond_the_target() -> None:
    assert at_least(Decimal(130), Decimal(100), weight=TEN).completion == Decimal("1.3")


def test_a_target_of_zero_gives_no_points_and_no_full_marks() -> None:
    with pytest.raises(Refused, match="not above 0"):
        at_least(Decimal(5), Decimal(0), weight=TEN)


def test_a_negative_actual_is_refused() -> None:
    with pytest.raises(Refused, match="below 0"):
        at_least(Decimal(-1), Decimal(5), weight=TEN)


def test_all_or_nothing_scores_only_a_reached_target() -> None:
    assert at_least(Decimal(84), Decimal(85), weight=TEN, short="nothing").points == 0
    assert at_least(Decimal(85), Decimal(85), weight=TEN, short="nothing").points == 10


def test_the_formula_shows_the_figures() -> None:
    words = at_least(Decimal(80), Decimal(85), weight=TEN).formula.english()

    assert words == "80 ÷ 85 × 10 = 9.41 points"
