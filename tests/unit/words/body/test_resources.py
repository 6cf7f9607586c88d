import re

from evaltoolkit.words.body import resources

LINKED = [
    {"kind": "资金", "items": 6.0, "value": 10.0, "share": 0.25},
    {"kind": "物资", "items": 9.0, "value": 30.0, "share": 0.75},
]


def test_the_kinds_stand_by_value_with_bars_against_the_largest(told, zh):
    passage = resources(told(resources=LINKED), zh)
    assert passage.table.column("资源类别") == ("物资", "资金")
    assert re.findall(r"drawn w(\d+)", passage.table._repr_html_()) == ["100", "33"]
    assert passage.prose.paragraphs[0].words == "共链接 15 项资源，按清单折价合计 40.00 万元。"


def test_a_sum_without_its_list_is_said_to_be_one(told, scored_row, zh):
    row = scored_row("链接资源", 10, levels=("效益指标", "经济效益"), actual="47.83万元")
    passage = resources(told([row]), zh)
    assert passage.table is None
    assert "47.83万元" in repr(passage)
