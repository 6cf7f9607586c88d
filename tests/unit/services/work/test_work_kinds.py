"""探访, 电访, 外展 and 转介 are records with their own conversion; hours may be given as totals of a quarter."""

import datetime as dt

import openpyxl
import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.intake.storing.store import quality_of
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.workbook import FORMS, METHODS
from evaltoolkit.services.two_sources import two_sources
from evaltoolkit.services.work.delivery import conversions, delivery
from evaltoolkit.services.work.hours import hours, hours_by_month, hours_by_quarter
from evaltoolkit.services.work.work_kinds import work_kinds
from evaltoolkit.words.body.completion import completion

DAY = dt.date(2023, 5, 4)
SERVICES = ["服务编号", "日期", "合计期间", "服务方法", "服务形式", "工时", "人次"]
RECORDS = [
    ["F1", DAY, None, "个案", None, 2, 1],
    ["F2", DAY, None, "探访", None, 1, 1],
    ["F3", DAY, None, "探访", None, 1, 1],
    ["F4", DAY, None, "电访", None, 0.5, 1],
    ["F5", DAY, None, "外展", None, 3, 20],
    ["F6", DAY, None, "社区活动", "义诊", 4, 30],
]
TOTALS = [
    ["Q1", None, "第一季度", "小组", None, 300, None],
    ["Q2", None, "第二季度", "小组", None, 200, None],
    ["Y", None, "全年", "探访", None, 50, None],
]
AGREED = [["服务方法", "约定工时", "约定次数"], ["个案", 100, 10], ["探访", 20, 40], ["小组", 600, 20]]
RATES = [["服务方法", "服务形式", "单位", "折算工时"], ["个案", None, "每次", 2], ["探访", None, "每次", 1.5]]


@pytest.fixture
def taken(tmp_path):
    """Return the tables of a workbook as intake hands them over."""

    def take(rows, **sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, lines in {"服务记录": [SERVICES, *rows], **sheets}.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        book.save(tmp_path / "表.xlsx")
        raw = read_workbook(tmp_path / "表.xlsx")
        checked = check_workbook(raw, year=2023, scales=shapes(shipped_scales()))
        assert checked.faults == ()
        names = code_names(checked.tables, b"")
        tables = {name: release(table, names) for name, table in checked.tables.items()}
        return Evidence(tables, quality_of([], tuple(tables)))

    return take


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_stands_as_a_method_counts_under_its_method_and_is_told_apart(taken, plan, form):
    rows = [["F1", DAY, None, form, None, 2, 1], ["F2", DAY, None, FORMS[form], None, 3, 1]]
    evidence = taken(rows)
    done = hours(plan, evidence).frame.set_index("method")["done"]
    assert done[FORMS[form]] == 5.0
    kinds = work_kinds(plan, evidence).frame.set_index("form")
    assert kinds.loc[form, ["records", "hours"]].tolist() == [1.0, 2.0]
    assert FORMS[form] in METHODS


def test_an_agreement_that_names_a_form_counts_it_with_its_method(taken, plan):
    evidence = taken(RECORDS, 工时约定=AGREED)
    agreed = hours(plan, evidence).frame.set_index("method")
    assert agreed.loc["个案", ["agreed", "done"]].tolist() == [120.0, 4.5]
    assert delivery(plan, evidence).frame.set_index("method").loc["个案", ["agreed", "held"]].tolist() == [50.0, 4.0]
    kinds = work_kinds(plan, evidence).frame.set_index("form")
    assert kinds.loc["探访", "agreed"] == 20.0
    assert {"义诊", "外展", "电访"} <= set(kinds.index)


def test_a_form_with_a_conversion_of_its_own_is_converted_by_it_and_by_no_other(taken, plan):
    evidence = taken(RECORDS, 工时折算=RATES)
    found = conversions(plan, evidence).frame
    assert found[["form", "units", "converted"]].values.tolist()[1] == ["探访", 2.0, 3.0]
    assert found["units"].tolist() == [2.0, 2.0]  # 面谈 and 电访, then 探访
    assert two_sources(plan, evidence).frame.set_index("figure").loc["个案", ["first", "second"]].tolist() == [4.5, 7.0]


def test_hours_known_as_totals_of_a_quarter_count_and_are_said_to_be_totals(taken, plan, report, zh):
    evidence = taken([*RECORDS, *TOTALS], 工时约定=AGREED)
    done = hours(plan, evidence).frame.set_index("method")["done"]
    assert done[["个案", "小组"]].tolist() == [54.5, 500.0]
    quarters = hours_by_quarter(plan, evidence).frame.groupby("quarter")["done"].sum()
    assert quarters.tolist() == [300.0, 211.5, 0.0, 0.0]
    assert hours_by_month(plan, evidence).frame["done"].sum() == 11.5
    assert delivery(plan, evidence).frame.set_index("method").loc["小组", "held"] == 0
    tables = {"work_kinds": work_kinds(plan, evidence), "hours": hours(plan, evidence)}
    said = str(completion(report(services=tables), zh).prose)
    assert "小组 500 小时" in said
    assert "探访 2 次" in said


def test_without_forms_and_totals_nothing_is_told_apart(taken, plan, zh):
    assert work_kinds(plan, taken([["F1", DAY, None, "个案", None, 2, 1]])).frame.empty
