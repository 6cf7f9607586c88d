"""The golden cases of one group of pairs: differences, resolution and what R found."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

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


def pytest_generate_tests(metafunc):
    if "pair_case" in metafunc.fixturenames:
        cases = pair_cases()
        metafunc.parametrize("pair_case", cases, ids=[case.name for case in cases])


@pytest.fixture
def golden():
    """Return a reader of a case's expected figures, and of its data."""
    return read_expected


@pytest.fixture
def golden_data():
    return lambda folder: pd.read_csv(GOLDEN / folder / "data.csv")
