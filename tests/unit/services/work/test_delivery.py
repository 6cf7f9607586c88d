import itertools
import math

import pytest

from evaltoolkit.intake.entry.entry_help import hint
from evaltoolkit.model.workbook import table
from evaltoolkit.services.people.attendance import attendance
from evaltoolkit.services.two_sources import two_sources
from evaltoolkit.services.work.delivery import conversions, delivery
from evaltoolkit.services.work.projects import projects
from evaltoolkit.words.services.attendance import attendance as attendance_said
from evaltoolkit.words.services.delivery import delivery as delivery_said
from evaltoolkit.words.services.delivery import delivery_table
from evaltoolkit.words.services.projects import logic_table, project_chain

HELD = [
    {"service": "1", "date": "2023-02-01", "method": "个案", "hours": 3.0, "participants": 1,
     "planned_participants": 1},
    {"service": "2", "date": "2023-02-08", "method": "个案", "hours": 4.0, "participants": 1,
     "planned_participants": 2},
    {"service": "3", "date": "2023-03-01", "method": "小组", "hours": 6.0, "participants": 8,
     "planned_participants": None},
    {"service": "4", "date": "2022-03-01", "method": "小组", "hours": 6.0, "participants": 8,
     "planned_participants": 9},
]  # fmt: skip
AGREED = [
    {"method": "个案", "field": "长者", "hours": 10.0, "times": 3},
    {"method": "个案", "field": "家庭", "hours": 5.0, "times": 1},
    {"method": "小组", "field": "长者", "hours": 5.0, "times": None},
]


def test_times_held_stand_beside_those_agreed_and_attendances_beside_those_planned(plan, evidence_of):
    frame = delivery(plan, evidence_of(services=HELD, agreements=AGREED)).frame.set_index("method")
    assert frame.loc["个案"].tolist() == [4.0, 2.0, 0.0, 2.0, 3.0, 2.0]
    # one field of group work lacks its number: the sum is not known; no record states both counts
    assert frame.loc["小组", "held"] == 1.0
    assert frame.loc["小组", ["agreed", "planned", "came"]].isna().all()


KINDS = ("面谈", "转介", "探访", "电访")


@pytest.mark.parametrize("kinds", [part for n in range(1, 5) for part in itertools.combinations(KINDS, n)])
def test_casework_is_counted_whatever_its_kind_and_its_label_names_no_single_kind(kinds, plan, evidence_of, shown, zh):
    held = [{**HELD[0], "service": kind, "title": kind, "project": "互助"} for kind in kinds]
    evidence = evidence_of(services=held, agreements=[{**AGREED[0], "times": 4}])
    said = str(delivery_said(shown(delivery(plan, evidence).frame), zh))
    logic = shown(projects(plan, evidence).frame)
    in_table = logic_table(logic, zh).rows[0].cells[3].words
    on_page = project_chain(logic, zh).rows[2].cells[1].words
    assert f"个案服务次数：完成约定的 {25 * len(kinds)}.0%（{len(kinds)}/4）。" in said
    assert f"个案服务 {len(kinds)} 次" in in_table
    assert on_page == in_table
    assert not [kind for kind in KINDS if kind in said + in_table]


def test_the_entry_help_on_times_agreed_names_every_kind_of_casework():
    agreements = table("agreements")
    assert all(kind in hint(agreements.column("times"), 2023) for kind in KINDS)


@pytest.mark.parametrize(("all_", "named"), [(5, 2), (5, 5), (3, 0)])
def test_sessions_by_the_records_and_sessions_of_named_groups_each_say_what_they_count(
    all_, named, plan, evidence_of, shown, zh
):
    held = [{**HELD[2], "service": str(place), "group": "甲组" if place < named else None} for place in range(all_)]
    lists = [{"service": str(place), "client": "A", "attended": True} for place in range(named)]
    evidence = evidence_of(services=held, attendance=lists or [{"service": "x", "client": "A", "attended": True}])
    said = str(delivery_said(shown(delivery(plan, evidence).frame), zh))
    assert (f"其中写明小组名称的 {named} 条" in said) is (0 < named < all_)
    if named:
        told = str(attendance_said(shown(attendance(plan, evidence).frame), zh))
        assert f"{named} 节（只计写明这些小组名称的服务记录）" in told


@pytest.mark.parametrize("planned", [None, 10])
def test_attendances_that_every_record_states_are_told_whether_or_not_they_were_planned(
    planned, plan, evidence_of, shown, zh
):
    held = [{**HELD[2], "service": str(place), "planned_participants": planned} for place in range(3)]
    told = delivery_table(shown(delivery(plan, evidence_of(services=held)).frame), zh)
    assert told.column("人次") == ("24",)
    held[0]["participants"] = None
    told = delivery_table(shown(delivery(plan, evidence_of(services=held)).frame), zh)
    assert told.column("人次") == ("未提供",)


