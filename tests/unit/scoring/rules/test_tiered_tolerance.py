from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.tiered_tolerance import Tier, tiered_tolerance

FORM_2017 = [  # 江西 2017, 成本控制率, 5 points: within ±10 % 5, 10–15 % 3, 15–20 % 1, beyond 0
    Tier(Decimal(10), Decimal(1)),
    Tier(Decimal(15), Decimal("0.6")),
    Tier(Decimal(20), Decimal("0.2")),
]


@pytest.mark.parametrize(
    ("actual", "points"),
    [
        ("100", "5"), ("90", "5"), ("110", "5"), ("89.99", "3"), ("110.01", "3"), ("85", "3"), ("115", "3"),
        ("84.99", "1"), ("120", "1"), ("80", "1"), ("79.99", "0"), ("120.01", "0"), ("0", "0"), ("300", "0"),
    ],
)  # fmt: skip
def test_the_tiers_of_the_2017_form_on_both_sides(actual: str, points: str) -> None:
    scored = tiered_tolerance(Decimal(actual), Decimal(100), weight=Decimal(5), tiers=FORM_2017)

    assert scored.points == Decimal(points)


def test_a_target_of_zero_is_refused() -> None:
    with pytest.raises(Refused, match="not above 0"):
        tiered_tolerance(Decimal(1), Decimal(0), weight=Decimal(5), tiers=FORM_2017)
