import pandas as pd

from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.money import faulted, funds, payments, payments_table, spending_table, unaudited

NAN = float("nan")
# budget and spending of the 2023 云城街道 report, 一（四）
FUNDS = [
    {"item": "annual", "value": 240.0, "unit": "万元", "source": "原报告一（四）"},
    {"item": "executed", "value": 240.0, "unit": "万元", "source": "原报告一（四）"},
]


def test_the_execution_rate_carries_both_figures(shown, zh):
    said = funds(shown(FUNDS), zh)
    assert str(said.paragraphs[0]) == "全年预算数：240.00 万元。 来源：原报告一（四）"
    assert said.of_kind(Kind.MESSAGE) == ("全年预算执行率 100.0%：执行 240.00 万元，全年预算 240.00 万元。",)


def test_without_the_annual_budget_there_is_no_rate(shown, zh):
    assert funds(shown(FUNDS[1:]), zh).of_kind(Kind.MESSAGE) == ()


def test_what_the_audit_did_not_find_in_order_is_named_and_what_it_did_not_say_too(shown, zh):
    rows = [
        {"category": "人员", "budget": 2.0, "spent": 2.0, "audited": "符合规范"},
        {"category": "办公", "budget": 2.0, "spent": 2.0, "audited": "部分不符"},
        {"category": "培训", "budget": 2.0, "spent": 2.0, "audited": None},
    ]
    found = rows_of(shown(rows))
    assert zh.say(faulted(found, zh)) == "审计认为不完全符合规范的类别：办公（部分不符）。"
    assert zh.say(unaudited(found, zh)) == "没有写明审计结论的类别：培训。"
    assert spending_table(shown(rows), zh).column("审计结论") == ("符合规范", "部分不符", "未提供")


def test_an_instalment_without_a_day_is_neither_on_time_nor_late(shown, zh):
    rows = pd.DataFrame(
        {
            "instalment": ["第一期", "第二期", "第三期"],
            "due_on": pd.to_datetime(["2023-03-31", "2023-06-30", "2023-09-30"]),
            "paid_on": pd.to_datetime(["2023-03-30", "2023-07-12", None]),
            "amount": [80.0, 80.0, 80.0],
            "days_late": [0.0, 12.0, NAN],
            "on_time": pd.array([True, False, pd.NA], dtype="boolean"),
        }
    )
    table = shown(rows, table_class=TableClass.MONEY)
    said = payments(table, zh)
    assert said.of_kind(Kind.BODY) == (
        "按时拨付的期次占 50.0%（1/2）；另有 1 期未填拨付日期。已拨付合计 160.00 万元。",
    )
    assert said.of_kind(Kind.CAUTION) == ("第二期：约定 2023-06-30，实际 2023-07-12，逾期 12 天。",)
    assert said.of_kind(Kind.MISSING) == (
        "第三期：约定 2023-09-30；到统计截至日没有实际拨付日期，既不算按时，也不算逾期。",
    )
    assert payments_table(table, zh).column("是否按时") == ("按时", "逾期", "未提供")


def test_an_empty_table_is_not_provided(shown, zh):
    empty = shown({"category": []})
    assert "未提供" in str(spending_table(empty, zh))
