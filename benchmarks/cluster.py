"""Measure what a report costs on a cluster: on the machine that sends it out, on the workers, and on the way.

    python benchmarks/cluster.py [--few N] [--many N] [--workers N]

Starts a Dask scheduler and workers as processes of this machine, reports few streets and many with the command, from
tables that are stored already, and divides the difference by the number of streets: processor seconds of the sender and
of the workers with their kernels, and wall time. Prints also what intake of one workbook takes and the size of what
goes out and comes back. Every street is the same made one under another code.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from evaltoolkit.batch.kernels import choose_kernels
from evaltoolkit.intake.load import table_files
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.reporting.run.compute import StreetWork
from evaltoolkit.reporting.run.parcel import compute_parcel, pack
from evaltoolkit.synthetic.streets import make_street

ROOT = Path(__file__).parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=4)
    parser.add_argument("--many", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "project"
        plan = _make_project(home)
        begin = _children()
        table_files(read_plan(plan), home=home)
        sys.stdout.write(f"intake of one workbook: {_children() - begin:.2f} s of a processor\n")
        _say_sizes(home, plan)
        runs = [_run(home, plan, streets, options.workers) for streets in (options.few, options.many)]
    more = options.many - options.few
    wall, sender, workers = ((many - few) / more for few, many in zip(*runs, strict=True))
    sys.stdout.write(
        f"each further report, {options.workers} workers: {sender:.2f} s of a processor here, {workers:.2f} s there, "
        f"{wall:.2f} s of time; one sender keeps {workers / sender:.0f} processors busy\n"
    )
    return 0


def _make_project(home: Path) -> Path:
    (home / "parameters").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    return make_street("yuncheng", 2023, home).plan_path


def _say_sizes(home: Path, plan: Path) -> None:
    work = StreetWork(read_plan(plan), "sizes", home, home / "notebooks" / "street_report.ipynb", "title")
    parcel = pack(work)
    with tempfile.TemporaryDirectory() as folder:
        answer = compute_parcel(parcel, Path(folder), choose_kernels(fresh=True))
    out, back = (len(pickle.dumps(one)) / 1e6 for one in (parcel, answer))
    if answer.page is None:
        raise SystemExit("the report could not be made")
    sys.stdout.write(f"on the way: {out:.2f} MB out, {back:.2f} MB back\n")


def _run(home: Path, plan: Path, streets: int, workers: int) -> tuple[float, float, float]:
    """Return wall time, processor seconds of the sender and of the workers for that many streets."""
    folder = home / "parameters" / f"run{streets}"
    folder.mkdir()
    words = plan.read_text(encoding="utf-8")
    for number in range(streets):
        changed = words.replace("yuncheng_synthetic", f"s{streets}_{number}")
        (folder / f"{number}.yaml").write_text(changed, encoding="utf-8")
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home)}
    before = _children()
    with _cluster(home.parent, workers) as address:
        started, begin = _children(), time.perf_counter()
        command = ["batch", str(folder), "--run", f"run{streets}", "--scheduler", address]
        done = subprocess.run(
            [sys.executable, "-m", "evaltoolkit", *command], env=environment, cwd=home, capture_output=True, text=True
        )
        wall, sender = time.perf_counter() - begin, _children() - started
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
    return wall, sender, _children() - before - sender


@contextmanager
def _cluster(folder: Path, workers: int):
    file = folder / f"scheduler{time.monotonic_ns()}.json"
    begun = [_start("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")]
    while not (file.exists() and file.read_text()):
        time.sleep(0.1)
    words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
    begun += [_start("dask_worker", file, *words) for _ in range(workers)]
    try:
        yield json.loads(file.read_text())["address"]
    finally:
        for process in reversed(begun):
            process.terminate()
            process.wait()


def _start(command: str, file: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", "--scheduler-file", str(file), "--no-dashboard", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
