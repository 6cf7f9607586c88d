"""Percentage, anchor and cut-off rules against R's clinicalsignificance (git 7b2f20b) on Claus et al. (2020).

The counts of the HAMD by half of the score are stored in that package's own tests (printed); the others were computed
by R. Cut-off b is not to be met: the package takes the clinical SD for it. The data stay outside for their licence.
"""

import json

import pandas as pd
import pytest

from evaltoolkit.outcomes.people.other_rules import verdicts_by_anchor, verdicts_by_cutoff, verdicts_by_percentage
from evaltoolkit.outcomes.people.verdict import Verdict, clinical_cutoffs
from tests.golden_outside import needs, outside

CASE = outside("07_claus_2020")
pytestmark = needs("07_claus_2020")


@pytest.fixture(scope="module")
def expected():
    return json.loads((CASE / "expected.json").read_text(encoding="utf-8"))


def claus(scale):
    wide = pd.read_csv(CASE / "data.csv").pivot(index="id", columns="time", values=scale)[[1, 4]].dropna()
    return wide[1].to_numpy(float), wide[4].to_numpy(float)


def counts(verdicts):
    return [verdicts.count(verdict) for verdict in (Verdict.IMPROVED, Verdict.UNCHANGED, Verdict.DETERIORATED)]


def of_r(entries):
    return [entry["n"] for entry in entries]


@pytest.mark.parametrize(
    ("scale", "important", "better", "block"),
    [("bdi", 7, -1, "bdi_anchor_mid7"), ("who", 4, 1, "who_anchor_mid4_higher")],
)
def test_the_anchor_rule_counts_a_change_that_reaches_it(expected, scale, important, better, block):
    found = verdicts_by_anchor(*claus(scale), important, resolution=1, better=better)
    assert counts(found) == of_r(expected[block])


def test_half_of_the_score_before_counts_as_r_does(expected):
    assert counts(verdicts_by_percentage(*claus("bdi"), 0.5, better=-1)) == of_r(expected["bdi_percentage_50"])


def test_the_printed_counts_of_the_hamd_by_half_are_found(expected):
    found = verdicts_by_percentage(*claus("hamd"), 0.5, better=-1)
    assert counts(found) == expected["published_snapshot_hamd"]["percentage_50"]


@pytest.mark.parametrize("cut", ["a", "c"])
def test_passing_a_cut_off_alone_counts_as_r_does(expected, cut):
    pre, post = claus("bdi")
    cutoffs = clinical_cutoffs(pre.mean(), pre.std(ddof=1), norm_mean=7.69, norm_sd=7.52, better=-1)
    found = verdicts_by_cutoff(pre, post, getattr(cutoffs, cut), better=-1)
    assert counts(found) == of_r(expected[f"bdi_cutoff_{cut}"])
