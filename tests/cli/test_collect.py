"""The command that collects workbooks in one data file, and a report from that file."""

import shutil
from pathlib import Path

import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.synthetic.streets import make_street
from tests.small_street import streets_are_small

pytest.importorskip("duckdb", reason="the extra city is not installed")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "项目"
    (home / "parameters").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.chdir(home)
    return home


def test_a_report_from_the_data_file_has_the_same_bytes_as_from_the_workbook(home, capsys):
    with streets_are_small():
        street = make_street("yuncheng", 2023, home)
    (home / "data" / "synthetic" / "broken_2023.xlsx").write_bytes(b"<html>")
    plan = str(street.plan_path)
    assert run_program(program, ["run", plan]) == ExitCode.OK, capsys.readouterr()
    published = {path.name: path.read_bytes() for path in (home / "reports" / "2023").iterdir()}
    shutil.rmtree(home / "reports")
    shutil.rmtree(home / "private" / "2023")

    capsys.readouterr()
    command = ["collect", "data/synthetic", "--year", "2023", "--out", "data/city.duckdb"]
    assert run_program(program, command) == ExitCode.SOME_STREETS_FAILED
    said, complaints = capsys.readouterr()
    assert complaints == ""
    assert "yuncheng_2023.xlsx：已核对，不含个人标识" in said
    assert "broken_2023.xlsx：未汇集。" in said
    street.workbook_path.unlink()
    words = street.plan_path.read_text(encoding="utf-8")
    street.plan_path.write_text(
        words.replace("data/synthetic/yuncheng_2023.xlsx", "data/city.duckdb"), encoding="utf-8"
    )

    assert run_program(program, ["run", plan]) == ExitCode.OK, capsys.readouterr()
    assert {path.name: path.read_bytes() for path in (home / "reports" / "2023").iterdir()} == published
