"""docs/own-cell.md is done to the letter: its copy, its cells, its commands; and what it says is refused is refused."""

import re
import shlex
from pathlib import Path

import nbformat
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.synthetic.streets import make_street
from tests.small_street import streets_are_small

ROOT = Path(__file__).resolve().parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("own-cell.md", "own-cell.zh.md")}
PAGE = PAGES["own-cell.md"]


def blocks(page, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.M | re.S)


def commands():
    return [shlex.split(line)[2:] for line in blocks(PAGE, "commands")[0].splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("自己的")
    (home / "notebooks").mkdir()
    with streets_are_small():
        make_street("云城街道", 2023, home)
    source, target = blocks(PAGE, "copy")[0].split()
    (home / source).write_bytes((ROOT / source).read_bytes())
    notebook = nbformat.read(ROOT / source, 4)
    for cell in notebook.cells:
        cell.source = cell.source.replace(f'notebook="{source}"', f'notebook="{target}"')
    notebook.cells += [nbformat.v4.new_code_cell(cell.rstrip("\n")) for cell in blocks(PAGE, "cell")]
    notebook.cells.append(nbformat.v4.new_code_cell("print(shown['hours'])"))
    nbformat.write(notebook, home / target)
    return home


@pytest.fixture
def _there(home, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.chdir(home)


@pytest.mark.usefixtures("_there")
def test_the_page_s_report_holds_the_table_and_the_picture_and_says_which_print_vanishes(home, capsys):
    single, many = commands()
    assert run_program(program, single) == ExitCode.OK
    said = capsys.readouterr()
    place = len(nbformat.read(home / "notebooks" / "mine.ipynb", 4).cells) + 1  # the injected parameters come first
    assert f"第 {place} 格用 print 输出的内容" in said.out + said.err
    (page,) = (home / "reports" / "mine").glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert re.search(
        r'alt="各服务方法完成的工时，数字见工时表 \[.*个案', html
    )  # with the words that are made as it is drawn
    assert "受保护的表" not in html

    before = page.stat().st_mtime_ns
    assert run_program(program, many) == ExitCode.OK
    assert page.stat().st_mtime_ns == before  # nothing has changed: the batch knows whose notebook made it
    assert run_program(program, [*many[:2], "--run", "mine"]) == ExitCode.OK
    assert page.stat().st_mtime_ns != before


@pytest.mark.usefixtures("_there")
def test_a_notebook_that_is_not_there_is_named(capsys):
    single = commands()[0]
    single[single.index("--notebook") + 1] = "notebooks/none.ipynb"
    assert run_program(program, single) == ExitCode.FILE_MISSING
    assert "none.ipynb" in "".join(capsys.readouterr())


@pytest.mark.parametrize("kind", ["copy", "cell", "commands"])
def test_both_languages_say_the_same(kind):
    assert blocks(PAGES["own-cell.md"], kind) == blocks(PAGES["own-cell.zh.md"], kind)
