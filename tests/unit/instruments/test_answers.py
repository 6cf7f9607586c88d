import numpy as np
import pytest

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.facts import MissingRule, Reversal
from evaltoolkit.instruments.registry import read_scale


def scored(scale, *rows):
    return score_answers(np.array(rows, dtype=float), scale, scale.items)


def reversing(scale, *items):
    key = Reversal(items=items, status="confirmed", source="x")
    return scale.model_copy(update={"items": scale.items.model_copy(update={"reversed": key})})


def bearing(scale, total, dimension=0, status="confirmed"):
    rule = MissingRule(total=total, dimension=dimension, status=status, source="x")
    return scale.model_copy(update={"missing": rule})


@pytest.mark.parametrize("item", range(6))
@pytest.mark.parametrize("answer", [1, 2, 3, 4])
def test_each_answer_to_each_item_of_the_uls6_adds_its_points(item, answer):
    row = np.ones(6)
    row[item] = answer
    assert scored(read_scale("uls6"), row).scores[0, 0] == 5 + answer


@pytest.mark.parametrize("scale_id", ["uls6", "phq9", "station_own_template"])
def test_ten_thousand_random_rows_equal_an_independently_written_sum(scale_id):
    scale = read_scale(scale_id)
    rows = np.random.default_rng(20230101).integers(
        int(scale.items.low), int(scale.items.high) + 1, (10_000, scale.items.count)
    )
    found = score_answers(rows.astype(float), scale, scale.items)
    expected = [
        [sum(int(row[number - 1]) for number in scale.items_of(name)) for name in found.dimensions] for row in rows
    ]
    assert found.scores.tolist() == expected


def test_a_reversed_item_counts_from_the_other_end():
    scale = reversing(read_scale("uls6"), 2, 6)
    assert scored(scale, [1, 1, 1, 1, 1, 1], [4, 2, 4, 4, 4, 4]).scores[:, 0].tolist() == [12, 20]


def test_dimensions_are_scored_beside_the_total():
    found = scored(read_scale("station_own_template"), [1, 2, 3, 4, 5, 5, 5, 5, 2, 2, 2, 2])
    assert dict(zip(found.dimensions, found.scores[0], strict=True)) == {
        "total": 38, "knowledge": 10, "skill": 20, "confidence": 8,
    }  # fmt: skip


def test_a_missing_answer_without_a_rule_leaves_no_score_where_it_counts():
    found = scored(read_scale("station_own_template"), [np.nan, 2, 3, 4, 5, 5, 5, 5, 2, 2, 2, 2])
    assert np.isnan(found.scores[0, :2]).all()
    assert found.scores[0, 2:].tolist() == [20, 8]
    assert found.n_missing.tolist() == [1]


def test_a_confirmed_rule_lets_the_answered_items_stand_for_the_missing():
    scale = bearing(read_scale("phq9"), 2)
    found = scored(
        scale, [2, 2, 2, 2, 2, 2, 2, np.nan, np.nan], [1, 1, 1, 1, 1, 1, 2, 2, np.nan], [3] * 6 + [np.nan] * 3
    )
    # 14/7*9 = 18; 10/8*9 = 11.25, rounded to whole points; three missing are too many
    assert found.scores[:2, 0].tolist() == [18, 11]
    assert np.isnan(found.scores[2, 0])


def test_a_recalled_rule_for_missing_answers_is_not_applied():
    scale = read_scale("phq9")
    assert not scale.missing.is_confirmed
    assert np.isnan(scored(scale, [2, 2, 2, 2, 2, 2, 2, 2, np.nan]).scores[0, 0])


@pytest.mark.parametrize("answer", [0, 5, 2.5, -1, np.inf])
def test_an_answer_that_cannot_be_counts_as_missing_and_is_counted(answer):
    found = scored(read_scale("uls6"), [answer, 1, 1, 1, 1, 1])
    assert np.isnan(found.scores[0, 0])
    assert (found.n_invalid[0] == 1) == np.isfinite(answer)


def test_a_mean_score_with_a_multiplier():
    scale = read_scale("phq9").model_copy(update={"scoring": "mean", "multiplier": 10.0})
    assert scored(scale, [3, 3, 3, 0, 0, 0, 0, 0, 0]).scores[0, 0] == pytest.approx(10)
