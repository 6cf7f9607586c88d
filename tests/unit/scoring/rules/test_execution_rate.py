from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.execution_rate import execution_rate

TEN = Decimal(10)


def test_the_langfang_form_gives_8_62_where_it_prints_9() -> None:
    scored = execution_rate(Decimal("37.24"), Decimal("43.2"), weight=TEN)

    assert scored.points == Decimal("8.62")
    assert scored.formula.english() == "37.24 ÷ 43.2 × 10 = 8.62 points"


def test_the_chizhou_form_gives_full_points_where_its_total_row_prints_0() -> None:
    assert execution_rate(Decimal("89.974"), Decimal("89.974"), weight=TEN).points == 10


def test_spending_beyond_the_budget_brings_no_more_than_the_weight() -> None:
    assert execution_rate(Decimal(50), Decimal(40), weight=TEN).points == 10


def test_nothing_spent_is_a_stated_zero() -> None:
    assert execution_rate(Decimal(0), Decimal(40), weight=TEN).points == 0


@pytest.mark.parametrize(("executed", "annual"), [("10", "0"), ("10", "-1"), ("-1", "10")])
def test_a_budget_of_zero_or_negative_money_is_refused(executed: str, annual: str) -> None:
    with pytest.raises(Refused):
        execution_rate(Decimal(executed), Decimal(annual), weight=TEN)
