"""`evaltoolkit evidence`, as a user calls it."""

import os

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

PLAN = """schema_version: 1
street: 某某街道
slug: moumou
district: 某区
year: 2023
project: 社工站项目
indicator_system: yuncheng_2023
"""


@pytest.fixture
def plan(tmp_path, monkeypatch):
    for folder in ("parameters/streets", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    path = tmp_path / "parameters" / "streets" / "某某街道_2023.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_every_indicator_without_a_file_is_said_and_listed(plan, tmp_path, capsys):
    assert run_program(program, ["evidence", str(plan), "--folder", str(tmp_path / "材料")]) == ExitCode.FILE_MISSING
    shown = capsys.readouterr().out
    assert shown.count("未提供") == 10
    sheet = openpyxl.load_workbook(tmp_path / "材料" / "moumou_2023_佐证材料清单.xlsx").active
    assert sheet.max_row == 11


@pytest.mark.parametrize("make", ["touch", "mkfifo", "link"])
def test_what_is_no_folder_is_said_before_any_file_is_sought(plan, tmp_path, capsys, make):
    place = tmp_path / "材料"
    {"touch": place.touch, "mkfifo": lambda: os.mkfifo(place), "link": lambda: place.symlink_to(place)}[make]()
    assert run_program(program, ["evidence", str(plan), "--folder", str(place)]) == ExitCode.ALREADY_EXISTS
    shown = capsys.readouterr()
    assert "材料 不是文件夹" in shown.err
    assert not shown.out
