"""Sentences on single people, hand-worked: 40 people, 12 better, 26 unchanged, 2 worse, 10 lost."""

from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.words import attrition, crossings, maintenance, people, retrospective, verdict_table, verdicts
from evaltoolkit.words.outcome.maintenance_words import _paragraph
from evaltoolkit.words.outcome.verdict_words import ranges
from evaltoolkit.words.page.prose import Kind

VERDICT = {
    "scale": "uls6", "scale_name": "孤独感", "better": -1, "unit": "分", "resolution": 1.0, "threshold": 6.0,
    "threshold_source": "某文献", "s_diff": 2.93, "n_lost": 10.0, "n_pairs": 40.0, "n_better": 12.0,
    "n_unchanged": 22.0, "n_worse": 6.0, "share_better": 0.3, "better_low": 0.18, "better_high": 0.454,
    "share_unchanged": 0.55, "unchanged_low": 0.398, "unchanged_high": 0.693, "share_worse": 0.15, "worse_low": 0.071,
    "worse_high": 0.291, "bound_low": 0.24, "bound_high": 0.44,
}  # fmt: skip
POOLED = {"scale": "uls6", "n_pairs": 40.0, "n_better": 12.0, "n_not_better": 28.0, "share_better": 0.3,
          "better_low": 0.18, "better_high": 0.454, "threshold": 6.0, "threshold_source": "某文献",
          "s_diff": 2.93}  # fmt: skip
COUNTS = ("n_pairs", "n_better", "n_unchanged", "n_worse")
SHARES = ("share_better", "better_low", "better_high", "share_unchanged", "share_worse", "bound_low", "bound_high")


@pytest.fixture
def tables(shown):
    def make(**change):
        three = shown([{**VERDICT, **change}], "verdicts", TableClass.SCALE, people=COUNTS, figures=SHARES)
        people = ("n_pairs", "n_better", "n_not_better")
        return three, shown([POOLED], "verdicts_pooled", TableClass.SCALE, people=people, figures=("share_better",))

    return make


def test_three_counts_their_intervals_the_threshold_and_the_bounds_are_told(tables, zh):
    said = verdicts(*tables(), zh).of_kind(Kind.BODY)[0]
    assert said.startswith(
        "40 名前后测齐全的人中：可靠改善 12 人（30.0%，95% 置信区间 18.0% 至 45.4%）、无可靠变化 22 人"
    )
    assert "可靠恶化 6 人（15.0%，95% 置信区间 7.1% 至 29.1%）" in said
    assert "变化达到 6 分才算可靠变化；差值的标准误为 2.93 分（来源：某文献）。" in said
    assert said.endswith("另有 10 人没有可用的后测：若他们无一改善，改善的占 24.0%；若全部改善，占 44.0%。")


def test_a_small_category_leaves_better_or_not_and_no_figure_of_the_three(tables, zh):
    said = repr(verdicts(*tables(n_unchanged=26.0, n_worse=2.0), zh))
    assert "40 名前后测齐全的人中，可靠改善的占 30.0%（12/40）" in said
    assert "恶化" not in said
    assert "26" not in said


def test_without_a_threshold_no_verdict_is_given(tables, zh):
    said = verdicts(*tables(threshold=float("nan"), n_better=float("nan")), zh)
    assert said.of_kind(Kind.MISSING) == ("量表库中没有该量表经核实的可靠变化阈值，因此不对单个人下结论。",)


def test_the_table_has_a_dash_where_nothing_is_computed_and_a_range_where_it_hides_a_count(tables, zh):
    few = verdict_table(tables(n_worse=2.0)[0], zh)
    assert few.column("可靠恶化") == ("1–4",)
    assert "抑制" in few.column("计入流失者后改善的占比")[0]
    none = verdict_table(tables(threshold=float("nan"), n_better=float("nan"), bound_low=float("nan"))[0], zh)
    assert (none.column("阈值"), none.column("计入流失者后改善的占比")) == (("—",), ("—",))


