"""'From your ledger to the first report', tried word for word: what the page says to type is typed."""

import re
from pathlib import Path

import click
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.synthetic.own_files.her_files import write_her_files
from tests.small_street import make_small_year

ROOT = Path(__file__).parents[2]
SECTION = re.compile(
    r"^## (?:从台账到第一份报告|From your ledger to the first report)\n(.*?)^## ", re.DOTALL | re.MULTILINE
)
TYPED = re.compile(r"^ {7}python start\.py (.+)$", re.MULTILINE)
WRITTEN = re.compile(r"(?:^ {7}(?!python).+\n)+", re.MULTILINE)


def section(name):
    return SECTION.search((ROOT / "docs" / name).read_text(encoding="utf-8"))[1]


def written(words):
    return "".join(line[7:] for line in WRITTEN.search(words)[0].splitlines(keepends=True))


@pytest.fixture
def home(tmp_path, monkeypatch):
    for folder in ("parameters", "data/人和"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    write_her_files(make_small_year("renhe", 2023, 5), tmp_path / "data" / "人和", 3)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evaltoolkit.cli.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "")  # she presses Enter
    return tmp_path


def follow(home, words, until):
    """Type every command of the page up to one, and put the lines of the parameter file where the page says."""
    plan = home / "parameters" / "streets" / "人和镇_2023.yaml"
    for command in TYPED.findall(words):
        if command.startswith("check"):
            lines = plan.read_text(encoding="utf-8")
            plan.write_text(re.sub(r"^data: .*\n", written(words), lines, flags=re.MULTILINE), encoding="utf-8")
        assert run_program(program, command.split()) == ExitCode.OK, command
        if command.startswith(until):
            return


def test_both_languages_say_the_same_to_type():
    zh, en = section("own-files.zh.md"), section("own-files.md")
    assert TYPED.findall(zh) == TYPED.findall(en)
    assert written(zh) == written(en)
    assert [command.split()[0] for command in TYPED.findall(zh)] == ["new", "map", "check", "progress", "run"]


def test_the_page_leads_from_her_files_to_a_check_without_a_fault(home, capsys):
    follow(home, section("own-files.zh.md"), "progress")
    said = capsys.readouterr().out
    assert "必须改 0 处" in said
    assert len(said[said.index("【") :].splitlines()) <= 30  # of check and progress together
    assert "还没有后测" in said


@pytest.mark.full
def test_the_page_leads_to_a_report(home, capsys):
    follow(home, section("own-files.zh.md"), "run")
    (page,) = (home / "reports" / "2023").glob("*.html")
    assert "个案" in page.read_text(encoding="utf-8")
