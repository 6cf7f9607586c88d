from evaltoolkit.words.body import inspections
from evaltoolkit.words.body.inspections import MOST_ROWS


def held(month, state="fixed", finding="记录不全"):
    return {"kind": "季度督查", "date": f"2023-{month:02}-10", "finding": finding, "state": state, "days_late": 3.0}


def test_findings_not_put_right_come_before_others_when_there_are_too_many(told, zh):
    rows = [held(month, "no_finding", None) for month in range(1, 9)] + [held(9, "put_right_late"), held(10, "open")]
    passage = inspections(told(inspections=rows), zh)
    assert len(passage.table.rows) == MOST_ROWS
    assert [row.cells[0].detail for row in passage.table.rows][-2:] == ["2023-09-10", "2023-10-10"]
    assert passage.table.notes == ("另有 4 项见附件2。",)
    assert "发现的问题逾期后整改 1 项，未整改 1 项。" in repr(passage.prose)


def test_six_or_fewer_all_stand_there(told, zh):
    passage = inspections(told(inspections=[held(month, "put_right") for month in range(1, 5)]), zh)
    assert len(passage.table.rows) == 4
    assert passage.table.notes == ()
    assert "没有逾期整改的" in repr(passage.prose)
