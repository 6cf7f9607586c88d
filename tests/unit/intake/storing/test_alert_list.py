import csv
import os
import stat
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.instruments.registry import build_registry, shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import filed_alerts
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.alert_list import HEADER, file_alerts
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.settings.yaml_lines import read_yaml

HEAD = ["档案号", "量表", "时点", *[f"题{number}" for number in range(1, 16)]]
QUIET = ["A1", "PHQ-9", "前测", *[1] * 8, 0]
ITEM_9 = ["A2", "phq9", "前测", *[0] * 8, 2]
HOPELESS = ["=A3", "gds15", "后测", *[0] * 13, 1, 0]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


def workbook(project: Project, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "测量"
    for row in (HEAD, *rows):
        sheet.append(row)
    for cell in sheet["A"]:
        cell.data_type = "s"
    path = project.root / "data" / "表.xlsx"
    book.save(path)
    return path


def filed(project: Project, *rows: list[object]):
    return filed_from(project, workbook(project, *rows), shipped_scales())


def filed_from(project: Project, file: Path, scales):
    checked = check_workbook(read_workbook(file), year=2023, scales=shapes(scales))
    return file_alerts(checked, scales, project)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_answers_that_call_for_a_referral_are_listed_by_code_with_their_row_and_the_step(project):
    found = filed(project, QUIET, ITEM_9, HOPELESS)
    header, *rows = read(found.path)
    assert tuple(header) == HEADER
    assert [row[:6] for row in rows] == [
        ["A2", "phq9", "前测", "9", "2", "3"],
        ["'=A3", "gds15", "后测", "14", "1", "4"],
    ]
    assert all("转介" in row[6] for row in rows)
    assert (found.answers, found.people) == (2, 2)


def test_a_fault_elsewhere_in_the_row_does_not_silence_the_answer(project):
    beyond_the_range = ["A2", "phq9", "前测", 7, *[0] * 7, 3]
    without_a_code = [None, "phq9", "前测", *[0] * 8, 1]
    assert filed(project, beyond_the_range, without_a_code).answers == 2


def test_without_such_an_answer_there_is_no_file_and_an_earlier_one_is_taken_away(project):
    assert filed(project, QUIET) is None
    assert not project.alerts.exists()
    file = workbook(project, ITEM_9)
    path = filed_from(project, file, shipped_scales()).path
    calm = shipped_scales()["phq9"].model_copy(update={"alerts": ()})
    assert filed_from(project, file, {**shipped_scales(), "phq9": calm}) is None
    assert not path.exists()


def test_a_scale_that_is_not_known_does_not_stop_the_list(project):
    assert filed(project, ["A1", "没有的量表", "前测", *[3] * 9], ITEM_9).answers == 1


def test_the_street_s_own_scale_has_its_own_alerts(project):
    own = """
schema_version: 1
id: mood
names: {zh: 心情, en: Mood}
measures: {zh: 心情, en: mood}
source: 本站
status: confirmed
better: lower
unit: {zh: 分, en: points}
scoring: sum
range: {low: 0, high: 6}
resolution: 1
items: {count: 2, low: 0, high: 3}
alerts: [{item: 2, above: 1, step: 当日跟进, status: confirmed, source: 本站}]
licence: {words: 自编, wording_allowed: true, status: confirmed, source: 本站}
"""
    scales = build_registry({"mood.yaml": read_yaml(own, repeats=True)})
    file = workbook(project, ["A1", "mood", "前测", 3, 1], ["A2", "mood", "前测", 0, 2])
    found = filed_from(project, file, scales)
    assert [row[0] for row in read(found.path)[1:]] == ["A2"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_the_list_is_for_its_owner_alone(project):
    path = filed(project, ITEM_9).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_taking_a_workbook_in_files_the_list_and_the_plan_finds_it(project):
    path = workbook(project, ITEM_9)
    plan = plan_from(
        {"street": "甲街道", "slug": "jia", "district": "乙区", "year": 2023, "project": "丙", "data": "data/表.xlsx",
         "indicator_system": "blank"}
    )  # fmt: skip
    assert filed_alerts(plan, home=project.root) is None
    take_in(path, project=project, year=2023)
    found = filed_alerts(plan, home=project.root)
    assert [row[0] for row in read(found.path)[1:]] == ["A2"]
    assert (found.answers, found.people) == (1, 1)
