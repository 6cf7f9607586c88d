from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.on_time_share import on_time_share


@pytest.mark.parametrize(("on_time", "points"), [("0", "0"), ("1", "2.25"), ("3", "6.75"), ("4", "9")])
def test_the_share_of_four_instalments_on_time(on_time: str, points: str) -> None:
    assert on_time_share(Decimal(on_time), Decimal(4), weight=Decimal(9)).points == Decimal(points)


@pytest.mark.parametrize(("on_time", "due"), [("0", "0"), ("5", "4"), ("-1", "4")])
def test_counts_that_make_no_share_are_refused(on_time: str, due: str) -> None:
    with pytest.raises(Refused):
        on_time_share(Decimal(on_time), Decimal(due), weight=Decimal(9))
