"""What one table withholds because it changed by a few, no other table states."""

import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.disclosure.scales.changed_scales import hide_changed_beside
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table


def test_how_many_rated_the_past_is_not_said_where_the_pairs_changed_by_a_few():
    tables = {
        name: make_table(name, pd.DataFrame([{"scale": "uls6", **cells}], columns=list(REPORT_TABLES[name].columns)))
        for name, cells in {
            "outcomes": {"dimension": "total", "group_kind": "all", "group": "", "n_pairs": 22.0},
            "retrospective": {"n_people": 22.0},
        }.items()
    }
    hidings = {"outcomes": [Hiding(0, ("n_pairs",), Reason.CHANGED)], "retrospective": []}
    (hidden,) = hide_changed_beside(tables, hidings)["retrospective"]
    assert "n_people" in hidden.columns
