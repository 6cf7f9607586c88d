"""What no function can work with is an error with a sentence, in every public call, and never an answer."""

import subprocess
import sys
import time
from functools import partial

import numpy as np
import pandas as pd
import pytest

import evaltoolkit
from evaltoolkit.errors import InputError, RegistryError, UserError, called
from evaltoolkit.instruments.alerts import find_alerts
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.language import Language
from evaltoolkit.model.shares import wilson_share
from evaltoolkit.outcomes.design.flow import lost_against_kept, participant_flow, share_bounds
from evaltoolkit.outcomes.design.pairs import pair_scores
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.people.individual import compare_individuals
from evaltoolkit.outcomes.tables.planning_table import detectable_change
from evaltoolkit.outcomes.tests.bootstrap import bca_means
from evaltoolkit.outcomes.tests.crossing import cross_cutoff, mcnemar
from evaltoolkit.outcomes.tests.effect_size import effect_sizes
from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.hodges_lehmann import hodges_lehmann
from evaltoolkit.outcomes.tests.multiplicity import benjamini_hochberg, holm
from evaltoolkit.outcomes.tests.paired_change import paired_change
from evaltoolkit.outcomes.tests.signed_rank import signed_rank

SCALES = shipped_scales()
FEW = np.array([1.0, 2.0, 4.0, 5.0, 7.0, 9.0])
CHANGE = paired_change(np.zeros(6), FEW)
OF_NUMBERS = {
    "signed_rank": lambda x: signed_rank(x, 1.0),
    "hodges_lehmann": lambda x: hodges_lehmann(x, 1.0), "pre": lambda x: paired_change(x, FEW),
    "post": lambda x: paired_change(FEW, x), "bca_means": lambda x: bca_means([FEW, x], seed=1),
    "cross_cutoff": lambda x: cross_cutoff(FEW, x, 3.0, better=1),
}  # fmt: skip
MAY_LACK = {
    "flow": lambda x: participant_flow(x, FEW), "lost": lambda x: lost_against_kept(x, FEW), "holm": holm,
    "benjamini_hochberg": benjamini_hochberg,
}  # fmt: skip


@pytest.mark.parametrize("call", OF_NUMBERS.values(), ids=OF_NUMBERS)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_score_that_is_no_finite_number_is_an_error_with_a_sentence(call, bad):
    with pytest.raises(InputError) as raised:
        call(np.array([1.0, 2.0, bad, 5.0, 7.0, 9.0]))
    assert isinstance(raised.value, ValueError)
    assert isinstance(raised.value, UserError)
    assert "须为一列有限的数字" in Language("zh_CN").say(raised.value.sentence)


@pytest.mark.parametrize("call", MAY_LACK.values(), ids=MAY_LACK)
def test_where_nan_says_not_measured_infinity_is_an_error_all_the_same(call):
    call(np.array([0.1, np.nan, 0.2, 0.3, 0.4, 0.5]))
    with pytest.raises(InputError):
        call(np.array([0.1, np.inf, 0.2, 0.3, 0.4, 0.5]))


SETTINGS = {
    "zeros": partial(signed_rank, FEW, 1.0, zeros="Pratt"),
    "resolution 0": partial(signed_rank, FEW, 0), "resolution NaN": partial(hodges_lehmann, FEW, np.nan),
    "resolution below 0": partial(paired_change, FEW, FEW, resolution=-1),
    "confidence 95, t": partial(paired_change, FEW, FEW, confidence=95),
    "confidence 95, HL": partial(hodges_lehmann, FEW, 1.0, confidence=95),
    "confidence 95, bootstrap": partial(bca_means, [FEW], seed=1, confidence=95),
    "confidence 95, Wilson": partial(wilson_share, 3, 5, confidence=95),
    "confidence 95, g": partial(effect_sizes, FEW, FEW, confidence=95),
    "5 of 3": partial(wilson_share, 5, 3), "below 0 of 3": partial(wilson_share, -1, 3),
    "no resample": partial(bca_means, [FEW], seed=1, resamples=0),
    "nobody": partial(hodges_lehmann, FEW[:0], 1.0), "other people": partial(paired_change, FEW, FEW[:3]),
    "margin 0": partial(check_margin, CHANGE, 0.0), "alpha 5": partial(check_margin, CHANGE, 1.0, alpha=5),
    "better 2": partial(cross_cutoff, FEW, FEW, 3.0, better=2), "fewer than none": partial(mcnemar, -1, 3),
    "one pair": partial(detectable_change, 1, 1.0), "no spread": partial(detectable_change, 9, 0.0),
    "6 of 5 improved": partial(share_bounds, 6, 5, 0), "p above 1": partial(holm, np.array([0.1, 1.2])),
    "p below 0": partial(benjamini_hochberg, np.array([0.1, -0.2])),
}  # fmt: skip


@pytest.mark.parametrize("call", SETTINGS.values(), ids=SETTINGS)
def test_a_setting_that_means_nothing_is_an_error_with_a_sentence(call):
    with pytest.raises(InputError) as raised:
        call()
    assert Language("zh_CN").say(raised.value.sentence) != raised.value.sentence.english()


def scored(**changed):
    rows = {"client": ["a", "a"], "scale": "uls6", "dimension": "total", "wave": ["前测", "后测"], "score": [12.0, 9.0]}
    return pd.DataFrame({**rows, **changed})


