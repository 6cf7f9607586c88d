import ast
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit import words
from evaltoolkit.findings.change import Reading
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Caution
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.outcome.caution_words import CAUTIONS, LINES, cautions
from evaltoolkit.words.outcome.outcome_table import outcome_table
from evaltoolkit.words.outcome.outcome_words import _SUMMARY, outcomes
from evaltoolkit.words.page.prose import Kind

CAUSAL = ("导致", "使得", "因为服务", "提升了", "带来", "促使", "得益于", "归功")
NAN = float("nan")


NOT_SAID = {"sd_change", "rank_biserial", "ladder", "selected_by_score"}
"""Columns of the outcome table that no word of a report asks for: two figures of the results file, and what readings
and cautions rest on."""


def test_every_column_of_the_outcome_table_is_asked_for_by_some_words():
    """By its name, or by one that is put together, such as `mean_` and a wave."""
    sources = [path.read_text(encoding="utf-8") for path in Path(words.__file__).parent.rglob("*.py")]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    named = {node.value for node in nodes if isinstance(node, ast.Constant)}
    begun = [node.values[0].value for node in nodes if isinstance(node, ast.JoinedStr)
             and isinstance(node.values[0], ast.Constant) and node.values[0].value in ("mean_", "sd_")]  # fmt: skip
    made = {f"{start}{wave}" for start in begun for wave in ("pre", "post")}
    assert set(OUTCOME_COLUMNS) - named - made == NOT_SAID


def test_a_bare_frame_is_refused(zh):
    with pytest.raises(TypeError, match="protected"):
        outcomes(pd.DataFrame(), zh)


def test_an_empty_table_is_not_provided(report, zh):
    assert str(outcomes(report()["outcomes"], zh)) == "量表变化：未提供。"


def test_the_section_says_what_it_shows_and_what_it_does_not(outcome, zh):
    other = {"scale": "who5", "scale_name": "幸福感", "better": 1, "change_low": -1.2, "change_high": 3.4, "p_t": 0.3,
             "p_exact": 0.3, "p_t_adjusted": 0.3, "p_exact_adjusted": 0.3}  # fmt: skip
    lines = {paragraph.lead: paragraph.words for paragraph in outcomes(outcome({}, other), zh).paragraphs}
    assert lines["这说明什么"] == "期间朝好转方向变化：孤独感；是否有变化尚不能断定：幸福感。"
    assert lines["这不说明什么"] == (
        "不说明变化从何而来，也不说明没有做后测的人情况如何。p 不表示变化有多大；变化有多大，要看分数和区间。"
    )


def test_where_nothing_was_tested_nothing_is_said_of_p(outcome, zh):
    few = {"n_pairs": 7.0, "ladder": Ladder.DESCRIBE, "p_t": NAN, "p_exact": NAN}
    lines = {paragraph.lead: paragraph.words for paragraph in outcomes(outcome(few), zh).paragraphs}
    assert lines["这不说明什么"] == "不说明变化从何而来，也不说明没有做后测的人情况如何。"


def test_whole_scales_are_messages_and_their_parts_follow(outcome, zh):
    group = {"group_kind": "group", "group": "甲组", "n_pairs": 12.0}
    part = {"dimension": "d", "dimension_name": "情感"}
    said = outcomes(outcome(group, part, {}), zh)
    assert [(one.lead, one.kind) for one in said.paragraphs[:3]] == [
        ("孤独感", Kind.MESSAGE), ("孤独感·情感", Kind.BODY), ("孤独感（甲组）", Kind.BODY),
    ]  # fmt: skip


def test_dimensions_within_a_group_stand_in_the_table_unless_asked_for(outcome, zh):
    part = {"dimension": "d", "dimension_name": "情感", "group_kind": "group", "group": "甲组", "n_pairs": 12.0}
    table = outcome({}, {"dimension": "d", "dimension_name": "情感"}, part)
    assert "情感（甲组）" not in repr(outcomes(table, zh))
    assert "情感（甲组）" in repr(outcomes(table, zh, group="甲组"))
    assert "孤独感·情感（甲组）" in outcome_table(table, zh).column("测量内容")


