from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import Refused
from evaltoolkit.scoring.rules.conclusion_table import conclusion_points

TABLE = {"优秀": Decimal(11), "良好": Decimal("9.5")}


def test_a_word_of_the_table_gives_its_points() -> None:
    assert conclusion_points(" 良好 ", TABLE).points == Decimal("9.50")


def test_a_word_that_only_resembles_one_of_the_table_is_refused() -> None:
    with pytest.raises(Refused, match="none of 优秀, 良好"):
        conclusion_points("良", TABLE)
