import re

from evaltoolkit.words.body import completion, without_evidence

HOURS = [
    {"method": "个案", "agreed": 100.0, "done": 90.0, "completion": 0.9, "overshoot": 1.3},
    {"method": "小组", "agreed": 200.0, "done": 300.0, "completion": 1.5, "overshoot": 1.3},
]
HELD = [{"method": "个案", "agreed": 50.0, "held": 50.0, "attended": 60.0, "planned": 80.0, "came": 60.0}]
INDEX = [{"indicator": "工时", "name": "工时", "weight": 10.0, "metric": "service_hours"}]


def test_every_mark_of_a_column_stands_at_what_was_agreed(told, zh):
    html = completion(told(hours=HOURS), zh).table._repr_html_()
    assert re.findall(r"drawn w(\d+)", html) == ["60", "100"]
    assert re.findall(r"at w(\d+)", html) == ["66", "66"]


def test_the_table_has_the_columns_of_what_is_given(told, zh):
    assert completion(told(hours=HOURS), zh).table.header == ("服务方法", "工时")
    assert completion(told(delivery=HELD), zh).table.header == ("服务方法", "次数", "人次")
    both = completion(told(hours=HOURS, delivery=HELD), zh).table
    assert both.column("人次") == ("60", "未提供")
    assert both.rows[0].cells[3].detail == "计划 80，75.0%"


def test_hours_far_above_bear_the_authors_reason_or_that_none_is_given(told, scored_row, zh):
    bare = told(hours=HOURS)
    assert "达到约定工时 130% 及以上：小组。原因：未填写。" in repr(completion(bare, zh))
    reasoned = told([scored_row("工时", 10, 10.0, deviation="增设夜间小组")], hours=HOURS, evidence_index=INDEX)
    assert "原因：增设夜间小组。" in repr(completion(reasoned, zh))


def test_quantity_without_evidence_is_told_of_hours_far_above_alone(told, zh):
    tables = {"hours_by_field": [], "hours": HOURS}
    assert "片面追求服务数量" in repr(without_evidence(told(**tables), zh))
    assert without_evidence(told(**{**tables, "hours": HOURS[:1]}), zh).paragraphs == ()


def test_a_table_alone_is_still_pointed_to(told, zh):
    prose = completion(told(delivery=HELD), zh).prose
    assert prose.paragraphs[0].words == "各数列在表中。"
    assert prose.paragraphs[0].see == ("t-completion",)
