import math

from evaltoolkit.services.work.projects import projects

PLANNED = [
    {
        "project": "互助",
        "kind": "重点项目",
        "need": "独居",
        "budget": 30.0,
        "staff": 2.5,
        "hours": 100.0,
        "change": "不孤单",
    },
    {"project": "新项目", "kind": "特色项目", "hours": 40.0},
]
HELD = [
    {"service": "1", "date": "2023-02-01", "method": "个案", "project": "互助", "hours": 60.0, "participants": 1},
    {"service": "2", "date": "2023-03-01", "method": "小组", "project": "互助", "hours": 30.0, "participants": 8,
     "group": "甲组"},
    {"service": "3", "date": "2023-03-08", "method": "小组", "project": "互助", "hours": 30.0, "participants": 7,
     "group": "甲组"},
    {"service": "4", "date": "2023-03-08", "method": "社区活动", "project": None, "hours": 5.0, "participants": None},
    {"service": "5", "date": "2022-03-08", "method": "小组", "project": "互助", "hours": 500.0, "participants": 90},
]  # fmt: skip


def test_a_project_has_what_is_planned_and_what_the_year_s_records_hold(plan, evidence_of):
    row = projects(plan, evidence_of(projects=PLANNED, services=HELD)).frame.set_index("project").loc["互助"]
    assert (row["kind"], row["need"], row["budget"], row["staff"], row["change"]) == (
        "重点项目",
        "独居",
        30.0,
        2.5,
        "不孤单",
    )
    # 60 + 30 + 30 hours of 100 agreed; 1 + 8 + 7 attendances; one contact, two sessions of one group
    assert (row["agreed"], row["done"], row["completion"], row["participants"]) == (100.0, 120.0, 1.2, 16.0)
    assert (row["services"], row["casework"], row["sessions"], row["activities"], row["groups"]) == (3, 1, 2, 0, 1)


def test_a_planned_project_without_any_record_did_nothing_that_is_recorded(plan, evidence_of):
    row = projects(plan, evidence_of(projects=PLANNED, services=HELD)).frame.set_index("project").loc["新项目"]
    assert (row["services"], row["done"], row["completion"]) == (0.0, 0.0, 0.0)


def test_records_without_a_project_stand_last_and_an_unknown_part_leaves_the_sum_unknown(plan, evidence_of):
    frame = projects(plan, evidence_of(projects=PLANNED, services=HELD)).frame
    assert frame["project"].tolist() == ["互助", "新项目", "未说明"]
    assert frame["done"].tolist()[2] == 5.0
    assert math.isnan(frame["participants"].tolist()[2])


def test_without_records_what_was_done_is_not_known_and_without_a_plan_what_was_planned(plan, evidence_of):
    planned = projects(plan, evidence_of(projects=PLANNED)).frame
    assert planned["agreed"].tolist() == [100.0, 40.0]
    assert planned[["services", "done", "participants"]].isna().all(axis=None)
    recorded = projects(plan, evidence_of(services=HELD)).frame
    assert recorded["done"].tolist() == [120.0, 5.0]
    assert recorded[["kind", "budget", "agreed", "completion"]].isna().all(axis=None)
    assert projects(plan, evidence_of()).frame.empty