def test_a_group_that_is_everyone_is_not_told_twice(outcome, zh):
    table = outcome({}, {"group_kind": "project", "group": "重点项目"})
    assert "重点项目" not in repr(outcomes(table, zh))


def test_a_narrowed_section_tells_only_what_was_asked_for(outcome, zh):
    table = outcome({}, {"scale": "who5", "scale_name": "幸福感"})
    assert "孤独感" not in repr(outcomes(table, zh, scale="who5"))


def test_no_sentence_of_a_single_group_names_a_cause(outcome, zh):
    everything = {"cautions": tuple(Caution)}
    rows = ({}, {**everything, "better": 1}, {**everything, "scale": "x", "change_low": -5.0, "change_high": 2.0})
    said = repr(outcomes(outcome(*rows), zh))
    assert not [word for word in CAUSAL if word in said]
    assert "期间" in said


def test_each_caution_is_told_once_a_section_with_its_figures(outcome, zh):
    told = (Caution.NO_COMPARISON, Caution.ATTRITION, Caution.CEILING)
    table = outcome(
        {"cautions": told, "n_pre": 40.0, "n_pairs": 28.0, "share_ceiling": 0.22},
        {
            "cautions": told,
            "n_pre": 40.0,
            "n_pairs": 28.0,
            "dimension": "d",
            "dimension_name": "情感",
            "share_ceiling": 0.3,
        },
        {"cautions": told, "group_kind": "group", "group": "甲组", "n_pairs": 15.0},
    )
    assert cautions(table, zh).of_kind(Kind.CAUTION) == (
        "没有对照组，变化不能归因于服务：时间推移、其他帮助、重复作答都可能起作用。",
        "有前测的人中超过 20% 没有可用的后测（孤独感）：配对的人可能与其他人不同，变化只对配对的人成立。",
        "前测时已有 15% 或以上的人处在量表最好的一端（孤独感：最好一端 22.0%、孤独感·情感：最好一端 30.0%）："
        "量表测不出他们的好转。",
    )


def test_every_caution_has_words_in_both_languages_and_its_place_in_one_line(outcome, zh, en):
    everything = {"cautions": tuple(Caution)}
    split = {"scale": "x", "scale_name": "幸福感", "p_t_adjusted": 0.06}
    assert sorted(map(str, CAUTIONS)) == sorted(map(str, chain(*LINES))) == sorted(map(str, (*Caution, Reading.SPLIT)))
    said = [cautions(outcome(everything, split), language).paragraphs for language in (zh, en)]
    assert [len(one) for one in said] == [len(LINES)] * 2


def test_a_box_of_cautions_has_four_lines_the_weightiest_first_and_counts_the_rest(outcome, zh):
    table = outcome({"cautions": tuple(Caution)}, {"scale": "x", "scale_name": "幸福感", "p_t_adjusted": 0.06})
    whole, box = (one.of_kind(Kind.CAUTION) for one in (cautions(table, zh), outcomes(table, zh)))
    assert box == (*whole[:4], f"另有 {len(whole) - 4} 条提醒，见附录。")
    begins = ("有题目与量表其余题目方向相反", "两种检验结果不一致", "没有对照组", "有前测的人中超过 20%")
    assert [line.startswith(begin) for line, begin in zip(box[:4], begins, strict=True)] == [True] * 4
    few = outcome({"cautions": (Caution.NO_COMPARISON, Caution.MULTIPLE_TESTS)})
    assert outcomes(few, zh).of_kind(Kind.CAUTION) == cautions(few, zh).of_kind(Kind.CAUTION)


def test_the_summary_names_a_scale_that_is_hidden_beside_two_that_are_shown(outcome, zh):
    hidden = {"scale": "c", "scale_name": "抑郁", "n_pairs": 3.0, "ladder": Ladder.TOO_FEW}
    lines = {one.lead: one.words for one in outcomes(outcome({}, hidden), zh).paragraphs}
    assert lines["这说明什么"] == "期间朝好转方向变化：孤独感；本版不显示：抑郁。"


