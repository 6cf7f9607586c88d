"""The command on streets that go wrong: a notice for each, nothing of them left running, nothing half-written."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.page_names import notice_name, report_name

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups of POSIX")


def start(home, *words):
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "TMPDIR": str(home.parent), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", "r", *words]
    return subprocess.Popen(
        command, cwd=home, env=environment, text=True, encoding="utf-8", start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def published(home):
    return sorted(path.name for path in (home / "reports" / "r").iterdir())


def kernels(home):
    return [int(file.read_text()) for file in home.glob("*.kernel") if file.read_text()]


def is_alive(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_streets_that_kill_their_kernel_or_worker_leave_notices_and_stop_no_other(home, plan):
    for slug in ("good", "kernel_dies", "worker_killed", "well"):
        plan(slug)
    (home / "parameters" / "streets" / "broken.yaml").write_text("street: 坏街道\nyear", encoding="utf-8")
    process = start(home, "--workers", "2")
    said, complaints = process.communicate(timeout=240)

    assert process.returncode == 3
    assert complaints == ""
    assert published(home) == sorted(
        [
            "broken（未生成）.html",
            "index.html",
            *(report_name(f"{slug}街道") for slug in ("good", "well")),
            *(f"{slug}_2025.results.json" for slug in ("good", "well")),
            *(notice_name(f"{slug}街道") for slug in ("kernel_dies", "worker_killed")),
        ]
    )
    assert "生成报告 2 份，未能生成 3 份" in said
    assert len(kernels(home)) == 4
    assert wait_for(lambda: not any(is_alive(pid) for pid in kernels(home)), 5)


def test_ctrl_c_leaves_no_kernel_no_half_file_and_keeps_what_was_finished(home, plan):
    for slug in ("good", "rests"):
        plan(slug)
    manifest = home / "private" / "r" / "manifest.jsonl"
    process = start(home, "--workers", "2")
    assert wait_for(lambda: (home / "rests.kernel").exists() and (home / "reports" / "r").exists(), 120)
    assert wait_for(lambda: '"done"' in manifest.read_text("utf-8"), 60)  # a page without its line is made again
    os.killpg(process.pid, signal.SIGINT)
    _, complaints = process.communicate(timeout=30)

    assert process.returncode == 130
    assert complaints.split() == ["再次运行同样的命令，会接着完成其余的部分。", "已停止。已经完成的部分保持原样。"]
    assert published(home) == [report_name("good街道"), "good_2025.results.json"]
    assert wait_for(lambda: not any(is_alive(pid) for pid in kernels(home)), 5)
    assert [path.name for path in home.parent.iterdir()] == [home.name], "a kernel's folder was left behind"
    (home / "notebooks" / "street_report.ipynb").touch()  # touched is not changed
    (home / "parameters" / "streets" / "rests.yaml").unlink()
    said, _ = start(home, "--workers", "2").communicate(timeout=60)
    assert "good街道：没有变化，沿用原报告" in said


def test_a_street_that_ends_well_takes_away_the_notice_of_the_run_before(home, plan):
    plan("good")
    (home / "reports" / "r").mkdir(parents=True)
    (home / "reports" / "r" / "good_2025.notice.html").write_text("old", encoding="utf-8")
    process = start(home)
    process.communicate(timeout=120)

    assert process.returncode == 0
    assert published(home) == [report_name("good街道"), "good_2025.results.json", "index.html"]
