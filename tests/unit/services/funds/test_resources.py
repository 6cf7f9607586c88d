import pandas as pd

from evaltoolkit.services.funds.resources import resource_list, resources

ROWS = [
    {"item": "口罩", "date": "2023-03-01", "kind": "物资", "provider": "某公司", "value": 3.0, "basis": "发票"},
    {"item": "奖学金", "date": "2023-05-01", "kind": "资金", "provider": "某基金会", "value": 6.0, "basis": "转账"},
    {"item": "米", "date": None, "kind": "物资", "provider": None, "value": 1.0, "basis": None},
    {"item": "旧物", "date": "2022-12-30", "kind": "物资", "provider": None, "value": 99.0, "basis": None},
    {"item": "不详", "date": "2023-06-01", "kind": None, "provider": None, "value": None, "basis": None},
]


def test_resources_are_summed_by_kind_in_the_sheets_order(plan, evidence_of):
    frame = resources(plan, evidence_of(resources=ROWS)).frame
    assert frame["kind"].tolist() == ["资金", "物资", "未说明"]
    assert frame["items"].tolist() == [1, 2, 1]
    assert frame["value"].tolist()[:2] == [6.0, 4.0]
    assert frame["share"].tolist()[:2] == [0.6, 0.4]
    assert pd.isna(frame["value"][2])


def test_the_list_behind_the_total_holds_every_item_of_the_year(plan, evidence_of):
    frame = resource_list(plan, evidence_of(resources=ROWS)).frame
    assert frame["item"].tolist() == ["口罩", "奖学金", "米", "不详"]
    assert list(frame) == ["item", "kind", "provider", "value", "basis"]
    assert frame["value"].sum() == resources(plan, evidence_of(resources=ROWS)).frame["value"].sum()


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert resources(plan, evidence_of()).frame.empty
    assert resource_list(plan, evidence_of()).frame.empty
