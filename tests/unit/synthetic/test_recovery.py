"""Over all 24 streets the planted values lie inside their 95 % intervals about 95 times in 100."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy.stats import binom

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import RESIDENCE
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.services.funds.money import payments
from evaltoolkit.services.opinions.intervals import limits
from evaltoolkit.services.people.coverage import coverage
from evaltoolkit.services.work.hours import hours
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.plan_file import plan_of
from evaltoolkit.synthetic.streets import SEED, YEAR
from evaltoolkit.synthetic.year import make_year


@pytest.fixture(scope="module")
def district():
    return [make_year(street, YEAR, SEED) for street in known_streets()]


def within_the_99_percent_range(inside: int, count: int) -> bool:
    low, high = binom.interval(0.99, count, 0.95)
    return bool(low <= inside <= high)


def test_planted_changes_lie_inside_their_intervals(district):
    held = []
    for made in district:
        scored = score_measurements(made.tables["measurements"], shipped_scales())
        outcomes = compare_outcomes(scored, shipped_scales(), group_columns=())
        pooled = outcomes[outcomes["group_kind"] == "all"].set_index(["scale", "dimension"])
        for key, planted in made.truth.change.items():
            row = pooled.loc[key]
            if not pd.isna(row["change_low"]):
                held.append(row["change_low"] <= planted <= row["change_high"])
    assert len(held) >= 24 * 5
    assert within_the_99_percent_range(sum(held), len(held))


def test_planted_satisfaction_rates_lie_inside_wilson_intervals(district):
    held = []
    for made in district:
        for method, rate in made.truth.satisfaction.items():
            found = limits(*made.truth.answers[method], "随机抽取")
            held.append(found.low <= rate <= found.high)
    assert len(held) == 72
    assert within_the_99_percent_range(sum(held), len(held))


def test_hours_coverage_and_payments_of_every_street_are_found_again_exactly(district):
    for made in district:
        plan, evidence = plan_of(made, "data/made.xlsx"), as_taken_in(made)
        done = hours(plan, evidence).frame.set_index("method")
        assert {name: (row["agreed"], row["done"]) for name, row in done.iterrows()} == made.truth.hours
        reached = coverage(plan, evidence).frame.set_index(["category", "residence"])
        for key, (served, people) in made.truth.coverage.items():
            assert reached.loc[key, "served"] == served
            assert key[1] not in RESIDENCE or reached.loc[key, "people"] == people
        paid = payments(plan, evidence).frame.set_index("instalment")
        assert paid["days_late"].to_dict() == dict(made.truth.days_late)


def as_taken_in(made):
    return Evidence(made.tables, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))


def test_streets_differ_as_a_district_does(district):
    assert len({made.truth.resources for made in district}) == 24
    assert any(any(made.truth.days_late.values()) for made in district)
    assert any(not any(made.truth.days_late.values()) for made in district)
    assert {done >= agreed for made in district for agreed, done in made.truth.hours.values()} == {True, False}
    pairs = [sum(after for _, after in made.truth.flow.values()) for made in district]
    assert min(pairs) >= 10
    assert max(pairs) <= 300
