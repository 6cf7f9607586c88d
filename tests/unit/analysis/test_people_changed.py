"""Counting who changed by more than the scale's error, on plain arrays."""

import numpy as np
import pytest

from evaltoolkit import compare, reliable_change
from evaltoolkit.errors import UserError
from evaltoolkit.instruments.registry import read_scale
from evaltoolkit.outcomes.design.score_facts import fixed_threshold
from evaltoolkit.outcomes.people.reliable_change import error_of_change
from evaltoolkit.outcomes.people.verdict import verdicts_by_threshold

PRE, POST = [18, 15, 20, 16, 17, 19], [12, 13, 15, 14, 16, 24]
LONELY = {"low": 6, "high": 24, "better": "lower"}


def test_a_threshold_given_counts_from_its_value_on():
    found = reliable_change(PRE, POST, **LONELY, threshold=5)  # changes 6, 2, 5, 2, 1 better, 5 worse
    assert [found.figures[f"n_{kind}"] for kind in ("better", "unchanged", "worse")] == [2, 3, 1]
    assert reliable_change(PRE, POST, **{**LONELY, "better": "higher"}, threshold=5).figures["n_better"] == 1


def test_a_threshold_from_sd_and_reliability_is_that_of_jacobson_and_truax():
    figures = reliable_change(PRE, POST, **LONELY, sd=3.96, reliability=0.726).figures
    assert round(figures["threshold"], 2) == 5.75  # the published one of the ULS-6
    assert figures["s_diff"] == error_of_change(3.96, 0.726).s_diff
    assert figures["n_better"] == 1


def test_a_shipped_scale_brings_its_own_threshold_and_rule():
    scale = read_scale("uls6")
    threshold = fixed_threshold(scale).threshold
    rng = np.random.default_rng(3)
    pre, post = rng.integers(6, 25, 60), rng.integers(6, 25, 60)
    found = reliable_change(pre, post, scale="uls6")
    judged = verdicts_by_threshold(pre * 1.0, post * 1.0, threshold, resolution=scale.resolution, better=scale.sign)
    assert sorted(found.to_frame()["verdict"]) == sorted(map(str, judged))
    assert found.figures["threshold"] == threshold


def test_words_table_and_picture_tell_it_in_both_languages():
    for language, said in (("zh_CN", "可靠改善 2 人"), ("en", "reliably better 2 people")):
        found = reliable_change(PRE, POST, **LONELY, threshold=5, name="ULS", language=language)
        assert said in repr(found)
        assert "ULS" in found._repr_html_()
        assert "ULS" in str(found.words())
        assert found.chart().message


def test_who_has_no_second_score_counts_as_lost_and_few_people_have_no_share():
    found = reliable_change([*PRE, 20], [*POST, None], **LONELY, threshold=5).figures
    assert (found["n_pairs"], found["n_lost"]) == (6, 1)
    assert np.isnan(reliable_change(PRE[:4], POST[:4], **LONELY, threshold=5).figures["share_better"])


def test_single_people_are_shown_to_the_station_alone():
    shown = {one: reliable_change(PRE, POST, **LONELY, threshold=5, audience=one) for one in ("station", "public")}
    assert [len(found.to_frame()) for found in shown.values()] == [6, 0]
    assert np.isnan(shown["public"].figures["n_worse"])


def test_pairs_are_those_of_compare():
    pre, post = [*PRE, np.nan], [*POST, 12]
    changed, means = (
        call(pre, post, **LONELY, **more).figures for call, more in ((reliable_change, {"threshold": 5}), (compare, {}))
    )
    assert changed["n_pairs"] == means["n_pairs"] == 6


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "threshold=…"),
        ({"threshold": 5, "sd": 3}, "either"),
        ({"sd": 3}, "either"),
        ({"sd": 3, "reliability": 1.2}, "reliability"),
        ({"threshold": 0}, "threshold"),
        ({"threshold": 5, "low": None}, "Say which scale"),
        ({"threshold": 5, "pre": PRE[:-1]}, "same people"),
        ({"threshold": 5, "pre": [], "post": []}, "Nobody"),
        ({"threshold": 5, "audience": "press"}, "press"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_sentence(given, words):
    call = {"pre": PRE, "post": POST, **LONELY, **given}
    with pytest.raises(UserError) as caught:
        reliable_change(call.pop("pre"), call.pop("post"), **call)
    assert words in str(caught.value)
