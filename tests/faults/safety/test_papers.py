"""All papers of a street laid beside each other: reports and pages, readers, and states of the data.

The attack (tools/safety/attack_papers.py) holds printed values alone and knows nothing of how papers are protected.
"""

import json
from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_for
from evaltoolkit.model.results import MEMBERSHIPS
from evaltoolkit.reporting.release.results_file import protected_to_json
from safety.attack_papers import attack_papers
from safety.attacked_papers import attacked_together
from safety.made_evidence import corrected, make_street
from safety.made_report import made_results, make_report, make_states

FEW, MANY = (2,), range(303)
"""Of the few a page once told what its programme withheld."""


@pytest.mark.parametrize("seed", FEW)
def test_all_papers_of_three_states_for_two_readers_single_no_one_out(seed):
    assert attacked_together(seed).found == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", MANY)
def test_nor_do_those_of_three_hundred_streets(seed):
    assert attacked_together(seed).found == ()


def test_the_attack_finds_who_joined_where_no_state_knows_of_the_other():
    """The attack has teeth: a few people more, and nobody protects the second state from the first."""
    states = [[make_report(make_street(2, revised=revised), "shared")] for revised in (False, True)]
    assert list(attack_papers(states, 5))


def test_the_attack_finds_few_people_whom_a_page_leaves_of_a_project():
    """The attack has teeth: a page shows a group that leaves few of its project, whom the report hides."""
    report = make_report(make_street(1), "shared")
    outcomes = report.results.outcomes
    rows = outcomes[(outcomes["group_kind"] == "group") & (outcomes["n_pairs"] >= 5)]
    told = tuple(rows.astype(object).where(rows.notna(), None).to_dict("records"))
    assert list(attack_papers([[with_pages(report, told)]], 5))
    assert not list(attack_papers([[report]], 5))


def with_pages(report, pages):
    return replace(report, pages=pages)


@pytest.mark.parametrize("seed", [3])
def test_no_other_reader_is_shown_what_the_shared_version_hides(seed):
    """Rounded counts beside exact ones would narrow what either hides; of coverage the office sees all."""
    results = made_results(make_street(seed))
    readers = (Audience.SHARED, Audience.PARTNER, Audience.PUBLIC)
    shared, partner, public = (
        json.loads(protected_to_json(shown, results))["tables"]
        for shown in protect_for(results, shipped_policy(), readers)
    )
    own = {"scorecard", "total", "other_points"}  # of the office: points count as open with more rows in public
    for name, table in public.items():
        for row, there in zip(table["rows"], shared[name]["rows"], strict=True):
            for column in row if name not in own else ():
                assert row[column] is None or there[column] is not None, (name, row, column)
    for name, table in partner.items():
        if table["table_class"] not in ("coverage", "fact"):
            assert table == shared[name]


def test_a_correction_of_one_person_costs_what_it_must_and_nothing_else():
    street = make_street(5)
    first, second = make_states([street, corrected(street, 5)], ["shared"])
    hidden = {entry.table for entry in second[0].shown.hidden if entry.reason == "changed"}
    assert first[0].shown.hidden
    assert hidden <= OF_SCALES


OF_SCALES = {
    "outcomes", "verdicts", "verdicts_pooled", "people", "crossings", "maintenance", "follow_up", "flow", "attrition",
    "planning", "retrospective",
}  # fmt: skip


def test_memberships_leave_the_station_in_no_file():
    report = make_report(make_street(3), "shared")
    assert MEMBERSHIPS in report.results.services
    assert MEMBERSHIPS not in report.published["tables"]
    assert isinstance(report.results.services[MEMBERSHIPS].frame, pd.DataFrame)
