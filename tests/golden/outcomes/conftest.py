"""The golden cases of one group of pairs: differences, resolution and what R found.

Printed figures: t of the sleep data, V and p of Hollander & Wolfe, both tested by name. Everything else in the blocks
was computed by R 4.5.0; cases 08 and 15 are computed by R on data typed by hand. 06, 07 and 08 stay outside the
project for their licences.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.golden_outside import ABSENT, is_there, outside

GOLDEN = Path(__file__).parents[1]


@dataclass(frozen=True)
class PairCase:
    name: str
    pre: np.ndarray
    post: np.ndarray
    resolution: float
    expected: dict

    @property
    def differences(self) -> np.ndarray:
        return self.post - self.pre


def read_expected(folder):
    return json.loads((GOLDEN / folder / "expected.json").read_text(encoding="utf-8"))


def _case(folder, pre, post, resolution):
    data = pd.read_csv(GOLDEN / folder / "data.csv")
    return PairCase(
        folder, data[pre].to_numpy(float), data[post].to_numpy(float), resolution, read_expected(folder)["block"]
    )


def _anorexia():
    data, expected = pd.read_csv(GOLDEN / "01_anorexia" / "data.csv"), read_expected("01_anorexia")
    for arm, block in expected["by_arm"].items():
        rows = data[data["Treat"] == arm]
        yield PairCase(f"01_{arm}", rows["Prewt"].to_numpy(), rows["Postwt"].to_numpy(), 0.1, block)
    yield PairCase("01_all_arms", data["Prewt"].to_numpy(), data["Postwt"].to_numpy(), 0.1, expected["all_arms"])


@cache
def pair_cases():
    return (
        *_anorexia(),
        _case("02_sleep", "pre", "post", 0.1),
        _case("03_hollander_wolfe_depression", "pre", "post", 0.001),
        _case("05_shoes", "A", "B", 0.1),
        _case("15_lakens_movies", "movie2", "movie1", 1.0),
    )


def _outside(folder, columns):
    """Yield a case of each series of a data set that stays outside: its long or wide table, and R's block."""
    data = pd.read_csv(outside(folder) / "data.csv")
    expected = json.loads((outside(folder) / "expected.json").read_text(encoding="utf-8"))
    for name, (rows, pre, post, block) in columns(data, expected).items():
        both = rows[[pre, post]].dropna()
        yield PairCase(
            f"{folder[:2]}_{name}", both[pre].to_numpy(float), both[post].to_numpy(float), 0.5, block
        )  # couples in halves


def _trial(data, expected):
    """Return 'Beat the Blues': the BDI before, after two and after eight months, by arm."""
    blocks = {"bdi_2m": "paired_by_arm_pre_to_2m", "bdi_8m": "paired_by_arm_pre_to_8m"}
    return {
        f"{arm}_{wave}": (data[data["treatment"] == arm], "bdi_pre", wave, expected[name][arm])
        for wave, name in blocks.items()
        for arm in ("TAU", "BtheB")
    }


def _claus(data, expected):
    """Return Claus et al. (2020): the BDI at the first and fourth time, all together and by treatment."""
    wide = data.pivot(index=["id", "treatment"], columns="time", values="bdi").reset_index()
    wide = wide.rename(columns={1: "pre", 4: "post"})
    arms = {
        arm: (wide[wide["treatment"] == arm], "pre", "post", expected["block_by_treatment"][arm])
        for arm in ("PA", "TAU")
    }
    return {"bdi": (wide, "pre", "post", expected["block_bdi"]), **arms}


def _couples(data, expected):
    """Return Jacobson's couples on both scales."""
    return {
        scale: (data.pivot(index="subject", columns="time", values=scale), "pre", "post", found["block"])
        for scale, found in expected["results"].items()
    }


OUTSIDE = {"06_btheb_attrition": _trial, "07_claus_2020": _claus, "08_jacobson_1989": _couples}


@cache
def outside_cases():
    return tuple(case for folder, columns in OUTSIDE.items() for case in _outside(folder, columns))


def pytest_generate_tests(metafunc):
    cases = [pytest.param(case, id=case.name) for case in pair_cases()]
    if "margin_case" in metafunc.fixturenames:  # cases for which R was given a margin; none of those outside was
        metafunc.parametrize("margin_case", [case for case in cases if "tost" in case.values[0].expected])
    if "pair_case" not in metafunc.fixturenames:
        return
    if is_there(*OUTSIDE):
        cases += [pytest.param(case, id=case.name) for case in outside_cases()]
    else:
        cases += [pytest.param(None, id=folder, marks=pytest.mark.skip(reason=ABSENT)) for folder in OUTSIDE]
    metafunc.parametrize("pair_case", cases)


@pytest.fixture
def golden():
    """Return a reader of a case's expected figures, and of its data."""
    return read_expected


@pytest.fixture
def golden_data():
    return lambda folder: pd.read_csv(GOLDEN / folder / "data.csv")
