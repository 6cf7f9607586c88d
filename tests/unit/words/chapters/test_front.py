"""Page 1: its facts, each figure once, its links, who and by when, and English without a gap."""

import re
from collections import Counter, namedtuple
from dataclasses import replace
from unittest import mock

import pandas as pd
import pytest

from evaltoolkit.disclosure import protected
from evaltoolkit.findings.finding import Trouble
from evaltoolkit.model.plan import OriginalConclusion, SectionWords
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import Caution
from evaltoolkit.words import advice_chapter, problems_chapter
from evaltoolkit.words.chapters.front import front_page, original_conclusion, synthetic_band
from tests.made_troubles import MadeStreet, street_with

Band = namedtuple("Band", "label low")
BANDS = (Band("优", 90), Band("良", 80), Band("中", 60), Band("差", 0))
SEED = 3
BODY = {
    "problems",
    "goals",
    "spending",
    "completion",
    "data",
    "inspections",
    "score",
    "resources",
    "projects",
    "outcomes",
    "satisfaction",
    "quality",
    "timeliness",
    "staff",
    "volunteers",
    "partners",
    "people",
    "coverage",
    "measures",
}
FIGURE = re.compile(r"[\d,]+\.\d+|\d{2,}%")


@pytest.fixture
def page(plan, zh):
    def make(shown, language=zh, **known):
        return front_page(plan(**known), shown, language, grades=BANDS)

    return make


def text_of(page):
    return re.sub(r"<[^>]*>", " ", page._repr_html_())


def facts_of(page):
    return {label: cell.words for label, cell in page.facts}


def table_of(page):
    return next(part for part in page.parts if getattr(part, "name", "") == "problems")


def test_it_says_who_when_money_payments_answers_hours_and_pairs(page):
    facts = facts_of(page(MadeStreet(SEED).report(), operator="丙机构"))
    assert list(facts)[:9] == [
        "评价对象",
        "评价期间",
        "评价单位",
        "承接机构",
        "经费",
        "按时拨付",
        "满意率",
        "服务工时",
        "前测后测",
    ]
    assert facts["评价对象"] == "甲街道（乙区）：社工站"
    assert facts["评价单位"] == "未提供"
    assert facts["经费"] == "预算 180.00 万元，执行 174.29 万元，96.8%"
    assert "皆达到指标值 ≥90%" in facts["满意率"]
    assert facts["前测后测"] == "ULS-6 110 对（前测 120 人）"


@pytest.mark.parametrize(
    ("shares", "said"), [((0.8, 0.7), "皆未达到"), ((0.95, 0.7), "2 项中 1 项达到"), ((0.9,), "皆达到")]
)
def test_satisfaction_stands_against_its_target_with_all_some_or_none(page, shares, said):
    street = MadeStreet(SEED)
    street.tables["satisfaction"] = [street._method(f"方法{n}", share) for n, share in enumerate(shares)]
    assert said in facts_of(page(street.report()))["满意率"]


@pytest.mark.parametrize("kind", list(Trouble))
def test_no_figure_stands_twice_and_the_total_once(page, kind):
    street = MadeStreet(SEED).plant(kind)
    street.points = {
        name: points if points < 1 or (kind, name) == (Trouble.ABOVE, "链接资源") else 9.98 - n * 0.13
        for n, (name, points) in enumerate(street.points.items())
    }
    made = page(street.report())
    total, words = made.conclusion.headline[0], text_of(made)
    assert words.count(total) == 1
    told = Counter(FIGURE.findall(words))
    # two methods may have one share
    answers = next(cell.words for label, cell in made.facts if label == "满意率")
    assert {figure: n for figure, n in told.items() if n > max(1, answers.count(figure))} == {}


@pytest.mark.parametrize("kind", list(Trouble))
def test_every_link_leads_to_a_table_of_the_page_or_a_heading_of_chapter_five_or_six(plan, page, zh, kind):
    shown = street_with(kind, SEED)
    chapters = [make(plan(), shown, zh)._repr_html_() for make in (problems_chapter, advice_chapter)]
    made = page(shown)._repr_html_()
    there = (
        {f"t-{name}" for name in BODY} | {"c4-5", "c6-3"} | set(re.findall(r' id="([^"]+)"', made + "".join(chapters)))
    )
    assert set(re.findall(r'href="#([^"]+)"', made + "".join(chapters))) - there == set()


def test_the_planted_trouble_is_the_first_row_of_the_table(page):
    made = page(street_with(Trouble.PAYMENTS, SEED))
    assert table_of(made).rows[0].cells[0].words == "按时支付"
    assert table_of(made).rows[0].cells[0].detail == "0.50/10 分；最长迟 80 天"
    assert table_of(made).rows[0].cells[0].href == "c4-5"


