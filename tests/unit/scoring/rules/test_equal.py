from decimal import Decimal
from itertools import product

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


@pytest.mark.parametrize(
    ("actual", "target"), list(product(("-2", "0", "75", "100", "180"), ("0", "75", "100", "180")))
)
def test_the_sign_printed_is_that_of_the_rule_where_it_is_met_and_true_wherever_one_stands(actual, target):
    if Decimal(actual) < 0 < Decimal(target):
        return  # refused
    said = equal(Decimal(actual), Decimal(target), weight=Decimal(10)).formula.english()
    assert (f"{actual} = {target}:" in said) is (actual == target)
    assert not set(said) & set("≥≤")
    for sign, is_true in ((">", Decimal(actual) > Decimal(target)), ("<", Decimal(actual) < Decimal(target))):
        assert f" {sign} " not in said or is_true
