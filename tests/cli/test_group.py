"""`evaltoolkit group`: the two forms of one group's summary, what is said of them, and what is refused."""

import csv
import shutil
from pathlib import Path

import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
PLAN = """\
schema_version: 1
street: 甲街道
slug: jia
district: 乙区
year: 2025
project: 社工站服务
data: data/pairs
indicator_system: national_2020
audience: {audience}
"""
# ULS-6 totals before and after; two people who got 7 points better, one who got 6 worse, nine who stayed
PAIRS = [(18, 11), (17, 10), (10, 16), *[(12 + number % 4, 12 + (number + 1) % 4) for number in range(9)]]


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for folder in ("parameters/streets", "data/pairs"):
        (tmp_path / folder).mkdir(parents=True)
    with (tmp_path / "data" / "pairs" / "测量.csv").open("w", encoding="utf-8-sig", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(["档案号", "量表", "小组", "服务性质", "pre_total", "post_total"])
        rows.writerows([f"P{number:03}", "uls6", "同行1组", "支持", *pair] for number, pair in enumerate(PAIRS))
    write_plan(tmp_path, "shared")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_plan(project, audience):
    plan = project / "parameters" / "streets" / "jia_2025.yaml"
    plan.write_text(PLAN.format(audience=audience), encoding="utf-8")


def run(*words):
    return run_program(program, ["group", "parameters/streets/jia_2025.yaml", *words])


def test_both_forms_are_written_and_their_places_are_said(project, capsys):
    assert run("同行1组", "--run", "第三周", "--also", "docx") == ExitCode.OK
    station = project / "private" / "第三周" / "2025年度乙区甲街道同行1组小结（站内版）.html"
    shared = project / "reports" / "第三周" / "2025年度乙区甲街道同行1组小结.html"
    said = capsys.readouterr().out
    assert all(page.with_suffix(".docx").is_file() for page in (station, shared))
    assert str(shared.with_suffix(".docx")) in said
    assert f"站内版：{station}" in said
    assert str(shared) in said
    assert "可靠改善 2 人" in station.read_text(encoding="utf-8")
    assert "可靠改善 2 人" not in shared.read_text(encoding="utf-8")


def test_a_plan_for_the_station_writes_nothing_to_reports(project, capsys):
    write_plan(project, "station")
    assert run("同行1组") == ExitCode.OK
    assert (project / "private" / "2025" / "2025年度乙区甲街道同行1组小结（站内版）.html").exists()
    assert not (project / "reports").exists()
    assert "reports" not in capsys.readouterr().out


def test_an_unknown_group_is_refused_with_the_nearest_name(project, capsys):
    assert run("同行2组") == ExitCode.USAGE
    assert "同行1组" in capsys.readouterr().err
    assert not (project / "reports").exists()
