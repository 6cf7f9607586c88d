"""Scoring a plain table of answers."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit import score
from evaltoolkit.errors import UserError
from evaltoolkit.instruments.reliability import reliability

NAN = float("nan")
ANSWERS = pd.DataFrame({"a": [1, 2, 4, NAN], "b": [2, 2, 3, 2], "c": [4, 3, 1, 9]}, index=list("王李张陈"))
OWN = {"low": 1, "high": 4, "better": "lower"}


def test_reversed_items_are_turned_and_dimensions_stand_under_their_names():
    found = score(ANSWERS, **OWN, reverse=[3], dimensions={"甲": [1, 2], "乙": [3]}).to_frame()
    assert found.loc["王":"张", "total"].tolist() == [1 + 2 + 1, 2 + 2 + 2, 4 + 3 + 4]
    assert found.loc["王":"张", "甲"].tolist() == [3, 4, 7]
    assert found["乙"].tolist()[:3] == [1, 2, 4]
    assert list(found.index) == list("王李张陈")
    assert found.loc["陈", ["total", "n_missing", "n_invalid"]].isna().tolist() == [True, False, False]
    assert found.loc["陈", "n_invalid"] == 1


def test_a_mean_and_an_answer_that_may_lack_are_scored_in_proportion():
    answers = [[1, 2, 3, NAN], [4, 4, 4, 4]]
    assert score(answers, **OWN, scoring="mean", may_lack=1).to_frame()["total"].tolist() == [2, 4]
    assert score(answers, **OWN, may_lack=1).to_frame()["total"].tolist() == [8, 16]
    assert score(answers[:1], **OWN).to_frame()["total"].isna().all()


def test_a_shipped_scale_is_scored_by_its_own_key():
    answers = [[1, 2, 3, 4, 1, 2], [4, 4, 4, 4, 4, 4]]
    found = score(answers, scale="uls6")
    assert found.to_frame()["total"].tolist() == [13, 24]
    assert found.figures["n_scored"] == 2
    assert "ULS-6" in score(answers, scale="uls6", language="en")._repr_html_()


def test_alpha_is_that_of_the_report_from_thirty_complete_rows_on():
    rng = np.random.default_rng(1)
    answers = np.clip(rng.normal(2.5, 1, (40, 1)) + rng.normal(0, 0.6, (40, 6)), 1, 4).round()
    assert score(answers, **OWN).figures["alpha"] == pytest.approx(reliability(answers).alpha)
    assert np.isnan(score(answers[:29], **OWN).figures["alpha"])


@pytest.mark.parametrize(
    ("language", "said"), [("zh_CN", "4 人中 3 人有总分；1 个回答超出"), ("en", "Of 4 people 3 have a total")]
)
def test_words_say_how_many_could_be_scored(language, said):
    found = score(ANSWERS, **OWN, language=language)
    assert said in str(found.words())
    assert repr(found) == "<Scores: 3 / 4>"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answers": [["a", "b"]]}, "table of numbers"),
        ({"answers": []}, "table of numbers"),
        ({"scale": "phq9", "answers": [[1, 2]]}, "9 items"),
        ({"scale": "phq"}, "phq9"),
        ({"low": None}, "Say which scale"),
        ({"reverse": [4]}, "item 4"),
        ({"dimensions": {"甲": [7]}}, "7"),
        ({"scoring": "product"}, "product"),
        ({"language": "de"}, "de"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_a_sentence(given, words):
    call = {"answers": ANSWERS, **OWN, **given}
    with pytest.raises(UserError) as caught:
        score(call.pop("answers"), **call)
    assert words in str(caught.value)
