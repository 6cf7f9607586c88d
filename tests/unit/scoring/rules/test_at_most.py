from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.at_most import at_most

TEN = Decimal(10)


def test_at_one_and_a_half_times_the_limit_the_variants_give_50_and_66_7_per_cent() -> None:
    actual, target, weight = Decimal(135), Decimal(90), Decimal(100)

    assert at_most(actual, target, weight=weight).points == Decimal("50.00")
    assert at_most(actual, target, weight=weight, variant="inverse").points == Decimal("66.67")


@pytest.mark.parametrize(
    ("actual", "linear", "inverse"),
    [
        ("0", "10", "10"),
        ("90", "10", "10"),
        ("99", "9", "9.09"),
        ("179.99", "0", "5"),
        ("180", "0", "5"),
        ("900", "0", "1"),
    ],
)
def test_boundaries_of_both_variants(actual: str, linear: str, inverse: str) -> None:
    assert at_most(Decimal(actual), Decimal(90), weight=TEN).points == Decimal(linear)
    assert at_most(Decimal(actual), Decimal(90), weight=TEN, variant="inverse").points == Decimal(inverse)


def test_a_limit_of_zero_is_kept_or_lost() -> None:
    assert at_most(Decimal(0), Decimal(0), weight=TEN).points == 10
    assert at_most(Decimal(1), Decimal(0), weight=TEN).points == 0
    assert at_most(Decimal(1), Decimal(0), weight=TEN, variant="inverse").points == 0


@pytest.mark.parametrize(("actual", "target"), [("-1", "5"), ("5", "-1")])
def test_negative_figures_are_refused(actual: str, target: str) -> None:
    with pytest.raises(Refused, match="below 0"):
        at_most(Decimal(actual), Decimal(target), weight=TEN)


def test_the_linear_formula_shows_the_figures() -> None:
    words = at_most(Decimal(135), Decimal(90), weight=Decimal(9)).formula.english()

    assert words == "(1 − (135 − 90) ÷ 90) × 9 = 4.50 points"
