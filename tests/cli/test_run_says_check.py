"""What stops a report because of its data is said by `run` in the words of `check`, by either engine."""

from __future__ import annotations

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import CALLED_VARIABLE, ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from tests.sample import one_in

PLAN = (
    "{schema_version: 1, street: 示例街道, slug: shili, district: 示例区, year: 2023, project: 示例, synthetic: true, "
    "indicator_system: made, data: data/示例.xlsx}"
)
PEOPLE = ["档案号", "年龄", "性别", "人员类型"]
MEASURED = ["档案号", "量表", "时点", "总分"]
BOOKS = {
    "one unknown scale": {"测量": [MEASURED, ["A1", "没有的量表", "前测", 8]]},
    "an unknown scale in five cells": {"测量": [MEASURED, *([f"A{n}", "没有的量表", "前测", 8] for n in range(5))]},
    "a header that stands twice": {"服务对象": [[*PEOPLE, "档案号"], ["A1", 70, "女", "", "A2"]]},
    "a column that is missing": {"测量": [MEASURED[:1] + MEASURED[2:], ["A1", "前测", 8]]},
    "a person who stands twice": {"服务对象": [PEOPLE, ["A1", 70, "女", ""], ["A1", 30, "男", ""]]},
    "two kinds of fault on two sheets": {
        "服务对象": [PEOPLE, ["A1", 70, "女", ""], ["A1", 30, "男", ""]],
        "测量": [MEASURED, ["A1", "没有的量表", "前测", 8]],
    },
    "a sheet of a name that is not known": {"我的表": [["甲", "乙"], [1, 2]]},
}
FILES = {
    "an empty file": b"",
    "no workbook": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "a broken workbook": b"PK\x03\x04" + b"x" * 300,
    "an unreadable csv": b"\xff\xfe\x00\xd8\x00\xd8",
}


@pytest.fixture(params=["check and run", "check and run --fresh-kernels"])
def engine(request):
    return request.param.split()[3:]


@pytest.fixture
def project(tmp_path, monkeypatch):
    for folder in ("parameters/streets", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "parameters" / "streets" / "shili_2023.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "notebooks" / "street_report.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv(CALLED_VARIABLE, "python start.py")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def both(engine, capfd):
    """Return exit status and lines of `check`, and those of `run`."""
    said = []
    for words in (["check", "data/示例.xlsx"], ["run", "parameters/streets/shili_2023.yaml", *engine]):
        code = run_program(program, words)
        shown = capfd.readouterr()
        said.append((code, [line for line in (shown.out + shown.err).splitlines() if "正在生成" not in line]))
    return said


@pytest.mark.parametrize("kind", one_in(3, BOOKS))
def test_faults_of_a_workbook_are_said_alike(kind, engine, project, capfd):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in BOOKS[kind].items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(project / "data" / "示例.xlsx")

    (code, checked), (run_code, run) = both(engine, capfd)
    stops = [line for line in checked if line.startswith("【必须改】")]
    assert code == run_code == ExitCode.WORKBOOK_FAULTS
    assert stops
    assert [line for line in run if line.startswith("【")] == stops
    assert run[-1] in checked
    assert run[-1].startswith("示例.xlsx：必须改")
    assert "该文件" not in "".join(run)
    assert "evaltoolkit " not in "".join(run)


@pytest.mark.parametrize("kind", one_in(3, FILES))
def test_a_file_that_cannot_be_read_is_named_alike(kind, engine, project, capfd):
    (project / "data" / "示例.xlsx").write_bytes(FILES[kind])
    (code, checked), (run_code, run) = both(engine, capfd)
    assert code == run_code != ExitCode.OK
    assert run == checked
    assert "示例.xlsx" in "".join(run)


def test_a_batch_names_the_file_and_the_command_as_it_is_given(project, capfd):
    book = openpyxl.Workbook()
    book.active.title = "测量"
    for row in (MEASURED, ["A1", "没有的量表", "前测", 8]):
        book.active.append(row)
    book.save(project / "data" / "示例.xlsx")
    assert run_program(program, ["batch", "parameters/streets", "--workers", "1"]) != ExitCode.OK
    shown = capfd.readouterr()
    said = shown.out + shown.err
    assert "【必须改】示例.xlsx，工作表“测量”第 2 行" in said
    assert "`python start.py scales`" in said
    notice = next((project / "reports").glob("*/*.html"), None)
    assert all("示例.xlsx" not in path.read_text(encoding="utf-8") for path in (project / "reports").rglob("*.html"))
    assert notice is not None
