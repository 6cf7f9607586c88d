from decimal import Decimal

import pytest

from evaltoolkit.scoring.overshoot import DEFAULT_OVERSHOOT, Overshoot, cut_overshoot, demands_reason
from evaltoolkit.scoring.rules.at_least import at_least

WEIGHT = Decimal(10)


def points_at(completion: str, policy: Overshoot) -> Decimal:
    full = at_least(Decimal(completion), Decimal(1), weight=WEIGHT)
    return cut_overshoot(full, WEIGHT, policy).points


@pytest.mark.parametrize(("completion", "demanded"), [("1.2999", False), ("1.3", True), ("2", True)])
def test_a_reason_is_demanded_from_130_per_cent_on(completion: str, demanded: bool) -> None:
    assert demands_reason(Decimal(completion), DEFAULT_OVERSHOOT) is demanded


def test_the_default_cuts_nothing_however_high_the_completion() -> None:
    assert points_at("9", DEFAULT_OVERSHOOT) == 10


def test_daying_county_scores_nothing_above_130_per_cent() -> None:
    policy = Overshoot(cut="nothing_left", source="四川大英县")

    assert points_at("1.3", policy) == 10
    assert points_at("1.3001", policy) == 0


@pytest.mark.parametrize(("completion", "points"), [("1.3", "10"), ("1.5", "8"), ("2.3", "0"), ("5", "0")])
def test_a_cut_in_proportion_to_the_deviation_begins_at_the_threshold(completion: str, points: str) -> None:
    policy = Overshoot(cut="proportional", source="财预〔2020〕10号")

    assert points_at(completion, policy) == Decimal(points)


def test_a_steeper_rate_cuts_more() -> None:
    policy = Overshoot(cut="proportional", rate=2, source="本工具规则")

    assert points_at("1.5", policy) == 6
