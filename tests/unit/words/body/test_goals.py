from evaltoolkit.words.body import goals, goals_in_short
from evaltoolkit.words.page.prose import Kind

GOAL = {"goal": "A", "expected": "探访独居长者", "measure": "探访人数", "target": "≥1200人", "source": "申报表"}


def test_a_goal_stands_with_its_measure_target_and_one_note_on_the_source(told, zh):
    table = goals(told(goals=[GOAL, {**GOAL, "goal": "B"}]), zh).table
    assert table.header == ("目标", "指标值")
    assert table.column("指标值") == ("≥1,200人", "≥1,200人")
    assert table.rows[0].cells[0].detail == "探访人数"
    assert table.notes == ("来源：申报表",)


def test_the_sentence_on_goals_reached_points_to_a_table_that_shows_it(told, zh):
    rows = [{**GOAL, "reached": "达成", "evidence": "名册"}, {**GOAL, "goal": "B", "reached": "部分达成"}]
    shown = told(goals=rows)
    table = goals(shown, zh).table
    assert f"t-{table.name}" in goals_in_short(shown["goals"], zh).paragraphs[0].see
    assert table.column("是否达成（填报）") == ("达成", "部分达成")
    assert [row.cells[-1].detail for row in table.rows] == ["佐证：名册", "佐证：未提供"]


def test_last_years_target_has_a_column_where_there_was_one(told, zh):
    last = {**GOAL, "last_expected": "探访全部长者", "last_target": "1000人"}
    table = goals(told(goals=[last, {**GOAL, "goal": "B"}]), zh).table
    assert table.column("上年度指标值") == ("1,000人", "—")
    assert table.rows[0].cells[2].detail == "探访全部长者"


def test_a_goal_without_measure_or_target_is_a_caution(told, zh):
    vague = {"goal": "A", "expected": "关心长者"}
    assert "A" in goals(told(goals=[vague]), zh).prose.of_kind(Kind.CAUTION)[0]
