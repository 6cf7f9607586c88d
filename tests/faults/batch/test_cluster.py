"""A real scheduler and real workers, each a process of its own: nothing lost, nothing twice, the same bytes."""

import json
import os
import shutil
import subprocess
import sys
import time

import psutil
import pytest

from tests.page_names import notice_name, report_name

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended with signals of POSIX")
DEED = """\
import time
from pathlib import Path
time.sleep({"waits": 60, "slow": 2}.get(slug.split("_")[0], 0))
assert slug != "broken"
"""


class Cluster:
    """A scheduler on loopback and workers beside it."""

    def __init__(self, folder):
        self.folder, self.workers = folder, []
        self._file = folder / "scheduler.json"
        self._scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        wait_for(lambda: self._file.exists() and self._file.read_text(), 60)
        self.address = json.loads(self._file.read_text())["address"]

    def have_workers(self, number):
        """See that so many live; without Dask's keeper, so that what is killed stays dead."""
        for _ in range(number - sum(worker.poll() is None for worker in self.workers)):
            self._add_worker()

    def _add_worker(self):
        scratch = self.folder / f"worker{len(self.workers)}"
        words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(scratch))
        self.workers.append(self._start("dask_worker", *words))

    def stop(self):
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def _start(self, command, *words):
        words = ("--scheduler-file", str(self._file), "--no-dashboard", *words)
        environment = {name: value for name, value in os.environ.items() if name != "EVALTOOLKIT_HOME"}
        with (self.folder / "cluster.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{command}", *words], env=environment, stdout=log, stderr=log
            )


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


@pytest.fixture
def home(home):
    """The project of `conftest`, whose notebook takes its time and touches no other process."""
    file = home / "notebooks" / "street_report.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell.get("id") == "deed")["source"] = DEED
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return home


def start(home, *words):
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", "r", *words]
    return subprocess.Popen(
        command, cwd=home, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def published(home):
    folder = home / "reports" / "r"
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def copy_of(home, name):
    """Return a project of the same content without reports."""
    other = home.parent / name
    shutil.copytree(home, other, ignore=shutil.ignore_patterns("reports", "private"))
    return other


def lines(home, state="done"):
    manifest = (home / "private" / "r" / "manifest.jsonl").read_text(encoding="utf-8")
    return sorted(line["key"] for line in map(json.loads, manifest.splitlines()) if line["state"] == state)


def test_with_a_worker_killed_and_a_faulty_street_all_is_made_once_as_here_and_then_only_what_is_missing(
    home, plan, cluster
):
    slugs = [f"slow_{number}" for number in range(4)]
    for slug in (*slugs, "broken"):
        plan(slug)
    local = copy_of(home, "local")
    cluster.have_workers(2)
    process = start(home, "--scheduler", cluster.address)
    reports = {report_name(f"{slug}街道") for slug in slugs}
    wait_for(lambda: (home / "reports" / "r").exists() and reports & published(home).keys(), 120)  # both work on more
    kernels = psutil.Process(cluster.workers[0].pid).children(recursive=True)
    assert kernels, "the worker was idle"
    cluster.workers[0].kill()
    said, complaints = process.communicate(timeout=240)

    assert (process.returncode, complaints) == (3, ""), said
    assert (lines(home), lines(home, "failed")) == ([f"{slug}_2025" for slug in slugs], ["broken_2025"])
    assert "生成报告 4 份，未能生成 1 份" in said
    assert "（AssertionError）" in said
    assert (home / "private" / "r" / "broken_2025.failed.ipynb").exists()
    _, alive = psutil.wait_procs(kernels, timeout=10)
    assert alive == []
    start(local).communicate(timeout=240)
    here, there = published(home), published(local)
    figures = {f"{slug}_2025.results.json" for slug in slugs}
    assert there.keys() == {*reports, *figures, notice_name("broken街道"), "index.html"}
    assert here == {**there, "index.html": here["index.html"]}

    start(home, "--scheduler", cluster.address).communicate(timeout=240)
    assert (lines(home), lines(home, "failed")) == ([f"{slug}_2025" for slug in slugs], ["broken_2025", "broken_2025"])


@pytest.mark.full
def test_ctrl_c_ends_the_batch_at_once_with_what_was_finished(home, plan, cluster):
    for slug in ("good", "waits"):
        plan(slug)
    cluster.have_workers(2)  # else it might be at the one that waits first
    process = start(home, "--scheduler", cluster.address)
    wait_for(lambda: (home / "reports" / "r").exists() and len(published(home)) == 2, 120)
    process.send_signal(2)
    process.communicate(timeout=20)

    assert process.returncode == 130
    assert sorted(published(home)) == [report_name("good街道"), "good_2025.results.json"]
