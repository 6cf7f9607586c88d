import pandas as pd

from evaltoolkit.services.work.practice import quality_checks, stories, supervisions
from evaltoolkit.services.work.timeline import timeline

CHECKS = [
    {"subject": "甲项目", "aspect": "形式得当", "level": "符合", "rater": "督导", "date": "2023-09-01"},
    {"subject": "甲项目", "aspect": "切合需求", "level": "不符合", "rater": None, "date": "2023-06-01"},
    {"subject": "甲项目", "aspect": "切合需求", "level": "符合", "rater": "督导", "date": "2022-06-01"},
]


def test_ratings_of_the_year_stand_in_order_of_the_day_with_who_rated(plan, evidence_of):
    frame = quality_checks(plan, evidence_of(quality_checks=CHECKS)).frame
    assert frame[["aspect", "level", "rater"]].to_numpy().tolist() == [
        ["切合需求", "不符合", "未说明"],
        ["形式得当", "符合", "督导"],
    ]


def test_a_story_without_consent_or_without_an_answer_on_it_is_not_told(plan, evidence_of):
    told = [
        {"story": "一", "situation": "独居", "consent": True, "date": "2023-05-01"},
        {"story": "二", "situation": "独居", "consent": False, "date": "2023-05-01"},
        {"story": "三", "situation": "独居", "consent": None, "date": "2023-05-01"},
        {"story": "四", "situation": "独居", "consent": True, "date": "2022-05-01"},
    ]
    assert stories(plan, evidence_of(stories=told)).frame["story"].tolist() == ["一"]


def test_the_year_s_events_stand_by_kind_and_day_and_a_group_runs_from_first_to_last_session(plan, evidence_of):
    held = [
        {"service": "1", "date": "2023-05-08", "method": "小组", "group": "甲组", "hours": 1.0},
        {"service": "2", "date": "2023-03-01", "method": "小组", "group": "甲组", "hours": 1.0},
        {"service": "3", "date": "2022-03-01", "method": "小组", "group": "旧组", "hours": 1.0},
        {"service": "4", "date": "2023-03-02", "method": "个案", "hours": 1.0},
    ]
    supervised = [{"date": "2023-07-01", "form": "团体督导"}, {"date": "2023-01-10", "form": "个别督导"}]
    paid = [{"instalment": "一", "due_on": "2023-03-01", "paid_on": None, "amount": 1.0},
            {"instalment": "二", "due_on": "2023-06-01", "paid_on": "2023-06-03", "amount": 1.0}]  # fmt: skip
    evidence = evidence_of(services=held, supervisions=supervised, payments=paid)
    frame = timeline(plan, evidence).frame
    day = pd.Timestamp
    assert frame.to_numpy().tolist() == [
        ["小组", "甲组", day("2023-03-01"), day("2023-05-08")],
        ["经费拨付", "二", day("2023-06-03"), day("2023-06-03")],
        ["督导记录", "个别督导", day("2023-01-10"), day("2023-01-10")],
        ["督导记录", "团体督导", day("2023-07-01"), day("2023-07-01")],
    ]


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    for make in (quality_checks, supervisions, stories, timeline):
        assert make(plan, evidence_of()).frame.empty
