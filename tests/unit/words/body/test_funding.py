import re

from evaltoolkit.words.body import funding

FUNDS = [
    {"item": "initial", "value": 200.0, "unit": "万元", "source": "决算"},
    {"item": "annual", "value": 240.0, "unit": "万元", "source": "决算"},
    {"item": "executed", "value": 228.0, "unit": "万元", "source": "决算"},
]
SPENDING = [
    {"category": "人员", "budget": 180.0, "spent": 90.0, "share": 0.6, "audited": "符合规范"},
    {"category": "服务", "budget": 60.0, "spent": 75.0, "share": 0.4, "audited": "符合规范"},
]


def test_one_sentence_has_the_rate_and_a_first_budget_that_was_changed(told, zh):
    said = funding(told(funds=FUNDS, spending=SPENDING), zh).prose.paragraphs[0].words
    assert said == "全年预算执行率 95.0%：执行 228.00 万元，全年预算 240.00 万元。年初预算为 200.00 万元。"
    same = [{**FUNDS[0], "value": 240.0}, *FUNDS[1:]]
    assert "年初" not in funding(told(funds=same, spending=SPENDING), zh).prose.paragraphs[0].words


def test_every_bar_has_one_scale_and_a_mark_at_its_own_budget(told, zh):
    html = funding(told(spending=SPENDING), zh).table._repr_html_()
    assert re.findall(r"drawn w(\d+)", html) == ["50", "41"]
    assert re.findall(r"at w(\d+)", html) == ["100", "33"]


def test_a_category_over_its_budget_and_a_fault_of_the_audit_are_cautions(told, zh):
    rows = [SPENDING[0], {**SPENDING[1], "audited": "部分不符"}]
    said = repr(funding(told(spending=rows), zh).prose)
    assert "支出超过预算：服务（支出 75.00，预算 60.00）。" in said
    assert "服务（部分不符）" in said
    assert "均符合规范" not in said
    assert "审计认为各类支出均符合规范。" in repr(funding(told(spending=SPENDING), zh).prose)


def test_a_constant_source_is_one_note_or_stands_in_the_sentence(told, zh):
    rows = [{**row, "source": "审计报告"} for row in SPENDING]
    passage = funding(told(funds=FUNDS, spending=rows), zh)
    assert passage.table.notes == ("条为支出，竖线为该类预算。来源：审计报告",)
    assert passage._repr_html_().count("来源：") == 1
    assert "来源：决算" in repr(funding(told(funds=FUNDS), zh))
