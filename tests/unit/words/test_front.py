import pandas as pd
import pytest

from evaltoolkit.model.plan import OriginalConclusion
from evaltoolkit.model.results import Caution, ResultTable, TableClass
from evaltoolkit.words.front import front_page, original_conclusion, synthetic_band
from evaltoolkit.words.highlights import findings, points_to_watch
from evaltoolkit.words.summary_words import summary

NAN = float("nan")


def services():
    hours = pd.DataFrame([{"method": "个案", "agreed": 1000.0, "done": 700.0, "completion": 0.7}])
    people = pd.DataFrame(
        [
            {"residence": "户籍", "served": 900.0, "people": 1000.0, "share": 0.9},
            {"residence": "非户籍", "served": 120.0, "people": 800.0, "share": 0.15},
        ]
    )
    return {
        "hours": ResultTable("hours", TableClass.HOURS, hours),
        "residence": ResultTable("residence", TableClass.COVERAGE, people, ("residence",), ("served", "people")),
    }


def test_the_first_screen_says_who_when_and_for_whom(plan, report, zh):
    page = front_page(plan(operator="丙机构"), report(), zh)
    facts = {label: cell.words for label, cell in page.facts}
    assert facts == {
        "街道": "甲街道（乙区）", "评价期间": "2023 年度", "统计截至": "2023-12-31（报告日期 2023-12-31）",
        "项目": "社工站", "评价单位（主管部门）": "未提供",
        "承接机构": "丙机构", "报告版本": "共享版：涉及极少数人的数字不予列出",
    }  # fmt: skip
    assert '<dd><span class="not-provided">未提供</span></dd>' in page._repr_html_()


def test_findings_carry_their_figure_and_a_link_to_their_section(plan, report, scored_row, zh):
    shown = report([scored_row("工时", 11.0, 11.0)], services(), outcomes=[{}])
    html = front_page(plan(), shown, zh)._repr_html_()
    assert (
        "孤独感：20 对前后测，期间平均变化 −2.4 分（95% 置信区间 −3.9 至 −0.9），属好转方向。"
        ' <a class="more" href="#c4-2">详见该节</a>' in html
    )


@pytest.mark.parametrize(("satisfied", "respondent", "is_missed"),
                         [(89, "服务对象", True), (90, "服务对象", False), (50, "村居委及合作方", False)])  # fmt: skip
def test_a_share_of_satisfied_users_under_its_target_is_a_point_to_watch_and_no_finding(
    report, scored_row, zh, satisfied, respondent, is_missed
):
    row = {"method": "个案", "respondent": respondent, "n_valid": 100.0, "n_satisfied": float(satisfied),
           "share": satisfied / 100, "interval": "none"}  # fmt: skip
    answers = ResultTable("satisfaction", TableClass.SATISFACTION, pd.DataFrame([row]), ("method", "respondent"))
    target = scored_row("服务对象满意度", 10.0, 9.0, target="≥90%")
    shown = report([target], {"satisfaction": answers})
    told = [any("满意率" in one.words for one in rule(shown, zh)) for rule in (findings, points_to_watch)]
    assert told == [not is_missed, is_missed]


def test_points_to_watch_follow_their_order_and_stop_at_three(report, scored_row, zh):
    rows = [scored_row("满意度", 10.0), scored_row("工时", 11.0, 7.7), scored_row("评估", 11.0, 11.0)]
    assert [one.words for one in points_to_watch(report(rows, services(), outcomes=[{}]), zh)] == [
        "还有 1 行未评出，合计 10 分；其中分值最大的（各 10 分）：满意度。",
        "“工时”满分 11 分，得 7.70 分。",
        "非户籍居民的覆盖较低：15.0%（120/800）；户籍居民为 90.0%（900/1,000）。",
    ]


def test_a_change_for_the_worse_is_a_point_to_watch_and_no_finding(report, zh):
    shown = report(outcomes=[{"better": 1}])
    assert [one.words for one in findings(shown, zh)] == []
    assert "属变差方向" in points_to_watch(shown, zh)[0].words


def in_doubt(items):
    row = {"scale": "uls6", "scale_name": "孤独感", "dimension": "total", "n": 40.0, "doubted_items": items}
    table = ResultTable("scale_quality", TableClass.SCALE, pd.DataFrame([row]), ("scale", "dimension"), ("n",))
    return {"scale_quality": table}


