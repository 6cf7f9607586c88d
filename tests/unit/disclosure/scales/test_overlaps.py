"""Means of some people of a scale beside those of its groups; the numbers are worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.overlaps import hide_overlaps
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable, TableClass

LEAST = 5


def hidden(cared, groups, *, unseen=(), earlier=(), looked_back=None):
    """Return which of the tables withhold their row, for a scale whose programmes hold these numbers of pairs."""
    rows = [("all", "", sum(groups)), *(("project", f"项目{number}", n) for number, n in enumerate(groups))]
    outcomes = pd.DataFrame(rows, columns=["group_kind", "group", "n_pairs"]).assign(scale="uls6", dimension="total")
    sets = {"maintenance": ("n_pairs", cared), "retrospective": ("n_people", looked_back)}
    tables = {"outcomes": ResultTable("outcomes", TableClass.SCALE, outcomes)}
    for name, (column, people) in sets.items():
        if people is not None:
            frame = pd.DataFrame({"scale": ["uls6"], column: [people]})
            tables[name] = ResultTable(name, TableClass.SCALE, frame, ("scale",), (column,))
    hidings = {name: [] for name in tables}
    hidings["outcomes"] = [Hiding(row, ("n_pairs",), Reason.SMALL) for row in unseen]
    found = hide_overlaps(tables, hidings, earlier, LEAST)
    return {name for name, rows in found.items() if rows}


def test_the_mean_of_everyone_says_what_the_whole_says():
    assert hidden(30, (12, 18)) == set()


def test_everyone_is_withheld_where_the_whole_is():
    assert hidden(30, (12, 18), unseen=[0]) == {"maintenance"}


@pytest.mark.parametrize("cared", [8, 12, 14, 16, 26, 29])
def test_a_set_of_nearly_as_many_people_as_groups_or_the_whole_is_withheld(cared):
    assert hidden(cared, (12, 30)) == {"maintenance"}


def test_a_set_far_from_every_sum_is_shown():
    assert hidden(20, (10, 50)) == set()


def test_two_such_sets_are_compared_with_each_other():
    assert hidden(20, (10, 90), looked_back=22) == {"retrospective"}
    assert hidden(20, (10, 90), looked_back=40) == set()


def test_a_group_that_an_earlier_report_showed_counts_too():
    before = EarlierReport({CountCell("outcomes", ("uls6", "total", "project", "旧项目"), "n_pairs"): 21.0})
    assert hidden(20, (10, 50), earlier=[before]) == {"maintenance"}


def test_whatever_the_sizes_no_choice_of_memberships_leaves_few_people():
    """Random memberships: where the numbers pass, the people apart are never fewer than the policy's number."""
    chance = np.random.default_rng(4)
    shown = 0
    for _ in range(300):
        sizes = chance.integers(5, 40, chance.integers(1, 4))
        groups = np.repeat(np.arange(len(sizes)), sizes)
        cared = chance.random(len(groups)) < chance.random()
        if cared.sum() < LEAST or cared.all() or hidden(int(cared.sum()), tuple(map(int, sizes))):
            continue
        shown += 1
        for signs in np.ndindex(*(3,) * (len(sizes) + 2)):
            whole, own, *parts = np.array(signs) - 1
            left = (whole + own * cared + np.array(parts)[groups]) != 0
            assert not 0 < left.sum() < LEAST
    assert shown > 20


def test_a_mean_of_just_those_of_a_shown_programme_is_not_withheld_beside_it():
    """The eight who are cared for are the programme: its row stands above, and their mean says what it says."""
    rows = [("all", "", 20), ("project", "甲", 12), ("project", "乙", 8)]
    outcomes = pd.DataFrame(rows, columns=["group_kind", "group", "n_pairs"]).assign(scale="uls6", dimension="total")
    cared = pd.DataFrame({"scale": ["uls6"], "purpose": ["照护"], "n_pairs": [8]})
    tables = {
        "outcomes": ResultTable("outcomes", TableClass.SCALE, outcomes),
        "maintenance": ResultTable(
            "maintenance", TableClass.SCALE, cared, ("scale", "purpose"), ("n_pairs",), ("mean_change",)
        ),
    }
    own = pd.DataFrame({"project": ["甲", "乙"], "purpose": ["", "照护"], "n_pairs": [12, 8]})
    mixed = pd.DataFrame({"project": ["甲", "甲", "乙", "乙"], "purpose": ["", "照护"] * 2, "n_pairs": [8, 4, 4, 4]})
    for held, hides, is_shown in ((own, False, True), (own, True, False), (mixed, False, False)):
        members = held.assign(scale="uls6", dimension="total", waves="")
        gone = [Hiding(2, ("mean_change",), Reason.SMALL)] if hides else []
        found = hide_overlaps(tables, {"outcomes": gone, "maintenance": []}, (), LEAST, members)
        assert (found["maintenance"] == []) == is_shown
