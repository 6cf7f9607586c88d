"""Scores of single persons, as they fall, stand together in no table of a report."""

import numpy as np
import pytest

from evaltoolkit.charts.parts.own_blocks import Block, Sheet, stand_together

KINDS = {
    "answers from 0 to 3": (0, 3, 9),
    "answers from 1 to 5": (1, 5, 9),
    "two scores": (0, 27, 2),
    "two scores of another scale": (12, 60, 2),
    "five scores": (0, 27, 5),
}


@pytest.mark.parametrize("draws", [3, pytest.param(200, marks=pytest.mark.full)])
@pytest.mark.parametrize("kind", KINDS)
def test_at_most_one_of_two_hundred_passes_for_any_table_of_a_report(small_reports, kind, draws):
    low, high, count = KINDS[kind]
    rng = np.random.default_rng(draws)
    scores = rng.integers(low, high + 1, (draws, count)).astype(float)
    sheets = {name: Sheet.of(one) for name, one in small_reports["shared"].tables.items() if len(one.frame)}
    passed = {
        name: sum(stand_together(Block(one[:, None], places=np.arange(count)), [sheet]) for one in scores)
        for name, sheet in sheets.items()
    }
    assert len(passed) > 40
    assert {name: number for name, number in passed.items() if number > max(draws / 200, 0)} == {}


def block(*values):
    return Block(np.asarray(values, dtype=float)[:, None])


def test_each_cell_is_told_once_and_in_one_column(small_reports):
    table = small_reports["shared"].tables["outcomes"]
    means, sheets = table.frame["mean_pre"].dropna().to_numpy(), [Sheet.of(table)]
    assert stand_together(block(*means[[4, 2, 7]]), sheets)
    assert not stand_together(block(means[4], means[2], means[4]), sheets)
    assert not stand_together(block(means[4], table.frame["sd_post"].dropna().iloc[2]), sheets)
