"""Every shipped scale scores as its source says.

`WORKED` holds examples from outside this code: each is worked from the words of the source named beside it. A scale
without one is in `SUMMED`: each item x each option is tried one at a time, and 10,000 random rows are held against a
sum written here for itself, with the key repeated from the source and not read from the registry.
"""

import numpy as np
import pytest

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.registry import read_scale, shipped_scales

YES, NO = 1, 0
NAN = np.nan

WORKED = {
    "gds15": [
        # MSD Manual, GDS short form: one point for "no" to 1 5 7 11 13, one point for "yes" to the others
        ([NO] * 15, 5), ([YES] * 15, 10),
        ([NO, YES, YES, YES, NO, YES, NO, YES, YES, YES, NO, YES, NO, YES, YES], 15),
        ([YES, NO, NO, NO, YES, NO, YES, NO, NO, NO, YES, NO, YES, NO, NO], 0),
    ],
    "barthel": [
        # docduoduo.com/p-6581467, the column 独立 of 进餐 洗澡 修饰 穿衣 大便 小便 用厕 转移 行走 楼梯
        ([10, 5, 5, 10, 10, 10, 10, 15, 15, 10], 100), ([5, 0, 5, 5, 10, 10, 5, 10, 10, 5], 65), ([0] * 10, 0),
    ],
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
    "gas_t": [
        # Kiresuk & Sherman (1968): 50 + 10 sum(x) / sqrt(.7 k + .3 k^2); all as expected is 50, one goal above it 60
        ([0, 0, 0, NAN, NAN], 50), ([1, NAN, NAN, NAN, NAN], 60),
        ([1, 1, 1, NAN, NAN], 50 + 30 / 4.8**0.5), ([-2, -1, NAN, NAN, NAN], 50 - 30 / 2.6**0.5),
    ],
}  # fmt: skip
"""Answers and total; the sources are named beside them."""

SUMMED = {
    # id: items, lowest answer, highest answer, reversed items, factor; keys as in the sources of the registry
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

CASES = [(id_, answers, total) for id_, found in WORKED.items() for answers, total in found]


def totals(id_, rows):
    scale = read_scale(id_)
    return score_answers(np.array(rows, dtype=float), scale, scale.items).scores[:, 0]


def test_every_shipped_scale_is_in_exactly_one_of_the_two_lists():
    assert set(WORKED) | set(SUMMED) == set(shipped_scales())
    assert not set(WORKED) & set(SUMMED)


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
