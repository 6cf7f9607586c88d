"""Two batches on one folder: the second stops at once with a sentence; the lock of a killed one is no hindrance."""

import os
import signal
import sys
import time

import pytest

from evaltoolkit.errors import ExitCode
from tests.faults.batch.made_batch import MadeBatch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
DEED = """\
import time
from pathlib import Path
Path("private/begun").touch()
while not Path("private/go").exists():
    time.sleep(0.1)
"""
SHARE_OF_A_REPORT = 0.6  # what the second command may take, of what a batch with one small report takes


@pytest.fixture
def batch():
    made = MadeBatch()
    made.make(["jia"], DEED)
    yield made
    made.close()


@pytest.fixture
def first(batch):
    """A batch that waits in its first report for the file ``private/go``."""
    process = batch.start()
    end = time.monotonic() + 120
    while not (batch.home / "private" / "begun").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert process.poll() is None
    yield process
    if process.poll() is None:
        process.kill()
        process.communicate(timeout=60)


def go_on(batch):
    (batch.home / "private" / "go").touch()


def processor_time(before):
    now = os.times()
    return now.children_user + now.children_system - before.children_user - before.children_system


def test_the_second_batch_stops_at_once_with_a_sentence_and_the_first_goes_on(batch, first):
    before = os.times()
    code, said, complaints = batch.finish()
    took = processor_time(before)

    before = os.times()
    assert (code, said) == (ExitCode.TARGET_BUSY, "")
    assert "另一个批量任务正在写入 r 的报告" in complaints
    assert f"进程 {first.pid}" in complaints
    go_on(batch)
    assert first.communicate(timeout=120)[1] == ""
    assert first.returncode == 0
    assert set(batch.done()) == {"jia_2025"}
    assert took < SHARE_OF_A_REPORT * processor_time(before)


def test_the_lock_of_a_batch_that_was_killed_is_taken_over(batch, first):
    os.kill(first.pid, signal.SIGKILL)
    first.communicate(timeout=60)
    go_on(batch)

    code, _, complaints = batch.finish()
    assert (code, complaints) == (0, "")
    assert set(batch.done()) == {"jia_2025"}
