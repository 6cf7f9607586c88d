"""The rule of each class of table, on hand-worked rows."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect, protect_tables
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.model.links import CountCell, CountLink, ShareOf
from evaltoolkit.model.results import ResultTable, TableClass

SHARED, PARTNER, PUBLIC = Audience.SHARED, Audience.PARTNER, Audience.PUBLIC


def coverage(rows, name="coverage", links=()):
    frame = pd.DataFrame(rows, columns=["residence", "served", "people", "basis"])
    frame["share"] = frame["served"] / frame["people"]
    shares = (ShareOf("share", "served", "people"),)
    people = ("served", "people")
    return ResultTable(
        name, TableClass.COVERAGE, frame, ("residence",), people, ("share",), shares=shares, links=tuple(links)
    )


def hidden(table):
    """Return each withheld cell as (row, column)."""
    return {(row, name) for row, marks in enumerate(table.mask.to_numpy()) for name in table.mask.columns[marks]}


def seen(table, audience=SHARED):
    return protect(table, shipped_policy(), audience)


@pytest.mark.parametrize("table_class", [TableClass.MONEY, TableClass.HOURS, TableClass.FACT])
@pytest.mark.parametrize("audience", [SHARED, PUBLIC])
def test_money_hours_and_facts_have_no_cell_rule(table_class, audience):
    frame = pd.DataFrame({"kind": ["甲"], "value": [2.0]})
    assert hidden(seen(ResultTable("t", table_class, frame, ("kind",)), audience)) == set()


@pytest.mark.parametrize("table_class", [TableClass.ATTENDANCE, TableClass.SATISFACTION])
def test_attendance_and_satisfaction_hide_denominators_under_5_only(table_class):
    frame = pd.DataFrame({"group": ["甲", "乙", "丙"], "n": [4, 5, 0], "k": [1, 1, 0], "share": [0.25, 0.2, None]})
    table = ResultTable("t", table_class, frame, ("group",), ("n",), ("k", "share"))
    assert hidden(seen(table)) == {(0, "n"), (0, "k"), (0, "share")}


def test_of_forms_none_of_which_is_valid_a_small_number_is_hidden_with_its_share():
    frame = pd.DataFrame({"method": list("甲乙丙"), "issued": [9, 9, 3], "back": [3, 8, 3], "n": [0, 0, 6]})
    frame["rate"] = frame["back"] / frame["issued"]
    table = ResultTable(
        "t", TableClass.SATISFACTION, frame, ("method",), ("n",), ("issued", "back", "rate"), counts=("issued", "back"),
        shares=(ShareOf("rate", "back", "issued"),),
    )  # fmt: skip
    assert hidden(seen(table)) == {(0, "back"), (0, "rate")}
    assert [entry.reason for entry in seen(table).hidden] == [Reason.SMALL]


def test_counts_of_1_to_4_are_hidden_with_their_shares_and_a_population_stays():
    table = coverage([("户籍", 4, 60, "population"), ("非户籍", 5, 70, "roster"), ("未说明", 0, 9, "roster")])
    named = {(0, name) for name in ("served", "share")}
    assert hidden(seen(table)) == named | {(2, name) for name in ("served", "people", "share")}


def test_of_a_small_number_of_people_a_0_is_hidden_too():
    table = coverage([("户籍", 0, 1, "population"), ("非户籍", 0, 3, "roster")])
    assert hidden(seen(table)) == {(row, name) for row in (0, 1) for name in ("served", "people", "share")}


def test_the_partner_who_holds_the_roster_sees_coverage_exactly():
    assert hidden(seen(coverage([("户籍", 1, 2, "roster")]), PARTNER)) == set()


def test_a_sum_in_another_table_takes_a_second_count_with_it():
    parts = coverage([("户籍", 30, 40, ""), ("非户籍", 3, 40, ""), ("未说明", 9, 40, "")], "residence")
    whole = coverage([("全部", 42, 120, "")], "priority")
    cells = tuple(CountCell("residence", (name,), "served") for name in ("户籍", "非户籍", "未说明"))
    link = CountLink((CountCell("priority", ("全部",), "served"),), cells)
    tables = {"residence": parts, "priority": coverage([("全部", 42, 120, "")], "priority", [link])}
    shown = protect_tables(tables, shipped_policy(), SHARED)
    assert hidden(shown["residence"]) == {(1, "served"), (1, "share"), (2, "served"), (2, "share")}
    assert hidden(shown["priority"]) == set()
    assert hidden(seen(whole)) == set()


def test_each_of_the_hidden_counts_has_its_own_reason_and_range():
    parts = coverage([("户籍", 30, 40, ""), ("非户籍", 3, 40, ""), ("人户分离", 9, 40, "")], "residence")
    cells = tuple(CountCell("residence", (name,), "served") for name in ("户籍", "非户籍", "人户分离"))
    link = CountLink((CountCell("priority", ("全部",), "served"),), cells)
    tables = {"residence": parts, "priority": coverage([("全部", 42, 120, "")], "priority", [link])}
    shown = protect_tables(tables, shipped_policy(), SHARED)["residence"]
    served = {entry.row: entry.reason for entry in shown.hidden if "served" in entry.columns}
    assert served == {("非户籍",): Reason.SMALL, ("人户分离",): Reason.SUBTRACTION}
    assert shown.bands == {(1, "served"): (1, 4), (2, "served"): (8, 11)}


def test_two_small_counts_that_hold_5_together_need_no_company():
    parts = coverage([("户籍", 30, 40, ""), ("非户籍", 3, 40, ""), ("未说明", 2, 40, "")], "residence")
    cells = tuple(CountCell("residence", (name,), "served") for name in ("户籍", "非户籍", "未说明"))
    link = CountLink((CountCell("priority", ("全部",), "served"),), cells)
    tables = {"residence": parts, "priority": coverage([("全部", 35, 120, "")], "priority", [link])}
    shown = protect_tables(tables, shipped_policy(), SHARED)
    assert (0, "served") not in hidden(shown["residence"])


def test_public_counts_are_rounded_to_5_and_shares_follow_the_rounded_counts():
    table = coverage([("户籍", 42, 63, "roster"), ("非户籍", 9, 63, "roster"), ("未说明", 13, 888, "population")])
    shown = seen(table, PUBLIC).frame
    assert shown.loc[0, ["served", "people", "share"]].tolist() == [40.0, 65.0, 40 / 65]
    assert shown.loc[2, ["served", "people", "share"]].tolist() == [15.0, 888.0, 15 / 888]
    assert hidden(seen(table, PUBLIC)) == {(1, "served"), (1, "share")}


def test_what_would_show_the_exact_count_is_not_shown_beside_a_rounded_one():
    frame = pd.DataFrame({"method": ["小组"], "n_valid": [62], "n_satisfied": [58], "ci_low": [0.8], "index": [0.9]})
    table = ResultTable(
        "satisfaction", TableClass.SATISFACTION, frame, ("method",), ("n_valid",), ("n_satisfied", "ci_low", "index"),
        counts=("n_satisfied",),
    )  # fmt: skip
    shown = seen(table, PUBLIC)
    assert shown.frame[["n_valid", "n_satisfied"]].iloc[0].tolist() == [60.0, 60.0]
    assert hidden(shown) == {(0, "ci_low"), (0, "index")}
    assert hidden(seen(table)) == set()
