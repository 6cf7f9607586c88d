"""A single report is made in a worker: the command tells what befalls that, and imports next to nothing itself."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from evaltoolkit.batch.cells.process import SERVER, start_method
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

pytestmark = pytest.mark.skipif(start_method() != SERVER, reason="where nothing is forked the command makes it itself")
HEAVY = ("pandas", "numpy", "pydantic", "papermill", "yaml", "openpyxl")
LOOK = f"""\
import sys
from evaltoolkit.cli import program
from evaltoolkit.console import run_program
code = run_program(program, sys.argv[1:])
print("imported:", *[name for name in {HEAVY} if name in sys.modules])
sys.exit(code)
"""


@pytest.fixture
def start(home, plan):
    """Start the command on a street of that slug."""
    started = []

    def begin(slug):
        environment = {**os.environ, HOME_VARIABLE: str(home), "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", LOOK, "run", str(plan(slug)), "--run", "r"]
        process = subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def alive(home):
    """Return the processes that still work for the project."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get(HOME_VARIABLE) == str(home) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def is_quiet(home, seconds=10.0):
    end = time.monotonic() + seconds
    while alive(home) and time.monotonic() < end:
        time.sleep(0.1)
    return not alive(home)


@pytest.mark.parametrize(
    ("slug", "code", "words"),
    [("works", ExitCode.OK, "已完成"), ("worker_killed", ExitCode.RUN_FAILED, "没有给出结果")],
)
def test_what_becomes_of_a_single_report_is_said_by_a_command_that_imports_nothing_for_it(
    slug, code, words, start, home
):
    process = start(slug)
    said, complaints = process.communicate(timeout=120)

    assert (process.returncode, words in said + complaints) == (code, True), said + complaints
    assert said.splitlines()[-1] == "imported:"
    assert "Traceback" not in complaints
    assert is_quiet(home)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_single_run_that_is_stopped_leaves_no_process(number, code, start, home):
    process = start("rests")
    while not (home / "rests.kernel").exists():
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(number)
    process.communicate(timeout=60)

    assert process.returncode == code
    assert is_quiet(home)
