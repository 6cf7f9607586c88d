from decimal import Decimal

import pytest

from evaltoolkit.scoring.points import INFINITE
from evaltoolkit.scoring.quantity import Operator, Quantity, Span, parse_quantity

AT_LEAST, MORE, EQUAL, AT_MOST, LESS = Operator
FORMS = {
    "≥50个": (AT_LEAST, "50", "个"),
    "≤90万元": (AT_MOST, "90", "万元"),
    "100%": (None, "100", "%"),
    "≥100百分比": (AT_LEAST, "100", "%"),
    "＝100％": (EQUAL, "100", "%"),
    ">=85 %": (AT_LEAST, "85", "%"),
    "＞＝85％": (AT_LEAST, "85", "%"),
    "不低于50场": (AT_LEAST, "50", "场"),
    "不超过90万元": (AT_MOST, "90", "万元"),
    "85%以上": (AT_LEAST, "85", "%"),
    "85%（含）以上": (AT_LEAST, "85", "%"),
    "不低于85%以上": (AT_LEAST, "85", "%"),
    "3次以下": (AT_MOST, "3", "次"),
    "控制在90万元以内": (AT_MOST, "90", "万元"),
    "超过50人": (MORE, "50", "人"),
    "<5%": (LESS, "5", "%"),
    "47.83万元": (None, "47.83", "万元"),
    "1,200 小时": (None, "1200", "小时"),
    "１，２００工时": (None, "1200", "小时"),
    "1.2万人次": (None, "1.2", "万人次"),
    "百分之90": (None, "90", "%"),
    "≥4次/季度": (AT_LEAST, "4", "次/季度"),
    "≥200㎡": (AT_LEAST, "200", "平方米"),
    "12000": (None, "12000", ""),
    "-5%": (None, "-5", "%"),
    "0宗": (None, "0", "宗"),
}


@pytest.mark.parametrize("cell", FORMS)
def test_a_cell_of_the_form_is_read_as_operator_number_and_unit(cell: str) -> None:
    operator, number, unit = FORMS[cell]

    assert parse_quantity(cell) == Quantity(operator, Decimal(number), unit)


@pytest.mark.parametrize(
    "cell",
    [
        "严格执行相关制度规定",
        "按时完成",
        "2023年底前完成",
        "2023年",
        "12月",
        "约50个",
        "85%左右",
        "1,2个",
        "12 000小时",
        "10.5.3",
        "50-60个",
        "不低于85%以下",
        "",
        "   ",
        "NaN",
        "Infinity万元",
    ],
)
def test_a_cell_without_one_plain_figure_is_qualitative(cell: str) -> None:
    assert parse_quantity(cell) is None


def test_a_bound_stands_for_every_figure_it_allows() -> None:
    assert parse_quantity("≥85%").span == Span(Decimal(85), INFINITE)
    assert parse_quantity("5宗以下").span == Span(Decimal(0), Decimal(5))
    assert parse_quantity("＝85%").span.is_point
    assert not parse_quantity("85%").is_bound