def test_every_reading_has_its_clause_in_the_summary():
    assert {reading for reading, _ in _SUMMARY} == set(Reading)


def test_withheld_pairs_carry_no_caution_that_would_tell_their_number(outcome, zh):
    table = outcome({"n_pairs": 3.0, "ladder": Ladder.TOO_FEW, "cautions": (Caution.FEW_PAIRS,)})
    assert cautions(table, zh).of_kind(Kind.CAUTION) == ()


def test_the_table_prints_change_interval_and_exact_p(outcome, zh):
    table = outcome_table(outcome(), zh)
    figures = [cell.words for cell in table.rows[0].cells]
    assert figures == [
        "孤独感", "20", "15.2", "12.8", "−2.4", "−3.9 至 −0.9", "−0.72", "0.004", "0.003", "0.004", "0.003",
    ]  # fmt: skip
    assert table.rows[0].cells[0].detail == "分数越低越好"
    assert table.rows[0].cells[2].detail == "（标准差 3.1）"
    assert table.rows[0].cells[8].detail == "t(19) = −3.35"


def test_the_table_tells_what_the_ladder_forbids_from_what_is_withheld(outcome, zh):
    described = {"n_pairs": 7.0, "ladder": Ladder.DESCRIBE, "p_t": NAN, "p_exact": NAN}
    hidden = {"scale": "x", "scale_name": "幸福感", "n_pairs": 3.0, "ladder": Ladder.TOO_FEW, "mean_change": -7.7}
    table = outcome_table(outcome(described, hidden), zh)
    assert table.column("精确检验 p") == ("—", "已抑制")
    assert table.column("平均变化") == ("−2.4", "已抑制")
    assert "7.7" not in table._repr_html_()


def test_the_table_has_the_estimate_by_ranks_both_other_intervals_and_the_zeros_left_out(outcome, zh):
    row = outcome_table(outcome({"bca_low": -3.8, "bca_high": -1.0}, audience="station"), zh).rows[0]
    details = [row.cells[place].detail for place in (4, 5, 7)]
    assert "HL −2.5（−4.0 至 −1.0）<br>自助法 −3.8 至 −1.0" in row.cells[5].html()
    assert details == ["", "HL −2.5（−4.0 至 −1.0）\n自助法 −3.8 至 −1.0", "未变 1 人"]


def test_how_many_did_not_change_is_told_to_the_station_alone(outcome, zh):
    found = {
        who: outcome_table(outcome(audience=who), zh)._repr_html_()
        for who in ("station", "partner", "shared", "public")
    }
    assert [who for who, shown in found.items() if "未变 1 人" in shown or "完全没有变化" in shown] == ["station"]


def test_the_table_speaks_of_no_estimate_by_ranks_and_of_no_zeros_where_they_are_withheld(outcome, zh):
    row = outcome_table(outcome({"n_pairs": 8.0, "n_pre": 8.0, "n_post": 8.0, "n_enrolled": 8.0}), zh).rows[0]
    assert [row.cells[place].detail for place in (4, 5, 7)] == ["", "", ""]
    assert "HL −" not in repr(row)


def test_the_interval_beneath_g_is_said_to_be_that_of_normal_changes_and_g_not_to_compare_scales(outcome, zh):
    table = outcome_table(outcome(), zh)
    (cell,) = (cell for cell in table.rows[0].cells if cell.words == "−0.72")
    assert cell.detail == "−1.22 至 −0.21"
    (note,) = (note for note in table.notes if "Hedges g" in note)
    assert note == "Hedges g 下方：假定变化服从正态分布时 δ 的 95% 区间；t 的绝对值超过 30 时不给出。"
    (told,) = (one.words for one in method_notes(zh).paragraphs if one.lead == "标准化变化")
    assert "不能在量表之间比较；变化有多大，看它占量表全距的比例" in told
