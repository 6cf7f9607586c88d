from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.step_deduction import step_deduction

FORM_2017 = {"weight": Decimal(10), "step": Decimal(5), "cost": Decimal(1)}


@pytest.mark.parametrize(
    ("actual", "whole", "started"),
    [
        ("98", "10", "10"),  # the figure of the 江西 2017 form: target ≥90 %, actual 98 %, 10 points
        ("90", "10", "10"),
        ("89.99", "10", "9"),
        ("85.01", "10", "9"),
        ("85", "9", "9"),
        ("80", "8", "8"),
        ("40.01", "1", "0"),
        ("40", "0", "0"),
        ("0", "0", "0"),
    ],
)
def test_each_five_per_cent_below_ninety_costs_a_point(actual: str, whole: str, started: str) -> None:
    assert step_deduction(Decimal(actual), Decimal(90), **FORM_2017).points == Decimal(whole)
    assert step_deduction(Decimal(actual), Decimal(90), **FORM_2017, started=True).points == Decimal(started)


def test_a_step_without_length_is_refused() -> None:
    with pytest.raises(Refused, match="above 0"):
        step_deduction(Decimal(80), Decimal(90), weight=Decimal(10), step=Decimal(0), cost=Decimal(1))
