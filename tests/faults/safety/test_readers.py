"""What each reader sees of streets of full size, with groups of 6 to 15 people."""

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_for, protect_results
from safety.readers import full_street, seen_by_readers, unstated
from tests.sample import one_in

UNTOUCHED = {"money", "hours"}


def lacking(seed):
    results = full_street(seed)
    return list(unstated(results, protect_results(results, shipped_policy(), "shared")))


@pytest.mark.parametrize("seed", one_in(3, range(200, 203)))
def test_the_first_shared_report_states_programmes_hours_satisfaction_and_coverage(seed):
    assert lacking(seed) == []


@pytest.mark.full
@pytest.mark.parametrize("seed", range(200))
def test_so_do_the_reports_of_two_hundred_streets(seed):
    assert lacking(seed) == []


def test_each_reader_sees_at_most_what_the_one_before_sees():
    results = full_street(203)
    others = [audience for audience in Audience if audience is not Audience.STATION]
    reports = {one.audience: one for one in protect_for(results, shipped_policy(), others)}
    reports[Audience.STATION] = protect_results(results, shipped_policy(), Audience.STATION)
    seen = {(one.audience, one.table_class): one for one in seen_by_readers(results, reports)}
    for table_class in {table_class for _, table_class in seen}:
        shown = [seen[audience, table_class].shown for audience in ("station", "partner", "shared", "public")]
        assert shown == sorted(shown, reverse=True)
        if table_class in UNTOUCHED:
            assert len(set(shown)) == 1
        assert seen["station", table_class].shown == seen["station", table_class].all
