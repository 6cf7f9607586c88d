import re
from dataclasses import replace

from evaltoolkit.words.body import score, scoring_rules


def card(told, scored_row, *rows, **levels):
    return told(list(rows))


def test_a_group_is_the_head_of_its_rows_for_every_reader(told, scored_row, zh, bands):
    shown = told([scored_row("工时", 10, 10.0), scored_row("满意度", 10, 8.0, levels=("满意度指标", "满意"))])
    html = score(shown, zh, bands=bands).table._repr_html_()
    assert re.findall(r'<th scope="rowgroup" colspan="3">(.*?)</th>', html) == ["产出", "满意度指标"]
    assert html.count("<tbody>") == 2


def test_points_stand_beside_the_weight_with_a_bar_of_both(told, scored_row, zh, bands):
    html = score(
        told([scored_row("工时", 8, 6.0, target="≥1200小时", actual="900小时")]), zh, bands=bands
    ).table._repr_html_()
    assert "6.00/8" in html
    assert re.findall(r"drawn w(\d+)", html) == ["75"]
    assert "≥1,200小时 → 900小时" in html


def test_a_target_that_was_adjusted_stands_beside_the_first_one(told, scored_row, zh, bands):
    row = scored_row("工时", 8, 6.0, target="≥1200小时", first_target="≥1000小时", actual="900小时")

    assert "≥1,200小时（调整前≥1,000小时） → 900小时" in score(told([row]), zh, bands=bands).table._repr_html_()


def test_an_open_row_is_hatched_over_its_range_and_has_the_one_word_for_a_gap(told, scored_row, zh, bands):
    table = score(told([scored_row("工时", 8)]), zh, bands=bands).table
    row = table.rows[1]
    assert (row.kind, row.cells[1].words, row.cells[1].detail) == ("open", "未提供", "0.00 至 8.00/8")
    assert '<span class="open w100">' in row.cells[1].html()


def test_points_lost_ask_for_a_reason_and_full_points_show_the_evidence(told, scored_row, zh, bands):
    rows = [
        scored_row("工时", 10, 10.0, evidence="汇总表"),
        scored_row("评估", 10, 8.0, evidence="报告"),
        scored_row("拨付", 10, 8.0, evidence="凭证", deviation="人员变动"),
    ]
    table = score(told(rows), zh, bands=bands).table
    assert table.column("佐证或失分原因") == ("汇总表", "未提供", "人员变动", "")
    assert table.rows[2].cells[2].detail == "失分原因"


def test_the_total_stands_in_one_sentence_and_in_the_foot(told, scored_row, zh, bands):
    shown = told([scored_row("工时", 60, 50.25), scored_row("评估", 40, 31.5)])
    passage = score(shown, zh, bands=bands)
    html = passage._repr_html_()
    assert passage.prose.paragraphs[0].words.startswith("总分 81.75 分（满分 100 分），")
    assert html.count("81.75") == 2
    assert html.rindex("81.75") > html.index('<tr class="sum">')


def test_hatching_is_explained_only_where_a_row_is_open(told, scored_row, zh, bands):
    full, open_ = scored_row("工时", 60, 50.25), scored_row("评估", 40)
    assert ["斜线" in score(told(rows), zh, bands=bands).table.notes[0] for rows in ([full], [full, open_])] == [
        False, True,
    ]  # fmt: skip


def test_that_no_row_has_a_rule_of_the_document_is_said_in_words(told, scored_row, zh, bands):
    rows = [scored_row(name, 50, 50.0) for name in ("甲", "乙")]
    tool = [replace(row, rule_source="本工具规则：原报告未写明") for row in rows]
    assert "没有写明各行的评分规则，都用本工具规则" in str(scoring_rules(told(tool), zh, bands=bands))
    assert "2 行中有 1 行" in str(scoring_rules(told([tool[0], rows[1]]), zh, bands=bands))


def test_what_would_change_the_grade_is_at_most_three_sentences(small_reports, zh, bands):
    said = score(small_reports["shared"], zh, bands=bands).prose
    assert len(said.paragraphs) <= 2
    assert 1 <= sum(one.words.count("。") for one in said.paragraphs) <= 5


def test_the_rules_name_weights_grades_and_whose_they_are_in_one_paragraph(small_reports, zh, bands):
    said = scoring_rules(small_reports["shared"], zh, bands=bands)
    assert len(said.paragraphs) == 1
    assert "优 90 分起、良 80 分起、中 60 分起" in said.paragraphs[0].words
    assert said.paragraphs[0].see == ("t-score",)
