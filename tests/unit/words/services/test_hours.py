import pytest

from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.hours import hours, hours_by_quarter, hours_table

NAN = float("nan")


def row(method, agreed, done):
    return {"method": method, "agreed": agreed, "done": done, "completion": done / agreed if agreed else NAN}


def test_hours_are_told_against_the_agreement_and_extremes_are_flagged(shown, zh):
    table = shown([row("个案", 1000.0, 700.0), row("小组", 1000.0, 1300.0), row("社区活动", 2000.0, 2100.0)])
    said = hours(table, zh)
    assert said.of_kind(Kind.BODY) == ("约定工时完成 102.5%（4,100/4,000）。",)
    assert said.of_kind(Kind.CAUTION) == (
        "不足约定工时的 80%：个案 70.0%（700/1,000）。"
        "达到约定工时的 130% 或以上：小组 130.0%（1,300/1,000），须书面说明原因。",
    )
    assert [one.kind for one in hours_table(table, zh).rows] == ["flag", "flag", ""]


@pytest.mark.parametrize("done", [800.0, 1299.0])
def test_the_lines_themselves_are_not_flagged(shown, zh, done):
    assert hours(shown([row("个案", 1000.0, done)]), zh).of_kind(Kind.CAUTION) == ()


def test_hours_without_an_agreement_are_told_but_not_compared(shown, zh):
    assert str(hours(shown([row("个案", None, 120.5) | {"completion": NAN}]), zh)) == (
        "完成 120.5 小时；未提供约定工时，无法对照。"
    )


def test_a_method_outside_the_agreement_is_named_and_left_out_of_the_rate(shown, zh):
    said = hours(shown([row("个案", 100.0, 90.0), row("小组", None, 30.0)]), zh)
    assert said.of_kind(Kind.BODY) == ("约定工时完成 90.0%（90/100）。",)
    assert said.of_kind(Kind.MISSING) == ("已开展但协议中没有约定数：小组。",)


def test_a_table_by_field_is_headed_by_field(shown, en):
    table = hours_table(shown([{"field": "长者", "agreed": 10.0, "done": 9.0, "completion": 0.9}]), en)
    assert table.header[0] == "Field of service"


def test_an_empty_quarter_is_pointed_out(shown, zh):
    cells = [
        {"quarter": q, "method": m, "done": d} for q, m, d in [(1, "个案", 10.0), (1, "小组", 5.5), (2, "个案", 0.0)]
    ]
    said = hours_by_quarter(shown(cells), zh)
    assert said.of_kind(Kind.BODY) == ("完成工时：第 1 季度 15.5 小时、第 2 季度 0 小时。",)
    assert said.of_kind(Kind.CAUTION) == ("第 2 季度没有工时记录，请核对。",)
