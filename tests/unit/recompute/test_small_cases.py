"""The recomputation's own arithmetic, on cases that are worked by hand or by trying everything."""

from datetime import date
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from recompute.given import NotRecomputedError, Quantity, actuals, quantity
from recompute.pairs import pairs_of
from recompute.ranks import doubled_ranks, hodges_lehmann, signed_rank_p
from recompute.scales import read_scales
from recompute.street import SHIPPED
from recompute.workbook import read_workbook

SCALES = read_scales(SHIPPED / "instruments" / "scales")


def p_by_trying_every_sign(steps):
    ranks = doubled_ranks(steps)
    weights = [ranks[abs(step)] for step in steps if step]
    middle, seen = sum(weights) / 2, sum(ranks[step] for step in steps if step > 0)
    found = [sum(weight for weight, sign in zip(weights, signs, strict=True) if sign)
             for signs in product((0, 1), repeat=len(weights))]  # fmt: skip
    return sum(abs(one - middle) >= abs(seen - middle) for one in found) / len(found)


@pytest.mark.parametrize(
    "steps", [[1, 2, 3, 4, 5], [1, 1, -1, 2, 2, 0, 0], [-3, -3, -3, 1, 0, 2, -2, 5], [2] * 9 + [-2], [0, 0, 1]]
)
def test_the_signed_rank_p_is_what_trying_every_sign_gives(steps):
    assert signed_rank_p(steps) == pytest.approx(min(1.0, p_by_trying_every_sign(steps)), rel=1e-12)


def test_ties_share_the_mean_of_their_ranks():
    # sizes 1 1 2 5: ranks 1.5 1.5 3 4, twice of each
    assert doubled_ranks([1, -1, 0, 2, -5]) == {1: 3, 2: 6, 5: 8}


def test_the_hodges_lehmann_estimate_is_the_median_of_all_means_of_two():
    # means of 1, 2, 6: 1, 1.5, 2, 3.5, 4, 6
    assert hodges_lehmann([1, 2, 6]) == 2.75


def test_a_reversed_item_is_turned_and_a_gap_without_a_confirmed_rule_leaves_no_score():
    # UCLA-20 is answered from 1 to 4
    score = SCALES["ucla20"]["total"]
    turned = sorted(score.turned)
    answers = dict.fromkeys(range(1, 21), 1.0)
    assert score.of(answers) == 20 + 3 * len(turned)
    assert len(turned) > 0
    assert SCALES["phq9"]["total"].of(dict.fromkeys(range(1, 9), 1.0)) is None


def test_an_answer_outside_its_range_is_refused_instead_of_counted():
    with pytest.raises(ValueError, match="item 1"):
        SCALES["uls6"]["total"].of(dict.fromkeys(range(1, 7), 5.0))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("≥12810小时", Quantity(12810, "小时", 1)),
        ("1,200小时", Quantity(1200, "小时")),
        ("85%以上", Quantity(85, "%", 1)),
        ("完成年度计划", None),
    ],
)
def test_a_quantity_is_read_with_its_unit_and_its_operator(words, found):
    assert quantity(words) == found


def test_a_stated_share_that_rounds_the_counted_one_is_no_other_figure():
    counts = {"numerator": 289, "denominator": 328}
    assert len(actuals([{**counts, "actual": "88.11%"}], Quantity(90, "%"))) == 1
    assert len(actuals([{**counts, "actual": "88.2%"}], Quantity(90, "%"))) == 2
    with pytest.raises(NotRecomputedError):
        actuals([{"actual": "≥85%"}], Quantity(90, "%"))


def written(path: Path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return read_workbook(path)


def test_a_sheet_is_read_as_stations_write_it(tmp_path):
    services = [
        ["服务编号", "日期", "服务方法", "工时"],
        ["a", "2023年1月3日", "个案", "7.5小时"],
        ["b", "2023.2.4", "小组", 2],
        ["合计", None, None, 9.5],
        ["c", "不详", "小组", 1],
    ]
    spending = [["支出类别", "支出（万元）"], ["人员", 12.5], ["总计", 12.5]]
    clients = [["档案号", "人员类型"], ["k1", "低保；独居"]]
    attendance = [
        ["服务编号", "档案号", "是否出席"],
        ["a", "K1", "√"],
        ["a", "K1", "是"],
        ["a", "K2", "是"],
        ["z", "K1", "×"],
    ]
    found = written(tmp_path / "a.xlsx", 服务记录=services, 经费支出=spending, 服务对象=clients, 出席=attendance)
    assert [(row["service"], row["date"], row["hours"]) for row in found["服务记录"]] == [
        ("a", date(2023, 1, 3), 7.5),
        ("b", date(2023, 2, 4), 2.0),
    ]
    assert [row["spent"] for row in found["经费支出"]] == [12.5]
    assert found["服务对象"][0]["labels"] == ("低保", "独居")
    assert [(row["client"], row["attended"]) for row in found["出席"]] == [("K1", True)]


def test_a_person_measured_in_two_groups_has_a_pair_in_each_and_else_one(tmp_path):
    items = [f"题{number}" for number in range(1, 7)]
    forms = [["A", "uls6", wave, group, *[points] * 6]
             for group in ("甲组", "乙组") for wave, points in (("前测", 3), ("后测", 2))]  # fmt: skip
    forms += [["B", "uls6", "前测", "甲组", *[2] * 6], ["B", "uls6", "后测", "别名", *[1] * 6]]
    found = written(tmp_path / "a.xlsx", 测量=[["档案号", "量表", "时点", "小组", *items], *forms])
    pairs = {(one.client, one.about["group"]): (one.pre, one.post) for one in pairs_of(found, SCALES)}
    assert pairs == {("A", "甲组"): (18, 12), ("A", "乙组"): (18, 12), ("B", "甲组"): (12, 6)}
