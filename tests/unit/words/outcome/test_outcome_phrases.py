import pytest

from evaltoolkit.findings.change import Reading, interval_ends, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.results import Caution
from evaltoolkit.words.outcome.caution_words import of_rows
from evaltoolkit.words.outcome.outcome_phrases import change, describe, label, size
from evaltoolkit.words.outcome.outcome_verdicts import regression
from evaltoolkit.words.outcome.outcome_words import outcomes
from evaltoolkit.words.page.prose import run

NAN = float("nan")
NULL = {"mean_change": 1.1, "change_low": -1.2, "change_high": 3.4, "p_t": 0.33, "p_exact": 0.36,
        "p_t_adjusted": 0.33, "p_exact_adjusted": 0.36, "hedges_g": 0.2, "g_low": -0.2, "g_high": 0.6}  # fmt: skip
FEW = {"n_pairs": 7.0, "ladder": Ladder.DESCRIBE, **dict.fromkeys(
    ("p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted"), NAN)}  # fmt: skip


def said(table, language):
    return run(language, *describe(rows_of(table)[0]))


def test_a_clear_change_is_told_in_points_first_with_its_direction(outcome, zh):
    assert said(outcome(), zh) == (
        "前后测配对 20 对，前测平均 15.2（标准差 3.1），后测平均 12.8（标准差 3.0）。"
        "期间平均变化 −2.4 分（95% 置信区间 −3.9 至 −0.9），分数越低越好，量表 6 至 24 分。"
        "变化相当于量表全距的 13.3%。"
        "整个区间都在好转一侧：期间平均好转 0.9 至 3.9 分。"
        "配对 t 检验 p = 0.003，符号秩精确检验 p = 0.004。"
    )


def test_the_english_report_says_the_same(outcome, en):
    assert said(outcome(), en) == (
        "Over 20 pairs the mean was 15.2 (SD 3.1) at pre-test and 12.8 (SD 3.0) at post-test. "
        "Over the period the mean changed by −2.4 points (95% confidence interval −3.9 to −0.9); lower scores are "
        "better on a scale of 6 to 24 points. That is 13.3% of the scale's range. The whole interval lies on the "
        "better side: on average better by 0.9 to 3.9 points over the period. "
        "Paired t-test p = 0.003, exact signed-rank test p = 0.004."
    )


def test_turning_the_scale_swaps_better_and_worse_and_nothing_else(outcome, zh):
    lower, higher = said(outcome(), zh), said(outcome({"better": 1}), zh)
    assert higher == lower.replace("分数越低越好", "分数越高越好").replace("好转", "变差")


def test_a_null_result_is_read_from_its_interval_in_scale_points(outcome, zh):
    words = said(outcome({**NULL, "better": 1}), zh)
    assert (
        "区间从 −1.2 到 +3.4：好转超过 3.4 分的可能性不大，变差超过 1.2 分的可能性也不大；是否有变化尚不能断定。"
        in words
    )
    assert "没有效果" not in words


def test_a_null_result_of_a_lower_is_better_scale_reads_the_other_end(outcome, zh):
    assert "好转超过 1.2 分的可能性不大，变差超过 3.4 分的可能性也不大" in said(outcome(NULL), zh)


def test_the_words_follow_the_adjusted_p(outcome, zh):
    several = {"p_t_adjusted": 0.070, "p_exact_adjusted": 0.052, "p_t": 0.035, "p_exact": 0.026, "adjusted_by": "holm",
               "cautions": (Caution.NO_COMPARISON, Caution.MULTIPLE_TESTS)}  # fmt: skip
    words = said(outcome(several), zh)
    assert "校正后（t 检验 p = 0.070，符号秩精确检验 p = 0.052）都不成立，尚不能断定有变化。" in words
    assert "配对 t 检验 p = 0.035，符号秩精确检验 p = 0.026；按 Holm 法校正后依次为 p = 0.070、p = 0.052。" in words
    assert "整个区间" not in words


