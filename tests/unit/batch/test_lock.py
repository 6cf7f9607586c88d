import os
import signal
import subprocess
import sys
import time

import pytest

from evaltoolkit.batch.lock import run_lock
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language

HOLD = """
import sys, time
from pathlib import Path
from evaltoolkit.batch.lock import run_lock
with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

FORK = """
import os, sys, time
from pathlib import Path
from evaltoolkit.batch.lock import run_lock
with run_lock(Path(sys.argv[1])):
    if os.fork() == 0:
        print(os.getpid(), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock of the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path / "r"], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_batch_in_the_folder_is_refused_at_once_and_told_who_holds_it(holder, tmp_path):
    begin = time.monotonic()
    with pytest.raises(UserError) as error, run_lock(tmp_path / "r"):
        pytest.fail("two hold the lock")

    assert time.monotonic() - begin < 0.5
    assert error.value.exit_code is ExitCode.TARGET_BUSY
    said = Language().say(error.value.sentence)
    assert "另一个批量任务正在写入 r 的报告" in said
    assert "--run" in said
    if os.name == "posix":
        assert f"进程 {holder.pid}" in said


def test_another_folder_is_free(holder, tmp_path):
    with run_lock(tmp_path / "s"):
        pass


def test_the_lock_of_an_owner_that_was_killed_is_taken_over_at_once(holder, tmp_path):
    holder.kill()
    holder.wait()
    assert b"pid" in (tmp_path / "r" / ".lock").read_bytes()

    with run_lock(tmp_path / "r"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP on Windows")
def test_an_owner_that_stands_still_keeps_its_lock(holder, tmp_path):
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(UserError), run_lock(tmp_path / "r"):
        pytest.fail("taken from a living owner")


@pytest.mark.parametrize("content", [b"", b"\x00\x00", b"[]", b'{"pid": 1, "host": "x", "since": "2020"}'])
def test_what_the_file_says_does_not_matter(tmp_path, content):
    (tmp_path / ".lock").write_bytes(content)
    with run_lock(tmp_path):
        pass


def test_the_lock_is_free_again_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), run_lock(tmp_path):
        raise ZeroDivisionError
    with run_lock(tmp_path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked on Windows")
def test_a_child_that_outlives_the_owner_does_not_keep_the_lock(tmp_path):
    with run_lock(tmp_path):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with run_lock(tmp_path):
            pass
    finally:
        child.communicate(b"\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_forked_child_that_outlives_a_killed_owner_does_not_keep_the_lock(tmp_path):
    owner = subprocess.Popen([sys.executable, "-c", FORK, tmp_path], stdout=subprocess.PIPE, text=True)
    child = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    try:
        with run_lock(tmp_path):
            os.kill(child, 0)  # it lives
    finally:
        os.kill(child, signal.SIGKILL)
        owner.stdout.close()


def test_a_disk_without_locks_is_named_with_a_remedy(tmp_path, monkeypatch):
    def refuse(_stream):
        raise OSError(37, "ENOLCK")

    monkeypatch.setattr("evaltoolkit.reporting.release.file_lock._acquire", refuse)
    with pytest.raises(UserError) as error, run_lock(tmp_path / "r"):
        pytest.fail("no lock, but it went on")

    assert "ENOLCK" in Language().say(error.value.sentence)
