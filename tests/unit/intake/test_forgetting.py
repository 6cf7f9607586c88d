"""What is kept of a workbook is deleted once the workbook is no longer there in that form."""

import pytest

from evaltoolkit.errors import PlanError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.forgetting import forget
from evaltoolkit.intake.load import load
from evaltoolkit.intake.plans.plan_file import read_plan

PLAN = """\
street: 甲街道
slug: jia
district: 乙区
year: 2023
project: 社工站
indicator_system: national_2020
data: data
"""
ROWS = "档案号,姓名,性别\nA1,欧阳测验,男\nA2,王小明,{}\n"


@pytest.fixture
def project(tmp_path):
    for folder in ("notebooks", "parameters/streets", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "parameters/streets/jia.yaml").write_text(PLAN, encoding="utf-8")
    return Project(tmp_path)


def save(project, answer):
    """Save the workbook in a new state, and have it taken in."""
    (project.root / "data" / "服务对象.csv").write_text(ROWS.format(answer), encoding="utf-8")
    load(read_plan(project.parameters / "streets/jia.yaml"), home=project.root)


def kept(project):
    return len(list(project.keys.glob("*.csv"))), len([path for path in project.tables.iterdir() if path.is_dir()])


def test_of_each_saved_state_but_the_last_nothing_is_left(project):
    save(project, "男")
    save(project, "女")
    assert kept(project) == (2, 2)
    found = forget(project)
    assert (found.lists, found.tables) == (1, 1)
    assert kept(project) == (1, 1)
    assert (project.keys / "pseudonyms.key").exists()


def test_once_the_workbook_is_gone_nothing_of_it_is_left(project):
    save(project, "男")
    (project.root / "data" / "服务对象.csv").unlink()
    (project.root / "data").rmdir()
    forget(project)
    assert kept(project) == (0, 0)


def test_a_parameter_file_that_cannot_be_read_stops_it_before_anything_is_deleted(project):
    save(project, "男")
    save(project, "女")
    (project.parameters / "streets/yi.yaml").write_text("street: [", encoding="utf-8")
    with pytest.raises(PlanError):
        forget(project)
    assert kept(project) == (2, 2)
