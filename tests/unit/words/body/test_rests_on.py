"""A figure that rests on fewer than nine in ten of the rows handed in says so, on page 1 and beside it."""

import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Quality, Results, SheetRows
from evaltoolkit.model.row_account import row_account
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.words.body.passage import Passage
from evaltoolkit.words.body.rests_on import beside, on_page_one, resting_on
from evaltoolkit.words.page.prose import Kind, Prose, prose
from tests.unit.conftest import card


@pytest.fixture
def handed_in(report):
    """Make the protected report of a workbook of which so many rows of each sheet are counted."""

    def make(*sheets):
        shown = report()
        tables = {**shown.tables, "row_account": protect(row_account(sheets), shipped_policy(), Audience.SHARED)}
        return type(shown)(shown.audience, tables)

    return make


def test_every_sheet_with_fewer_than_nine_rows_in_ten_counted_is_told_and_no_other():
    for spec in TABLES:
        for counted in range(0, 61):
            table = row_account([SheetRows(spec.name, 60, counted, 60 - counted)])
            assert len(table.frame) == (counted < 54)


def test_a_sheet_that_lists_people_tells_no_number_of_rows():
    frame = row_account([SheetRows("clients", 60, 46, 14), SheetRows("services", 60, 46, 14)]).frame
    assert frame["given"].isna().tolist() == [True, False]
    assert frame["under"].tolist() == [0.8, 0.8]


def test_page_one_and_the_section_say_how_many_of_the_rows_count(handed_in, zh):
    shown = handed_in(SheetRows("services", 60, 46, 14), SheetRows("clients", 60, 46, 14), SheetRows("needs", 9, 9))
    (said,) = map(zh.say, on_page_one(shown, zh))
    assert "服务记录 60 行中的 46 行" in said
    assert "服务对象不到 80" in said
    figure = Passage(prose(zh, (Kind.BODY, ("工时一百。",))))
    told = str(resting_on(lambda *_: figure, "服务记录")(shown, zh))
    assert "工时一百。" in told
    assert "60 行中的 46 行" in told
    assert "服务对象" not in told


def test_nothing_is_said_where_nearly_all_counts_or_the_section_is_empty(handed_in, zh):
    whole = handed_in(SheetRows("services", 60, 54, 6))
    assert list(on_page_one(whole, zh)) == []
    assert beside(whole, zh, ()) == Prose(())
    part = handed_in(SheetRows("services", 60, 46, 14))
    assert str(resting_on(lambda *_: Passage(Prose(())), "服务记录")(part, zh)) == ""


def test_the_account_of_the_rows_is_a_table_of_every_report_of_a_workbook():
    faults = pd.DataFrame(columns=["table", "level", "kind", "rows"])
    quality = Quality(faults, ("services",), (), (SheetRows("services", 60, 46, 14),))
    outcomes = pd.DataFrame(columns=list(OUTCOME_COLUMNS))
    results = Results("s_2023", "甲街", 2023, False, card([]), outcomes, {}, quality)
    (row,) = rows_of(protect_results(results, shipped_policy(), "public")["row_account"])
    assert (row.number("given"), row.number("counted")) == (60.0, 46.0)
