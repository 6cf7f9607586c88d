"""A row in which few people are others than in an earlier paper shows means and interval, and says what it shows."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.disclosure.states.printed_means import ENDS, MEANS
from evaltoolkit.findings.change import READINGS, Reading, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language
from evaltoolkit.outcomes.design.adjusted_tables import ADJUSTED, adjusted
from evaltoolkit.outcomes.design.pairs import pair_scores, with_their_total
from evaltoolkit.words.outcome.outcome_phrases import describe
from safety.made_report import make_states
from safety.made_states import make_changing_street, with_first_numbers
from tests.sample import one_in

CORRECTED = (11, 43)
"""Seeds of streets in which one score alone is corrected between two states."""
FEW = 5
OF_SCALE = {"better", "resolution", "score_low", "score_high", "threshold"}
ZH = Language("zh_CN")
KEYS = ["scale", "dimension", "group_kind", "group"]


@cache
def states(seed):
    streets = make_changing_street(seed)
    pairs = [
        pair_scores(with_their_total(with_first_numbers(street.scored))).dropna(subset=["pre", "post"])
        for street in streets
    ]
    return list(zip(pairs, [report for (report,) in make_states(streets, ["shared"])], strict=True))


def people(pairs, scale, dimension, kind, group):
    """Return who stands in a row of the outcome table, with both scores."""
    pairs = pairs[(pairs["scale"] == scale) & (pairs["dimension"] == dimension)]
    own = pairs if kind == "all" else pairs[pairs[kind] == group]
    return set(zip(own["client"], own["pre"], own["post"], strict=True))


def others(seed):
    """Yield the rows of later states whose means are shown, and how many were others when they were shown before."""
    made = states(seed)
    for number, (pairs, report) in enumerate(made):
        for table in (report.shown["outcomes"], report.shown.pages):
            for row in rows_of(table) if table is not None else ():
                key = [row.string(name) for name in KEYS]
                if row.has("mean_change"):
                    now = people(pairs, *key)
                    told = [people(one, *key) for one, paper in made[:number] if is_told(paper, key)]
                    yield row, max((len(now ^ one) for one in told), default=0)


def is_told(report, key):
    rows = [*report.published["tables"]["outcomes"]["rows"], *report.pages]
    return any(row["mean_change"] is not None and [row[name] for name in KEYS] == key for row in rows)


@pytest.mark.parametrize("seed", one_in(2, CORRECTED))
def test_a_street_is_told_with_and_without_others(seed):
    assert {min(many, 1) for _, many in others(seed)} == {0, 1}


@pytest.mark.parametrize("seed", one_in(2, CORRECTED))
def test_what_the_ledger_keeps_of_rows_without_their_number_are_numbers(seed):
    for _, report in states(seed):
        assert not [cell for cell, count in report.shown.papers.counts.items() if math.isnan(count)]


@pytest.mark.parametrize("seed", one_in(2, CORRECTED))
def test_what_few_others_leave_is_described_without_a_number_or_a_test(seed):
    for row, many in others(seed):
        if 0 < many < FEW:
            assert {name for name in row.values if row.number(name) is not None} - OF_SCALE == {*MEANS, *ENDS}
            assert read(row) is Reading.UNCOUNTED
            said = "".join(map(ZH.say, describe(row)))
            assert "人数与检验未列" in said
            assert ZH.say(READINGS[Reading.OPEN]) not in said


def with_other_p(report, chance):
    """Return the results with any p in place of those that no paper of the report tells, and how many these are."""
    tables, found = {"outcomes": report.results.outcomes, **frames(report.results)}, 0
    for name in ADJUSTED.keys() & tables.keys():
        frame = tables[name].copy()
        papers = [report.shown[name], *([report.shown.pages] if name == "outcomes" else [])]
        keys = list(report.shown[name].keys)
        for column in ADJUSTED[name]:
            told = {tuple(row) for paper in papers for row in paper.frame.loc[paper.frame[column].notna(), keys].values}
            untold = np.array([tuple(row) not in told for row in frame[keys].values]) & frame[column].notna()
            frame.loc[untold, column] = chance.random(untold.sum())
            found += untold.sum()
        tables[name] = adjusted(name, frame)
    services = {name: replace(table, frame=tables[name]) for name, table in report.results.services.items()}
    return replace(report.results, outcomes=tables["outcomes"], services=services), found


def frames(results):
    return {name: table.frame for name, table in results.services.items()}


@pytest.mark.parametrize("draws", [1, pytest.param(2, marks=pytest.mark.full)])
@pytest.mark.parametrize("seed", one_in(2, CORRECTED))
def test_a_p_that_is_not_told_is_told_by_no_p_that_was_adjusted_with_it(seed, draws):
    chance, many = np.random.default_rng(seed), 0
    for number, (_, report) in enumerate(states(seed)):
        earlier = [one.shown.papers for _, one in states(seed)[:number]]
        for _ in range(draws):
            other, found = with_other_p(report, chance)
            shown = protect_results(other, shipped_policy(), "shared", earlier=earlier)
            for name in [*shown.tables]:
                pd.testing.assert_frame_equal(shown[name].frame, report.shown[name].frame, check_dtype=False)
            pd.testing.assert_frame_equal(shown.pages.frame, report.shown.pages.frame, check_dtype=False)
            many += found
    assert many
