"""Scores changed in a known way, from scored table to protected table to words: the words follow, and that alone."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit import charts
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.findings.change import Reading, is_total, is_whole, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.language import Language
from evaltoolkit.model.results import Results, Scorecard, Total
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.outcomes.tables.follow_up_table import follow_up_table
from evaltoolkit.words import outcomes
from tests.sample import one_in

ZH = Language("zh_CN")
# without norm and retest, which say where a group stands, so that a constant added to all scores may change no word
ULS6 = shipped_scales()["uls6"].model_copy(update={"norms": ()})
HIGHER = ULS6.model_copy(update={"better": "higher"})
OTHER = ULS6.model_copy(update={"id": "noise"})
QUICK = settings(max_examples=20, deadline=None)
SIZES = (1, 4, 5, 9, 10, 12, 16, 24, 30, 35)


@st.composite
def people(draw):
    """Return pre-test and both later changes of as many people as any rung has, changed on the whole or hardly so."""
    size, usual, later = draw(st.sampled_from(SIZES)), draw(st.integers(-2, 2)), draw(st.integers(-1, 1))
    near = st.tuples(st.integers(13, 17), st.integers(usual - 3, usual + 3), st.integers(later - 2, later + 2))
    return draw(st.lists(near, min_size=size, max_size=size))


def scored(rows, scale="uls6", *, shift=0, waves=("前测", "后测", "跟进一")):
    after = {"前测": lambda row: row[0], "后测": lambda row: row[0] + row[1], "跟进一": lambda row: row[0] + row[2]}
    return pd.DataFrame(
        [
            {"client": f"p{number}", "scale": scale, "dimension": "total", "wave": wave,
             "score": float(after[wave](row) + shift)}
            for wave in waves
            for number, row in enumerate(rows)
        ]
    )  # fmt: skip


def told(table, audience="station", **registry):
    """Return the protected rows and the section on outcomes with its follow-up."""
    known = {"uls6": ULS6, "noise": OTHER, **registry}
    services = {"follow_up": follow_up_table(table, known, "zh_CN")}
    card = Scorecard("", "", "", (), Total(0.0, 0.0, 0.0, 0.0, 0.0, None, ()))
    results = Results("s_2023", "甲街", 2023, True, card, compare_outcomes(table, known), services)
    shown = protect_results(results, shipped_policy(), audience)
    rows = [row for row in rows_of(shown["outcomes"]) if is_whole(row) and is_total(row)]
    picture = charts.outcomes(shown["outcomes"], ZH)
    said = outcomes(shown["outcomes"], ZH, follow_up=shown["follow_up"])
    return rows, f"{said!r}{picture.message}{picture.alt}"


SIDES = {"好转": "\ue000", "变好": "\ue000", "变差": "\ue001", "变坏": "\ue001", "越低": "\ue002", "越高": "\ue003",
         "最好": "\ue004", "最差": "\ue005"}  # fmt: skip
"""Every word that a side of the scale has, as one sign a side."""
TURN = str.maketrans("\ue000\ue001\ue002\ue003\ue004\ue005", "\ue001\ue000\ue003\ue002\ue005\ue004")
BOTH = re.compile("(.超过 [0-9.]+ 分)的可能性不大，(.超过 [0-9.]+ 分)的可能性也不大")


def sided(words):
    """Return the words with a sign for each side, and both limits of an open result in one order."""
    signs = re.sub("|".join(SIDES), lambda found: SIDES[found.group()], words)
    return BOTH.sub(lambda found: "与".join(sorted(found.groups())), signs)


def mirrored(words):
    turned = sided(words).translate(TURN)
    return re.sub("(.超过 [0-9.]+ 分)与(.超过 [0-9.]+ 分)", lambda found: "与".join(sorted(found.groups())), turned)


TURNED = {Reading.BETTER: Reading.WORSE, Reading.WORSE: Reading.BETTER}


@QUICK
@given(people())
def test_turning_a_scale_s_direction_turns_better_and_worse_in_words_and_picture_and_nothing_else(rows):
    (lower,), fewer = told(scored(rows))
    (higher,), more = told(scored(rows), uls6=HIGHER)
    assert read(higher) is TURNED.get(read(lower), read(lower))
    assert mirrored(fewer) == sided(more)
    numbers = [{name: value for name, value in row.values.items() if name not in ("better", "share_floor",
                "share_ceiling", "cautions")} for row in (lower, higher)]  # fmt: skip
    assert repr(numbers[0]) == repr(numbers[1])


@QUICK
@given(people())
def test_turning_every_change_and_the_direction_gives_the_same_reading(rows):
    turned = [(30 - pre, -post, -later) for pre, post, later in rows]
    (lower,), _ = told(scored(rows))
    (higher,), _ = told(scored(turned), uls6=HIGHER)
    assert read(higher) is read(lower)


@QUICK
@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_no_word(rows, random):
    table = scored(rows)
    order = list(range(len(table)))
    random.shuffle(order)
    assert told(table.iloc[order])[1] == told(table)[1]


@QUICK
@given(people(), st.integers(-2, 2))
def test_a_constant_added_to_every_score_moves_the_means_and_no_other_word(rows, shift):
    # the ends of the scale are far from every score, so that nobody comes to stand at one
    means = re.compile(r"[前后]测(?:平均 )?[\d.]+")
    before, after = (means.sub("", told(scored(rows, shift=by))[1]) for by in (0, shift))
    assert before == after


@QUICK
@given(people())
def test_dropping_the_follow_up_takes_its_sentences_away_and_no_other(rows):
    _, whole = told(scored(rows))
    _, less = told(scored(rows, waves=("前测", "后测")))
    later = re.compile(
        r"跟进一(?:时，三次都测过的|只有)[^。；]*。|；六项孤独量表（ULS-6）：跟进一[^。；]*|做过跟进一[^。；]*。"
    )
    assert "跟进一" not in less
    assert later.sub("", whole) == less


@QUICK
@given(people())
def test_dropping_the_post_test_leaves_no_change_to_be_told(rows):
    (row,), words = told(scored(rows, waves=("前测",)))
    assert read(row) is Reading.NO_PAIRS
    assert "变化 " not in words


@QUICK
@given(people(), st.integers(0, 2**16))
def test_a_scale_of_noise_may_weaken_a_change_of_another_and_never_make_one(rows, seed):
    rng = np.random.default_rng(seed)
    noise = [(int(15 + rng.integers(-3, 4)), int(rng.integers(-4, 5)), 0) for _ in range(20)]
    (alone,), _ = told(scored(rows))
    both, _ = told(pd.concat([scored(rows), scored(noise, "noise")], ignore_index=True))
    beside = next(row for row in both if row.string("scale") == "uls6")
    weaker = {Reading.BETTER: {Reading.SPLIT, Reading.WEAKENED}, Reading.WORSE: {Reading.SPLIT, Reading.WEAKENED},
              Reading.SPLIT: {Reading.WEAKENED}}  # fmt: skip
    assert read(beside) in {read(alone)} | weaker.get(read(alone), set())
    figures = ("mean_change", "change_low", "change_high", "p_t", "p_exact", "n_pairs")
    assert [beside.number(name) for name in figures] == [alone.number(name) for name in figures]


@pytest.mark.parametrize("pairs", one_in(3, range(4, 13)))
def test_the_same_people_are_read_alike_whoever_reads(pairs):
    rng = np.random.default_rng(pairs)
    rows = [(int(15 + rng.integers(-4, 5)), int(rng.integers(-5, 1)), 0) for _ in range(pairs)]
    found = {who: read(told(scored(rows), who)[0][0]) for who in ("station", "partner", "shared", "public")}
    assert set(found.values()) <= {found["station"], Reading.WITHHELD}
