import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.states.earlier import EarlierReport, papers_of
from evaltoolkit.disclosure.states.moved_rows import moved_rows
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table


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
        ({"甲": 33, "乙": 32, "丙": 35}, {"乙": 66, "丙": 26}, ["乙"]),  # 甲 went to 乙 with one more, 丙 lost others
        ({"甲": 33, "乙": 32, "丙": 35}, {"甲": 53, "乙": 52, "丙": 55}, []),  # ordinary growth
        (  # four went to another with one more, a fifth lost others
            {"甲": 20, "乙": 21, "丙": 22, "丁": 23, "戊": 36, "己": 30},
            {"戊": 25, "己": 117},
            ["己"],
        ),
    ],
)
def test_rows_that_people_moved_between_hold_together_what_they_held_but_for_a_few(before, now, hidden):
    table = forms(**now)
    found = moved_rows(table, table.frame, [told(**before)], 10)

    assert [name for name, is_hidden in zip(now, found, strict=True) if is_hidden] == hidden


def waves(people, means):
    columns = REPORT_TABLES["follow_up"].columns
    frame = pd.DataFrame({column: [None] * len(people) for column in columns})
    numbers = {"n_pairs": [*map(float, people.values())], "n_lost": 40.0, "n_apart": 0.0, "mean_change": means}
    return make_table("follow_up", frame.assign(scale="uls6", wave=[*people], **numbers))


@pytest.mark.parametrize(
    ("before", "now", "hidden"),
    [
        (({"跟进一": 12, "跟进二": 13}, [-1.0, -2.0]), ({"跟进二": 25}, [-38 / 25]), []),  # one wave of two
        (({"跟进一": 12, "跟进二": 13}, [-1.0, -2.0]), ({"跟进二": 25}, [-37 / 25]), ["跟进二"]),  # and one corrected
        (({"跟进二": 25}, [-38 / 25]), ({"跟进一": 12, "跟进二": 13}, [-1.0, -25 / 13]), ["跟进一", "跟进二"]),
        (({"跟进一": 20, "跟进二": 12}, [1.0, 2.0]), ({"跟进一": 30, "跟进二": 19}, [1.5, 2.5]), []),  # growth
    ],
)
def test_means_of_the_same_people_in_other_rows_tell_of_the_one_who_was_corrected(before, now, hidden):
    policy = shipped_policy()
    first = papers_of(protect_tables({"follow_up": waves(*before)}, policy, Audience.SHARED), states=frozenset({"x"}))
    shown = protect_tables({"follow_up": waves(*now)}, policy, Audience.SHARED, earlier=[first])["follow_up"]

    assert [name for name, is_hidden in zip(now[0], shown.mask["mean_change"], strict=True) if is_hidden] == hidden
