"""Which code of the station's version stands for which person: a list for its owner alone."""

import csv
import stat

import openpyxl
import pytest

from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import filed_codes, load
from evaltoolkit.intake.people.code_list import HEADER, codes_path
from evaltoolkit.intake.plans.plan_file import plan_from

PLAN = {
    "schema_version": 1, "street": "示例街道", "slug": "shili", "district": "示例区", "year": 2023, "project": "示例",
    "synthetic": True, "indicator_system": "national_2020", "data": "data/表.xlsx",
}  # fmt: skip
CODES = ["YC-001", "YC-002", "=SUM(A1)"]


@pytest.fixture
def project(tmp_path):
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    book = openpyxl.Workbook()
    book.active.title = "服务对象"
    for row in (["档案号", "姓名"], *([code, "禤甲"] for code in CODES)):
        book.active.append(row)
    for cell in book.active["A"]:
        cell.data_type = "s"
    book.save(tmp_path / "data" / "表.xlsx")
    return Project(tmp_path)


def test_the_list_gives_the_file_number_of_every_code_that_the_tables_hold(project):
    evidence = load(plan_from(PLAN), home=project.root)
    path = filed_codes(plan_from(PLAN), home=project.root)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    assert header == list(HEADER)
    assert [code for code, _ in rows] == sorted(evidence.rows("clients")["client"])
    assert {number for _, number in rows} == {"YC-001", "YC-002", "'=SUM(A1)"}
    assert "禤" not in path.read_text(encoding="utf-8")


def test_only_its_owner_may_read_it_and_it_lies_beside_the_key(project):
    load(plan_from(PLAN), home=project.root)
    path = filed_codes(plan_from(PLAN), home=project.root)
    assert path.parent == project.keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_there_is_none_before_the_workbook_was_taken_in(project):
    assert filed_codes(plan_from(PLAN), home=project.root) is None
    assert not codes_path(project, "").exists()
