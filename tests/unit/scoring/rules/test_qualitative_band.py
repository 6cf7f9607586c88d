from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.qualitative_band import qualitative_band

ELEVEN = Decimal(11)


@pytest.mark.parametrize(
    ("level", "edition", "points"),
    [
        ("达成", "2020", "8.8"),
        ("达成", "2020", "11"),
        ("部分达成", "2020", "6.6"),
        ("部分达成", "2020", "8.79"),
        ("未达成", "2020", "0"),
        ("未达成", "2020", "6.59"),
        ("部分达成", "2017", "5.5"),
        ("未达成", "2017", "5.49"),
    ],
)
def test_points_inside_the_band_stand_as_given(level: str, edition: str, points: str) -> None:
    scored = qualitative_band(Decimal(points), level, weight=ELEVEN, edition=edition)

    assert scored.points == Decimal(points)


@pytest.mark.parametrize(
    ("level", "edition", "points"),
    [
        ("达成", "2020", "8.79"),
        ("达成", "2020", "11.01"),
        ("部分达成", "2020", "8.8"),
        ("部分达成", "2020", "6.59"),
        ("未达成", "2020", "6.6"),
        ("未达成", "2020", "-0.01"),
        ("部分达成", "2017", "5.49"),
        ("未达成", "2017", "5.5"),
    ],
)
def test_points_outside_the_band_are_refused_and_not_moved(level: str, edition: str, points: str) -> None:
    with pytest.raises(Refused, match="outside the band"):
        qualitative_band(Decimal(points), level, weight=ELEVEN, edition=edition)


def test_an_unknown_level_and_points_that_are_no_number_are_refused() -> None:
    with pytest.raises(Refused, match="none of"):
        qualitative_band(Decimal(9), "良好", weight=ELEVEN)
    with pytest.raises(Refused, match="no number"):
        qualitative_band(Decimal("nan"), "达成", weight=ELEVEN)
