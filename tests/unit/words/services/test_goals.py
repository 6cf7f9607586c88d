from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.goals import (
    goals_reached,
    goals_reached_table,
    goals_set,
    overall_goals_table,
)

NOW = {"expected": "兜底人群全覆盖", "measure": "覆盖率", "target": "100%", "actual": "96%", "reached": "部分达成"}
EMPTY = dict.fromkeys(("evidence", "source", "last_expected", "last_target", "last_actual", "last_reached"))


def test_a_goal_without_measure_or_target_is_named(shown, zh):
    table = shown([{**EMPTY, **NOW, "goal": "B"}, {**EMPTY, **NOW, "goal": "C", "target": None}])
    said = goals_set(table, zh)
    assert said.of_kind(Kind.BODY) == ("本年度共设定目标 2 项。",)
    assert said.of_kind(Kind.CAUTION)[0].endswith("：C。")


def test_both_years_are_counted_and_a_level_without_evidence_is_named(shown, zh):
    last = {"last_expected": "发展志愿者", "last_reached": "达成", "last_target": "≥60人", "last_evidence": "名册.xlsx"}
    table = shown([{**EMPTY, **NOW, **last, "goal": "B"}])
    said = goals_reached(table, zh)
    assert said.of_kind(Kind.BODY) == (
        "本年度目标共 1 项，据社工站填报：部分达成 1 项。",
        "上一年度目标共 1 项，据社工站填报：达成 1 项。",
    )
    assert "未注明佐证材料：B" in said.of_kind(Kind.CAUTION)[0]
    (row,) = goals_reached_table(table, zh).rows
    assert [(cell.words, cell.detail) for cell in (row.cells[0], row.cells[5], row.cells[7])] == [
        ("B", "兜底人群全覆盖"), ("发展志愿者", "指标值：≥60人"), ("达成", "佐证：名册.xlsx"),
    ]  # fmt: skip


def test_what_was_typed_of_a_goal_has_separators_for_thousands_in_every_table(shown, zh):
    given = {"target": "≥12590小时", "actual": "10445.5小时"}
    before = {"last_expected": "同上", "last_target": "≥12590小时", "last_actual": "10445.5小时"}
    table = shown([{**EMPTY, **NOW, **given, **before, "goal": "D"}])
    pages = [make(table, zh)._repr_html_() for make in (overall_goals_table, goals_reached_table)]
    assert [page.count("12,590小时") + page.count("10,445.5小时") for page in pages] == [1, 4]
    assert not any("12590" in page or "10445" in page for page in pages)


def test_a_year_without_goals_is_not_provided(shown, zh):
    said = goals_reached(shown([{**EMPTY, **NOW, "goal": "B"}]), zh)
    assert said.of_kind(Kind.MISSING) == ("上一年度目标：未提供。",)


def test_no_goals_are_not_provided(shown, zh):
    table = shown([{**EMPTY, **NOW, "goal": "B"}][:0], name="goals")
    assert goals_set(table, zh).of_kind(Kind.MISSING) == ("年度目标：未提供。",)
    assert overall_goals_table(table, zh)._repr_html_() == ""  # the sentence before it has said so
