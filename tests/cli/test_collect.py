"""The command that collects workbooks in one data file, and a report from that file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaltoolkit.synthetic.streets import make_street

pytest.importorskip("duckdb", reason="the extra city is not installed")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "项目"
    (home / "parameters").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    return home


def evaltoolkit(home, *words):
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "evaltoolkit", *words], cwd=home, env=environment, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def test_a_report_from_the_data_file_has_the_same_bytes_as_from_the_workbook(home):
    street = make_street("yuncheng", 2023, home)
    (home / "data" / "synthetic" / "broken_2023.xlsx").write_bytes(b"<html>")
    plan = str(street.plan_path)
    first = evaltoolkit(home, "run", plan)
    assert first.returncode == 0, first.stdout + first.stderr
    published = {path.name: path.read_bytes() for path in (home / "reports" / "2023").iterdir()}
    shutil.rmtree(home / "reports")
    shutil.rmtree(home / "private" / "2023")

    collected = evaltoolkit(home, "collect", "data/synthetic", "--year", "2023", "--out", "data/city.duckdb")
    assert (collected.returncode, collected.stderr) == (3, "")
    assert "yuncheng_2023.xlsx：已核对，不含个人标识" in collected.stdout
    assert "broken_2023.xlsx：未汇集。" in collected.stdout
    street.workbook_path.unlink()
    words = street.plan_path.read_text(encoding="utf-8")
    street.plan_path.write_text(
        words.replace("data/synthetic/yuncheng_2023.xlsx", "data/city.duckdb"), encoding="utf-8"
    )
    second = evaltoolkit(home, "run", plan)

    assert second.returncode == 0, second.stdout + second.stderr
    assert {path.name: path.read_bytes() for path in (home / "reports" / "2023").iterdir()} == published
