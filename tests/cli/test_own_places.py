"""No command writes into `reports/` what nobody has searched for names, wherever it is told to write."""

from contextlib import nullcontext
from io import BytesIO

import click
import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import FIRST_YEAR, LAST_YEAR, Place, run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.model.plan import Plan
from evaltoolkit.synthetic.streets import make_street
from tests.sample import one_in
from tests.small_street import streets_are_small
from tests.unit.forms.test_audit import BOOK, FIRST

WORKBOOK, PLAN = "data/synthetic/jingxi_2023.xlsx", "parameters/streets/京溪街道_2023_synthetic.yaml"
WRITTEN = {
    ("check", "marked"): ["check", WORKBOOK, "--marked", "{}.xlsx"],
    ("audit", "marked"): ["audit", "自评表.xlsx", "--marked", "{}.xlsx"],
    ("backup", "file"): ["backup", "{}.zip"],
    ("collect", "out"): ["collect", "data/synthetic", "--year", "2023", "--out", "{}.duckdb"],
    ("questionnaire", "out"): ["questionnaire", "uls6", "--out", "{}.docx"],
    ("evidence", "folder"): ["evidence", PLAN, "--folder", "{}"],
}
"""What each command is told that writes where it is told."""
READ = {
    ("check", "file"), ("map", "files"), ("map", "form"), ("questionnaire", "items"), ("collect", "place"),
    ("audit", "file"), ("restore", "file"), ("init", "folder"), ("batch", "places"),
}  # fmt: skip
"""Places that commands only read, or make a project at."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("项目")
    for folder in ("parameters", "notebooks", "reports/2023"):
        (home / folder).mkdir(parents=True)
    with streets_are_small():
        make_street("京溪街道", 2023, home)
    form = openpyxl.load_workbook(BytesIO(BOOK))
    form.worksheets[0].cell(FIRST + 1, 8).value = 16  # more than the points of its row
    form.save(home / "自评表.xlsx")
    return home


@pytest.fixture
def run(home, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.chdir(home)
    return lambda words: run_program(program, words)


def places():
    """Yield every place that a command takes, but for parameter files."""
    for name, command in program.commands.items():
        for one in command.params:
            if isinstance(one.type, Place | click.Path) and one.name not in ("parameters", "notebook"):
                yield name, one.name


def test_of_every_place_that_a_command_takes_it_is_known_whether_it_writes_there():
    assert {*places()} == READ | {*WRITTEN}


@pytest.mark.parametrize("place", ["reports/核对", "reports/2023/核对", "data/../reports/核对"])
@pytest.mark.parametrize("command", WRITTEN, ids="-".join)
def test_nothing_unsearched_is_written_into_reports(command, place, home, run, capsys):
    status = run([word.format(place) for word in WRITTEN[command]])

    assert status != ExitCode.OK
    assert "reports" in capsys.readouterr().err
    assert [path for path in (home / "reports").rglob("*") if path.is_file()] == []


def test_a_link_into_reports_is_followed(home, run, tmp_path):
    (tmp_path / "链接").symlink_to(home / "reports", target_is_directory=True)
    status = run(["check", WORKBOOK, "--marked", str(tmp_path / "链接" / "核对.xlsx")])

    assert status == ExitCode.USAGE
    assert [path for path in (home / "reports").rglob("*") if path.is_file()] == []


def test_the_reports_of_another_project_are_no_place_either(run, tmp_path):
    (tmp_path / "parameters").mkdir()
    (tmp_path / "reports").mkdir()
    assert run(["backup", str(tmp_path / "reports" / "a.zip")]) == ExitCode.USAGE


def test_a_mistyped_folder_is_not_made(run, tmp_path, capsys):
    for words in (["check", WORKBOOK, "--marked"], ["questionnaire", "uls6", "--out"], ["backup"]):
        name = {"check": "a.xlsx", "questionnaire": "a.docx", "backup": "a.zip"}[words[0]]
        assert run([*words, str(tmp_path / "没有" / "这里" / name)]) == ExitCode.FILE_MISSING
        assert "没有文件夹" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_elsewhere_it_is_written(run, home):
    assert run(["questionnaire", "uls6", "--out", "问卷.docx"]) == ExitCode.OK
    assert run(["backup", "备份.zip"]) == ExitCode.OK
    assert (home / "问卷.docx").exists()
    assert (home / "备份.zip").exists()


@pytest.mark.parametrize("year", ["-1", "0", "1999", "99999999999", str(LAST_YEAR + 1)])
def test_a_year_that_no_report_can_be_of_is_refused(year, run, capsys):
    assert run(["check", WORKBOOK, f"--year={year}"]) == ExitCode.USAGE
    assert f"{FIRST_YEAR} 至 {LAST_YEAR}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("year", "is_one"), [(FIRST_YEAR - 1, False), (FIRST_YEAR, True), (LAST_YEAR, True), (LAST_YEAR + 1, False)]
)
def test_the_years_of_commands_are_those_of_parameter_files(year, is_one):
    given = {
        "street": "甲街道",
        "slug": "jia",
        "district": "乙区",
        "project": "项目",
        "indicator_system": "national_2020",
    }
    with nullcontext() if is_one else pytest.raises(ValueError, match="year"):
        Plan(**given, year=year)


@pytest.mark.parametrize(
    "content", one_in(2, ["不是笔记本", "[]", "{}", '{"cells": 1, "nbformat": 4, "nbformat_minor": 5}', "\x00"])
)
def test_a_file_that_is_no_notebook_is_said_to_be_none(content, run, home, capsys):
    (home / "notebooks" / "我的.ipynb").write_text(content, encoding="utf-8")
    assert run(["run", PLAN, "--notebook", "notebooks/我的.ipynb"]) == ExitCode.FILE_BROKEN
    assert "我的.ipynb不是能读取的笔记本" in capsys.readouterr().err


def test_endless_words_for_a_questionnaire_are_refused_at_once(run, capsys):
    assert run(["questionnaire", "uls6", "--items", "/dev/zero"]) == ExitCode.FILE_MISSING
    assert "zero" in capsys.readouterr().err


def test_a_questionnaire_is_a_document(run, capsys):
    assert run(["questionnaire", "uls6", "--out", "问卷.txt"]) == ExitCode.USAGE
    assert ".docx" in capsys.readouterr().err