def test_at_most_five_rows_and_whose_a_problem_is_stands_only_where_the_system_says_so(page):
    street = MadeStreet(SEED).plant(Trouble.PAYMENTS)
    assert {row.cells[2].words for row in table_of(page(street.report())).rows} == {"待填"}
    shown = street.report()
    card = shown["scorecard"]
    owners = ["财政所" if name == "按时支付" else None for name in card.frame["indicator"]]
    with mock.patch.object(protected, "is_of_package", return_value=True):
        told = replace(card, frame=card.frame.assign(responsible=owners), mask=card.mask.assign(responsible=False))
    rows = table_of(page(replace(shown, tables={**shown.tables, "scorecard": told}))).rows
    assert len(rows) <= 5
    assert [row.cells[2].words for row in rows if row.cells[0].words == "按时支付"] == ["财政所"]


def test_the_distance_up_and_down_and_the_groups_stand_once(page):
    made = page(MadeStreet(SEED).report())
    assert re.fullmatch(
        r"再失去超过 \d+\.\d\d 分则降为“.”。(等级取决于不到 1 分。)?失分最多的指标：.+。", made.conclusion.sentence
    )
    assert [name for name, _, _ in made.conclusion.groups] == ["产出", "效益"]
    assert made._repr_html_().count('class="ruler"') == 1


@pytest.mark.parametrize(("low", "is_close"), [(95.0, True), (90.0, False)])
def test_a_grade_that_hangs_on_less_than_a_point_is_said_to(plan, zh, low, is_close):
    street = MadeStreet(SEED)
    street.points = dict.fromkeys(street.points, 9.58)
    made = front_page(plan(), street.report(), zh, grades=(Band("优", low), Band("良", 0)))
    assert ("等级取决于不到 1 分" in made.conclusion.sentence) is is_close


def test_a_grade_that_the_lower_limit_of_satisfaction_would_change_is_said_to(plan, zh):
    street = MadeStreet(SEED)
    street.points = dict.fromkeys(street.points, 9.55)
    street.tables["other_points"] = [{"indicator": "服务对象满意度", "kind": "limit", "ci_low": 8.0}]
    said = front_page(plan(), street.report("station"), zh, grades=(Band("优", 95), Band("良", 0))).conclusion.sentence
    assert "若取下限，等级为良" in said


def test_a_measure_of_the_street_comes_before_a_proposal_with_who_and_by_when(page):
    street = MadeStreet(SEED).plant(Trouble.PAYMENTS)
    street.tables["measures"] = [
        {
            "measure": "1",
            "kind": "本年度建议",
            "indicator": "按时支付",
            "action": "按季度提前申请",
            "responsible": "财政所",
            "due_on": "2024年3月底",
        }
    ]
    words = repr(page(street.report()))
    assert "按季度提前申请（财政所；期限：2024年3月底）" in words
    assert "按时支付 与财政部门商定拨付日期" not in words
    assert "未写明的责任单位、期限待填" in words


def test_a_proposal_is_marked_as_one_of_the_toolkit(page):
    words = repr(page(street_with(Trouble.PAYMENTS, SEED)))
    assert "* 为本工具建议；未写明的责任单位、期限待填。" in words
    assert "提前一个月提交申请 *" in words


@pytest.mark.parametrize(
    ("written", "quoted"),
    [("先补测。再培训。", "先补测。"), ("先补测\n再培训。", "先补测")],
    ids=["sentence", "paragraph"],
)
def test_the_author_s_first_sentence_stands_before_any_proposal(page, written, quoted):
    sections = {"advice_management": SectionWords(words=written)}
    lines = repr(page(MadeStreet(SEED).report(), sections=sections)).splitlines()
    title = next(place for place, line in enumerate(lines) if line.startswith("建议"))
    assert lines[title + 1] == f"作者 {quoted}"


def test_every_measured_scale_is_named_and_one_not_established_is_no_merit(page, report):
    doubted = {"scale": "x", "scale_name": "存疑量表", "cautions": (Caution.DOUBTED_KEY,)}
    still = {
        "scale": "y",
        "scale_name": "未定量表",
        "p_t_adjusted": 0.4,
        "p_exact_adjusted": 0.5,
        "p_t": 0.4,
        "p_exact": 0.5,
    }
    unseen = {"scale": "z", "scale_name": "未核实量表", "cautions": (Caution.UNVERIFIED_SCALE,)}
    few = {"scale": "f", "scale_name": "少数量表", "n_pairs": 4.0, "n_pre": 6.0, "n_post": 4.0}
    lines = repr(page(report(outcomes=[{}, doubted, still, unseen, few]))).splitlines()
    better = next(line for line in lines if line.startswith("服务期间好转"))
    rest = next(line for line in lines if line.startswith("其他量表"))
    assert "孤独感 −2.4 分（−3.9 至 −0.9）" in better
    assert not any(name in better for name in ("存疑", "未定", "未核实", "少数"))
    assert all(name in rest for name in ("存疑量表", "未定量表", "未核实量表：不列入结果", "少数量表"))


def test_a_change_for_the_worse_is_a_problem_and_no_merit(page, report):
    made = page(report(outcomes=[{"better": 1}]))
    assert made.problems[0].kind is Trouble.WORSE
    assert "好转" not in repr(made)


