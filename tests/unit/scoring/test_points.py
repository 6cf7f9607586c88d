from decimal import Decimal

from evaltoolkit.scoring.points import exact, round_points, shown


def test_half_a_hundredth_is_rounded_up_where_binary_floats_round_down() -> None:
    assert round(2.675, 2) == 2.67
    assert round_points(exact(2.675)) == Decimal("2.68")
    assert round_points(exact(1.005)) == Decimal("1.01")


def test_a_formula_shows_a_figure_without_empty_decimals_or_powers_of_ten() -> None:
    assert shown(Decimal("240.0")) == "240"
    assert shown(Decimal("1E+3")) == "1,000"
    assert shown(Decimal(10) / 3) == "3.3333"
    assert shown(Decimal("12.5")) == "12.5"
