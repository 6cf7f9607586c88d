"""Rows of which not even that they have nobody is told: what a reader could subtract would say how many they have."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.report_tables import make_table


def shown(audience, served, people):
    frame = pd.DataFrame(
        {"category": ["残疾人", "孤儿"], "residence": ["未说明", "户籍"], "served": [served, 40.0],
         "people": [people, 50.0], "share": [served / people if people else np.nan, 0.8], "basis": "roster"}
    )  # fmt: skip
    return protect(make_table("coverage", frame), shipped_policy(), audience)


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_a_category_s_people_who_did_not_say_where_they_belong_read_the_same_for_none_and_for_few(audience):
    least = shipped_policy().rule(audience).min_people
    tables = [shown(audience, float(served), float(people)) for people in range(least) for served in range(people + 1)]
    assert len({(repr(one.hidden), repr(one.bands), one.frame.to_csv()) for one in tables}) == 1
    assert tables[0].bands_of(0)["people"] == tables[0].bands_of(0)["served"] == (0, least - 1)


def test_of_enough_of_them_few_served_and_few_not_served_read_the_same():
    """Else the number of those not served, told of all priority people, would bound the few who were."""
    tables = [shown(Audience.SHARED, float(served), 12.0) for served in (0, 3, 8, 11)]
    assert len({(repr(one.hidden), repr(one.bands), one.frame.to_csv()) for one in tables}) == 1
    assert {column for entry in tables[0].hidden for column in entry.columns} == {"served", "people", "share"}
    assert tables[0].bands_of(0) == {}


@pytest.mark.parametrize("served", [6.0, 12.0])
def test_many_of_them_are_told(served):
    assert not shown(Audience.SHARED, served, 12.0).hidden
