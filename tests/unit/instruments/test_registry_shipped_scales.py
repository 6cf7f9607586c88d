"""Every shipped scale scores as its source says.

Two kinds of test, and each scale says by the table it stands in which it has. `PRINTED` and `WORKED` hold worked
examples from outside this code: in `PRINTED` the source prints the answers and their total; in `WORKED` a form, manual
or paper prints the points of each answer, and the total was added up from it by hand. For the rest, `SUM_ONLY`, no
example from outside was found. The second kind holds for every scale, with an example or without: each item x each
option is tried one at a time, and 10,000 random rows are held against a sum written here for itself, with the key
repeated from the source and not read from the registry.
"""

import math

import numpy as np
import pytest

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.registry import read_scale, shipped_scales

YES, NO = 1, 0
NAN = np.nan

PRINTED = {
    # HL7, US Quality Core and QI-Core, QuestionnaireResponse "phq-9-example": answers by name, total score 10
    "phq9": [([0, 0, 0, 1, 2, 1, 3, 2, 1], 10)],
    # Medizininformatik-Initiative, MII IG PRO 2026.7.0, "GAD-7 Questionnaire Response Example": total score 7
    "gad7": [([1, 1, 1, 2, 2, 0, 0], 7)],
    # docduoduo.com/p-6581467, the column 独立 of 进餐 洗澡 修饰 穿衣 大便 小便 用厕 转移 行走 楼梯 and its total
    "barthel": [([10, 5, 5, 10, 10, 10, 10, 15, 15, 10], 100)],
}

WORKED = {
    "barthel": [([5, 0, 5, 5, 10, 10, 5, 10, 10, 5], 65), ([0] * 10, 0)],  # cells of the same form
    "gds15": [
        # MSD Manual, GDS short form: one point for "no" to 1 5 7 11 13, one point for "yes" to the others
        ([NO] * 15, 5), ([YES] * 15, 10),
        ([NO, YES, YES, YES, NO, YES, NO, YES, YES, YES, NO, YES, NO, YES, YES], 15),
        ([YES, NO, NO, NO, YES, NO, YES, NO, NO, NO, YES, NO, YES, NO, NO], 0),
    ],
    # lso.cool/_skil/kfpd/sjjs/042TR12009.html: 1,5,7,11 答“否”者记 1 分，其他题答“是”者记 1 分
    "gds15_key_1_5_7_11": [([NO] * 15, 4), ([YES] * 15, 11), ([NO] * 5 + [YES] * 5 + [NO] * 5, 2 + 4 + 1)],
    # a form of the wjx kind: 第 1、5、7、12、13 题回答“否”计 1 分，其余题目回答“是”计 1 分
    "gds15_key_1_5_7_12_13": [([NO] * 15, 5), ([YES] * 15, 10), ([NO] * 5 + [YES] * 5 + [NO] * 5, 2 + 4 + 2)],
    # doc.mindseed.cn: ten items (1,5,7,9,15,19,21,27,29,30) give a point for 否, the other twenty for 是
    "gds30": [([NO] * 30, 10), ([YES] * 30, 20), ([YES] * 15 + [NO] * 15, 10 + 5)],
    "ssrs": [
        # 360docs.net/doc/4814707259: items 1-4 and 8-10 their option, 5 the sum of A to E, 6 and 7 the sources ticked
        ([1, 1, 1, 1, 11111, 0, 0, 1, 1, 1], 12), ([4, 4, 4, 4, 44444, 123456789, 123456789, 4, 4, 4], 66),
        ([3, 2, 4, 3, 43214, 135, 2, 2, 3, 1], 3 + 2 + 4 + 3 + 14 + 3 + 1 + 2 + 3 + 1),
    ],
    "ssrs_8_sources": [
        # the same, with eight sources on the sheet: at most 64
        ([4, 4, 4, 4, 44444, 12345678, 87654321, 4, 4, 4], 64), ([1, 1, 1, 1, 11111, 0, 8, 1, 1, 1], 13),
    ],
    "ssrs_item_points": [([1, 1, 1, 1, 5, 0, 0, 1, 1, 1], 12), ([4, 4, 4, 4, 20, 9, 9, 4, 4, 4], 66)],
    "who5": [([0] * 5, 0), ([5] * 5, 100), ([3, 2, 4, 3, 1], 52)],  # raw 0-25 times 4: 13 * 4 = 52
    # wtabcd.cn/fanwen/fan/78/232080.html: 非常符合 4, 很不符合 1, and in the lines 3 5 8 9 10 the other way round
    "rses_zh": [
        ([4] * 10, 5 * 4 + 5 * 1), ([4, 4, 1, 4, 1, 4, 4, 1, 1, 1], 40),
        ([4, 3, 2, 4, 1, 3, 4, 1, 2, 1], 4 + 3 + 3 + 4 + 4 + 3 + 4 + 4 + 3 + 4),
    ],
    # wiki.mindseed.cn 罗森伯格自尊量表: "Items 2, 5, 6, 8, 9 are reverse scored", Strongly Disagree 1 to Agree 4
    "rses_en": [([4] * 10, 5 * 4 + 5 * 1), ([4, 1, 4, 4, 1, 1, 4, 1, 1, 4], 40)],
    # wjx.cn/vm/wcE5LUc.aspx: 从未 1 to 一直 4, nine items marked with a star counted the other way round
    "ucla20": [([1] * 20, 11 * 1 + 9 * 4), ([4] * 20, 11 * 4 + 9 * 1)],
    # PMC6025488, table A2: 0 1 2 3 under A to D, but 3 2 1 0 in the lines 4 8 12 16
    "cesd": [([0] * 20, 4 * 3), ([3] * 20, 16 * 3), ([1] * 10 + [2] * 10, (8 * 1 + 2 * 2) + (8 * 2 + 2 * 1))],
    # wddqw.com/doc/8a97d5a202768e9950e7386e.html: 经常 2, 有时 1, 几乎从不 0
    "family_apgar": [([2, 1, 1, 0, 2], 6), ([2] * 5, 10)],
    "gas_t": [
        # Kiresuk & Sherman (1968): 50 + 10 sum(x) / sqrt(.7 k + .3 k^2); all as expected is 50, one goal above it 60
        ([0, 0, 0, NAN, NAN], 50), ([1, NAN, NAN, NAN, NAN], 60),
        ([1, 1, 1, NAN, NAN], 50 + 30 / 4.8**0.5), ([-2, -1, NAN, NAN, NAN], 50 - 30 / 2.6**0.5),
    ],
}  # fmt: skip
"""Answers and total; the sources are named beside them."""