def test_the_second_reading_says_that_it_is_generous(shown, zh):
    row = {"programme": "all", "scale_name": "", "n_without": 3.0, "n_several": 20.0, "n_several_better": 9.0}
    said = repr(people(shown([{**VERDICT, **row}], "people", TableClass.SCALE), zh))
    assert "45.0%（9/20） 至少在一个量表上可靠改善且没有量表可靠恶化。这种读法偏宽" in said
    assert "另有 3 人做了前后测但没有结论" in said


def test_without_a_named_scale_there_is_no_verdict_over_several(shown, zh):
    assert people(shown([], "people", TableClass.SCALE), zh).of_kind(Kind.MISSING) == (
        "参数文件没有写明主要量表，因此不对一个人的多个量表下综合结论。",
    )


LOST = {"scale_name": "孤独感", "better": -1, "unit": "分", "resolution": 1.0, "n_kept": 40.0, "n_lost": 10.0,
        "mean_kept": 14.0, "mean_lost": 18.0, "difference": 4.0}  # fmt: skip


@pytest.mark.parametrize(("p", "reading"), [(0.01, "流失者原本状况较差"), (0.3, "尚不能断定两者不同")])
def test_the_lost_stood_worse_only_where_that_is_established(shown, zh, p, reading):
    said = repr(attrition(shown([{**LOST, "p": 0.01, "p_adjusted": p}], "attrition", TableClass.SCALE), zh))
    assert f"前测时，流失的 10 人平均 18.0 分，留下的人平均 14.0 分；{reading}" in said


KEPT = {"scale_name": "日常活动", "better": 1, "unit": "分", "resolution": 1.0, "purpose": "照护", "margin": 2.0,
        "margin_source": "服务方案", "n_pairs": 30.0, "n_others": 0.0, "mean_change": -0.4, "low": -1.1, "high": 0.3,
        "p_not_worse": 0.0005, "p_adjusted": 0.001, "p_equivalent": 0.001, "held": True}  # fmt: skip


def test_a_service_that_maintains_is_judged_by_its_margin_not_by_difference(shown, zh):
    said = repr(maintenance(shown([KEPT], "maintenance", TableClass.SCALE), zh))
    assert "保持原有水平即达到目标" in said
    assert "区间没有触及变差 2 分这一参数文件写明的容许幅度" in said
    assert "（来源：服务方案；按 Holm 法校正后 p = 0.001）：可以说维持住了原有水平" in said


def test_a_worsening_that_the_interval_reaches_cannot_be_ruled_out_in_either_direction_of_scale(shown, zh):
    for better, low, high in ((1, -2.4, 0.2), (-1, -0.2, 2.4)):
        row = {**KEPT, "better": better, "low": low, "high": high, "p_adjusted": 0.09, "held": False}
        assert "不能排除变差达到 2 分" in repr(maintenance(shown([row], "maintenance", TableClass.SCALE), zh))


def test_without_a_margin_nothing_is_tested_and_it_says_so(shown, zh):
    row = {**KEPT, "margin": float("nan"), "margin_source": None, "p_adjusted": float("nan"), "held": None}
    said = repr(maintenance(shown([row], "maintenance", TableClass.SCALE), zh))
    assert "参数文件没有写明容许的变差幅度，因此不作检验" in said
    assert "p " not in said


@pytest.mark.parametrize(
    ("high", "p", "words"),
    [(1.1, 0.001, "服务对象的衰退小于预期，或没有衰退"), (2.4, 0.2, "尚不能断定衰退得到减缓")],
)
def test_a_decline_is_slowed_only_where_the_expected_one_is_ruled_out(shown, zh, high, p, words):
    row = {**KEPT, "aim": "slow_decline", "better": -1, "low": 0.2, "high": high, "p_adjusted": p, "held": p <= 0.05}
    said = repr(maintenance(shown([row], "maintenance", TableClass.SCALE), zh))
    assert "以减缓衰退为目标" in said
    assert words in said
    assert "归因" not in said


