"""Time a batch of reports against papermill and nbconvert, and against the floor below which no batch can go.

    python benchmarks/batch.py [REPORTS] [--notebook small street] [--ways …] [--repeats N]

Makes so many reports (24 by default) of the shipped street report, each of a made street and year of its own, and of
benchmarks/small_report.ipynb (six figures), in turn:

  commands          papermill NOTEBOOK OUT, jupyter nbconvert --to html OUT, one report after another
  commands-at-once  the same, as many reports at a time as cores
  calls             papermill and nbconvert called from one Python process, fresh kernels, one after another
  batch             the toolkit; for streets `evaltoolkit batch`, with intake, search for identifiers and index
  floor             the same pages in processes forked from one that has imported everything, without Jupyter

Every way begins in a project of its own without stored tables and has one thread of numeric libraries. Prints the
median of wall time, processor time and peak memory of each way with all its processes, what its largest process held
and by how much its parent grew, and every way's ratio to the batch. All results and pictures must be equal, and the
batch's pages those of the floor byte for byte, or it ends with exit status 1.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil
from batch_ways import AT_ONCE, BATCH, CALLS, FLOOR, ONE_BY_ONE, RUN, SMALL, STREET

from evaltoolkit.intake.load import load
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import make_street

PROJECT = Path(__file__).resolve().parents[1]
WAYS = (ONE_BY_ONE, AT_ONCE, CALLS, BATCH, FLOOR)
SAMPLE = 1.0  # seconds between two looks at the memory; a look takes some milliseconds a process
LAST_YEAR = 2023
SETTLED = 0.1  # of the time, after which the parent has imported what it needs
PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(slots=True)
class Cost:
    """What one way took in each repeat: seconds of wall and processor time; bytes of all, the largest, the parent."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    largest: list[float] = field(default_factory=list)
    growth: list[float] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    options = _options().parse_args(arguments)
    same = True
    for kind in options.notebook:
        with tempfile.TemporaryDirectory(prefix="batch") as folder:
            home = Path(folder).resolve() / "made"
            make_project(home, kind, options.reports)
            costs, found = in_turn(home, kind, options.ways, options.repeats)
        print_costs(kind, costs, options)
        same &= is_same(kind, found, options.reports)
    return 0 if same else 1


def make_project(home: Path, kind: str, reports: int) -> None:
    """Make a project with so many parameter files, for street reports with their workbooks and the streets' keys."""
    places = home / "parameters" / "streets"
    places.mkdir(parents=True)
    shutil.copytree(PROJECT / "notebooks", home / "notebooks")
    if kind == SMALL:
        for number in range(reports):
            (places / f"small_{number:03}.yaml").touch()
        return
    with ProcessPoolExecutor() as pool:
        list(pool.map(make_report_s_street, [home] * reports, range(reports)))
    shutil.rmtree(home / "private" / "tables", ignore_errors=True)


def make_report_s_street(home: Path, number: int) -> None:
    """Make the street and year of a report, and its key: the pseudonyms must be the same every way."""
    streets = known_streets()
    street, year = streets[number % len(streets)], LAST_YEAR - number // len(streets)
    load(read_plan(make_street(street.slug, number, home, year=year).plan_path), home=home)


def in_turn(
    home: Path, kind: str, ways: list[str], repeats: int
) -> tuple[dict[str, Cost], dict[str, dict[str, list[str]]]]:
    """Run every way in turn, each in a copy of the project, and return what it cost and what it made."""
    costs = {way: Cost() for way in ways}
    found: dict[str, dict[str, list[str]]] = {}
    for _ in range(repeats):
        for way in ways:
            own = home.with_name("project")
            shutil.copytree(home, own)
            run(way, kind, own, costs[way])
            found[way] = fingerprints(own, kind)
            shutil.rmtree(own)
    return costs, found


def run(way: str, kind: str, home: Path, cost: Cost) -> None:
    """Run one way and add what it took."""
    environment = {**os.environ, **ONE_THREAD, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, str(Path(__file__).with_name("batch_ways.py")), way, kind, str(home)]
    before, begin = os.times(), time.perf_counter()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a way leaves running is counted with it
    process = subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True)
    with _watched(process.pid, cost):
        _, said = process.communicate()
        seconds = time.perf_counter() - begin
        with contextlib.suppress(ChildProcessError):
            while sys.platform == "linux":
                os.wait()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{way} ended with {process.returncode}:\n{said}")
    cost.wall.append(seconds)
    cost.cpu.append(sum(after[2:4]) - sum(before[2:4]))


def _page_of(home: Path, key: str) -> Path:
    """Return the page of a street in the run: this version's, whose names a list in private/ holds, or an earlier's."""
    known = home / "private" / RUN / f"{key}.pages.json"
    names = json.loads(known.read_text(encoding="utf-8"))["pages"] if known.exists() else []
    return home / names[-1] if names else home / "reports" / RUN / f"{key}.html"