def test_where_one_test_alone_says_so_the_sentence_names_it_and_claims_nothing(outcome, zh):
    by_t = said(outcome({"p_exact": 0.079, "p_exact_adjusted": 0.079}), zh)
    assert "两种检验结果不一致：只有 t 检验认为有变化（p = 0.003），符号秩精确检验不认为（p = 0.079）" in by_t
    assert "区间从 −3.9 到 −0.9，整个在好转一侧。" in by_t
    wide = {"change_low": -3.9, "change_high": 0.4, "p_t": 0.11, "p_t_adjusted": 0.11}
    by_ranks = said(outcome(wide), zh)
    assert "只有符号秩精确检验认为有变化（p = 0.004），t 检验不认为（p = 0.110），变化尚不能断定。" in by_ranks
    assert "区间从 −3.9 到 +0.4：好转超过 3.9 分的可能性不大，变差超过 0.4 分的可能性也不大。" in by_ranks
    assert "期间平均好转" not in by_t + by_ranks


def test_the_interval_may_be_too_narrow_of_few_pairs_and_of_skewed_changes_and_of_nothing_else(outcome, zh):
    skewed = {"cautions": (Caution.NO_COMPARISON, Caution.SKEWED)}
    found = [said(outcome(one), zh).count("区间可能偏窄") for one in ({}, skewed, FEW)]
    assert found == [0, 2, 1]


def test_a_change_found_on_clearly_skewed_changes_says_beside_its_number_that_it_may_be_none(outcome, zh):
    marks = {"cautions": (Caution.NO_COMPARISON, Caution.SKEWED)}
    said_so = "在这样的变化上，即使没有变化，平均变化也比应有的更常被判为成立"
    assert said_so in said(outcome(marks), zh)
    group = outcomes(outcome({**marks, "group_kind": "group", "group": "甲组"}), zh).paragraphs[0].words
    assert said_so in group
    for not_so in ({}, {**marks, "p_t_adjusted": 0.2, "p_exact_adjusted": 0.3}, {**FEW, **marks}):
        assert said_so not in said(outcome(not_so), zh)


def test_the_box_of_a_skewed_result_says_it_after_the_ends_of_the_scale_and_before_several_tests(outcome, zh):
    marks = (Caution.MULTIPLE_TESTS, Caution.SKEWED, Caution.CEILING)
    box = [line.words for line in of_rows(rows_of(outcome({"cautions": marks})), zh).paragraphs]
    assert ["区间可能偏窄" in line for line in box] == [False, True, False]
    assert "检验也比应有的更常判为有变化" in box[1]


def test_the_size_is_said_against_the_range_and_one_person_s_threshold_and_never_in_words_of_size(outcome, zh):
    words = said(outcome({"threshold": 6.0}), zh)
    assert "变化相当于量表全距的 13.3%；一个人的变化达到 6 分才算可靠变化。" in words
    assert not [word for word in ("中等", "习惯上", "较大", "较小", "Hedges") if word in words]


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (-0.5, "比单凭自然回落预计的多好转 0.4 至 3.4 分"),
        (-1.4, "朝好转方向变化 2.4 分，其中约 1.4 分单凭自然回落也会出现，分不清多出的部分"),
        (-4.2, "变化比单凭自然回落预计的还小（预计朝好转方向 4.2 分）"),
        (1.0, "比单凭自然回落预计的多好转 1.9 至 4.9 分"),
    ],
)
def test_a_change_is_read_against_what_regression_alone_would_bring(outcome, zh, expected, words):
    assert words in said(outcome({"regression": expected}), zh)
    turned = {"better": 1, "mean_change": 2.4, "change_low": 0.9, "change_high": 3.9, "regression": -expected}
    assert words in said(outcome(turned), zh)


@pytest.mark.parametrize("p", [0.003, 0.3])
@pytest.mark.parametrize(
    ("selected", "condition"),
    [
        ("yes", "服务对象因得分较差而来："),
        ("unknown", "如果服务对象是因为得分较差才来的："),
        ("", "如果服务对象是因为得分较差才来的："),
    ],
)
def test_regression_is_a_condition_unless_the_plan_says_that_people_came_for_their_scores(
    outcome, zh, selected, condition, p
):
    tests = {"p_t_adjusted": p, "p_exact_adjusted": p}
    (row,) = rows_of(outcome({"regression": -1.4, "selected_by_score": selected, **tests}))
    assert zh.say(regression(row)).startswith(condition)