def test_an_agreement_without_times_and_no_records_make_no_row(plan, evidence_of):
    hours_only = [{"method": "个案", "hours": 10.0}]
    assert delivery(plan, evidence_of(agreements=hours_only)).frame.empty
    assert delivery(plan, evidence_of(agreements=AGREED)).frame["held"].isna().all()


CONVERSIONS = [
    {"method": "个案", "unit": "每次", "hours": 3.5, "source": "协议附件"},
    {"method": "小组", "unit": "每人次", "hours": 1.0, "source": "协议附件"},
]


def test_hours_by_the_street_s_table_stand_beside_the_recorded_ones(plan, evidence_of):
    frame = conversions(plan, evidence_of(services=HELD, conversions=CONVERSIONS)).frame.set_index("method")
    # casework: 2 records at 3.5 are 7, as recorded; group work: 8 attendances at 1 are 8 where 6 are recorded
    assert frame.loc["个案", ["units", "converted", "recorded"]].tolist() == [2.0, 7.0, 7.0]
    assert frame.loc["小组", ["units", "converted", "recorded"]].tolist() == [8.0, 8.0, 6.0]
    assert frame["source"].tolist() == ["协议附件", "协议附件"]


def test_two_sources_of_one_figure_are_both_told_where_they_differ(plan, evidence_of):
    figure = {"value": 100.0, "unit": "万元", "source": "批复"}
    with_money = plan.model_validate({**plan.model_dump(), "budget": {"executed": figure}})
    evidence = evidence_of(
        services=HELD,
        conversions=CONVERSIONS,
        agreements=AGREED,
        projects=[{"project": "甲", "hours": sum(row["hours"] for row in AGREED)}],
        spending=[{"category": "人员", "spent": 90.0}, {"category": "办公", "spent": 8.0}],
        payments=[{"instalment": "一", "due_on": "2023-03-01", "paid_on": "2023-03-01", "amount": 100.2}],
    )
    frame = two_sources(with_money, evidence).frame
    assert frame.to_numpy().tolist() == [
        ["spent", 100.0, 98.0, "万元"],
        ["小组", 6.0, 8.0, "小时"],
    ]


def test_what_was_paid_to_the_station_is_no_second_source_of_what_it_spent(plan, evidence_of):
    """An instalment is another figure than the spending: 180.00 paid and 174.29 spent do not disagree."""
    figure = {"value": 174.29, "unit": "万元", "source": "批复"}
    with_money = plan.model_validate({**plan.model_dump(), "budget": {"executed": figure}})
    paid = [{"instalment": "一", "due_on": "2023-03-01", "paid_on": "2023-03-01", "amount": 180.0}]
    assert two_sources(with_money, evidence_of(payments=paid)).frame.empty


@pytest.mark.parametrize(("spent", "differs"), [(100.01, True), (100.004, False)])
def test_two_sources_are_compared_as_they_are_printed(plan, evidence_of, spent, differs):
    """A tolerance that the page does not print once let 229.03 and 230.00 pass for one figure."""
    figure = {"value": 100.0, "unit": "万元", "source": "批复"}
    with_money = plan.model_validate({**plan.model_dump(), "budget": {"executed": figure}})
    evidence = evidence_of(spending=[{"category": "人员", "spent": spent}])
    assert bool(len(two_sources(with_money, evidence).frame)) is differs


def test_a_figure_that_one_source_lacks_cannot_differ(plan, evidence_of):
    figure = {"value": 100.0, "unit": "万元", "source": "批复"}
    with_money = plan.model_validate({**plan.model_dump(), "budget": {"executed": figure}})
    evidence = evidence_of(
        spending=[{"category": "人员", "spent": 90.0}, {"category": "办公", "spent": None}],
        payments=[{"instalment": "一", "due_on": "2023-03-01", "paid_on": None, "amount": 1.0}],
    )
    assert two_sources(with_money, evidence).frame.empty
    assert two_sources(plan, evidence_of()).frame.empty


def test_a_record_without_its_figure_leaves_the_converted_hours_unknown(plan, evidence_of):
    held = [{"service": "1", "date": "2023-02-01", "method": "小组", "hours": 3.0, "participants": None}]
    frame = conversions(plan, evidence_of(services=held, conversions=CONVERSIONS)).frame.set_index("method")
    assert math.isnan(frame.loc["小组", "converted"])
    assert conversions(plan, evidence_of(conversions=CONVERSIONS)).frame["units"].isna().all()
