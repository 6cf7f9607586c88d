"""What became of every finding, said alike by table and sentence."""

from datetime import date, timedelta
from itertools import product

import pytest

from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.services.work.inspections import inspections
from evaltoolkit.services.work.timeliness import timeliness
from evaltoolkit.words.services.inspections import inspections as inspections_said
from evaltoolkit.words.services.inspections import inspections_table

HELD, AS_OF = date(2023, 6, 20), date(2023, 12, 31)
DAYS = (None, HELD, *(AS_OF + timedelta(days) for days in (-30, -1, 0, 1, 30)))


def found(deadline, fixed_on, finding="记录不全"):
    said = {"deadline": deadline, "fixed_on": fixed_on, "finding": finding}
    return {"kind": "季度督查", "date": HELD.isoformat(), **{k: None if v is None else str(v) for k, v in said.items()}}


EVERY = [found(deadline, fixed_on) for deadline, fixed_on in product(DAYS, DAYS)] + [found(None, None, None)]


def expected(row):
    """Return the state and its words by the rule, reckoned by hand from the three cells."""
    if row["finding"] is None:
        return "no_finding", "未填写问题"
    deadline, fixed_on = (row[name] and date.fromisoformat(row[name]) for name in ("deadline", "fixed_on"))
    fixed_on = None if fixed_on and fixed_on > AS_OF else fixed_on
    late = ((fixed_on or AS_OF) - deadline).days if deadline else 0
    if fixed_on:
        return ("put_right_late", f"逾期后整改（迟 {late} 天）") if late > 0 else ("put_right", "已整改")
    return ("overdue", f"逾期未整改（已逾期 {late} 天）") if late > 0 else ("open", "未整改")


@pytest.mark.parametrize("row", EVERY)
def test_whatever_the_dates_table_and_sentence_say_the_same_of_a_finding(row, plan, evidence_of, shown, zh):
    table = inspections(plan, evidence_of(inspections=[row]))
    state, said = expected(row)
    assert table.frame["state"].tolist() == [state]
    protected = shown(table.frame, "inspections")
    assert inspections_table(protected, zh).column("状态") == (said,)
    if state not in ("no_finding", "put_right"):
        assert said in str(inspections_said(protected, zh))


def test_what_is_put_right_after_its_deadline_is_late_in_the_table_of_what_was_due_too(plan, evidence_of):
    for row in EVERY[:-1]:
        state = expected(row)[0]
        due = timeliness(plan, evidence_of(inspections=[row])).frame.set_index("item").loc["put_right"]
        assert bool(due["late"]) is (state in ("put_right_late", "overdue"))


def test_what_is_open_is_counted_to_a_printed_day(plan, evidence_of, shown, zh):
    rows = evidence_of(inspections=[found("2024-01-20", None)])
    for as_of, state in (
        (None, "未整改"),
        (date(2024, 1, 20), "未整改"),
        (date(2024, 1, 22), "逾期未整改（已逾期 2 天）"),
    ):
        table = inspections(plan.model_copy(update={"as_of": as_of}), rows)
        said = str(inspections_said(shown(table.frame), zh))
        assert f"截至 {as_of or '2023-12-31'} {state}。" in said


def test_a_finding_put_right_late_is_still_put_right_in_the_score(plan, evidence_of):
    rows = [found("2023-07-20", "2023-08-01"), found("2023-07-20", "2023-07-01"), found("2023-07-20", None)]
    share = metrics(measure_services(plan, evidence_of(inspections=rows)))["findings_put_right"]
    assert (share.numerator, share.denominator) == (2.0, 3.0)


def test_inspections_of_another_year_are_left_out(plan, evidence_of):
    assert inspections(plan, evidence_of(inspections=[{**EVERY[0], "date": "2024-01-10"}])).frame.empty


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert inspections(plan, evidence_of()).frame.empty
