"""Time a batch of streets against the command lines of papermill and nbconvert on the same notebook.

    python benchmarks/batch.py [STREETS] [--workers N] [--repeats N]

Makes so many synthetic streets (8 by default, at most 24), then in turn:

  batch      evaltoolkit batch: intake, notebook, own page, search for identifiers, publishing, index
  commands   for each street, one after another: papermill NOTEBOOK OUT -f PARAMETERS, jupyter nbconvert --to html OUT

Each way begins without stored tables. Prints wall time, processor time and the peak of memory of each way with all its
processes, and the ratios. The results at full precision and every picture of every street must be equal both ways, or
it ends with exit status 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import SyntheticStreet, make_streets

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = 0.2  # seconds between two looks at the memory
BATCH, COMMANDS = "batch", "commands"


@dataclass(slots=True)
class Cost:
    """What one way took: seconds of wall and processor time, bytes at the peak."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="batch") as folder:
        home = Path(folder).resolve()
        shutil.copytree(PROJECT / "notebooks", home / "notebooks")
        streets = make_streets(home, [street.slug for street in known_streets()][: options.streets])
        ways: dict[str, Callable[[], None]] = {
            BATCH: lambda: run_batch(home, options.workers),
            COMMANDS: lambda: run_commands(home, streets),
        }
        costs, found = in_turn(ways, home, options.repeats)
    print_costs(costs, len(streets), options)
    different = [name for name in found[BATCH] if found[BATCH][name] != found[COMMANDS].get(name)]
    if different or len(found[BATCH]) != len(streets):
        print(f"not the same figures: {', '.join(different) or 'a street is missing'}", file=sys.stderr)
        return 1
    print(f"results and pictures of {len(streets)} streets are equal both ways")
    return 0


def run_batch(home: Path, workers: int | None) -> None:
    """Report all streets with the toolkit's own command."""
    chosen = () if workers is None else ("--workers", str(workers))
    _call(home, sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", BATCH, *chosen)


def run_commands(home: Path, streets: tuple[SyntheticStreet, ...]) -> None:
    """Run papermill's and nbconvert's command lines, street by street."""
    out = home / "private" / COMMANDS
    out.mkdir(parents=True)
    for street in streets:
        executed = str(out / f"{street.plan_path.stem}.ipynb")
        plan = ("-f", str(street.plan_path), "-p", "run", COMMANDS)
        _call(home, sys.executable, "-m", "papermill", "notebooks/street_report.ipynb", executed, *plan)
        _call(home, sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", executed)


def in_turn(
    ways: dict[str, Callable[[], None]], home: Path, repeats: int
) -> tuple[dict[str, Cost], dict[str, dict[str, str]]]:
    """Run every way in turn, each from nothing, and return what it cost and what it found of each street."""
    costs = {name: Cost() for name in ways}
    found: dict[str, dict[str, str]] = {}
    for _ in range(repeats):
        for name, way in ways.items():
            for place in ("private/tables", f"private/{name}", "reports"):  # private/keys stays: it names the people
                shutil.rmtree(home / place, ignore_errors=True)
            with measured(costs[name]):
                way()
            found[name] = figures(home / "private" / name)
    return costs, found


@contextmanager
def measured(cost: Cost) -> Iterator[None]:
    """Add to `cost` what the processes started inside take."""
    over, peak = threading.Event(), [0.0]
    watch = threading.Thread(target=_watch, args=(over, peak))
    before, begin = os.times(), time.perf_counter()
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()
    after = os.times()
    cost.wall.append(time.perf_counter() - begin)
    cost.cpu.append(sum(after[2:4]) - sum(before[2:4]))
    cost.memory.append(peak[0])


def figures(folder: Path) -> dict[str, str]:
    """Return a fingerprint of every street's results at full precision and pictures, by street."""
    pictures = {}
    for path in folder.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        data = [output.get("data", {}) for cell in cells for output in cell.get("outputs", ())]
        parameters = next(cell["source"] for cell in cells if "injected-parameters" in cell["metadata"]["tags"])
        slug = next(line for line in "".join(parameters).splitlines() if line.startswith("slug = "))
        pictures[slug.split('"')[1]] = [content["image/png"] for content in data if "image/png" in content]
    return {
        key: _fingerprint([json.loads(path.read_text(encoding="utf-8")), pictures[key.rpartition("_")[0]]])
        for path in folder.glob("*.results.json")
        for key in [path.name.removesuffix(".results.json")]
    }


def print_costs(costs: dict[str, Cost], streets: int, options: argparse.Namespace) -> None:
    """Print a line for each way and the ratios of the second to the first, all medians."""
    print(f"{streets} streets, {os.cpu_count()} cores, medians of {options.repeats} repeats in turn")
    print(f"{'':>10}  {'wall':>8}  {'a street':>8}  {'processor':>9}  {'memory':>8}")
    middle = {name: [median(values) for values in (cost.wall, cost.cpu, cost.memory)] for name, cost in costs.items()}
    for name, (wall, cpu, memory) in middle.items():
        print(f"{name:>10}  {wall:6.1f} s  {wall / streets:6.2f} s  {cpu:7.1f} s  {memory / 1e6:5.0f} MB")
    wall, cpu, memory = (other / own for own, other in zip(middle[BATCH], middle[COMMANDS], strict=True))
    print(f"{'ratio':>10}  {wall:8.2f}  {'':>8}  {cpu:9.2f}  {memory:8.2f}   (commands to batch)")


def _call(home: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=home, env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:4])} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}


def _watch(over: threading.Event, peak: list[float]) -> None:
    own = psutil.Process()
    while not over.wait(SAMPLE):
        peak[0] = max(peak[0], sum(map(_memory, own.children(recursive=True))))


def _memory(process: psutil.Process) -> float:
    """Return the memory of a process, pages shared with others in part only where the system can tell."""
    try:
        known = process.memory_full_info()
        return float(getattr(known, "pss", known.rss))
    except psutil.Error:
        return 0.0


def _fingerprint(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("streets", nargs="?", type=int, default=8)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--repeats", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
