import pandas as pd

from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.attendance import attendance, attendance_table
from evaltoolkit.words.services.awareness import awareness, awareness_table
from evaltoolkit.words.services.inspections import inspections, inspections_table
from evaltoolkit.words.services.resources import resource_list_table, resources, resources_table

NAN = float("nan")


def test_resources_are_summed_from_their_list(shown, zh):
    rows = [
        {"kind": "资金", "items": 2, "value": 7.83, "share": 0.1637},
        {"kind": "物资", "items": 9, "value": 40.0, "share": 0.8363},
    ]  # the sum is that of the 2023 云城街道 report, 四（一）; the parts are made for this test
    assert str(resources(shown(rows), zh)) == (
        "共链接 11 项资源，按清单折价合计 47.83 万元。按类别（万元）：物资 40.00、资金 7.83。"
    )
    assert resources_table(shown(rows), zh).column("折价（万元）") == ("7.83", "40.00")


def test_a_kind_without_value_leaves_no_sum(shown, zh):
    said = resources(shown([{"kind": "资金", "items": 2, "value": NAN}]), zh)
    assert said.of_kind(Kind.MISSING) == ("未提供：有一类资源没有折价，因此不写合计。",)


def test_the_list_shows_how_each_was_valued(shown, zh):
    table = resource_list_table(
        shown([{"item": "大米", "kind": "物资", "provider": None, "value": 0.5, "basis": "发票"}]), zh
    )
    assert [cell.words for cell in table.rows[0].cells] == ["大米", "物资", "未提供", "0.50", "发票"]


def test_inspections_tell_what_is_missing_and_what_is_open(shown, zh):
    rows = pd.DataFrame(
        {
            "kind": ["季度督查", "季度督查", "中期评估"],
            "date": pd.to_datetime(["2023-03-20", "2023-06-20", "2023-07-05"]),
            "planned_on": pd.to_datetime([None, None, None]),
            "conclusion": [None, None, "良好"],
            "finding": [None, "档案不全", None],
            "deadline": pd.to_datetime([None, "2023-08-31", None]),
            "fixed_on": pd.to_datetime([None, None, None]),
            "state": ["no_finding", "overdue", "no_finding"],
            "days_late": [None, 122.0, None],
            "as_of": pd.Timestamp("2023-12-31"),
        }
    )
    said = inspections(shown(rows), zh)
    assert said.of_kind(Kind.BODY) == ("有记录的季度督查 2 次（应为 4 次）。2023-07-05 中期评估：结论“良好”。",)
    assert said.of_kind(Kind.MISSING) == ("末期评估：未提供。",)
    assert said.of_kind(Kind.CAUTION) == (
        "第 3 季度、第 4 季度没有督查记录。",
        "2023-06-20 季度督查：发现的问题截至 2023-12-31 逾期未整改（已逾期 122 天）。",
    )
    assert inspections_table(shown(rows), zh).column("状态") == (
        "未填写问题",
        "逾期未整改（已逾期 122 天）",
        "未填写问题",
    )


def test_awareness_counts_from_three_of_five(shown, zh):
    rows = [
        {"item": "站址", "n": 60, "known": 48, "share": 0.8},
        {"item": "项目经费来源", "n": 60, "known": 12, "share": 0.2},
        {"item": "知晓3项及以上", "n": 58, "known": 29, "share": 0.5},
        {"item": "认同", "n": 60, "known": 54, "share": 0.9},
    ]
    said = awareness(shown(rows), zh)
    assert said.of_kind(Kind.MESSAGE) == ("五项事实中知道三项及以上（有效知晓）的占 50.0%（29/58）。",)
    assert said.of_kind(Kind.BODY) == ("知晓最少的一项是项目经费来源，20.0%（12/60）。认同该服务的占 90.0%（54/60）。",)
    assert awareness_table(shown(rows), zh).column("比例")[0] == "80.0%"


def test_few_answers_on_awareness_are_withheld(shown, zh):
    table = shown([{"item": "知晓3项及以上", "n": 4, "known": 3, "share": 0.75}], table_class=TableClass.SATISFACTION,
                  keys=("item",), people=("n",), figures=("known", "share"))  # fmt: skip
    assert str(awareness(table, zh)) == "已抑制，本版不显示。"


def test_attendance_runs_from_the_thinnest_to_the_fullest_group(shown, zh):
    rows = [
        {"group": "甲组", "sessions": 6, "enrolled": 10, "mean_attendance": 8.5, "share": 0.85},
        {"group": "乙组", "sessions": 8, "enrolled": 12, "mean_attendance": 7.2, "share": 0.6},
    ]
    assert str(attendance(shown(rows), zh)) == (
        "有出席名单的小组共 2 个、14 节（只计写明这些小组名称的服务记录）。平均出席率从 60.0%（乙组）到 85.0%（甲组）。"
    )
    assert attendance_table(shown(rows), zh).column("平均出席人数") == ("8.50", "7.20")
