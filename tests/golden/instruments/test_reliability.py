"""Alpha, Feldt's interval, omega and item statistics equal R (psych 2.4.12) on psych::bfi, complete cases.

The data stand under another project's licence and are read where they lie beside the repository; the hand-worked table
of tests/unit/instruments/test_reliability.py holds everywhere.
"""

import json

import pandas as pd
import pytest

from evaltoolkit.instruments.reliability import reliability
from tests.golden_outside import needs, outside

CASE = outside("14_cronbach_bfi")
pytestmark = needs("14_cronbach_bfi")


@pytest.fixture(scope="module")
def expected():
    return json.loads((CASE / "expected.json").read_text(encoding="utf-8"))["bfi"]


@pytest.fixture(scope="module")
def answers():
    return pd.read_csv(CASE / "bfi.csv")


def points(answers, block):
    reversed_items = [block["reversed"]] if isinstance(block["reversed"], str) else block["reversed"]
    keyed = answers[block["items"]].astype(float)
    keyed[reversed_items] = 7 - keyed[reversed_items]
    return keyed.to_numpy()


@pytest.mark.parametrize("name", ["A", "C", "E", "N", "O"])
def test_every_figure_equals_r(answers, expected, name):
    block = expected[name]
    r, ours = block["complete_case"], reliability(points(answers, block))
    assert ours.n == block["n_complete"]
    assert ours.alpha == pytest.approx(r["raw_alpha"], abs=1e-9)
    assert (ours.alpha_low, ours.alpha_high) == pytest.approx(tuple(r["feldt_ci95"]), abs=1e-9)
    assert ours.item_rest.tolist() == pytest.approx(list(r["item_rest_r"].values()), abs=1e-9)
    assert ours.alpha_without.tolist() == pytest.approx(list(r["alpha_if_dropped"].values()), abs=1e-9)
    assert ours.omega == pytest.approx(r["omega_total_std_1factor_ML"], abs=1e-5)


@pytest.mark.parametrize("name", ["A", "C", "E", "O"])
def test_without_the_key_alpha_falls_as_it_does_in_r(answers, expected, name):
    block = {**expected[name], "reversed": []}
    assert reliability(points(answers, block)).alpha == pytest.approx(block["alpha_without_reversing"], abs=1e-9)
