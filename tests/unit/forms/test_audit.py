"""An audit finds every planted fault by its cell, and none in what the tool fills in."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.forms.audit import audit
from evaltoolkit.forms.description import description
from evaltoolkit.forms.form import Form, Funds, Indicator
from evaltoolkit.forms.from_results import form_of
from evaltoolkit.forms.marked import mark
from evaltoolkit.forms.sheet import grid_of
from evaltoolkit.forms.writing import form_document, form_workbook
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import Language
from evaltoolkit.scoring.quantity import parse_quantity
from evaltoolkit.synthetic.districts import known_streets
from tests.shared_batch import REAL, ROOT

ROWS = (
    Indicator("产出指标", "数量指标", "服务工时", "≥12,590小时", "13,130.5小时", 15, 15.0, None),
    Indicator("产出指标", "质量指标", "评估等级", "完成年度计划", "达成", 15, 14.0, "记录欠完整"),
    Indicator("产出指标", "时效指标", "按时支付", "100%", "50%", 10, 5.0, "拨付迟"),
    Indicator("产出指标", "成本指标", "经费", "≤90万元", "108万元", 10, 8.0, "物价"),
    Indicator("效益指标", "社会效益", "困难群众得到帮助", "完成年度计划", "部分达成", 15, 10.0, "人手不足"),
    Indicator("效益指标", "经济效益", "链接资源", "≥27万元", "56.52万元", 15, 15.0, "企业增加捐赠"),
    Indicator("满意度指标", "服务对象满意度", "满意率", "≥90%", "80.91%（267 ÷ 330 = 80.91%）", 10, 8.99, "场地"),
)
CLEAN = Form(
    2023, {"project": "社工站", "department": "街道办事处", "operator": "服务中心"},
    {"total": Funds(180, 190, 171), "grant": Funds(170, 180, 165), "carried": Funds(10, 10, 6)},
    10, 9.0, (("A．帮助困难群众", "A．已完成"),), ROWS,
)  # fmt: skip
TOTALS, GRANT, CARRIED, GOALS = 5, 6, 7, 10
FIRST = 12
"""Rows of the clean form, counted from 0: of the money, of the goals, the first of the indicators."""
SUM = FIRST + len(ROWS)

# what is planted: row, column, value; and the cell in which the audit must name it, where it is another
PLANTED = [
    # money
    (TOTALS, 3, 200, None), (TOTALS, 4, 0, None), (TOTALS, 5, 0, None), (TOTALS, 3, "十八万", None),
    (GRANT, 3, 160, (TOTALS, 3)), (GRANT, 4, 90, (TOTALS, 4)), (CARRIED, 5, 60, (TOTALS, 5)), (CARRIED, 4, -10, None),
    (TOTALS, 7, "86%", None), (TOTALS, 7, 0.98, None), (TOTALS, 8, 9.5, None), (TOTALS, 8, 10, None),
    (TOTALS, 6, 20, (TOTALS, 8)), (TOTALS, 5, 250, None), (GRANT, 7, "50%", None), (TOTALS, 6, None, None),
    # goals
    (GOALS, 1, "240万元", None), (GOALS, 5, "90", None), (GOALS, 5, "A．已完成\nB．56.52万元", None),
    (GOALS, 5, "1.已完成\n2. 98.5%", None), (GOALS, 1, "（一）≥60人", None),
    # rows: points above the weight, no number, below 0, missing
    (FIRST, 7, 16, None), (FIRST + 1, 7, 15.5, None), (FIRST, 7, "满分", None), (FIRST + 2, 7, -1, None),
    (FIRST + 3, 7, None, None), (FIRST + 3, 6, None, None), (FIRST + 4, 6, "十五", None), (FIRST + 4, 6, -15, None),
    # rows: recomputed
    (FIRST, 5, "10,000小时", (FIRST, 7)), (FIRST + 2, 7, 9, None), (FIRST + 3, 7, 9.5, None), (FIRST + 6, 7, 9, None),
    (FIRST + 6, 5, "95%", (FIRST + 6, 7)), (FIRST + 3, 5, "200万元", (FIRST + 3, 7)),
    # rows: bands of the qualitative
    (FIRST + 1, 7, 11, None), (FIRST + 4, 7, 13, None), (FIRST + 4, 5, "未达成", (FIRST + 4, 7)),
    # rows: reason, units, what is missing
    (FIRST + 5, 8, None, None), (FIRST + 5, 5, "56.52元", None), (FIRST + 2, 5, "50", None),
    (FIRST, 5, "13,130次", None),
    (FIRST, 4, None, None), (FIRST, 5, None, None), (FIRST, 3, None, None),
    # sums and rows that stand twice
    (SUM, 6, 99, None), (SUM, 7, 90, None), (FIRST, 6, 20, (FIRST, 1)), (FIRST, 6, 20, (SUM, 6)),
]  # fmt: skip


ZH = Language("zh_CN")
BOOK, DOCUMENT = form_workbook(CLEAN), form_document(CLEAN)


def workbook(changes=()):
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    for row, column, value in changes:
        book.worksheets[0].cell(row + 1, column + 1).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def document(changes=()):
    made = docx.Document(io.BytesIO(DOCUMENT))
    for row, column, value in changes:
        cell = made.tables[0].rows[row - 2].cells[column]
        cell.text = "" if value is None else f"{value}"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def found_in(content, path):
    path.write_bytes(content)
    return {ZH.say(fault.cell.address) for fault in audit(path).faults}


def in_workbook(row, column):
    return f"{'ABCDEFGHI'[column]}{row + 1}"


def in_document(row, column):
    return f"表1第{row - 1}行第{column + 1}列"


def _told(plan):
    return f"{plan.name} {plan.read_text(encoding='utf-8')}"


def test_more_than_forty_faults_are_planted():
    assert len(PLANTED) >= 40


@pytest.mark.parametrize(("make", "ending"), [(workbook, "xlsx"), (document, "docx")])
def test_a_form_without_a_fault_has_none(tmp_path, make, ending):
    path = tmp_path / f"a.{ending}"

    assert found_in(make(), path) == set()


@pytest.mark.parametrize("fault", PLANTED, ids=str)
def test_each_planted_fault_is_found_with_its_cell(tmp_path, fault):
    row, column, value, where = fault

    assert in_workbook(*(where or (row, column))) in found_in(workbook([(row, column, value)]), tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "fault",
    [one if not number % 5 else pytest.param(one, marks=pytest.mark.full) for number, one in enumerate(PLANTED)],
)
def test_each_planted_fault_is_found_with_its_cell_in_a_document_too(tmp_path, fault):
    row, column, value, where = fault

    assert in_document(*(where or (row, column))) in found_in(document([(row, column, value)]), tmp_path / "a.docx")


def test_a_row_that_stands_twice_is_found(tmp_path):
    form = replace(CLEAN, rows=(*ROWS[:1], *ROWS))
    path = tmp_path / "a.xlsx"
    path.write_bytes(form_workbook(form))

    assert "D14" in {fault.cell.address for fault in audit(path).faults}


def test_the_faults_of_the_published_forms_are_found_when_typed_in(tmp_path):
    """池州市棠溪镇 2022: totals of 0 over a line of 90; 廊坊市食品工程学校 2019: 9 points for 86.2 %, a sum as goal."""
    chizhou = [(TOTALS, column, 0) for column in (3, 4, 5, 7, 8)]
    chizhou += [
        (GRANT, 3, 90),
        (GRANT, 4, 89.974),
        (GRANT, 5, 89.974),
        *((CARRIED, column, None) for column in (3, 4, 5)),
    ]
    langfang = [(TOTALS, 3, 43.2), (TOTALS, 4, 43.2), (TOTALS, 5, 37.24), (TOTALS, 7, "86.2%"), (TOTALS, 8, 9)]
    langfang += [(row, column, None) for row in (GRANT, CARRIED) for column in (3, 4, 5)] + [(GOALS, 1, "43.2万元")]

    assert {"D6", "E6", "F6"} <= found_in(workbook(chizhou), tmp_path / "a.xlsx")
    assert {"I6", "B11"} <= found_in(workbook(langfang), tmp_path / "b.xlsx")
    assert "H6" not in found_in(workbook(langfang), tmp_path / "b.xlsx")


STREETS = [street.slug for street in known_streets()]
QUICK = STREETS[:1]


@pytest.mark.parametrize(
    "name", [REAL, *(one if one in QUICK else pytest.param(one, marks=pytest.mark.full) for one in STREETS)]
)
def test_a_form_filled_by_the_tool_has_no_fault_and_no_goal_whose_result_is_a_bare_amount(tmp_path, batch, name):
    _ = batch.real() if name == REAL else batch.made(name)
    plan = read_plan(next(path for path in batch.home.rglob("parameters/streets/*.yaml") if name in _told(path)))
    results = next(iter(batch.home.rglob(f"{plan.key}.protected.json")))
    form = form_of(plan, json.loads(results.read_text(encoding="utf-8"))["tables"], {"fund_execution"})

    assert len(form.goals) == (0 if name == REAL else 4)
    assert [actual for _, actual in form.goals if parse_quantity(actual[2:]) is not None] == []
    for ending, make in (("docx", form_document), ("xlsx", form_workbook)):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(make(form))
        done = audit(path)
        assert [fault.said().english() for fault in done.faults] == []
        shown = [cell for cell in grid_of(form) if cell.value == description().to_fill]
        assert len(done.to_fill) == len(shown)


PLAN = read_plan(ROOT / "parameters" / "streets" / f"{REAL}.yaml")
GOAL = {"goal": "A", "expected": "链接资源", "measure": "折合价值", "target": "≥27万元", "actual": "56.52万元"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "折合价值设定为≥27万元，实际完成56.52万元，达成"),
        ({"target": None}, "折合价值实际完成56.52万元，达成"),
        ({"measure": None, "reached": None}, "设定为≥27万元，实际完成56.52万元"),
        ({"measure": None, "target": None, "reached": None}, "实际完成56.52万元"),
        ({"actual": "队伍稳定"}, "队伍稳定"),
        ({"actual": None}, "待填"),
    ],
)
def test_what_came_of_a_goal_is_a_sentence_whatever_is_given_of_it(changed, told):
    tables = {"scorecard": {"rows": [], "withheld": []}, "goals": {"rows": [GOAL | {"reached": "达成"} | changed]}}
    tables["goals"]["withheld"] = []

    assert form_of(PLAN, tables, set()).goals == (("A．链接资源", f"A．{told}"),)


def test_a_withheld_aim_is_no_part_of_what_came_of_a_goal():
    row = GOAL | {"reached": "达成"}
    goals = {"rows": [row], "withheld": [{"row": 0, "columns": ["target"]}]}
    form = form_of(PLAN, {"scorecard": {"rows": [], "withheld": []}, "goals": goals}, set())

    assert form.goals[0][1] == "A．折合价值实际完成56.52万元，达成"


def test_how_a_share_comes_about_stands_under_it_and_not_in_the_import():
    form = replace(CLEAN, rows=(replace(ROWS[6], actual="80.91%", working="267 ÷ 330"), *ROWS))
    sheets = openpyxl.load_workbook(io.BytesIO(form_workbook(form)))

    assert sheets.worksheets[0].cell(FIRST + 1, 6).value == "80.91%\n（267 ÷ 330）"
    assert sheets["导入"].cell(2, 5).value == "80.91%"


def test_what_is_read_back_is_what_was_written_in_both_kinds_of_file(tmp_path):
    for ending, make in (("docx", form_document), ("xlsx", form_workbook)):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(make(CLEAN))
        grid = audit(path).grid
        words = {cell.words.replace(",", "") for line in grid for cell in line}
        for row in ROWS:
            assert {row.level_3, row.target.replace(",", ""), row.reason or ""} <= words

    assert form_workbook(CLEAN) == form_workbook(CLEAN)
    assert form_document(CLEAN) == form_document(CLEAN)


def test_what_is_to_be_filled_in_and_what_was_set_first_stay_out_of_the_import():
    row = replace(ROWS[0], first_target="≥10,000小时", reason="待填")
    sheets = openpyxl.load_workbook(io.BytesIO(form_workbook(replace(CLEAN, rows=(row, *ROWS[1:])))))

    assert sheets.worksheets[0].cell(FIRST + 1, 5).value == "≥12,590小时（调整前≥10,000小时）"
    assert sheets["导入"].cell(2, 4).value == "≥12,590小时"
    assert sheets["导入"].cell(2, 8).value is None


def test_the_import_has_its_eight_columns_in_order():
    sheet = openpyxl.load_workbook(io.BytesIO(form_workbook(CLEAN)))["导入"]
    rows = list(sheet.iter_rows(values_only=True))

    assert rows[0] == ("findex", "sindex", "name", "indexval", "actualvalue", "actualweight", "score", "kpi_remark")
    assert rows[1] == ("产出指标", "数量指标", "服务工时", "≥12,590小时", "13,130.5小时", 15, 15, None)
    assert len(rows) == 1 + len(ROWS)


@pytest.mark.parametrize(("make", "ending"), [(workbook, "xlsx"), (document, "docx")])
def test_the_marked_copy_marks_the_faulty_cell_and_leaves_the_form(tmp_path, make, ending):
    path = tmp_path / f"a.{ending}"
    before = make([(FIRST, 7, 16)])
    found_in(before, path)
    copy = mark(audit(path), path)

    assert path.read_bytes() == before
    if ending == "xlsx":
        cell = openpyxl.load_workbook(copy).worksheets[0].cell(FIRST + 1, 8)
        assert (cell.value, cell.fill.fgColor.rgb) == (16, "FFFFE08A")
        assert "15" in cell.comment.text
    else:
        document = docx.Document(copy)
        assert "FFE08A" in document.tables[0].rows[FIRST - 2].cells[7]._tc.xml
        assert ["15" in one.text for one in document.comments][:1] == [True]


def test_a_file_that_is_no_form_is_refused_with_a_sentence(tmp_path):
    for name, content in (("a.docx", b"nothing"), ("a.xlsx", b"nothing"), ("a.txt", b"")):
        path = Path(tmp_path / name)
        path.write_bytes(content)
        with pytest.raises(UserError):
            audit(path)
