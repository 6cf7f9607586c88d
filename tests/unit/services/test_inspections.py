from evaltoolkit.services.inspections import inspections


def test_a_finding_is_put_right_open_or_overdue_at_the_end_of_the_year(plan, evidence_of):
    rows = [
        {"kind": "季度督查", "date": "2023-12-20", "finding": "台账缺页", "deadline": "2024-01-20", "fixed_on": None},
        {"kind": "季度督查", "date": "2023-03-20", "finding": None, "deadline": None, "fixed_on": None},
        {
            "kind": "中期评估",
            "date": "2023-06-20",
            "finding": "记录不全",
            "deadline": "2023-07-20",
            "fixed_on": "2023-08-01",
        },
        {"kind": "季度督查", "date": "2023-09-20", "finding": "签到缺失", "deadline": "2023-10-20", "fixed_on": None},
        {"kind": "季度督查", "date": "2023-10-20", "finding": "未定期限", "deadline": None, "fixed_on": None},
        {"kind": "末期评估", "date": "2024-01-10", "finding": "次年", "deadline": None, "fixed_on": None},
    ]
    frame = inspections(plan, evidence_of(inspections=rows)).frame
    assert frame["state"].tolist() == ["no_finding", "put_right", "overdue", "open", "open"]


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert inspections(plan, evidence_of()).frame.empty