SUM_ONLY = {
    "gses", "uls8", "uls6", "swls", "psss", "sense_of_community_template", "knowledge_test_template",
    "station_own_template",
}  # fmt: skip
"""Scales without an example from outside."""

SUMMED = {
    # id: items, lowest answer, highest answer, reversed items; keys as in the sources of the registry
    "gds15": (15, 0, 1, {1, 5, 7, 11, 13}),
    "gds15_key_1_5_7_11": (15, 0, 1, {1, 5, 7, 11}),
    "gds15_key_1_5_7_12_13": (15, 0, 1, {1, 5, 7, 12, 13}),
    "gds30": (30, 0, 1, {1, 5, 7, 9, 15, 19, 21, 27, 29, 30}),
    "phq9": (9, 0, 3, set()),
    "gad7": (7, 0, 3, set()),
    "gses": (10, 1, 4, set()),
    "ucla20": (20, 1, 4, {1, 5, 6, 9, 10, 15, 16, 19, 20}),
    "uls8": (8, 1, 4, {3, 6}),
    "uls6": (6, 1, 4, set()),
    "swls": (5, 1, 7, set()),
    "rses_zh": (10, 1, 4, {3, 5, 8, 9, 10}),
    "rses_en": (10, 1, 4, {2, 5, 6, 8, 9}),
    "family_apgar": (5, 0, 2, set()),
    "psss": (12, 1, 7, set()),
    "cesd": (20, 0, 3, {4, 8, 12, 16}),
    "sense_of_community_template": (8, 1, 5, set()),
    "knowledge_test_template": (10, 0, 1, set()),
    "station_own_template": (12, 1, 5, set()),
}


def digits(answer):
    return [int(digit) for digit in str(answer)]


def added(answers):
    return sum(answers)


def ssrs_sum(answers):
    return sum(answers[:4]) + sum(digits(answers[4])) + sum(map(ticks, answers[5:7])) + sum(answers[7:])


def ticks(answer):
    return 0 if answer == 0 else len(str(answer))


def t_score(answers):
    """The formula as Kiresuk & Sherman print it, every goal with its weight of 1."""
    goals = [(1, x) for x in answers if not math.isnan(x)]
    weights = [w for w, _ in goals]
    below = 0.7 * sum(w * w for w in weights) + 0.3 * sum(weights) ** 2
    return 50 + 10 * sum(w * x for w, x in goals) / math.sqrt(below)


LIKERT = [1, 2, 3, 4]
FIVE_PARTS = [int(f"{a}{b}{c}{d}{e}") for a in LIKERT for b in LIKERT for c in LIKERT for d in LIKERT for e in LIKERT]
# some of the ways to tick; a test below meets five hundred
TICKED_8, TICKED_9 = [0, 3, 13, 81, 1357, 2468, 12345678], [0, 9, 19, 246, 13579, 987654321]
TEN = [0, 5, 10]

