"""What stands in place of a withheld count, on hand-worked rows and over made streets."""

from functools import cache

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.links import CountCell, CountLink, ShareOf
from evaltoolkit.model.results import ResultTable, TableClass
from safety.made_evidence import make_street
from safety.made_report import make_report
from tests.sample import one_in

COUNTS = ("n_pairs", "n_better", "n_unchanged", "n_worse")


def verdicts(better, unchanged, worse):
    """Return what a shared report shows of the verdicts on one scale, as a row and as a table."""
    row = {"scale": "uls6", "n_pairs": better + unchanged + worse, "n_better": better, "n_unchanged": unchanged,
           "n_worse": worse, "share_better": 0.1, "better_low": 0.05}  # fmt: skip
    table = ResultTable(
        "verdicts", TableClass.SCALE, pd.DataFrame([row]), ("scale",), COUNTS, ("share_better", "better_low"),
        shares=(ShareOf("share_better", "n_better", "n_pairs"),),
    )  # fmt: skip
    shown = protect_tables({"verdicts": table}, shipped_policy(), Audience.SHARED)["verdicts"]
    return rows_of(shown)[0], shown


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_a_count_of_1_to_4_prints_its_range_and_its_complement_the_matching_one(few):
    row, _ = verdicts(few, 30 - few, 0)
    assert (row.band("n_better"), row.band("n_unchanged"), row.number("n_worse")) == ("1–4", "26–29", 0)
    assert row.number("n_pairs") == 30
    assert row.withheld == {"n_better", "n_unchanged", "share_better", "better_low"}


@pytest.mark.parametrize("better", range(12))
def test_a_count_is_never_hidden_only_when_it_is_not_0(better):
    """Else a district where few streets show 0 and the others hide their few reads that nobody got better."""
    row, _ = verdicts(better, 30 - better, 0)
    assert row.stand_in("n_better") == ("1–4" if 1 <= better <= 4 else None)
    assert row.number("n_better") == (None if 1 <= better <= 4 else better)


@cache
def made(seed, audience="shared"):
    return make_report(make_street(seed), audience)


def counts_of(seed):
    """Yield table, row, column, the true count and what is shown of it, of every count of people of a made street."""
    report = made(seed)
    for name, table in result_tables(report.results).items():
        shown = report.shown[name]
        if "group_kind" in table.frame.columns or len(shown.frame) != len(table.frame):
            continue
        for number, row in enumerate(rows_of(shown)):
            for column in table.people:
                yield table, number, column, table.frame[column].astype(float).iloc[number], row


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_every_range_of_a_made_street_holds_its_count(seed):
    banded = [(row.bands[column], count) for *_, column, count, row in counts_of(seed) if row.band(column)]
    assert len(banded) > 20
    assert all(low <= count <= high for (low, high), count in banded)
    assert {high for (low, high), count in banded if count < 5} == {4}


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_beside_a_range_stands_no_share_and_no_interval(seed):
    for table, _, column, _, row in counts_of(seed):
        if row.band(column) and column != "n_several":
            said = [share.share for share in table.shares if column in (share.part, share.whole)]
            assert all(row.number(share) is None for share in said)


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_every_hidden_figure_has_its_true_reason(seed):
    """A count of 27 pairs is not 'too few people', and one of 3 is not hidden for the sake of another."""
    report, tables = made(seed), result_tables(made(seed).results)
    reasons = set()
    for entry in report.shown.hidden:
        table = tables[entry.table]
        keys = table.frame[list(table.keys)].astype(object).where(table.frame[list(table.keys)].notna(), "")
        rows = table.frame[(keys.astype(str) == list(entry.row)).all(axis=1)]
        counts = [count for name in entry.columns if name in table.people for count in rows[name].astype(float)]
        if entry.reason is Reason.SMALL:
            assert all(count < 5 for count in counts if count == count)
        if entry.reason is Reason.SUBTRACTION:
            assert all(count >= 5 for count in counts if count == count)
        reasons.add(entry.reason)
    assert {Reason.SMALL, Reason.SUBTRACTION} <= reasons


def test_another_count_of_a_row_with_few_lost_stays_and_so_does_their_number():
    row = {"scale": "uls6", "n_kept": 27, "n_lost": 3, "mean_kept": 12.0, "mean_lost": 14.0}
    table = ResultTable("attrition", TableClass.SCALE, pd.DataFrame([row]), ("scale",), ("n_kept", "n_lost"),
                        ("mean_kept", "mean_lost"))  # fmt: skip
    shown = protect_tables({"attrition": table}, shipped_policy(), Audience.SHARED)["attrition"]
    assert rows_of(shown)[0].numbers("n_kept", "n_lost") == (27, 3)
    assert rows_of(shown)[0].withheld == {"mean_kept", "mean_lost"}


