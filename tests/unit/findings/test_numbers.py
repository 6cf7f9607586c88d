import math

import numpy as np
import pytest

from evaltoolkit.findings.numbers import (
    change_interval,
    fixed,
    interval,
    money,
    p_value,
    percent,
    points,
    set_share,
    share_of,
    signed,
    trimmed,
    typed,
)
from evaltoolkit.language import Language, text
from evaltoolkit.model.rounding import as_printed, digits_of_ends, rounded
from evaltoolkit.scoring.points import exact, round_points
from evaltoolkit.services.metric import amount

ZH = Language("zh_CN")


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(0.0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.05001, 1, "−0.1"), (1234567.891, 2, "1,234,567.89"), (240, 0, "240")],
)
def test_a_figure_has_fixed_decimals_and_never_a_negative_zero(value, decimals, said):
    assert fixed(value, decimals) == said


def test_a_change_has_its_sign_with_a_real_minus():
    assert (signed(3.4, 1), signed(-1.2, 1), signed(0.0, 1)) == ("+3.4", "−1.2", "0.0")


@pytest.mark.parametrize("unit", ["小时", "人次", "万元", "元", "人", "个", "%", "场", ""])
@pytest.mark.parametrize("value", [7, 999, 1000, 10445.5, 12590, 1234567.25])
def test_a_quantity_that_someone_typed_stands_as_every_other_number(value, unit):
    for written in (f"≥{value}{unit}", f"≥{trimmed(value)}{unit}"):
        assert typed(written) == f"≥{trimmed(value)}{unit}"
    if unit:
        assert (
            typed(f"共完成{value}{unit}（上半年{value}{unit}）")
            == f"共完成{trimmed(value)}{unit}（上半年{trimmed(value)}{unit}）"
        )


@pytest.mark.parametrize("said", ["2023年", "财预〔2020〕10号", "2023-05-01", "第2023次", "电话‹已遮盖›", "A1024个",
                                  "0012个", "2023人和镇", "按计划完成", ""])  # fmt: skip
def test_what_someone_typed_that_is_no_quantity_stands_as_typed(said):
    assert typed(said) == said


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_cannot_be_said(value):
    with pytest.raises(ValueError, match="finite"):
        fixed(value, 1)


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.035, "p = 0.035"),
        (0.001, "p = 0.001"),
        (0.0009999, "p < 0.001"),
        (0.0, "p < 0.001"),
        (0.05, "p = 0.050"),
        (0.0499, "p = 0.0499"),
        (0.0501, "p = 0.0501"),
        (0.049999, "p = 0.049999"),
        (1.0, "p = 1.000"),
    ],
)
def test_p_is_exact_and_never_rounded_over_the_line(p, said):
    assert p_value(p) == said


def test_a_share_that_is_not_all_does_not_read_as_all():
    assert (percent(0.9999), percent(1.0), percent(0.0), percent(0.0003)) == (">99.9%", "100.0%", "0.0%", "<0.1%")


def test_a_share_carries_numerator_and_denominator():
    assert ZH.say(share_of(58, 68)) == "85.3%（58/68）"


def test_intervals_read_as_chinese_readers_write_them():
    assert ZH.say(interval(0.2, 5.8, 1)) == "（95% 置信区间 0.2 至 5.8）"
    assert ZH.say(change_interval(-1.2, 3.4, 1)) == "（95% 置信区间 −1.2 至 +3.4）"


def test_weights_have_no_needless_zeros_but_keep_their_tens():
    assert (trimmed(10.0), trimmed(100), trimmed(9.5), trimmed(0.0)) == ("10", "100", "9.5", "0")


def test_what_is_too_small_to_divide_by_has_no_share():
    assert share_of(13.0, 7e-306).english() == "13/0"


@pytest.mark.parametrize("value", [2.675, 1.005, 8.625, 0.125, 64.985, 100.0, 0.005])
def test_points_are_printed_as_the_score_rounds_them_and_as_the_form_takes_them(value):
    """The score reckons in decimals, a figure handed to it is written by the services: the same half, rounded alike."""
    assert rounded(value, 2) == round_points(exact(value))
    assert points(value) == f"{round_points(exact(value)):f}"
    (metric,) = amount("spent", value, "万元", text("by hand"))
    assert metric.written == f"{trimmed(value)}万元"


def test_a_figure_that_is_set_has_no_needless_zeros_and_one_that_is_reached_keeps_its_decimals():
    assert (set_share(0.9), percent(0.9), trimmed(11), points(11), money(36)) == (
        "90%",
        "90.0%",
        "11",
        "11.00",
        "36.00",
    )


def test_ends_rounded_to_their_digits_are_given_the_same_digits_again():
    source = np.random.default_rng(7)
    for _ in range(5000):
        ends = [float(end) for end in source.choice((-1, 1), 2) * 10 ** source.uniform(-5, 1, 2)]
        for least in (0, 1, 2):
            digits = digits_of_ends(least, ends)
            drawn = [as_printed(end, digits) for end in ends]
            assert digits_of_ends(least, drawn) == digits, (least, ends)
            assert all(drawn) or digits == least
