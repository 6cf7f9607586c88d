"""Every notebook for JupyterLab runs with papermill and, exported once, still tells without a kernel."""

import contextlib
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from evaltoolkit.batch.cells.process import SERVER, start_method
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.reporting.page.export import export_html
from evaltoolkit.synthetic.streets import make_street
from tests.sample import one_in

ROOT = Path(__file__).resolve().parents[2]
BY_THEMSELVES = ("welcome", "explore_outcomes", "explore_services", *sorted(
    path.stem for path in (ROOT / "notebooks").glob("tutorial_*.ipynb")
))  # fmt: skip


@pytest.fixture(scope="module")
def home(make_project):
    home = make_project()
    make_street("云城街道", 2023, home)
    return home


@pytest.fixture(scope="module", autouse=True)
def as_made(home):
    """The project's own files before any notebook has run."""
    return own_files(home)


def own_files(home):
    return {path for folder in ("parameters", "data", "notebooks") for path in (home / folder).rglob("*")}


@pytest.fixture(scope="module")
def papermill():
    """Return a function that runs a notebook with papermill, in a kernel as JupyterLab has it."""
    import papermill as library

    own = {}
    if start_method() == SERVER:
        from evaltoolkit.batch.lab_manager import ForkedManager

        own["kernel_manager_class"] = ForkedManager

    def execute(home, name):
        with contextlib.chdir(home):
            return library.execute_notebook(f"notebooks/{name}.ipynb", None, progress_bar=False, **own)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONUTF8", "1")
        patch.delenv(HOME_VARIABLE, raising=False)
        yield execute


@pytest.fixture(scope="module")
def run(home, papermill):
    """Return a function that gives a notebook executed."""
    done = {}

    def execute(name):
        if name not in done:
            done[name] = papermill(home, name)
        return done[name]

    return execute


def words_of(html):
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


TUTORIALS = [name for name in BY_THEMSELVES if name.startswith("tutorial_")]


def test_there_are_four_tutorials():
    assert len(TUTORIALS) == 4


def by_hand(name):
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if "by-hand" in cell.metadata.get("tags", [])]


@pytest.mark.parametrize("name", TUTORIALS)
def test_each_tutorial_has_something_to_do_by_hand_whose_code_is_open(name):
    assert by_hand(name)
    assert not any(cell.metadata.get("jupyter", {}).get("source_hidden") for cell in by_hand(name))


A_FEW = [*BY_THEMSELVES[:3], *one_in(4, sorted(TUTORIALS, key=lambda name: name != "tutorial_reading_change"))]
"""The pages and of the tutorials the one whose words are read below; the others by the marker ``full``."""


@pytest.mark.parametrize("name", A_FEW)
def test_it_runs_from_top_to_bottom_with_papermill(run, home, name):
    executed = run(name)

    assert not [
        output for cell in executed.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]
    assert str(home) not in nbformat.writes(executed)


@pytest.mark.parametrize("name", BY_THEMSELVES)
def test_its_code_is_folded(name):
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    assert all(
        cell.metadata.jupyter.source_hidden
        for cell in notebook.cells
        if cell.cell_type == "code" and "by-hand" not in cell.metadata.get("tags", [])
    )


EXPECTED = {
    "explore_outcomes": ("云城街道2023：", "（PHQ-9）·总分·全体", "期间平均变化−1.7分", "为什么这样说？", "没有对照组"),
    "explore_services": ("云城街道2023：各服务方法工时", "约定工时完成", "为什么这样说？", "社工站服务工时"),
}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("own", [False, True], ids=["nbconvert", "our own page"])
def test_exported_it_shows_chart_table_sentence_and_how_to_open_it_live(run, name, own):
    executed = run(name)
    html = export_html(executed, title="标题") if own else HTMLExporter().from_notebook_node(executed)[0]

    assert f"动手用：运行pythonstart.pylab，打开{name}" in words_of(html)
    assert all(words in words_of(html) for words in EXPECTED[name])
    assert html.count('src="data:image/svg+xml;base64,') == 1
    assert re.search(r'<img[^>]+alt="[^"]{40,}"', html)
    assert "<caption" in html
    if own:
        assert "http" not in html.replace("http-equiv", "")


def test_papermills_own_command_runs_one_too(home):
    command = [sys.executable, "-m", "papermill", "notebooks/welcome.ipynb", "out.ipynb"]
    own = {name: value for name, value in os.environ.items() if name != HOME_VARIABLE}
    ran = subprocess.run(command, cwd=home, env={**own, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8")

    assert ran.returncode == 0, ran.stderr[-3000:]
    assert (home / "out.ipynb").exists()


def test_without_any_data_the_pages_say_so_kindly(make_project, papermill):
    home = make_project()
    for name in EXPECTED:
        assert "还没有参数文件" in nbformat.writes(papermill(home, name))


@pytest.mark.parametrize("name", A_FEW)
def test_it_leaves_the_project_s_own_files_alone(run, home, as_made, name):
    run(name)
    assert own_files(home) == as_made


def test_the_tutorial_on_change_tells_the_three_things_it_promises(run):
    words = words_of("".join(
        output.data.get("text/html", "") for cell in run("tutorial_reading_change").cells
        for output in cell.get("outputs", []) if "data" in output
    ))  # fmt: skip
    assert "95%置信区间−1.5至−0.4" in words
    assert "无可靠变化56人" in words
    assert "若他们无一改善，改善的占0.0%；若全部改善，占15.2%" in words
