from evaltoolkit.words.body import goals
from evaltoolkit.words.prose import Kind

GOAL = {"goal": "A", "expected": "探访独居长者", "measure": "探访人数", "target": "≥1200人", "source": "申报表"}


def test_a_goal_stands_with_its_measure_target_and_one_note_on_the_source(told, zh):
    table = goals(told(goals=[GOAL, {**GOAL, "goal": "B"}]), zh).table
    assert table.header == ("目标", "指标值")
    assert table.column("指标值") == ("≥1,200人", "≥1,200人")
    assert table.rows[0].cells[0].detail == "探访人数"
    assert table.notes == ("来源：申报表",)


def test_last_years_target_has_a_column_where_there_was_one(told, zh):
    last = {**GOAL, "last_expected": "探访全部长者", "last_target": "1000人"}
    table = goals(told(goals=[last, {**GOAL, "goal": "B"}]), zh).table
    assert table.column("上年度指标值") == ("1,000人", "—")
    assert table.rows[0].cells[2].detail == "探访全部长者"


def test_a_goal_without_measure_or_target_is_a_caution(told, zh):
    vague = {"goal": "A", "expected": "关心长者"}
    assert "A" in goals(told(goals=[vague]), zh).prose.of_kind(Kind.CAUTION)[0]