OPTIONS = {
    # id: the answers that each item allows, and the sum written for itself
    "barthel": ([TEN, [0, 5], [0, 5], TEN, TEN, TEN, TEN, [*TEN, 15], [*TEN, 15], TEN], added),
    "ssrs": ([LIKERT] * 4 + [FIVE_PARTS] + [TICKED_9] * 2 + [LIKERT] * 3, ssrs_sum),
    "ssrs_8_sources": ([LIKERT] * 4 + [FIVE_PARTS] + [TICKED_8] * 2 + [LIKERT] * 3, ssrs_sum),
    "ssrs_item_points": ([LIKERT] * 4 + [list(range(5, 21))] + [list(range(10))] * 2 + [LIKERT] * 3, added),
    "who5": ([list(range(6))] * 5, lambda answers: 4 * sum(answers)),
    "gas_t": ([[-2, -1, 0, 1, 2]] + [[NAN, -2, -1, 0, 1, 2]] * 4, t_score),
}
"""The scales whose items are answered or added in a way of their own."""

CASES = [(id_, *case) for table in (PRINTED, WORKED) for id_, found in table.items() for case in found]


def totals(id_, rows):
    scale = read_scale(id_)
    return score_answers(np.array(rows, dtype=float), scale, scale.items).scores[:, 0]


def test_every_shipped_scale_has_an_example_from_outside_or_is_said_to_have_none():
    with_example = set(PRINTED) | set(WORKED)
    assert with_example | SUM_ONLY == set(shipped_scales())
    assert not with_example & SUM_ONLY


def test_every_shipped_scale_is_held_against_one_sum_of_its_own():
    assert set(SUMMED) | set(OPTIONS) == set(shipped_scales())
    assert not set(SUMMED) & set(OPTIONS)


@pytest.mark.parametrize(("id_", "answers", "total"), CASES)
def test_a_worked_example_from_outside_this_code_comes_out(id_, answers, total):
    assert totals(id_, [answers])[0] == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("id_", SUMMED)
def test_each_option_of_each_item_adds_its_own_points(id_):
    count, low, high, turned = SUMMED[id_]
    base = totals(id_, [[low] * count])[0]
    rows = [[answer if item == at else low for item in range(count)] for at in range(count) for answer in
            range(low, high + 1)]  # fmt: skip
    signs = [-1 if at + 1 in turned else 1 for at in range(count) for _ in range(low, high + 1)]
    steps = [answer - low for _ in range(count) for answer in range(low, high + 1)]
    assert (totals(id_, rows) - base).tolist() == [sign * step for sign, step in zip(signs, steps, strict=True)]
    assert base == count * low + len(turned) * (high - low)


@pytest.mark.parametrize("id_", SUMMED)
def test_ten_thousand_random_rows_equal_a_sum_written_for_itself(id_):
    count, low, high, turned = SUMMED[id_]
    rows = np.random.default_rng(20230101).integers(low, high + 1, (10_000, count)).tolist()
    expected = []
    for row in rows:
        total = 0
        for number, answer in enumerate(row, start=1):
            total += low + high - answer if number in turned else answer
        expected.append(total)
    assert totals(id_, rows).tolist() == expected


@pytest.mark.parametrize("id_", OPTIONS)
def test_each_option_of_each_item_of_a_scale_of_its_own_kind_adds_its_points(id_):
    allowed, expected = OPTIONS[id_]
    base = [options[0] for options in allowed]
    rows = [[*base[:at], option, *base[at + 1 :]] for at, options in enumerate(allowed) for option in options]
    assert totals(id_, rows) == pytest.approx([expected(row) for row in rows], abs=1e-9)


@pytest.mark.parametrize("id_", OPTIONS)
def test_ten_thousand_random_rows_of_a_scale_of_its_own_kind_equal_a_sum_written_for_itself(id_):
    allowed, expected = OPTIONS[id_]
    rng = np.random.default_rng(20230101)
    picked = np.column_stack([rng.integers(0, len(options), 10_000) for options in allowed]).tolist()
    rows = [[options[at] for options, at in zip(allowed, row, strict=True)] for row in picked]
    assert totals(id_, rows) == pytest.approx([expected(row) for row in rows], abs=1e-9)


