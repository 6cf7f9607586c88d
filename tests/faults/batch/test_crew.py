"""Workers that die in every way; each fails its own job alone."""

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from evaltoolkit.batch.cells.process import METHOD_VARIABLE, SPAWN
from evaltoolkit.batch.crew import run_jobs

ROOT = Path(__file__).parents[3]


def act(job):
    """Do what a job says, in the worker."""
    if job == "exit":
        os._exit(7)
    if job == "raise":
        os.close(2)  # its traceback belongs on no screen
        raise SystemExit(1)
    if job == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "half an answer":
        line = next(thing for thing in gc.get_objects() if isinstance(thing, Connection))
        os.write(line.fileno(), b"\x00\x00\xff\xffx")
        os._exit(0)
    return job, os.getpid()


def lost(job):
    return job, "lost"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
@pytest.mark.parametrize("workers", [1, 3])
def test_a_worker_that_dies_fails_its_job_alone_and_is_replaced(workers):
    deaths = ["exit", "killed", "half an answer", "raise"]
    jobs = [1, "exit", 2, "killed", 3, "half an answer", 4, "raise", 5]
    outcomes = dict(run_jobs(act, jobs, workers=workers, died=lost))

    assert {job: outcomes[job] for job in deaths} == dict.fromkeys(deaths, "lost")
    assert all(isinstance(outcomes[job], int) for job in (1, 2, 3, 4, 5))
    assert len(outcomes) == len(jobs)


SEEN = []


def see(_line):
    SEEN.append("first")


def seen(job):
    SEEN.append(job)
    return job, (os.getpid(), list(SEEN))


@pytest.mark.parametrize("method", ["forked", SPAWN])
def test_workers_are_begun_before_their_first_job_and_forked_ones_see_no_other(method, monkeypatch):
    monkeypatch.setenv(METHOD_VARIABLE, method)
    told = dict(run_jobs(seen, range(4), workers=2, died=lost, first=see))
    pids = {pid for pid, _ in told.values()}

    assert os.getpid() not in pids
    assert all(heard[0] == "first" and heard[-1] == job for job, (_, heard) in told.items())
    if method == SPAWN or sys.platform != "linux":
        assert len(pids) == 2
    else:
        assert [heard for _, heard in told.values()] == [["first", job] for job in told]


def say_last():
    SEEN.append("last")


@pytest.mark.parametrize("method", ["forked", SPAWN])
def test_only_a_worker_behind_whose_job_none_waits_is_told_that_it_is_the_last(method, monkeypatch):
    monkeypatch.setenv(METHOD_VARIABLE, method)
    told = dict(run_jobs(seen, range(3), workers=1, died=lost, last=say_last))

    assert [job for job, (_, heard) in told.items() if heard[-2:] == ["last", job]] == [2]


def test_no_job_needs_no_worker():
    assert list(run_jobs(act, [], workers=2, died=lost)) == []


def rest(folder):
    """Say that the job has begun, then do nothing until the end, and say that it came in good order."""
    mark = Path(folder) / str(os.getpid())
    mark.write_text("begun", encoding="utf-8")
    try:
        time.sleep(60)
    finally:
        mark.write_text("put away", encoding="utf-8")


def marks(folder):
    return {int(mark.name): mark.read_text(encoding="utf-8") for mark in folder.iterdir()}


def is_alive(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def either(job):
    return rest(job) if isinstance(job, Path) else job


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_leaving_early_ends_every_worker_after_it_has_put_its_things_away(tmp_path):
    jobs = run_jobs(either, [tmp_path, "quick", tmp_path], workers=3, died=lost)
    assert next(jobs) == "quick"
    assert wait_for(lambda: set(marks(tmp_path).values()) == {"begun"} and len(marks(tmp_path)) == 2)
    jobs.close()

    assert set(marks(tmp_path).values()) == {"put away"}
    assert not any(is_alive(pid) for pid in marks(tmp_path))


def late(job):
    return job, "late"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_job_that_takes_too_long_is_ended_in_good_order_and_the_others_go_on(tmp_path):
    jobs = ["first", tmp_path, "second", "third"]
    outcomes = list(run_jobs(either, jobs, workers=2, died=lost, overdue=late, seconds=3))

    assert sorted(map(str, outcomes)) == sorted(map(str, ["first", (tmp_path, "late"), "second", "third"]))
    assert list(marks(tmp_path).values()) == ["put away"]


SCRIPT = """
import sys
from pathlib import Path
from evaltoolkit.batch.crew import run_jobs
from tests.faults.batch.test_crew import lost, rest
if __name__ == "__main__":
    try:
        list(run_jobs(rest, [Path(sys.argv[1])] * 4, workers=2, died=lost))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def start(tmp_path):
    """Run two resting workers under a process of its own group, as a terminal does; return it and their marks."""
    script, folder = tmp_path / "script.py", tmp_path / "marks"
    script.write_text(SCRIPT, encoding="utf-8")
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "TMPDIR": str(tmp_path),
        },
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert wait_for(lambda: list(marks(folder).values()) == ["begun", "begun"])
    return process, folder


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups on Windows")
def test_ctrl_c_ends_everything_in_good_order_and_prints_nothing(tmp_path):
    process, folder = start(tmp_path)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)

    assert (process.returncode, said) == (130, "")
    assert list(marks(folder).values()) == ["put away", "put away"]
    assert not any(is_alive(pid) for pid in marks(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_no_worker_outlives_the_batch_when_that_is_killed(tmp_path):
    process, folder = start(tmp_path)
    process.kill()
    process.wait(timeout=20)

    assert wait_for(lambda: not any(is_alive(pid) for pid in marks(folder)), 2)
    assert list(marks(folder).values()) == ["begun", "begun"]
    process.communicate(timeout=20)
