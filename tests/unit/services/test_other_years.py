"""Rows of another year are counted wherever a figure leaves them out."""

import pytest

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.workbook import TABLES, table
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.other_years import other_years
from evaltoolkit.words.services.hours import hours
from evaltoolkit.words.services.other_years import other_years as other_years_said
from tests.sample import rows_in

DATED = {spec.name: spec.dated for spec in TABLES if spec.dated and not spec.earlier and spec.name != "attendance"}
SERVICE = {"service": "1", "method": "个案", "hours": 2.0, "participants": 1}


@pytest.mark.parametrize("name", DATED)
def test_rows_of_another_year_are_counted_and_said_for_each_sheet(name, plan, evidence_of, shown, zh):
    days = ("2023-05-01", "2022-12-31", "2024-01-01", None)
    rows = [{DATED[name]: day} for day in days]
    rows = [{**row, "consent": True} for row in rows] if name in ("voices", "stories") else rows
    tables = other_years(plan, evidence_of(**{name: rows}))
    sheet = table(name).sheet
    assert tables.frame.to_numpy().tolist() == [[sheet, 2, 0, 0]]
    assert str(other_years_said(shown(tables.frame), zh)) == f"另有日期不在本年度的记录，未计入任何数字：{sheet} 2 行。"
    within = other_years(plan, evidence_of(**{name: rows[:1]}))
    assert within.frame.empty
    assert str(other_years_said(shown(within.frame), zh)) == ""


DAYS = [(spec.name, column.name) for spec in TABLES for column in spec.columns if column.kind is Kind.DATE]
FILLED = {Kind.DATE: "2023-05-01", Kind.NUMBER: 2.0, Kind.COUNT: 2, Kind.FLAG: True}


def row_of(spec, mark):
    """Return a row with every column filled, its texts unlike those of another mark."""
    return {
        column.name: FILLED.get(column.kind, column.choices[0] if column.choices else f"{column.name}{mark}")
        for column in spec.columns
        if column.kind is not Kind.LABELS and not column.kind.is_held_back
    }


@pytest.mark.parametrize(("name", "day"), rows_in(3, DAYS))
def test_no_table_of_the_services_leaves_out_a_row_for_its_day_unsaid(name, day, plan, evidence_of):
    """A row that changes nothing since its day lies in another year, but would within the year, must be counted.

    The timeline is no figure: it has each instalment on the day of its payment, whichever year it is due.
    """
    first, second = (row_of(table(name), mark) for mark in "甲乙")

    def measured(*rows):
        tables = measure_services(plan, evidence_of(**{name: list(rows)}))
        return tables.pop("other_years").frame["rows"].sum(), str(
            {key: one.frame for key, one in tables.items() if key != "timeline"}
        )

    (_, alone), (_, within), (counted, without) = (
        measured(first),
        measured(first, second),
        measured(first, {**second, day: "2022-05-01"}),
    )
    is_left_out = without == alone != within
    assert counted == int(is_left_out), name


def test_hours_of_another_year_are_left_out_and_said_beside_the_hours(plan, evidence_of, shown, zh):
    held = [{**SERVICE, "date": day} for day in ("2023-05-01", "2022-05-01", "2024-05-01")]
    tables = measure_services(plan, evidence_of(services=held))
    said = str(hours(shown(tables["hours"].frame), zh, other_years=shown(tables["other_years"].frame)))
    assert "服务记录 2 行" in said
    assert tables["hours"].frame["done"].tolist() == [2.0]