def fingerprints(home: Path, kind: str) -> dict[str, list[str]]:
    """Return of every report: what was computed and drawn, and the page where it is the toolkit's own."""
    made = {}
    for path in sorted((home / "private" / RUN).glob("*.ipynb")):
        name, cells = path.stem, json.loads(path.read_text(encoding="utf-8"))["cells"]
        if kind == STREET and any("injected-parameters" in cell["metadata"].get("tags", ()) for cell in cells):
            name = _key_of(cells) or name
        shown = [output.get("data", {}) for cell in cells for output in cell.get("outputs", ())]
        pictures = [data["image/png"].strip() for data in shown if "image/png" in data]
        results = path.with_name(f"{name}.results.json")
        figures = json.loads(results.read_text(encoding="utf-8")) if kind == STREET else _words(shown)
        page = path.with_suffix(".html") if kind == SMALL else _page_of(home, name)
        made[name] = [_digest([figures, pictures]), _digest(page.read_text("utf-8")) if page.exists() else ""]
    return made


def is_same(kind: str, found: dict[str, dict[str, list[str]]], reports: int) -> bool:
    """Say whether all ways computed and drew the same, and batch and floor made the same pages."""
    first = next(iter(found.values()))
    figures = all(
        {name: digests[0] for name, digests in made.items()} == {name: digests[0] for name, digests in first.items()}
        for made in found.values()
    )
    pages = all(found[BATCH] == found[way] for way in (FLOOR,) if {BATCH, way} <= set(found))
    counted = all(len(made) == reports for made in found.values())
    print(
        f"{kind}: {reports} reports {'each' if counted else 'NOT'} made every way, figures and pictures "
        f"{'equal' if figures else 'DIFFER'}, pages of batch and floor {'equal' if pages else 'DIFFER'}\n"
    )
    return figures and pages and counted


def print_costs(kind: str, costs: dict[str, Cost], options: argparse.Namespace) -> None:
    """Print a line for each way, all medians, and its ratio to the batch."""
    print(f"{kind} report: {options.reports} reports, {os.cpu_count()} cores, medians of {options.repeats} in turn")
    heads = f"{'processor':>9}  {'peak':>8}  {'largest':>8}  {'parent':>8}  {'to batch':>8}"
    print(f"{'':>16}  {'wall':>8}  {'a report':>8}  {heads}")
    own = median(costs[BATCH].wall) if BATCH in costs else None
    for way, cost in costs.items():
        wall, cpu = median(cost.wall), median(cost.cpu) / options.reports
        ratio = f"{wall / own:8.2f}" if own else ""
        memory, largest, growth = (median(held) / 1e6 for held in (cost.memory, cost.largest, cost.growth))
        print(
            f"{way:>16}  {wall:6.1f} s  {wall / options.reports:6.2f} s  {cpu:7.2f} s  "
            f"{memory:5.0f} MB  {largest:5.0f} MB  {growth:+5.0f} MB  {ratio}"
        )
    if own and FLOOR in costs:
        ratios = [batch / floor for batch, floor in zip(costs[BATCH].wall, costs[FLOOR].wall, strict=True)]
        print(f"{'batch to floor':>16}  {own / median(costs[FLOOR].wall):.2f}   (pairs {_listed(ratios)})")


def _listed(ratios: list[float]) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in ratios)


def _key_of(cells: list[dict[str, object]]) -> str:
    """Return the key of a street's report from the parameters that papermill wrote into the notebook."""
    lines = [line for cell in cells if "injected-parameters" in cell["metadata"]["tags"]  # type: ignore[index]
             for line in "".join(cell["source"]).splitlines()]  # type: ignore[arg-type]  # fmt: skip
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return f"{values['slug'].strip(chr(34))}_{values['year']}" if {"slug", "year"} <= set(values) else ""


def _words(shown: list[dict[str, object]]) -> list[object]:
    return [data.get("text/html") or data.get("text/plain") for data in shown if "image/png" not in data]


@contextmanager
def _watched(pid: int, cost: Cost) -> Iterator[None]:
    over, looks = threading.Event(), [(0.0, 0.0, 0.0)]
    watch = threading.Thread(target=_look, args=(pid, over, looks))
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()
    settled = looks[int(SETTLED * len(looks)) :]
    cost.memory.append(max(total for total, _, _ in looks))
    cost.largest.append(max(largest for _, largest, _ in looks))
    cost.growth.append(max(parent for _, _, parent in settled) - settled[0][2])


def _look(pid: int, over: threading.Event, looks: list[tuple[float, float, float]]) -> None:
    while not over.wait(SAMPLE):
        try:
            first = psutil.Process(pid)
            below = first.children(recursive=True)
        except psutil.Error:
            return
        # The toolkit's own command is the first below the way that calls it.
        parent = next((one for one in below if "evaltoolkit" in _command(one)), first)
        held = [_memory(one) for one in (first, *below)]
        looks.append((sum(held), max(held), _held(parent)))


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _memory(process: psutil.Process) -> float:
    """Return the memory of a process, pages shared with others in part only where the system can tell."""
    try:
        known = process.memory_full_info()
        return float(getattr(known, "pss", known.rss))
    except psutil.Error:
        return 0.0


def _held(process: psutil.Process) -> float:
    """Return all that a process holds: its part in shared pages grows when others end, without it growing."""
    try:
        return float(process.memory_info().rss)
    except psutil.Error:
        return 0.0


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=24)
    parser.add_argument("--notebook", nargs="+", choices=(SMALL, STREET), default=[SMALL, STREET])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--repeats", type=int, default=5)
    return parser


if __name__ == "__main__":
    sys.exit(main())
