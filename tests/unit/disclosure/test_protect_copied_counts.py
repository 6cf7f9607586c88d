"""The same count in two tables: last year's few hide none of this year's, and no table states what its twin hides."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.model.links import CountCell, CountLink
from evaltoolkit.model.results import ResultTable, TableClass

ANSWERS = ("小组", "服务对象")


def two_years(now, last):
    """Return this year's answers, and the same beside last year's, with the link between them."""
    keys = ("method", "respondent")
    rows = pd.DataFrame([dict(zip(keys, ANSWERS, strict=True))])
    first = ResultTable("satisfaction", TableClass.SATISFACTION, rows.assign(n_valid=now), keys, ("n_valid",))
    cells = ((CountCell(name, ANSWERS, "n_valid"),) for name in ("satisfaction", "satisfaction_change"))
    beside = ResultTable(
        "satisfaction_change", TableClass.SATISFACTION, rows.assign(n_valid=now, last_valid=last), keys,
        ("n_valid", "last_valid"), gives_way=2, links=(CountLink(*cells),),
    )  # fmt: skip
    return protect_tables({"satisfaction": first, "satisfaction_change": beside}, shipped_policy(), Audience.SHARED)


def test_last_years_few_answers_do_not_hide_those_of_this_year():
    shown = two_years(now=85, last=3)
    assert shown["satisfaction"].frame["n_valid"].tolist() == [85]
    assert shown["satisfaction_change"].mask[["n_valid", "last_valid"]].all(axis=None)


def test_few_answers_of_this_year_are_hidden_in_both():
    shown = two_years(now=3, last=85)
    assert shown["satisfaction"].mask["n_valid"].all()
    assert shown["satisfaction_change"].mask[["n_valid", "last_valid"]].all(axis=None)


def verdicts(better, unchanged, worse):
    """Return both tables of one scale's verdicts."""
    pairs = better + unchanged + worse
    three = pd.DataFrame([{"scale": "a", "n_pairs": pairs, "n_better": better, "n_unchanged": unchanged,
                           "n_worse": worse}])  # fmt: skip
    two = pd.DataFrame([{"scale": "a", "n_pairs": pairs, "n_better": better, "n_not_better": unchanged + worse}])
    return {
        name: ResultTable(name, TableClass.SCALE, frame, ("scale",), tuple(frame.columns[1:]))
        for name, frame in (("verdicts", three), ("verdicts_pooled", two))
    }


@pytest.mark.parametrize(("before", "is_hidden"), [(6, True), (8, False), (3, False)])
def test_verdicts_are_hidden_where_the_pooled_ones_differ_from_an_earlier_report_by_a_few(before, is_hidden):
    """13 people once, 6 of them better and 3 worse, so that only the pooled row was shown; 8 better of 19 now."""
    earlier = EarlierReport({CountCell("verdicts_pooled", ("a",), "n_better"): before})
    shown = protect_tables(verdicts(8, 6, 5), shipped_policy(), Audience.SHARED, earlier=[earlier])
    for name in ("verdicts", "verdicts_pooled"):
        assert shown[name].mask["n_better"].tolist() == [is_hidden]
        assert {entry.reason for entry in shown[name].hidden} == ({Reason.CHANGED} if is_hidden else set())


@pytest.mark.parametrize(("before", "is_hidden"), [(10, True), (5, False), (12, False)])
def test_no_table_states_the_participants_whom_the_flow_withholds_as_changed(before, is_hidden):
    """12 before and 6 pairs now; the earlier report told of `before` people, but nothing of those lost."""
    flow = pd.DataFrame([{"scale": "a", "n_pre": 12.0, "n_pairs": 6.0}])
    attrition = pd.DataFrame([{"scale": "a", "n_kept": 6.0, "n_lost": 6.0}])
    verdicts = pd.DataFrame([{"scale": "a", "n_lost": 6.0, "n_pairs": 6.0, "n_better": 6.0}])
    tables = {
        "flow": ResultTable("flow", TableClass.ATTENDANCE, flow, ("scale",), ("n_pre", "n_pairs")),
        "attrition": ResultTable("attrition", TableClass.SCALE, attrition, ("scale",), ("n_kept", "n_lost")),
        "verdicts": ResultTable("verdicts", TableClass.SCALE, verdicts, ("scale",), ("n_pairs", "n_better")),
    }
    earlier = EarlierReport({CountCell("flow", ("a",), "n_pre"): before})
    shown = protect_tables(tables, shipped_policy(), Audience.SHARED, earlier=[earlier])
    for name, column in (("flow", "n_pre"), ("attrition", "n_lost"), ("verdicts", "n_lost"), ("verdicts", "n_better")):
        assert shown[name].mask[column].tolist() == [is_hidden]