def test_a_figure_that_there_is_not_is_no_hidden_one():
    row = {"scale": "uls6", "n_kept": 27, "n_lost": 3, "mean_kept": None, "mean_lost": None}
    table = ResultTable("attrition", TableClass.SCALE, pd.DataFrame([row]), ("scale",), ("n_kept", "n_lost"),
                        ("mean_kept", "mean_lost"))  # fmt: skip
    assert protect_tables({"attrition": table}, shipped_policy(), Audience.SHARED)["attrition"].hidden == ()


def coverage(name, key, rows, links=()):
    frame = pd.DataFrame(rows, columns=[key, "served", "people"]).assign(basis="roster", share=0.5)
    shares = (ShareOf("share", "served", "people"),)
    return ResultTable(
        name, TableClass.COVERAGE, frame, (key,), ("served", "people"), ("share",), shares=shares, links=tuple(links),
        gives_way=3 if key == "community" else 1,
    )  # fmt: skip


@pytest.mark.parametrize("basis", ["population", "roster"])
@pytest.mark.parametrize(("served", "people"), [(0, 1), (1, 1), (2, 4)])
def test_a_denominator_of_1_to_4_is_a_range_and_nothing_is_told_of_so_few(served, people, basis):
    """Orphans of whom there is one: neither that there is one nor that this child was served stands on a page."""
    table = coverage("coverage", "category", [("孤儿", served, people), ("残疾人", 80, 90)])
    table.frame["basis"] = basis
    first, second = rows_of(protect_tables({"coverage": table}, shipped_policy(), Audience.SHARED)["coverage"])
    assert (first.band("people"), first.band("served")) == ("1–4", "")
    assert first.withheld == {"served", "people", "share"}
    assert second.withheld == frozenset()


@pytest.mark.parametrize("unknown", range(1, 8))
def test_a_row_of_unknowns_never_costs_a_named_row(unknown):
    places = [("户籍", 200, 240), ("非户籍", 90, 120), ("未说明", unknown, 20)]
    named = [("第1社区", 100, 130), ("第2社区", 190 + unknown, 250)]
    sums = [
        CountLink(*(tuple(CountCell(name, (row[0],), column) for row in rows)
                    for name, rows in (("priority", places), ("coverage_by_community", named))))
        for column in ("served", "people")
    ]  # fmt: skip
    tables = {"priority": coverage("priority", "residence", places),
              "coverage_by_community": coverage("coverage_by_community", "community", named, sums)}  # fmt: skip
    shown = protect_tables(tables, shipped_policy(), Audience.SHARED)
    assert not shown["coverage_by_community"].hides("served", "people", "share")
    assert not shown["priority"].hides("served", "people", "share")  # else the sum of the communities would tell it


def test_a_row_of_unknowns_goes_before_a_named_one():
    rows = [("户籍", 30, 40), ("非户籍", 3, 40), ("人户分离", 9, 40), ("未说明", 11, 40)]
    cells = tuple(CountCell("residence", (row[0],), "served") for row in rows)
    link = CountLink((CountCell("priority", ("全部",), "served"),), cells)
    tables = {"residence": coverage("residence", "residence", rows),
              "priority": coverage("priority", "residence", [("全部", 53, 160)], [link])}  # fmt: skip
    shown = protect_tables(tables, shipped_policy(), Audience.SHARED)["residence"]
    assert shown.mask["served"].tolist() == [False, True, False, True]


def test_where_no_hiding_lets_a_count_be_any_of_its_range_the_row_tells_none():
    """Of 8 people 3 are small: with 5 known to be none of the few, 4 could not be; so neither says which it is."""
    row, shown = verdicts(5, 3, 0)
    assert (row.band("n_better"), row.band("n_unchanged")) == ("", "")
    assert {entry.reason for entry in shown.hidden} == {Reason.MIXED}


def test_fewer_rows_keep_their_ranges():
    table = coverage("residence", "residence", [("户籍", 30, 40), ("非户籍", 3, 40), ("人户分离", 2, 50)])
    shown = protect_tables({"residence": table}, shipped_policy(), Audience.SHARED)["residence"]
    kept = shown.keep((shown.frame["residence"] != "户籍").to_numpy())
    assert [row.band("served") for row in rows_of(kept)] == ["1–4", "1–4"]
    assert (shown.hides("served"), shown.hides("people"), kept.hides("served", "share")) == (True, False, True)
