"""The reports in plain processes: the same pages and results, and everything that they import loaded beforehand."""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from evaltoolkit.batch import kernels
from evaltoolkit.batch.cells.process import METHOD_VARIABLE, SPAWN, Cells
from evaltoolkit.batch.kernels import MODULES, begin_worker, cell_options, choose_kernels, end_worker
from evaltoolkit.errors import RunError
from evaltoolkit.language import Language
from evaltoolkit.reporting.run.compute import compute_here
from evaltoolkit.reporting.run.execute import execute_notebook
from evaltoolkit.reporting.run.kernel import kernel_options
from evaltoolkit.reporting.run.street import report_street
from evaltoolkit.synthetic.streets import make_streets
from tests.small_street import streets_are_small

ROOT = Path(__file__).parents[3]
ZOO = ROOT / "tests" / "unit" / "reporting" / "zoo"


@pytest.fixture
def run(tmp_path):
    """Run a notebook of the zoo in a plain process and return the folder of its outputs."""

    def execute(name, **options):
        output = tmp_path / "out" / "trial.ipynb"
        execute_notebook(ZOO / f"{name}.ipynb", {}, output, cwd=tmp_path, kernels=cell_options, **options)
        return output.parent

    return execute


def test_jupyter_kernels_are_taken_where_they_are_asked_for():
    assert choose_kernels(fresh=True) is kernel_options
    assert choose_kernels() is cell_options


@pytest.mark.parametrize(
    ("name", "said"),
    [("raises", "“下面这一格会出错。”这一部分出错停止：缺少所需的条目（KeyError）"),
     ("dies", "计算进程在“三、内存够不够？”这一部分自行终止")],
)  # fmt: skip
def test_a_failed_run_says_the_same_as_in_a_jupyter_kernel(name, said, run, tmp_path):
    with pytest.raises(RunError) as error:
        run(name)

    assert Language().say(error.value.sentence).startswith(said)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["trial.failed.ipynb"]


def test_an_endless_cell_is_stopped_at_its_limit(run):
    with pytest.raises(RunError) as error:
        run("endless_cell", timeout=1)

    assert Language().say(error.value.sentence).startswith("“四、要等多久？”这一部分超过了时间上限")


def test_what_is_written_below_python_goes_into_the_log_and_not_to_the_screen(run, capfd):
    folder = run("noisy")

    assert capfd.readouterr() == ("", "")
    assert (folder / "trial.log").read_text() == "from below Python\n"


