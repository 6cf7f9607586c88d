import pandas as pd
import pytest

from evaltoolkit.services.work.measures import MEASURES, measures

NOW, BEFORE = "本年度建议", "上年度建议"
ROWS = [
    {"measure": None, "kind": BEFORE, "action": "按月归档", "state": "进行中"},
    {"measure": "2", "kind": NOW, "problem": "来穗人员少", "action": "设点服务", "due_on": "下一年度第二季度"},
    {"measure": None, "kind": NOW, "problem": "后测流失", "action": None, "responsible": "社工站"},
]


def test_this_years_measures_stand_before_what_became_of_last_years_advice(plan, evidence_of):
    frame = measures(plan, evidence_of(measures=ROWS)).frame
    assert list(frame) == list(MEASURES)
    assert frame["kind"].tolist() == [NOW, NOW, BEFORE]
    assert frame["state"].tolist()[2] == "进行中"


def test_a_measure_without_a_number_takes_the_next_that_no_row_has(plan, evidence_of):
    assert measures(plan, evidence_of(measures=ROWS)).frame["measure"].tolist() == ["2", "1", "3"]


def test_nobody_is_made_responsible_and_no_time_is_set_who_was_not_named(plan, evidence_of):
    frame = measures(plan, evidence_of(measures=ROWS)).frame
    assert frame["responsible"].isna().tolist() == [True, False, True]
    assert frame["due_on"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize("tables", [{}, {"measures": []}, {"measures": [{"kind": NOW, "measure": "1"}]}])
def test_without_a_problem_or_a_measure_the_table_is_empty_with_its_columns(tables, plan, evidence_of):
    table = measures(plan, evidence_of(**tables))
    assert table.frame.empty
    assert list(table.frame) == list(MEASURES)
    assert isinstance(table.frame, pd.DataFrame)
