"""Differences of two shares against R 4.5.0 (Newcombe's method 10); two of them are printed in Newcombe (1998)."""

import json
from pathlib import Path

import pytest

from evaltoolkit.services.opinions.satisfaction_change import difference

CASE = Path(__file__).parents[2] / "16_proportions" / "expected.json"
FOUND = json.loads(CASE.read_text(encoding="utf-8"))["newcombe_difference_method10"]
RANDOM = ("随机抽取", "随机抽取")


def limits(case):
    now, before = ((int(x), int(n)) for x, n in (share.split("/") for share in case.split("-")))
    found = difference(now, before, asked=RANDOM)
    return [found.low, found.high]


@pytest.mark.parametrize("case", FOUND)
def test_newcombe_s_interval_equals_r(case):
    assert limits(case) == pytest.approx(FOUND[case]["ci"], rel=1e-9)


@pytest.mark.parametrize("case", [case for case in FOUND if "published" in FOUND[case]])
def test_newcombe_s_printed_limits_are_found(case):
    assert [round(end, 4) for end in limits(case)] == FOUND[case]["published"]