def test_that_people_stayed_as_they_were_rests_on_no_unadjusted_p(shown, zh):
    """The 90 % interval holds the margin off, and among several such questions the adjusted p does not."""
    said = repr(maintenance(shown([{**KEPT, "p_adjusted": 0.06, "held": False}], "maintenance", TableClass.SCALE), zh))
    assert "可以说维持住了" not in said
    assert "不能排除变差达到 2 分" in said


def test_a_service_where_everyone_changed_alike_has_no_interval_no_test_and_not_too_few_people(shown, zh):
    alike = {**KEPT, **dict.fromkeys(("low", "high", "p_not_worse", "p_adjusted"), float("nan"))}
    said = repr(maintenance(shown([alike], "maintenance", TableClass.SCALE), zh))
    assert "每个人的变化都相同，因此没有区间，也不作检验" in said
    assert "人数过少" not in said


DOUBTED = {"doubted": True}


def test_of_a_scale_in_doubt_nothing_is_found_in_any_sentence_about_its_people(shown, zh):
    no_finding = "该量表有题目与其余题目方向相反，核对反向计分之前不作为发现"
    past = {"scale_name": "孤独感", "unit": "分", "resolution": 1.0, "n_people": 12.0, "change": -1.0, "shift": 2.0,
            "shift_low": 0.5, "shift_high": 3.5, "looking_back": -3.0}  # fmt: skip
    made = {
        attrition: ({**LOST, "p": 0.01, "p_adjusted": 0.01}, ("状况较差", "p =")),
        crossings: ({**CROSSED, **dict.fromkeys(("p_exact", "p_mid", "p_adjusted"), float("nan"))}, ("更多", "p =")),
        maintenance: (KEPT, ("维持住了", "p =")),
        retrospective: (past, ()),
    }
    for say, (row, claims) in made.items():
        said = repr(say(shown([{**row, **DOUBTED}], "table", TableClass.SCALE), zh))
        assert no_finding in said, say
        assert not [claim for claim in claims if claim in said], say
        assert no_finding not in repr(say(shown([row], "table", TableClass.SCALE), zh))
    table = shown([{**VERDICT, **DOUBTED}], "verdicts", TableClass.SCALE)
    said = repr(verdicts(table, shown([], "verdicts_pooled", TableClass.SCALE), zh))
    assert no_finding in said
    assert "可靠改善" not in said
    assert "存疑" in repr(verdict_table(table, zh).rows)


def test_a_withheld_service_is_said_to_be_withheld_not_to_have_too_few_people(shown, zh):
    parts = {"people": ("n_pairs",), "figures": ("mean_change", "low", "high")}
    said = repr(maintenance(shown([{**KEPT, "n_pairs": 3.0}], "maintenance", TableClass.SCALE, **parts), zh))
    assert "与已显示的其他分组相减会得出人数过少的一组，此处不显示（见站内版）" in said


@pytest.mark.parametrize(("held", "words"), [(True, "可以排除变差达到"), (False, "不能排除变差达到")])
def test_whether_a_level_was_held_is_shown_from_10_pairs_whichever_way_it_falls(shown, zh, held, words):
    """Also where the mean is withheld, because a group beside these people would be too few."""
    whole = {"scale": "uls6", "dimension": "total", "group_kind": "all", "group": "", "n_pairs": 15.0}
    outcomes = ResultTable("outcomes", TableClass.SCALE, pd.DataFrame([whole]),
                           ("scale", "dimension", "group_kind", "group"), ("n_pairs",))  # fmt: skip
    frame = pd.DataFrame([{**KEPT, "scale": "uls6", "n_pairs": 12.0, "n_others": 3.0, "held": held}])
    cared = make_table("maintenance", frame.reindex(columns=list(REPORT_TABLES["maintenance"].columns)))
    tables = {"outcomes": outcomes, "maintenance": cared}
    table = protect_tables(tables, shipped_policy(), Audience.SHARED)["maintenance"]
    assert table.hides("mean_change", "low", "p_not_worse")
    assert f"12 对前后测中，{words}" in repr(maintenance(table, zh))