def test_a_quiet_run_leaves_the_notebook_alone(run):
    assert [path.name for path in run("says_where").iterdir()] == ["trial.ipynb"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    home = tmp_path_factory.mktemp("项目")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    with streets_are_small():
        (street,) = make_streets(home, ["yuncheng"])
    return home, street.plan_path


LOOK = """\
import json, sys
from pathlib import Path
here = sorted(name for name in sys.modules if name.startswith("evaltoolkit"))
_ = Path("private", "modules.json").write_text(json.dumps(here))
"""


@pytest.fixture(scope="module")
def notebook(project):
    """The report's notebook with a silent cell at its end, which writes down what was imported."""
    home, _ = project
    content = json.loads((home / "notebooks" / "street_report.ipynb").read_text(encoding="utf-8"))
    content["cells"].append(
        {"cell_type": "code", "id": "look", "metadata": {}, "outputs": [], "source": LOOK, "execution_count": None}
    )
    path = home / "notebooks" / "look.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def in_fresh_kernel(project, notebook):
    """The report's files, its cells, and the modules of this package that it imported."""
    home, plan = project
    fresh = report_street(plan, run="one", home=home, notebook=notebook)
    seen = {path: path.read_bytes() for path in (fresh.html, fresh.results, fresh.private_results)}
    modules = json.loads((home / "private" / "modules.json").read_text(encoding="utf-8"))
    return seen, shown(fresh.notebook), modules


@pytest.mark.parametrize("method", [None, pytest.param(SPAWN, marks=pytest.mark.full)])
def test_a_page_and_results_are_byte_for_byte_those_of_a_jupyter_kernel(
    method, project, notebook, in_fresh_kernel, monkeypatch
):
    seen, executed, _ = in_fresh_kernel
    home, plan = project
    if method is not None:
        own = Cells(kernels.MODULES, method)
        monkeypatch.setattr(kernels, "_of_this_process", lambda: own)
    for folder in (home / "reports", home / "private" / "one"):  # what an earlier report showed may change the next
        shutil.rmtree(folder)
    plain = report_street(
        plan, run="one", home=home, notebook=notebook, compute=partial(compute_here, kernels=cell_options)
    )

    assert {path: path.read_bytes() for path in (plain.html, plain.results, plain.private_results)} == seen
    assert shown(plain.notebook) == executed
    assert sum("data:image/svg+xml" in str(cell) for cell in executed) >= 2


@pytest.mark.full
@pytest.mark.parametrize("slug", ["renhe", "yuncheng", "sanyuanli"])
def test_three_whole_streets_have_the_same_bytes_every_way(slug, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    (street,) = make_streets(tmp_path, [slug])
    made = []
    for way in (kernel_options, None, SPAWN):
        own = Cells(kernels.MODULES, way if isinstance(way, str) else None)
        monkeypatch.setattr(kernels, "_of_this_process", lambda own=own: own)
        for folder in (tmp_path / "reports", tmp_path / "private" / "one"):
            shutil.rmtree(folder, ignore_errors=True)
        compute = partial(compute_here, kernels=way if callable(way) else cell_options)
        done = report_street(street.plan_path, run="one", home=tmp_path, compute=compute)
        made.append({path: path.read_bytes() for path in (done.html, done.results, done.private_results)})

    assert made[0] == made[1] == made[2]


def shown(path):
    """Sources and outputs of an executed notebook: all but the times."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(cell["source"], cell.get("outputs"), cell.get("execution_count")) for cell in cells]


def test_all_that_the_report_imports_is_imported_beforehand(in_fresh_kernel):
    _, _, used = in_fresh_kernel
    loaded = loaded_with(MODULES)

    assert "evaltoolkit.charts" in used
    assert set(used) - loaded == set()
    # half a second of every process, for which nothing is needed: the distributions are in scipy.special
    assert not {"scipy.stats", "statsmodels"} & {*used, *loaded}


def test_a_single_run_waits_for_nothing_that_only_the_page_needs():
    of_worker, of_page = {"nbclient", "nbformat", "papermill", "scipy"}, {"bs4", "jinja2", "mistune", "nbconvert"}
    begun = loaded_with(kernels.INTAKE_MODULES)

    assert {"pandas", "evaltoolkit.commands.single", "evaltoolkit.intake.load"} < begun
    assert not (of_worker | of_page) & begun  # it waits for these before its workbook is asked for
    assert not of_page & loaded_with((*kernels.INTAKE_MODULES, *kernels.WORKER_MODULES))
    assert of_worker < loaded_with(kernels.WORKER_MODULES)
    assert of_page < loaded_with(kernels.PAGE_MODULES)


def loaded_with(modules):
    """Names of all modules of a process that has made these ready."""
    load = f"from evaltoolkit.batch.cells.preload import preload; assert preload({modules!r}) == ''"
    command = [sys.executable, "-c", f"{load}; import sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_a_spawned_worker_makes_no_process_ahead_of_its_last_notebook(monkeypatch, tmp_path):
    made = []

    class Counted:
        is_fresh = True

        def __init__(self, method):
            made.append(method)

        def import_ahead(self, modules):
            pass

        def begin(self, folder, log):
            return {}

    cells = Cells((), SPAWN)
    monkeypatch.setattr("evaltoolkit.batch.cells.process.CellProcess", Counted)
    monkeypatch.setattr("evaltoolkit.batch.kernels._of_this_process", lambda: cells)
    monkeypatch.setattr("evaltoolkit.intake.ahead.spawn_intake", lambda: made.append("intake"))
    monkeypatch.setenv(METHOD_VARIABLE, SPAWN)
    begin_worker(None)
    cells.begin(str(tmp_path), "log")
    before_the_last = len(made)
    end_worker()
    cells.begin(str(tmp_path), "log")

    assert made == ["intake", SPAWN, SPAWN]
    assert before_the_last == len(made)