TABLES = {
    "a column is missing": partial(pair_scores, scored().drop(columns="score")),
    "the same, compared": partial(evaltoolkit.compare_outcomes, scored().drop(columns="wave"), SCALES),
    "the same, judged": partial(compare_individuals, scored().drop(columns="client"), SCALES),
    "the same, scored": partial(score_measurements, pd.DataFrame({"client": ["a"], "scale": ["uls6"]}), SCALES),
    "the same, measured": partial(evaltoolkit.measure_scales, pd.DataFrame({"client": ["a"]}), SCALES),
    "an unknown wave": partial(evaltoolkit.compare_outcomes, scored(wave=["前测", "third"]), SCALES),
    "an unknown wave asked for": partial(pair_scores, scored(), post="third"),
    "an infinite score": partial(evaltoolkit.compare_outcomes, scored(score=[np.inf, 9.0]), SCALES),
    "an unknown scale": partial(evaltoolkit.compare_outcomes, scored(scale="nothing"), SCALES),
    "an unknown scale, judged": partial(compare_individuals, scored(scale="nothing"), SCALES),
    "an unknown group": partial(evaltoolkit.compare_outcomes, scored(), SCALES, group_columns=("planet",)),
    "a score beyond the range": partial(evaltoolkit.compare_outcomes, scored(score=[12.0, 999.0]), SCALES),
    "the same range, judged": partial(compare_individuals, scored(score=[12.0, 5.0]), SCALES),
    "an unknown dimension": partial(evaltoolkit.compare_outcomes, scored(dimension="zzz"), SCALES),
    "a score in words": partial(evaltoolkit.compare_outcomes, scored(score=["18.0分", 9.0]), SCALES),
    "nobody's score": partial(evaltoolkit.compare_outcomes, scored(client=["a", None]), SCALES),
    "a seed that is no hash": partial(evaltoolkit.compare_outcomes, scored(), SCALES, seed="不是"),
}


UNKNOWN = {
    "scored": partial(score_measurements, registry=SCALES),
    "totals": partial(scale_totals, registry=SCALES, language="en"),
    "measured": partial(evaltoolkit.measure_scales, registry=SCALES),
    "alerts": partial(find_alerts, registry=SCALES),
}


@pytest.mark.parametrize("call", UNKNOWN.values(), ids=UNKNOWN)
def test_every_unknown_scale_is_named_at_once_with_the_id_that_is_near(call):
    more = pd.concat([scored(scale="phq-9"), scored(), scored(scale="zzz"), scored(scale="zzz")])
    with pytest.raises(RegistryError) as raised:
        call(more)
    assert [sentence.english() for sentence in raised.value.sentences] == [
        "There is no scale phq-9; did you mean phq9?",
        f"There is no scale zzz. `{called('scales')}` lists those that are known.",
    ]


@pytest.mark.parametrize("call", TABLES.values(), ids=TABLES)
def test_a_table_that_cannot_be_read_is_an_error_with_a_sentence(call):
    with pytest.raises(InputError):
        call()


def test_a_hundred_thousand_pairs_with_any_changes_are_compared_in_seconds():
    """Without ever forming the five thousand million means of two changes."""
    rng = np.random.default_rng(1)
    changes = rng.normal(0.1, 1.0, 100_000)
    found = hodges_lehmann(changes, 1e-6)
    assert found.low < found.estimate < found.high
    assert found.estimate == pytest.approx(changes.mean(), abs=0.02)
    table = pd.DataFrame({"client": np.arange(100_000).astype(str), "scale": "uls6", "dimension": "total"})
    before = rng.integers(9, 21, 100_000).astype(float)
    waves = [
        table.assign(wave="前测", score=before),
        table.assign(wave="后测", score=before - rng.integers(-2, 4, 100_000)),
    ]
    begin = time.perf_counter()
    row = evaltoolkit.compare_outcomes(pd.concat(waves), SCALES).iloc[0]
    assert time.perf_counter() - begin < 20
    assert row["n_pairs"] == 100_000
    few = changes[:400]
    first, second = np.triu_indices(few.size)
    assert hodges_lehmann(few, 1e-6).estimate == pytest.approx(np.median((few[first] + few[second]) / 2), abs=1e-6)


MANY = """
from pathlib import Path

import numpy as np
import pandas as pd

import evaltoolkit
from evaltoolkit.instruments.registry import shipped_scales

rng = np.random.default_rng(1)
table = pd.DataFrame({"client": np.arange(100_000).astype(str), "scale": "uls6", "dimension": "total"})
before = rng.integers(9, 21, 100_000).astype(float)
after = before - rng.integers(-2, 4, 100_000)
waves = [table.assign(wave="前测", score=before), table.assign(wave="后测", score=after)]
(row,) = evaltoolkit.compare_outcomes(pd.concat(waves), shipped_scales()).to_dict("records")
assert row["n_pairs"] == 100_000
# the peak of this program: that of getrusage is at least what the process that started it held
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory in kilobytes is what Linux reports")
def test_a_hundred_thousand_pairs_take_less_than_a_gigabyte():
    done = subprocess.run(
        [sys.executable, "-c", MANY], capture_output=True, text=True, encoding="utf-8", check=True, timeout=120
    )
    assert int(done.stdout) < 1_000_000
