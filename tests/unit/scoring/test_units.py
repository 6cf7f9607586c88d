from decimal import Decimal

from evaltoolkit.scoring.units import canonical_unit, factor, is_ambiguous_without_unit


def test_ten_thousand_yuan_and_yuan_can_be_converted() -> None:
    assert factor("万元", "元") == 10_000
    assert factor("元", "万元") == Decimal("0.0001")
    assert factor("亿元", "万元") == 10_000
    assert factor("千元", "元") == 1_000


def test_a_multiple_of_any_counting_unit_can_be_converted() -> None:
    assert factor("万人次", "人次") == 10_000


def test_persons_and_attendances_are_different_things() -> None:
    assert factor("人", "人次") is None
    assert factor("万元", "%") is None
    assert factor("万", "元") is None


def test_spellings_of_one_unit_are_joined() -> None:
    assert canonical_unit("百分比") == "%"
    assert factor("万工时", "小时") == 10_000


def test_a_bare_number_beside_money_or_a_percentage_is_ambiguous() -> None:
    assert is_ambiguous_without_unit("万元")
    assert is_ambiguous_without_unit("%")
    assert is_ambiguous_without_unit("万人次")
    assert not is_ambiguous_without_unit("场")