@pytest.mark.parametrize("held", [True, False])
def test_a_mean_that_is_withheld_here_is_said_to_stand_nowhere_else_and_in_no_other_row(shown, zh, held):
    """The same people may stand as a programme's row of the table of outcomes, mean and all."""
    row = Row({**KEPT, "held": held}, frozenset({"mean_change", "low", "high"}))
    said = _paragraph(row, zh).words
    assert said.endswith("本段不列平均变化。")
    assert said.count("平均变化") == 1
    assert "站内版" not in said


@pytest.mark.parametrize(("worse", "said"), [(2.0, "1–4 人"), (0.0, "0 人")])
def test_few_of_a_kind_are_said_as_a_range_in_the_sentence_and_none_as_none(tables, zh, worse, said):
    three, _ = tables(n_better=3.0, n_unchanged=37.0 - worse, n_worse=worse)
    words = repr(verdicts(three, three, zh))
    assert "可靠改善 1–4 人" in words
    assert f"可靠恶化 {said}" in words
    assert "30.0%" not in words


CROSSED = {"scale_name": "抑郁", "better": -1, "unit": "分", "cutoff": 10.0, "band": "中度", "n_pairs": 47.0,
           "became_good": 12.0, "became_poor": 1.0, "p_exact": 0.003, "p_mid": 0.002, "p_adjusted": 0.014}  # fmt: skip


def test_crossings_name_cutoff_both_ways_and_the_adjusted_p(shown, zh):
    said = repr(crossings(shown([CROSSED], "crossings", TableClass.SCALE), zh))
    assert "10 分及以上（“中度”或更重）：47 人中有 12 人降到界值以下，1 人升到界值以上。" in said
    assert "按 Holm 法校正后 p = 0.014：越到较好一侧的人更多。" in said
    weak = repr(crossings(shown([{**CROSSED, "p_adjusted": 0.3}], "crossings", TableClass.SCALE), zh))
    assert "尚不能断定朝某一方向越过的人更多" in weak


def test_a_rating_of_the_past_is_shown_as_what_it_is(shown, zh):
    row = {"scale_name": "孤独感", "unit": "分", "resolution": 1.0, "n_people": 12.0, "change": -1.0, "shift": 2.0,
           "shift_low": 0.5, "shift_high": 3.5, "looking_back": -3.0}  # fmt: skip
    said = repr(retrospective(shown([row], "retrospective", TableClass.SCALE), zh))
    assert "回想评分减前测为 +2.0 分（95% 置信区间 +0.5 至 +3.5）" in said
    assert "变化仍以前测为基准" in said


@pytest.mark.parametrize(("shift", "differs"), [(0.0, False), (0.04, False), (-0.06, True)])
def test_what_a_rating_of_the_past_may_come_from_is_said_only_where_it_differs(shown, zh, shift, differs):
    row = {"scale_name": "孤独感", "unit": "分", "resolution": 1.0, "n_people": 12.0, "change": -1.0, "shift": shift,
           "looking_back": -1.0 - shift}  # fmt: skip
    assert ("可能来自" in repr(retrospective(shown([row], "retrospective", TableClass.SCALE), zh))) is differs


def test_what_a_street_does_not_have_is_passed_over(shown, zh):
    nothing = shown([], "empty", TableClass.SCALE)
    assert [said(nothing, zh).paragraphs for said in (attrition, crossings, maintenance, retrospective)] == [()] * 4


@pytest.mark.parametrize("bands", [{}, {"n_worse": (1, 4)}])
def test_a_count_is_called_small_only_where_a_range_stands_for_it(tables, zh, bands):
    row = replace(rows_of(tables()[0])[0], bands=bands)
    assert ("人数过少" in zh.say(ranges(row, zh))) is bool(bands)
    assert ("人数已取整" in zh.say(ranges(row, zh))) is not bool(bands)