def test_the_original_conclusion_is_quoted_and_no_grade_follows_from_it(plan, page, report, scored_row, zh):
    quote = OriginalConclusion(words="良好", source="原报告三（一）")
    quoted = plan(original_conclusion=quote)
    assert str(original_conclusion(quoted, zh)) == "原文结论（原文未列各项得分）：良好 来源：原报告三（一）"
    made = repr(page(report([scored_row("甲", 10.0)], grades_possible=("优", "差")), original_conclusion=quote))
    assert "等级为" not in made
    assert made.count("良好") == 1


def test_made_data_are_marked_and_real_ones_are_not(plan, zh):
    assert str(synthetic_band(plan(synthetic=True), zh)) == "示例数据（合成）"
    assert str(synthetic_band(plan(), zh)) == ""


def test_one_line_says_what_the_page_cannot_tell(page, report, scored_row):
    made = repr(page(report([scored_row("满意度", 10.0)], outcomes=[{}])))
    (line,) = [line for line in made.splitlines() if line.startswith("局限")]
    assert line.startswith("局限 没有对照组，变化不能归因于服务。")
    assert re.search(r"未提供：资料 \d+ 项、指标表内容 \d+ 项、作者文字 \d+ 节（见第五章末）。$", line)


def test_page_one_says_how_many_surely_changed_of_how_many_and_beyond_what(page, report):
    counts = {"programme": "all", "n_pairs": 66.0, "n_better": 0.0, "n_unchanged": 66.0, "n_worse": 0.0}
    people = make_table("people", pd.DataFrame([counts], columns=list(REPORT_TABLES["people"].columns)))
    made = report(outcomes=[{"threshold": 6.0}], services={"people": people})
    told = facts_of(page(made, primary_scales={"长者": "uls6"}))
    assert told["可靠变化"] == "66 人（孤独感）中可靠改善 0 人、可靠恶化 0 人（超出量表误差）"
    assert "66 人（主量表）" in facts_of(page(made))["可靠变化"]
    assert "可靠变化" not in facts_of(page(report()))


def test_page_one_counts_no_nobody_where_those_measured_belong_to_no_programme_with_a_primary_scale(page, report):
    counts = {
        "programme": "all",
        "n_pairs": 0.0,
        "n_better": 0.0,
        "n_unchanged": 0.0,
        "n_worse": 0.0,
        "n_without": 51.0,
    }
    people = make_table("people", pd.DataFrame([counts], columns=list(REPORT_TABLES["people"].columns)))
    made = report(outcomes=[{"threshold": 6.0}], services={"people": people})

    assert facts_of(page(made, primary_scales={"长者": "uls6"}))["可靠变化"].startswith("前后测都有的人，都不属于")
    assert facts_of(page(made))["可靠变化"].startswith("参数文件没有写明")


def test_a_hostile_street_name_is_escaped(page, report):
    made = page(report(), street="<script>{x}</script>")._repr_html_()
    assert "<script>" not in made
    assert "&lt;script&gt;{x}" in made


def test_without_anything_handed_in_the_page_still_stands(page, report):
    made = page(report())
    assert made.conclusion.ruler is not None
    assert Trouble.UNMEASURED in {one.kind for one in made.problems}


OWN = re.compile(
    "甲街道|乙区|社工站|孤独量表|需求\\d|发展志愿者队伍|资金使用|工时|评估|按时支付|成本|社会效益|链接资源|生态效益|知晓|服务对象满意度|类别\\d|产出|效益|"
    "旧问题|旧措施|万元|[优良中差]|小时|服务记录|经费支出|项目|总分"
)


@pytest.mark.parametrize("kind", list(Trouble))
def test_in_english_no_chinese_is_left_but_the_street_s_own_words(plan, page, en, kind):
    shown = street_with(kind, SEED)
    for made in (page(shown, en), problems_chapter(plan(), shown, en), advice_chapter(plan(), shown, en)):
        assert re.findall("[\u4e00-\u9fff]+", OWN.sub("", repr(made))) == []


def test_a_withheld_share_is_said_to_be_withheld_and_counts_neither_way(page):
    street = MadeStreet(SEED)
    street.tables["satisfaction"][1] |= {"n_valid": 6.0, "n_satisfied": 1.0, "share": 1 / 6}
    said = facts_of(page(street.report("public")))["满意率"]
    assert "小组 已抑制" in said
    assert "皆达到" in said


@pytest.mark.parametrize(
    ("actual", "said"),
    [("162万元", "162.00 万元"), ("37.17万元", "37.17 万元"), ("37.5 万元", "37.50 万元"), ("两辆车", "两辆车")],
)
def test_every_amount_of_page_one_is_written_alike(page, actual, said):
    street = MadeStreet(SEED)
    street.said["链接资源"] = {"actual": actual}
    facts = {str(label): cell.words for label, cell in page(street.report()).facts}
    assert facts["链接资源"] == said
    assert re.search(r"预算 [\d,]+\.\d\d 万元", facts["经费"])
