import pandas as pd
import pytest

from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.disclosure.states.moved_rows import moved_rows
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import make_table


def forms(**held):
    frame = pd.DataFrame({"method": "小组", "respondent": [*held], "n_valid": [*held.values()]})
    return make_table("satisfaction", frame)


def told(**held):
    return EarlierReport({CountCell("satisfaction", ("小组", name), "n_valid"): n for name, n in held.items()})


@pytest.mark.parametrize(
    ("before", "now", "hidden"),
    [
        ({"未说明": 30}, {"服务对象": 17, "家属": 14}, ["服务对象", "家属"]),
        ({"未说明": 30, "家属": 20}, {"未说明": 12, "家属": 39}, ["未说明", "家属"]),
        ({"未说明": 30, "家属": 20}, {"未说明": 12, "家属": 38}, []),  # the same forms, called otherwise
        ({"未说明": 30, "家属": 20}, {"未说明": 30, "家属": 60}, []),  # more forms
        ({"未说明": 30}, {"服务对象": 17, "家属": 14, "社区": 50}, ["服务对象", "家属"]),
    ],
)
def test_rows_that_people_moved_between_hold_together_what_they_held_but_for_a_few(before, now, hidden):
    table = forms(**now)
    found = moved_rows(table, table.frame, [told(**before)], 10)

    assert [name for name, is_hidden in zip(now, found, strict=True) if is_hidden] == hidden
