"""Comparing plain arrays and tables: what is taken, what is said of it, what is refused."""

import pandas as pd
import pytest

from evaltoolkit import compare, compare_table
from evaltoolkit.analysis.before_after import _POST_WORDS, _PRE_WORDS
from evaltoolkit.errors import InputError
from evaltoolkit.findings.change import Reading

PRE, POST = [18, 15, 20, 16, 17, 19, 14, 18, 16, 20], [12, 13, 15, 14, 16, 13, 12, 15, 13, 14]
LONELY = {"low": 6, "high": 24, "better": "lower"}


def long(pre=PRE, post=POST, words=("pre", "post")):
    waves = [pd.DataFrame({"who": range(len(scores)), "when": word, "points": scores})
             for word, scores in zip(words, (pre, post), strict=True)]  # fmt: skip
    return pd.concat(waves, ignore_index=True)


def compared(table, **how):
    return compare_table(table, id="who", wave="when", score="points", **{**LONELY, **how})


@pytest.mark.parametrize(("pre", "post"), list(zip(_PRE_WORDS, _POST_WORDS, strict=True)))
def test_the_usual_words_for_the_two_measurements_are_known_and_said(pre, post):
    found = compared(long(words=(pre.upper(), f" {post}")))
    assert found.waves == (pre.upper(), f" {post}")
    assert found.figures["mean_change"] == compare(PRE, POST, **LONELY).figures["mean_change"]


def test_own_words_for_the_measurements_are_taken_and_others_refused_with_both_named():
    table = long(words=("T1", "T2"))
    assert compared(table, pre="T1", post="T2").figures["n_pairs"] == 10
    with pytest.raises(InputError, match="T1, T2"):
        compared(table)
    with pytest.raises(InputError, match="T3"):
        compared(pd.concat([table, table.tail(1).assign(when="T3")]), pre="T1", post="T2")


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_the_reading_follows_the_good_end_and_words_picture_and_table_say_it(better):
    found = compare(PRE, POST, low=6, high=24, better=better, name="孤独感")
    reading = Reading.BETTER if better == "lower" else Reading.WORSE
    said = "变好" if better == "lower" else "变差"
    assert found.reading is reading
    assert said in repr(found)
    assert said in found.chart().message
    assert "孤独感" in found._repr_html_()
    assert "没有对照组" in str(found.words())


def test_english_words_stand_in_an_english_result():
    found = compare(PRE, POST, **LONELY, language="en", name="Loneliness")
    page = found._repr_html_()
    assert "Loneliness" in page
    assert not any("一" <= sign <= "鿿" for sign in page)


def test_who_was_measured_once_is_no_pair_and_few_pairs_bear_no_mean():
    found = compare([*PRE, float("nan")], [*POST, 20], **LONELY).figures
    assert (found["n_pairs"], found["n_pre"], found["n_post"]) == (10, 10, 11)
    assert compare(PRE[:4], POST[:4], **LONELY).reading is Reading.TOO_FEW


def test_a_group_of_few_is_withheld_from_others_and_shown_to_the_station():
    table = long().assign(club=["A"] * 7 + ["B"] * 3 + ["A"] * 7 + ["B"] * 3)
    own, others = (compared(table, group="club", audience=one).to_frame() for one in ("station", "shared"))
    assert own.loc[own["group"] == "B", "n_pairs"].tolist() == [3]
    assert others.loc[others["group"] == "B", "n_pairs"].isna().all()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"pre": PRE[:-1]}, "same people"),
        ({"pre": ["a"] * 10}, "finite numbers"),
        ({"pre": [99, *PRE[1:]]}, "99"),
        ({"pre": [], "post": []}, "Nobody"),
        ({"low": None}, "Say which scale"),
        ({"low": 24, "high": 6}, "Say which scale"),
        ({"better": "down"}, "down"),
        ({"scale": "phq", "low": None}, "phq9"),
        ({"audience": "press"}, "press"),
        ({"language": "de"}, "de"),
        ({"selected_by_score": "maybe"}, "maybe"),
        ({"step": 0}, "step"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(given, words):
    from evaltoolkit.errors import UserError

    call = {"pre": PRE, "post": POST, **LONELY, **given}
    with pytest.raises(UserError) as caught:
        compare(call.pop("pre"), call.pop("post"), **call)
    assert words in str(caught.value)


def test_a_person_measured_twice_at_one_wave_is_refused():
    table = long()
    with pytest.raises(InputError, match="1 people"):
        compared(pd.concat([table, table.head(1)]))
    with pytest.raises(InputError, match="points"):
        compared(table.drop(columns="points"))
