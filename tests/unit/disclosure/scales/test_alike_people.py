"""Of few people who share a value no row stands, in no table; the tables are worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.disclosure.scales.alike_people import AlikePeople
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.tables.membership_table import membership_table

RULE = shipped_policy().rule(Audience.SHARED)
WHOLE = {
    "scale": "uls6", "dimension": "total", "group_kind": "all", "group": "", "n_pairs": 30, "mean_change": -2.0,
    "sd_change": 3.0, "score_low": 6.0, "score_high": 24.0, "resolution": 1.0,
}  # fmt: skip
PEOPLE = {"retrospective": "n_people"}
CHANGES = {"change": -2.0, "change_low": -3.0, "shift": 1.0, "shift_low": 0.2, "looking_back": -3.0}
CHANGES |= {"looking_back_low": -4.0}


def table(name, row):
    """Return a table of a row, of the whole of the scale where it is that of outcomes."""
    return make_table(name, pd.DataFrame([{"scale": "uls6", **row}], columns=list(REPORT_TABLES[name].columns)))


def found(tables, members=None):
    """Return which of the tables have a row of people who are alike."""
    whole = ResultTable("outcomes", TableClass.SCALE, pd.DataFrame([WHOLE]))
    alike = AlikePeople({"outcomes": whole, **{one.name: one for one in tables}}, members, RULE)
    return {one.name for one in tables if alike.rows(one.name)}


@pytest.mark.parametrize("part", ["change", "shift", "looking_back"])
@pytest.mark.parametrize(("many", "is_hidden"), [(5, True), (9, True), (10, False), (4, False)])
def test_any_column_of_the_ratings_of_the_past_without_its_interval_tells_it(part, many, is_hidden):
    row = {**CHANGES, f"{part}_low": np.nan, "n_people": many}
    assert found([table("retrospective", row)]) == ({"retrospective"} if is_hidden else set())
    assert found([table("retrospective", {**CHANGES, "n_people": many})]) == set()


@pytest.mark.parametrize(
    ("lost", "mean", "is_hidden"), [(5, 24.0, True), (9, 6.0, True), (5, 23.8, False), (10, 24.0, False)]
)
def test_the_mean_of_fewer_than_ten_who_all_scored_least_or_most_is_withheld(lost, mean, is_hidden):
    row = {"n_kept": 30, "n_lost": lost, "mean_kept": 12.0, "mean_lost": mean}
    assert found([table("attrition", row)]) == ({"attrition"} if is_hidden else set())


def made(alike, scores):
    """Return measurements of a group of `alike` people with these scores by wave, and of fifteen others."""
    chance, rows = np.random.default_rng(3), []
    for number in range(alike + 15):
        mine = number < alike
        first = float(chance.integers(9, 24))
        for wave in ("前测", "后测", "跟进一", "回顾前测"):
            score = scores[wave](first) if mine and wave in scores else float(chance.integers(7, 24))
            score = first if wave == "前测" else score
            if mine or wave in ("前测", "后测"):
                rows.append((f"C{number}", wave, score, "甲组" if mine else "乙组"))
    frame = pd.DataFrame(rows, columns=["client", "wave", "score", "group"])
    return frame.assign(scale="uls6", dimension="total", method="小组", field="长者", project="项目", purpose="照护")


FEW = {"n_pairs": 7, "mean_change": -2.0, "change_low": -3.0, "mean_pre": 15.0, "mean_post": 12.0, "mean_wave": 13.0}


def test_so_do_scores_that_no_table_tells_by_themselves():
    """All rated the past with the same score: the pre-test and what lies between tell it."""
    members = membership_table(made(7, {"回顾前测": lambda _: 6.0})).frame
    tables = [table("retrospective", {**CHANGES, "n_people": 7}), table("follow_up", {**FEW, "wave": "跟进一"})]
    assert found(tables, members) == {"retrospective", "follow_up"}  # of the same people
    other = membership_table(made(7, {})).frame
    assert found(tables, other) == set()


def test_whoever_is_called_alike_in_another_dimension_or_is_among_them_is_withheld():
    scored = made(7, {"后测": lambda first: first - 3})
    members = membership_table(scored).frame
    rows = [WHOLE, {**WHOLE, "group_kind": "group", "group": "甲组", "n_pairs": 7, "sd_change": 0.0}]
    rows += [{**rows[1], "dimension": "skill", "sd_change": 2.0}, {**rows[1], "group_kind": "project"}]
    rows[-1] |= {"group": "项目", "n_pairs": 22, "sd_change": 2.0}
    tables = {
        "outcomes": ResultTable("outcomes", TableClass.SCALE, pd.DataFrame(rows)),
        "follow_up": table("follow_up", {**FEW, "wave": "跟进一"}),
    }
    alike = AlikePeople(tables, members, RULE)
    assert (alike.rows("outcomes"), alike.rows("follow_up")) == ([1, 2], [0])
    assert [one.reason for one in alike.hidings(tables["follow_up"])] == [Reason.SPREAD]
    kept = scored[~((scored["client"] == "C0") & (scored["wave"] == "跟进一"))]
    less = AlikePeople(
        tables | {"follow_up": table("follow_up", {**FEW, "wave": "跟进一", "n_pairs": 6})},
        membership_table(kept).frame, RULE,
    )  # fmt: skip
    assert less.rows("follow_up") == [0]


def test_means_that_leave_them_are_known():
    scored = made(7, {"后测": lambda first: first - 3})
    scored["purpose"] = np.where(scored["group"] == "甲组", "支持", "照护")
    rows = [WHOLE, {**WHOLE, "group_kind": "group", "group": "甲组", "n_pairs": 7, "sd_change": 0.0}]
    frame = pd.DataFrame(rows)
    tables = {"outcomes": ResultTable("outcomes", TableClass.SCALE, frame)}
    alike = AlikePeople(tables, membership_table(scored).frame, RULE)
    assert alike.are_left_by(frame, [0], [("purpose", "照护")])
    assert not alike.are_left_by(frame, [0], [])
    other = AlikePeople({}, membership_table(scored).frame, RULE)
    assert not other.are_left_by(frame, [0], [("purpose", "照护")])
