import pytest

from evaltoolkit.language import text
from evaltoolkit.model.results import RowStatus
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.score.score_table import group_table, score_table
from evaltoolkit.words.score.score_words import open_points, score_remarks, total


@pytest.fixture
def rows(scored_row):
    return (
        scored_row(
            "资金使用完成情况",
            10.0,
            10.0,
            levels=("资金", "执行率"),
            target="100%",
            target_source="预算",
            actual="100%",
        ),
        scored_row("工时", 11.0, 9.9, target="1000", actual="900", completion=0.9, remarks=("完成率未达标。",)),
        scored_row("服务对象满意度", 10.0, levels=("满意度", "满意度"), target="≥90%"),
    )


def test_a_complete_total_names_its_grade(report, scored_row, zh, en):
    shown = report([scored_row("甲", 100.0, 95.26)], grade="优", grades_possible=("优",))
    assert str(total(shown["total"], shown["scorecard"], zh)) == "满分 100 分，得 95.26 分，等级为优。"
    assert str(total(shown["total"], shown["scorecard"], en)) == "95.26 of 100 points; grade: excellent (优)."


def test_an_open_total_says_between_what_the_whole_lies_and_which_grades_are_left(report, rows, zh):
    shown = report(rows, grades_possible=("差", "中"))
    said = total(shown["total"], shown["scorecard"], zh)
    assert said.of_kind(Kind.MESSAGE) == ("已评 21 分中得 19.90 分；满分 31 分，全表得分在 19.90 至 29.90 分之间。",)
    assert said.of_kind(Kind.CAUTION) == ("等级未定，可能为：差、中。还有 1 行未评出，既不计 0 分，也不计满分。",)


def test_an_open_total_whose_grade_is_certain_says_so(report, rows, zh):
    shown = report(rows, grade="差", grades_possible=("差",))
    said = total(shown["total"], shown["scorecard"], zh)
    assert said.of_kind(Kind.MESSAGE)[0].endswith("，无论未评各行结果如何，等级都是差。")
    assert str(said).count("等级") == 1


def test_a_table_without_rows_has_no_total(report, zh):
    shown = report([])
    assert "等级为" not in str(total(shown["total"], shown["scorecard"], zh))


def test_an_open_row_says_what_is_missing_and_what_it_can_bring(report, rows, zh):
    paragraph = open_points(report(rows)["scorecard"], zh).paragraphs[0]
    assert paragraph.lead == "服务对象满意度"
    assert paragraph.words == "未提供：实际完成值、佐证材料。该行 10 分，得分可能在 0.00 至 10.00 分之间。"


def test_what_the_rule_itself_lacks_is_said_in_its_own_words_and_once(report, scored_row, zh):
    row = scored_row("评估", 10.0, target="良好以上", remarks=("评价人评定的得分未提供。",))
    said = open_points(report([row])["scorecard"], zh).paragraphs[0].words
    assert said == "评价人评定的得分未提供。该行 10 分，得分可能在 0.00 至 10.00 分之间。"


def test_a_bound_that_decides_nothing_asks_for_the_figure(report, scored_row, zh):
    bound = text("The actual {actual} is a bound and does not decide between {low} and {high} points: state the figure "
                 "itself.", actual="≥85%", low="9.44", high="10.00")  # fmt: skip
    row = scored_row("满意度", 10.0, status=RowStatus.UNDECIDED, target="≥90%", actual="≥85%", remarks=(bound,))
    said = open_points(report([row])["scorecard"], zh).paragraphs[0].words
    assert said.startswith("实际完成值“≥85%”只给出界限，得分在9.44与10.00分之间")


def test_a_refused_row_asks_to_be_put_right(report, scored_row, zh):
    row = scored_row("评估", 10.0, status=RowStatus.REFUSED, remarks=(text("{n} pairs of tests", n=3),))
    said = open_points(report([row])["scorecard"], zh).paragraphs[0].words
    assert said.startswith("所填内容与评分规则不符，未予评分，请更正。")
    assert "3 对" in said


def test_remarks_stand_with_the_row_they_are_about(report, rows, zh):
    remarks = score_remarks(report(rows)["scorecard"], zh).paragraphs
    assert [(one.lead, one.words) for one in remarks] == [("工时", "完成率未达标。")]


def test_the_table_shows_an_open_row_with_its_range(report, rows, zh):
    table = score_table(report(rows)["scorecard"], zh)
    assert table.column("得分") == ("10.00", "9.90", "未提供", "19.90")
    assert table.rows[2].cells[6].detail == "0.00 至 10.00"
    assert [row.kind for row in table.rows] == ["scored", "scored", "open", "sum"]
    assert '<span class="not-provided">未提供</span> <small class="detail">0.00 至 10.00</small>' in table._repr_html_()


def test_a_target_stands_with_its_source_and_a_shortfall_without_reason_is_not_provided(report, rows, zh):
    table = score_table(report(rows)["scorecard"], zh)
    assert table.rows[0].cells[3].detail == "来源：预算"
    assert table.column("偏差原因分析及改进措施") == ("—", "未提供", "—", "")


def test_a_completion_of_130_percent_calls_for_a_reason(report, scored_row, zh):
    rows = [scored_row("甲", 5.0, 5.0, demands_reason=True), scored_row("乙", 5.0, 5.0, completion=1.29)]
    assert score_table(report(rows)["scorecard"], zh).column("偏差原因分析及改进措施")[:2] == ("未提供", "—")


def test_the_group_table_has_points_and_range(report, rows, zh):
    assert group_table(report(rows)["scorecard"], zh).column("得分")[2] == "未评定"
    assert group_table(report(rows)["scorecard"], zh).column("得分区间") == ("10.00", "9.90", "0.00 至 10.00")


def test_hostile_words_of_a_row_are_escaped_and_its_braces_stand(report, scored_row, zh):
    row = scored_row("<b>{x}</b>", 5.0, 4.0, target='"{0}"', deviation="<script>")
    html = score_table(report([row])["scorecard"], zh)._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
    assert "{x}" in html


def test_a_computed_figure_says_which_rows_were_added_up_for_it(report, scored_row, zh):
    source = text("Sheet 满意度: very satisfied and satisfied over valid answers of service users, methods added up")
    row = scored_row("满意度", 10.0, 8.99, actual="80.91%（267 ÷ 330 = 80.91%）", actual_source=source)
    (shown, _) = score_table(report([row])["scorecard"], zh).rows
    assert any("各服务方法相加" in cell.detail for cell in shown.cells)
