"""docs/own-scale.md is done to the letter: its copy, its changed lines, its commands, its scores."""

import re
import shlex
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.instruments.score_items import score_measurements
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.intake.storing.store import read_store
from evaltoolkit.intake.take_in import take_in
from starter.commands import command_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("own-scale.md", "own-scale.zh.md")}
PAGE = PAGES["own-scale.md"]
ITEMS = [f"我会的第{number}件事" for number in range(1, 13)]


def blocks(page, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.M | re.S)


def table(page):
    rows = re.findall(r"^\| (\w+) \| [\w ]+ \| (\d+) \|$", page, re.M)
    return {name: float(points) for name, points in rows}


def follow(page, home):
    """Copy the file and change the lines as the page says."""
    source, target = blocks(page, "copy")[0].split()
    shutil.copyfile(ROOT / source, home / target)
    lines = (home / target).read_text(encoding="utf-8").splitlines()
    for new in blocks(page, "yaml")[0].splitlines():
        key = new.split(":")[0] + ":"
        (place,) = [number for number, line in enumerate(lines) if line.startswith(key)]
        lines[place] = new
    (home / target).write_text("\n".join(lines) + "\n", encoding="utf-8")


def answer(home):
    """Fill in the sheet as the page says: 5 throughout."""
    book = openpyxl.Workbook()
    book.active.title = "测量"
    book.active.append(["档案号", "量表", "时点", *[f"题{number}" for number in range(1, 13)]])
    book.active.append(["A1", "garden_skills", "前测", *[5] * 12])
    book.active.append(["A1", "garden_skills", "后测", *[5] * 12])
    book.save(home / "data" / "yuncheng_2023.xlsx")


@pytest.fixture
def home(tmp_path, monkeypatch):
    for folder in ("parameters/scales", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    (tmp_path / "items.txt").write_text(blocks(PAGE, "items")[0] + "\n".join(ITEMS), encoding="utf-8")
    answer(tmp_path)
    return tmp_path


def test_both_languages_say_the_same_commands_lines_and_scores():
    english, chinese = PAGES.values()
    for kind in ("copy", "yaml", "items", "commands"):
        assert blocks(english, kind) == blocks(chinese, kind) != []
    assert table(english) == table(chinese)


def test_the_page_is_found_from_the_readme():
    readmes = [path.read_text(encoding="utf-8") for path in ROOT.glob("README*.md")]
    assert any("docs/own-scale.md" in readme for readme in readmes)


def test_the_commands_of_the_page_run_as_they_stand(home, monkeypatch, capsys):
    follow(PAGE, home)
    for command in (line for block in blocks(PAGE, "commands") for line in block.splitlines()):
        _, _, word, *arguments = shlex.split(command)  # python start.py WORD …
        module = command_of(word, arguments).steps[0].arguments
        monkeypatch.setattr("sys.argv", list(module[1:]))
        assert run_program(program) == ExitCode.OK, command
    said = capsys.readouterr().out
    assert "春风农场种植技能问卷（garden_skills）" in said
    assert "反向题：4、8［已核实；本站问卷原件］" in said
    printed = [line.text for line in docx.Document(str(home / "garden_skills.docx")).paragraphs]
    assert [line for line in printed if line.startswith("题")] == [
        f"题{number}. {words}" for number, words in enumerate(ITEMS, start=1)
    ]
    assert "请按您现在的情况回答。" in printed
    assert [line for line in printed if line.startswith("□ 1")] == ["□ 1 很不同意\t□ 2 不同意\t□ 3 一般\t□ 4 同意"] * 12


def test_the_scores_of_the_page_come_out(home):
    follow(PAGE, home)
    project = Project(home)
    key = take_in(home / "data" / "yuncheng_2023.xlsx", project=project, year=2023)
    scored = score_measurements(read_store(project.tables / key).rows("measurements"), project_scales(project))
    pre = scored[scored["wave"] == "前测"]
    assert dict(zip(pre["dimension"], pre["score"], strict=True)) == table(PAGE)
    assert set(table(PAGE)) == {"total", "knowledge", "skill", "confidence"}