def test_the_parts_of_the_ssrs_are_its_items_as_the_source_groups_them():
    scale = read_scale("ssrs")
    found = score_answers(np.array([[3, 2, 4, 3, 43214, 135, 2, 2, 3, 1]], dtype=float), scale, scale.items)
    # 客观 2 + 6 + 7 = 2 + 3 + 1; 主观 1 + 3 + 4 + 5 = 3 + 4 + 3 + 14; 利用度 8 + 9 + 10 = 2 + 3 + 1
    assert dict(zip(found.dimensions, found.scores[0], strict=True)) == {
        "total": 36, "objective": 6, "subjective": 24, "use": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    "answers",
    [
        [3, 2, 4, 3, 17, 135, 2, 2, 3, 1],  # the sum of item 5 instead of its parts
        [3, 2, 4, 3, 43215, 135, 2, 2, 3, 1],  # a part answered 5
        [3, 2, 4, 3, 43214, 133, 2, 2, 3, 1],  # a source twice
        [3, 2, 4, 3, 43214, 105, 2, 2, 3, 1],  # a source 0 among others
        [3, 2, 4, 3, 43214, -1, 2, 2, 3, 1],
        [3, 2, 4, 3, 43214, 1.5, 2, 2, 3, 1],
    ],
)
def test_an_answer_of_the_ssrs_that_cannot_be_read_is_counted_and_gives_no_total(answers):
    scale = read_scale("ssrs")
    found = score_answers(np.array([answers], dtype=float), scale, scale.items)
    assert np.isnan(found.scores[0, 0])
    assert (found.n_invalid.tolist(), found.n_missing.tolist()) == ([1], [0])


def test_every_way_to_tick_lines_counts_them():
    scale = read_scale("ssrs_8_sources")
    rng = np.random.default_rng(5)
    chosen = [rng.permutation(np.arange(1, 9))[: rng.integers(0, 9)].tolist() for _ in range(500)]
    rows = [[1, 1, 1, 1, 11111, int("".join(map(str, lines)) or 0), 0, 1, 1, 1] for lines in chosen]
    found = score_answers(np.array(rows, dtype=float), scale, scale.items).scores[:, 0]
    assert found.tolist() == [12 + len(lines) for lines in chosen]


def test_a_goal_that_a_person_has_not_is_no_missing_answer_and_nobody_s_goals_have_no_score():
    scale = read_scale("gas_t")
    rows = np.array([[2, 2, NAN, NAN, NAN], [NAN] * 5, [1, 3, NAN, NAN, NAN]])
    found = score_answers(rows, scale, scale.items)
    assert found.n_missing.tolist() == [0, 5, 0]
    assert found.n_invalid.tolist() == [0, 0, 1]
    assert np.isnan(found.scores[1, 0])


def test_the_range_of_every_scale_is_reached_at_both_ends():
    for scale in shipped_scales().values():
        ends = scale.range_of_items(scale.items_of("total"))
        assert (ends.low, ends.high) == pytest.approx((scale.range.low, scale.range.high), abs=0.01)


def test_bands_cover_a_scale_s_range_without_gap_or_overlap():
    for scale in shipped_scales().values():
        bands = [band for band in scale.cutoffs if band.dimension == "total"]
        if bands:
            step = 1
            covered = [score for band in bands for score in range(int(band.low), int(band.high) + 1, step)]
            assert covered == list(range(int(scale.range.low), int(scale.range.high) + 1)), scale.id


def test_no_version_takes_over_a_fact_that_was_found_on_another_one():
    based = [scale for scale in shipped_scales().values() if scale.based_on]
    assert {scale.id for scale in based} == {
        "gds15_key_1_5_7_11", "gds15_key_1_5_7_12_13", "rses_en", "ssrs_8_sources", "ssrs_item_points", "uls8",
    }  # fmt: skip
    for scale in based:
        base = read_scale(scale.based_on)
        assert (scale.family, scale.licence, scale.better) == (base.family, base.licence, base.better)
        found_elsewhere = (scale.reliability, scale.norms, scale.reliable_change, scale.cutoffs, scale.screening)
        assert found_elsewhere == ((),) * 5


def test_a_threshold_of_reliable_change_is_fixed_only_where_sd_and_retest_are_confirmed():
    fixed = {
        scale.id: fact.threshold
        for scale in shipped_scales().values()
        for fact in scale.reliable_change
        if fact.is_confirmed
    }
    assert fixed == {"uls6": 6}


def test_wording_is_shipped_for_the_two_scales_whose_licence_is_known_to_allow_it():
    assert {scale.id for scale in shipped_scales().values() if scale.items and scale.items.wording} == {"phq9", "gad7"}


def test_what_rests_on_memory_alone_is_unverified():
    assert {id_ for id_, scale in shipped_scales().items() if scale.is_unverified} == {
        "uls8", "sense_of_community_template",
        "gds15", "cesd", "ucla20",  # the keys are those of the English originals, not of a Chinese form
    }  # fmt: skip
    psss = read_scale("psss")
    assert (psss.is_unverified_in("total"), psss.is_unverified_in("family")) == (False, True)
