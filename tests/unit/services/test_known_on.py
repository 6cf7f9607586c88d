"""What happened after the day to which a plan counts is not told: it had not happened yet."""

from datetime import date

import pandas as pd
import pytest

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.workbook import TABLES, table
from evaltoolkit.services.funds.money import payments
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.services.other_years import other_years
from evaltoolkit.services.work.inspections import inspections
from evaltoolkit.words.services.inspections import inspections_table
from evaltoolkit.words.services.money import payments as payments_said
from evaltoolkit.words.services.money import payments_table
from evaltoolkit.words.services.other_years import other_years as other_years_said
from tests.small_street import make_small_year

SETTLED = {spec.name: spec.settled for spec in TABLES if spec.settled}
PLANNED = ("planned_on", "due_on", "deadline", "as_of")
FOUND = {"kind": "末期评估", "date": "2023-12-17", "finding": "总结不够具体", "deadline": "2024-01-26"}
DUE = {"instalment": "第四期", "due_on": "2023-12-15", "amount": 45.0}


def events(tables):
    """Yield every day that the tables tell of, but for those that are planned."""
    for name, found in tables.items():
        for column in found.frame.select_dtypes("datetime"):
            if column not in PLANNED:
                yield from ((name, column, day) for day in found.frame[column].dropna())


@pytest.fixture(scope="module")
def made():
    tables = make_small_year("yuncheng", 2023, 7).tables
    return {spec.name: tables[spec.name].filter([column.name for column in spec.stored]) for spec in TABLES}


@pytest.mark.parametrize("as_of", [date(2023, 3, 31), date(2023, 9, 18), None, date(2024, 1, 15), date(2024, 12, 31)])
def test_no_table_tells_of_a_day_after_the_one_to_which_the_report_counts(as_of, made, plan, evidence_of):
    late = dict(made)
    for name, column in SETTLED.items():  # every second record is settled a month after the year
        frame = made[name].reset_index(drop=True)
        late[name] = frame.assign(**{column: frame[column].mask(frame.index % 2 == 0, pd.Timestamp(2024, 1, 31))})
    counted = plan.model_copy(update={"as_of": as_of})
    told = list(events(measure_services(counted, evidence_of(**late))))
    assert [event for event in told if event[2] > pd.Timestamp(counted.counted_to)] == []
    assert {name for name, *_ in told} >= {"timeline"}


CONSENTED = ("voices", "stories")
DATED = {spec.name: spec.dated or spec.known for spec in TABLES if (spec.dated or spec.known) and not spec.earlier}


@pytest.mark.parametrize("name", [name for name in DATED if table(name).column(DATED[name]).kind is Kind.DATE])
def test_what_is_left_out_for_its_later_day_is_counted_and_said(name, plan, evidence_of, shown, zh):
    counted = plan.model_copy(update={"as_of": date(2023, 6, 30)})
    found = other_years(counted, evidence_of(**{name: [{DATED[name]: day} for day in ("2023-06-30", "2023-07-01")]}))
    assert found.frame.to_numpy().tolist() == [[table(name).sheet, 0, 1, int(name in CONSENTED)]]
    said = str(other_years_said(shown(found.frame), zh))
    assert (
        said == f"晚于统计截至日（见首页）、因此不写入本报告的行，其所记事项到该日尚未发生：{table(name).sheet} 1 行。"
    )


def test_a_finding_put_right_after_the_day_is_open_and_its_later_day_is_not_told(plan, evidence_of, shown, zh):
    rows = evidence_of(inspections=[{**FOUND, "fixed_on": "2024-02-05"}])
    for as_of, state, fixed in (
        (None, "未整改", "—"),
        (date(2024, 2, 4), "逾期未整改（已逾期 9 天）", "—"),
        (date(2024, 2, 5), "逾期后整改（迟 10 天）", "2024-02-05"),
    ):
        counted = plan.model_copy(update={"as_of": as_of})
        shown_table = inspections_table(shown(inspections(counted, rows).frame, "inspections"), zh)
        assert (shown_table.column("状态"), shown_table.column("整改完成日期")) == ((state,), (fixed,))


def test_an_instalment_paid_after_the_day_is_not_paid_and_as_late_as_on_that_day(plan, evidence_of, shown, zh):
    rows = evidence_of(payments=[{**DUE, "paid_on": "2024-01-06"}])
    frame = payments(plan, rows).frame
    assert frame[["days_late", "on_time"]].to_numpy().tolist() == [[16.0, False]]
    protected = shown(frame, "payments")
    pages = (
        str(payments_said(protected, zh)),
        str(payments_table(protected, zh)),
    )
    assert all("2024" not in page for page in pages)
    assert "实际 未拨付（计至统计截至日），逾期 16 天" in pages[0]
    feeds = metrics(measure_services(plan, rows))
    assert (feeds["payments_on_time"].numerator, "payments_amount" in feeds) == (0.0, False)


def test_an_instalment_due_on_the_day_itself_and_paid_later_is_neither_on_time_nor_late(plan, evidence_of):
    frame = payments(plan, evidence_of(payments=[{**DUE, "due_on": "2023-12-31", "paid_on": "2024-01-06"}])).frame
    assert frame[["paid_on", "days_late", "on_time"]].isna().all(axis=None)


def test_a_made_street_counts_to_a_day_by_which_all_of_its_evidence_is_known(made):
    assert all(made[name][column].max() <= pd.Timestamp(2024, 2, 28) for name, column in SETTLED.items())
    assert table("inspections").settled == "fixed_on"
