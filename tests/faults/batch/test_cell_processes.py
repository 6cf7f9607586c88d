"""Processes of cells that die, hang or are left alone; whoever runs the notebook is killed; and what stays behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from evaltoolkit.batch.cells import process as module
from evaltoolkit.batch.cells.client import NAME
from evaltoolkit.batch.cells.process import SERVER, SPAWN, Cells, NoStartError, start_method
from evaltoolkit.reporting.run.kernel import kernel_options
from tests.sample import one_in

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
forks = pytest.mark.skipif(start_method() != SERVER, reason="no process is forked here")
IS_KERNEL = "print(type(get_ipython().kernel).__name__ == 'IPythonKernel')"


@pytest.fixture(scope="module")
def cells():
    source = Cells(())
    yield source
    source.close()


@pytest.fixture
def run(tmp_path, cells):
    """Run cells with papermill and return the live notebook, and what stopped it."""

    def execute(*sources, spec="python3", **options):
        kept = []
        made = [nbformat.v4.new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
        kernel = {"kernelspec": {"name": spec, "display_name": spec, "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), tmp_path / "trial.ipynb")
        given = {
            "engine_name": NAME,
            "cells": cells,
            "cwd": tmp_path,
            "on_notebook_start": lambda notebook: kept.append(notebook),
        }
        try:
            papermill.execute_notebook(str(tmp_path / "trial.ipynb"), None, progress_bar=False, **{**given, **options})
        except (CellTimeoutError, DeadKernelError, papermill.PapermillExecutionError) as error:
            return words_of(kept[0]), error
        return words_of(kept[0]), None

    return execute


def words_of(notebook):
    return ["".join(output.get("text", "") for output in cell.get("outputs", ())) for cell in notebook.cells]


def is_alive(pid):
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def wait_for(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@pytest.mark.parametrize("end", ["os._exit(7)", "os.kill(os.getpid(), 9)", "os.abort()"])
def test_a_cell_that_dies_keeps_its_words_and_those_before(end, run):
    (before, begun, after), error = run("print('before')", f"import os; print('begun', end=''); {end}", "print(1)")

    assert isinstance(error, DeadKernelError)
    assert (before, begun, after) == ("before\n", "begun", "")


def test_a_cell_beyond_its_limit_keeps_its_words_and_ends_with_all_that_it_started(run):
    started = "import os, subprocess, time\nchild = subprocess.Popen(['sleep', '99']).pid"
    (pids, begun), error = run(
        f"{started}; print(os.getpid(), child)", "print('begun', end=''); time.sleep(99)", timeout_func=lambda _: 2
    )

    assert isinstance(error, CellTimeoutError)
    assert begun == "begun"
    assert wait_for(lambda: not any(is_alive(int(pid)) for pid in pids.split()))


def test_a_notebook_that_comes_to_its_end_leaves_nothing_but_what_it_meant_to(run, tmp_path):
    (pids,), error = run(
        "import atexit, os, pathlib, subprocess\natexit.register(pathlib.Path('ended').write_text, 'yes')\n"
        "print(os.getpid(), subprocess.Popen(['sleep', '99']).pid)"
    )  # fmt: skip

    assert error is None
    assert wait_for(lambda: not any(is_alive(int(pid)) for pid in pids.split()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ended", "trial.ipynb"]


def test_a_cell_that_asks_for_the_end_has_it(run):
    (_, after), error = run("exit", "print(1)")

    assert isinstance(error, DeadKernelError)
    assert after == ""


@pytest.mark.parametrize("source", ["import ipywidgets", "from tqdm.auto import tqdm"])
def test_widgets_run_in_a_kernel(source, run, tmp_path):
    told, _ = run(source, IS_KERNEL, kernel=lambda: kernel_options(tmp_path / "log"))

    assert told[1] == "True\n"


def test_another_kernel_is_papermills_own_engines(run, tmp_path):
    assert run(IS_KERNEL)[0] == ["False\n"]
    assert run(IS_KERNEL, spec="other", kernel=lambda: kernel_options(tmp_path / "log"))[0] == ["True\n"]


def test_a_process_that_hangs_as_it_starts_is_killed_tried_again_and_given_up(tmp_path, monkeypatch):
    (tmp_path / "hangs.py").write_text("import time\ntime.sleep(99)")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(module, "START_SECONDS", 1.0)
    begun = []

    class Noted(module.CellProcess):
        def __init__(self, *given):
            super().__init__(*given)
            begun.append(self._process.pid)

    monkeypatch.setattr(module, "CellProcess", Noted)
    with pytest.raises(NoStartError):
        Cells(("hangs",), SPAWN).begin(str(tmp_path), os.devnull)

    assert len(begun) == 2
    assert not any(is_alive(pid) for pid in begun)


@forks
@pytest.mark.parametrize(
    "words",
    ["import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
     "import matplotlib.pyplot; matplotlib.pyplot.switch_backend('agg')",
     "import matplotlib, matplotlib_inline.backend_inline",
     "1 / 0"],
    ids=["starts a thread", "chooses a backend", "loads the inline backend", "fails"],
)  # fmt: skip
def test_a_module_that_would_make_forks_differ_gives_fresh_processes(words, tmp_path):
    (tmp_path / "unfit_one.py").write_text(words)
    script = (
        "from evaltoolkit.batch.cells.process import Cells\n"
        "cells = Cells(('unfit_one',))\n"
        "cells._modules, ahead = (), cells.prepare()\n"
        f"process, told = cells.begin({str(tmp_path)!r}, '/dev/null')\n"
        "print(type(process._process).__name__, told['language_info']['name'])\n"
        "process.close()"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("SpawnProcess python\n", "")


@forks
def test_whoever_presses_ctrl_c_while_the_server_imports_reads_nothing_of_it(tmp_path):
    (tmp_path / "slow.py").write_text("open('importing', 'w').close(); import time; time.sleep(1)")
    script = (
        "import time\n"
        "from evaltoolkit.batch.cells.process import start_server\n"
        "start_server(('slow',))\n"
        "try: time.sleep(99)\n"
        "except KeyboardInterrupt: time.sleep(1.5)"
    )
    command, environment = [sys.executable, "-c", script], {**os.environ, "PYTHONPATH": str(tmp_path)}
    begun = subprocess.Popen(
        command, env=environment, cwd=tmp_path, text=True, stderr=subprocess.PIPE, start_new_session=True
    )
    assert wait_for((tmp_path / "importing").exists, 60)
    os.killpg(begun.pid, signal.SIGINT)

    assert begun.communicate(timeout=60) == (None, "")


RUNNER = """
import os, sys
from evaltoolkit.batch.cells.process import Cells
process, _ = Cells(()).begin(os.getcwd(), os.devnull)
process.ask(
    "import os, pathlib, time; pathlib.Path('begun').write_text(f'{os.getpid()} {os.getppid()}'); time.sleep(99)"
)
process.next(None), process.next(None)
"""


@pytest.mark.parametrize("method", ["", SPAWN])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_whoever_runs_a_notebook_and_is_killed_leaves_no_process_and_no_file(number, method, tmp_path):
    for name in ("t", "work"):
        (tmp_path / name).mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "t"), module.METHOD_VARIABLE: method}
    runner = subprocess.Popen([sys.executable, "-c", RUNNER], cwd=tmp_path / "work", env=environment)
    begun = tmp_path / "work" / "begun"
    assert wait_for(lambda: begun.exists() and " " in begun.read_text(), 60)
    pids = {int(word) for word in begun.read_text().split()} - {runner.pid}
    runner.send_signal(number)
    runner.wait()

    assert wait_for(lambda: not any(is_alive(pid) for pid in pids), 5)
    assert wait_for(lambda: not list((tmp_path / "t").iterdir()))


@forks
def test_a_killed_fork_server_is_replaced(run):
    (pid,), _ = run("import os; print(os.getppid())")
    assert "forkserver" in " ".join(psutil.Process(int(pid)).cmdline())
    os.kill(int(pid), signal.SIGKILL)
    (another,), error = run("import os; print(os.getppid())")

    assert error is None
    assert another != pid


@pytest.mark.parametrize("first", one_in(2, ["papermill", "evaltoolkit.batch.cells.client"]))
def test_papermills_own_command_finds_the_engine_whatever_is_imported_first(first, tmp_path):
    (points,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"].items()
    place = tmp_path / "one-1.0.dist-info"
    place.mkdir()
    (place / "entry_points.txt").write_text(f"[{points[0]}]\n" + "".join(f"{a} = {b}\n" for a, b in points[1].items()))
    script = (
        f"import {first}, papermill.engines as engines; one = engines.papermill_engines.get_engine({NAME!r});"
        "print(issubclass(type(one), object), one.execute_managed_notebook.__self__.__name__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("True CellEngine\n", "")


def start_many(cells, count, folder):
    pids = set()
    for _ in range(count):
        process, _ = cells.begin(str(folder), os.devnull)
        process.ask("import os; print(os.getpid())")
        frames = [process.next(time.monotonic() + 60)]
        while b"execute_reply" not in frames[-1]:
            frames.append(process.next(time.monotonic() + 60))
        process.is_busy = False
        process.close()
        pids.add(int(b"".join(frame[1:] for frame in frames if frame[:1] == b"1")))
    assert len(pids) > 0.9 * count  # a number may come again
    assert not any(is_alive(pid) for pid in pids if pid != os.getpid())
    assert list(folder.iterdir()) == []


def test_twenty_processes_start_end_and_leave_nothing(cells, tmp_path):
    start_many(cells, 20, tmp_path)


@pytest.mark.full
def test_two_thousand_processes_start_and_none_hangs(cells, tmp_path):
    start_many(cells, 2000, tmp_path)