def test_of_a_scale_in_doubt_the_figures_stand_and_nothing_is_found(outcome, zh):
    words = said(outcome({"cautions": (Caution.DOUBTED_KEY,), "regression": -1.0}), zh)
    assert "核对反向计分之前不作为发现" in words
    assert "期间平均变化 −2.4 分" in words
    assert not [word for word in ("整个区间", "检验 p", "回归") if word in words]


def test_five_to_nine_pairs_are_described_without_any_p(outcome, zh):
    words = said(outcome(FEW, audience="station"), zh)
    assert "只有 7 对，只作描述，不作检验。" in words
    assert "p =" not in words
    assert "整个区间" not in words


def test_spread_that_is_withheld_is_left_out_of_the_sentence(outcome, zh):
    words = said(outcome(FEW), zh)
    assert words.startswith("前后测配对 7 对，前测平均 15.2，后测平均 12.8。")
    assert "标准差" not in words


@pytest.mark.parametrize("pairs", [1.0, 2.0, 3.0, 4.0])
def test_under_five_pairs_the_station_reads_a_kind_sentence(outcome, zh, pairs):
    words = said(outcome({"n_pairs": pairs, "ladder": Ladder.TOO_FEW}, audience="station"), zh)
    assert words == (f"目前只有 {pairs:.0f} 对前后测，还不足以说明一组人的情况；每一位的前后情况都值得单独看。")


def test_under_five_pairs_others_do_not_learn_even_the_number(outcome, zh):
    table = outcome({"n_pairs": 3.0, "ladder": Ladder.TOO_FEW, "mean_change": -7.7})
    assert said(table, zh) == "此处不显示：配对人数过少，或由它与其他数字可推算出人数过少的一组（见站内版）。"


def test_no_pair_at_all_says_what_would_help(outcome, zh):
    none = {"n_pairs": 0.0, "n_post": 0.0, "ladder": Ladder.TOO_FEW, "mean_change": NAN}
    assert said(outcome(none, audience="station"), zh) == "目前还没有人同时完成前测和后测；补做后测后即可看到变化。"


def test_equal_changes_have_no_interval_and_no_test(outcome, zh):
    alike = {
        "sd_change": 0.0,
        "change_low": -2.4,
        "change_high": -2.4,
        "cautions": (Caution.NO_SPREAD,),
        "hedges_g": NAN,
    }
    words = said(outcome(alike), zh)
    assert "每个人的变化都相同，因此没有区间，也不作检验，不下结论。" in words
    assert " p " not in words
    assert read(rows_of(outcome(alike))[0]) is Reading.NO_SPREAD


def test_the_ends_of_an_interval_are_those_of_the_scale(outcome):
    ends = interval_ends(rows_of(outcome({"change_low": -1.0, "change_high": 4.0}))[0])
    assert (ends.better, ends.worse) == (1.0, 4.0)


def test_a_label_names_scale_dimension_and_group(outcome, zh):
    part = {"dimension": "d", "dimension_name": "情感", "group_kind": "method", "group": "个案"}
    assert zh.say(label(rows_of(outcome(part))[0])) == "孤独感·情感（个案）"


def test_an_end_beside_zero_is_written_so_that_its_side_is_seen(outcome, zh):
    near = {**NULL, "better": 1, "change_low": -0.04, "change_high": 1.7, "mean_change": 0.9}
    words = said(outcome(near), zh)
    assert "（95% 置信区间 −0.04 至 +1.70）" in words
    assert "变差超过 0.04 分的可能性也不大" in words


def test_figures_have_one_decimal_more_than_the_scale(outcome, zh):
    fine = said(
        outcome({"resolution": 0.1, "mean_change": 3.006897, "change_low": 0.226, "change_high": 5.787, "better": 1}),
        zh,
    )
    assert "期间平均变化 +3.01 分（95% 置信区间 +0.23 至 +5.79），分数越高越好，量表 6 至 24 分。" in fine


def test_the_share_of_the_range_follows_from_the_change_that_stands_beside_it(outcome, zh):
    (row,) = rows_of(outcome({"mean_change": -2.75, "score_low": 6.0, "score_high": 24.0, "threshold": float("nan")}))
    assert "−2.8" in zh.say(change(row))
    assert "15.6%" in zh.say(size(row))  # 2.8 of 18, as a reader works it out
