"""Every table that a report publishes is attacked, or is named as one that counts nobody whom the station served."""

import pytest

from data_dictionary import tables_of_a_made_street
from evaltoolkit.model.report_tables import REPORT_TABLES
from safety.accounted import ATTACKED, NO_PEOPLE, STATIONS_OWN
from safety.made_evidence import make_street
from safety.made_report import make_report


@pytest.fixture(scope="module")
def tables():
    """Every table of a street of full size, as the notebook of a report makes them; single people by their name."""
    return tables_of_a_made_street()


def test_every_published_table_stands_in_exactly_one_list(tables):
    listed = [*ATTACKED, *STATIONS_OWN, *NO_PEOPLE]
    assert sorted(listed) == sorted({*tables, "individuals"})


def test_what_only_the_station_sees_is_what_the_registry_says():
    assert {*STATIONS_OWN} == {name for name, facts in REPORT_TABLES.items() if facts.station_only} | {"individuals"}


def test_what_counts_people_is_attacked_or_the_stations_own(tables):
    counting = {name for name, table in tables.items() if table.people}
    assert counting <= {*ATTACKED, *STATIONS_OWN}


def test_the_made_streets_fill_every_attacked_table_and_withhold_something_of_nearly_each():
    filled, withheld = set(), set()
    for seed in range(300, 306):
        shown = make_report(make_street(seed), "shared").published["tables"]
        filled |= {name for name, table in shown.items() if table["rows"]}
        withheld |= {name for name, table in shown.items() if table["withheld"]}
    assert set(ATTACKED) - filled <= {"item_quality"}
    assert set(ATTACKED) - withheld <= {"item_quality", "planning", "flow", "attrition"}
