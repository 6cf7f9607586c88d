"""Satisfaction on a plain row of answers."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit import satisfaction
from evaltoolkit.errors import UserError
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.model.workbook import ASKED

CHINESE = ["非常满意"] * 30 + ["满意"] * 27 + ["一般"] * 3
ENGLISH = ["Very satisfied"] * 30 + ["satisfied "] * 27 + ["Neutral"] * 3
NUMBERS = [5] * 30 + [4] * 27 + [3] * 3


@pytest.mark.parametrize(
    "found",
    [
        satisfaction(CHINESE, asked="random"),
        satisfaction(ENGLISH, asked="随机抽取"),
        satisfaction(NUMBERS, asked="random", low=1, high=5, better="higher"),
        satisfaction(6 - np.array(NUMBERS), asked="random", low=1, high=5, better="lower"),
        satisfaction([*CHINESE, None, "不适用", np.nan], asked="random"),
    ],
    ids=["chinese", "english", "numbers", "turned", "blanks"],
)
def test_the_same_answers_give_the_same_share_index_and_interval_however_they_are_written(found):
    assert (found.figures["n_satisfied"], found.figures["n_valid"]) == (57, 60)
    assert found.figures["index"] == (30 * 5 + 27 * 4 + 3 * 3) / 300
    assert found.figures["ci_low"] == wilson_share(57, 60).low


@pytest.mark.parametrize(("said", "word"), list(zip(("everyone", "random", "on_site"), ASKED, strict=True)))
def test_how_people_were_asked_is_said_in_english_or_as_the_workbook_has_it(said, word):
    own, others = (satisfaction(CHINESE, asked=one).to_frame() for one in (said, word))
    pd.testing.assert_frame_equal(own, others)
    assert own["asked"].tolist() == [word]


def test_without_a_way_of_asking_there_is_no_interval():
    assert np.isnan(satisfaction(CHINESE).figures["ci_low"])


def test_each_group_has_a_row_and_a_small_one_is_withheld_from_others():
    groups = ["A"] * 55 + ["B"] * 5
    own, others = (satisfaction(CHINESE, group=groups, audience=one).to_frame() for one in ("station", "public"))
    assert own["n_valid"].tolist() == [55, 5]
    assert others["n_satisfied"].isna().any()


def test_words_table_and_picture_tell_it_with_the_target_in_both_languages():
    for language in ("zh_CN", "en"):
        found = satisfaction(CHINESE, target=0.9, issued=80, returned=60, language=language)
        assert "90%" in str(found.words())
        assert "60/80" in str(found.words())
        assert "95.0%" in found._repr_html_()
        assert found.chart().message
        assert "57 / 60" in repr(found)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answers": ["好"]}, "好"),
        ({"answers": [1, 2]}, "low=…"),
        ({"answers": [6], "low": 1, "high": 5, "better": "higher"}, "6"),
        ({"answers": [1], "low": 1, "high": 10, "better": "higher"}, "five levels"),
        ({"answers": [1], "low": 1, "high": 5, "better": "up"}, "up"),
        ({"answers": []}, "Nobody"),
        ({"asked": "by post"}, "by post"),
        ({"group": ["A"]}, "group"),
        ({"target": 90}, "target"),
        ({"language": "de"}, "de"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(given, words):
    call = {"answers": CHINESE, **given}
    with pytest.raises(UserError) as caught:
        satisfaction(call.pop("answers"), **call)
    assert words in str(caught.value)


def test_a_column_of_a_table_is_taken_as_it_is():
    table = pd.DataFrame({"said": CHINESE}, index=range(100, 160))
    assert satisfaction(table["said"]).figures["n_satisfied"] == 57
