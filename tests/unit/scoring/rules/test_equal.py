from decimal import Decimal

import pytest

from evaltoolkit.scoring.rules.equal import equal


@pytest.mark.parametrize(
    ("actual", "target", "points"),
    [
        ("0", "0", "10"),
        ("-1", "0", "10"),
        ("1", "0", "0"),
        ("100", "100", "10"),
        ("120", "100", "10"),
        ("75", "100", "7.5"),
        ("0", "100", "0"),
    ],
)
def test_rule_two_of_the_provincial_system(actual: str, target: str, points: str) -> None:
    assert equal(Decimal(actual), Decimal(target), weight=Decimal(10)).points == Decimal(points)
