import pandas as pd

from evaltoolkit.services.work.goals import goals


def test_this_year_and_last_stand_beside_each_other(plan, evidence_of):
    rows = [
        {"goal": "A", "year": 2022, "expected": "引导党组织参与", "target": "≥5个", "reached": "达成"},
        {"goal": "B", "year": 2023, "expected": "兜底全覆盖", "target": "100%", "reached": "部分达成"},
        {"goal": "A", "year": 2023, "expected": "聚合资源", "target": "≥8个", "reached": "未达成"},
        {"goal": "Z", "year": 2021, "expected": "旧目标", "target": None, "reached": "达成"},
    ]
    frame = goals(plan, evidence_of(goals=rows)).frame
    assert frame["goal"].tolist() == ["A", "B"]
    assert frame["reached"].tolist() == ["未达成", "部分达成"]
    assert frame["last_reached"].tolist()[0] == "达成"
    assert pd.isna(frame["last_reached"].tolist()[1])


def test_a_goal_without_a_year_is_of_the_year_evaluated(plan, evidence_of):
    frame = goals(plan, evidence_of(goals=[{"goal": "C", "year": None, "expected": "发展志愿者"}])).frame
    assert frame.loc[0, "expected"] == "发展志愿者"


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert goals(plan, evidence_of()).frame.empty