def test_a_scale_whose_key_looks_wrong_is_the_first_point_to_watch_and_no_finding(report, zh):
    shown = report(services=in_doubt((2, 6)), outcomes=[{"cautions": (Caution.DOUBTED_KEY,)}])
    assert points_to_watch(shown, zh)[0].words == "孤独感：请检查第 2、6 题的反向计分；核对之前得分存疑，不作为发现。"
    assert findings(shown, zh) == ()
    assert len(findings(report(services=in_doubt(()), outcomes=[{}]), zh)) == 1


def test_what_rests_on_recalled_facts_feeds_no_headline(report, zh):
    shown = report(outcomes=[{"cautions": (Caution.NO_COMPARISON, Caution.UNVERIFIED_SCALE)}])
    assert findings(shown, zh) == ()
    assert len(findings(report(outcomes=[{}]), zh)) == 1


def test_a_street_without_pairs_is_told_so(report, zh):
    assert [one.words for one in points_to_watch(report(), zh)] == ["未提供前测后测，服务对象发生了什么变化无从得知。"]


def test_the_original_conclusion_is_quoted_and_no_grade_follows_from_it(plan, report, scored_row, zh):
    quoted = plan(original_conclusion=OriginalConclusion(words="良好", source="原报告三（一）"))
    assert str(original_conclusion(quoted, zh)) == "原文结论（原文未列各项得分）：良好 来源：原报告三（一）"
    page = repr(front_page(quoted, report([scored_row("甲", 10.0)], grades_possible=("优", "差")), zh))
    assert "等级为" not in page
    assert page.count("良好") == 1


def test_made_data_are_marked_and_real_ones_are_not(plan, zh):
    assert str(synthetic_band(plan(synthetic=True), zh)) == "示例数据（合成）"
    assert str(synthetic_band(plan(), zh)) == ""


def test_the_summary_says_what_limits_it(plan, report, scored_row, zh):
    shown = report([scored_row("满意度", 10.0)], services(), outcomes=[{}])
    said = {one.lead: one.words for one in summary(plan(), shown, zh).paragraphs}
    assert said["成效"] == "期间朝好转方向变化：孤独感。"
    assert said["局限"] == "没有对照组，变化不能归因于服务。还有 1 行未评出，既不计 0 分，也不计满分。"
    assert "未提供：满意度问卷、知晓度、覆盖率、经费拨付、资源链接清单、督查评估。" in said["服务"]


def test_a_hostile_street_name_is_escaped(plan, report, zh):
    page = front_page(plan(street="<script>{x}</script>"), report(), zh)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;{x}" in page


TWO = [{}, {"scale": "phq9", "scale_name": "抑郁", "n_pairs": 4.0, "n_pre": 6.0, "n_post": 4.0}]


@pytest.mark.parametrize("audience", ["partner", "shared", "public"])
def test_summary_and_first_screen_name_the_scales_that_are_measured_and_not_shown(plan, report, zh, audience):
    shown = report(outcomes=TWO, audience=audience)
    said = {one.lead: one.words for one in summary(plan(), shown, zh).paragraphs}
    assert "抑郁" in said["成效"]
    assert findings(shown, zh)[0].words.endswith("另有测量、本版不显示结果的：抑郁。")


def test_where_no_measured_scale_is_shown_the_first_screen_says_so(report, zh):
    shown = report(outcomes=[TWO[1]])
    assert [one.words for one in points_to_watch(shown, zh)] == ["另有测量、本版不显示结果的：抑郁。"]


def test_a_scale_that_is_no_headline_is_not_passed_over_by_the_summary(plan, report, zh):
    unverified = {"scale": "x", "scale_name": "未核实量表", "cautions": (Caution.UNVERIFIED_SCALE,)}
    said = {one.lead: one.words for one in summary(plan(), report(outcomes=[{}, unverified]), zh).paragraphs}
    assert said["成效"].endswith("另有测量、不列入以上结果的：未核实量表。")


@pytest.mark.parametrize("better", [1, -1])
@pytest.mark.parametrize("p", [0.0001, 0.04, 0.5])
def test_what_is_in_doubt_is_no_finding_and_nothing_to_watch_whatever_its_figures_say(report, zh, better, p):
    figures = {"better": better, "p_t_adjusted": p, "p_exact_adjusted": p}
    shown = report(outcomes=[{**figures, "cautions": (Caution.NO_COMPARISON, Caution.DOUBTED_KEY)}])
    assert findings(shown, zh) == ()
    assert not any("好转" in one.words or "变差" in one.words for one in points_to_watch(shown, zh))
