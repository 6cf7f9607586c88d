"""Every table that a report publishes is attacked, or is named as one that counts nobody whom the station served."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.metrics import metrics
from safety.accounted import ATTACKED, NO_PEOPLE, STATIONS_OWN
from safety.made_evidence import PLAN, make_street
from safety.made_report import make_report
from safety.readers import full_street


@pytest.fixture(scope="module")
def tables():
    """Every table of a street of full size, as the notebook of a report makes them; single people by their name."""
    results = full_street(200)
    evidence = Evidence({}, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))
    system = read_system(PLAN.indicator_system, [])
    return result_tables(results) | support_score(PLAN, system, evidence, metrics=metrics(results.services))


def test_every_published_table_stands_in_exactly_one_list(tables):
    listed = [*ATTACKED, *STATIONS_OWN, *NO_PEOPLE]
    assert sorted(listed) == sorted({*tables, "individuals"})


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
