"""Time one street's report, or a batch, against the same at the revision whose report was designed anew.

    python benchmarks/report.py [--pairs N] [--street NAME | --streets N]        (Linux, in a clone with its history)

Makes a git worktree of revision 59c5595 and, with that revision's code, the streets' workbooks and parameter files.
Then in turn, several times, each in a project folder of its own and with its own notebook: `evaltoolkit run` of then
and of now, with `--streets` `evaltoolkit batch` of so many streets of the demo's district. Counted is the wall time
of the command, and the processor time of it and of every process that it started, kernels that outlive it included.
Both take the environment in which this runs; where the old code does not import there, it gets one of its own from
its own constraints.

Both wrote their results to `private/`. Every figure that both files hold under the same table, row and column must be
equal to eight digits; what stands in CHANGED was mended since, with the reason. Exit status 1 where another figure
differs, or where the median of the pairs' ratios is over .7.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from evaltoolkit.synthetic.districts import known_streets

ROOT = Path(__file__).resolve().parents[1]
OLD = "59c5595"
MOST = 0.7
RUN = "r"
MAKE = "import sys; from pathlib import Path; from evaltoolkit.synthetic.streets import make_street; " \
       "[make_street(name, 2023, Path.cwd()) for name in sys.argv[1:]]"  # fmt: skip
PR_SET_CHILD_SUBREAPER = 36  # prctl(2): orphans of the command become children of this process, which counts them
CHANGED: Mapping[str, str] = {
    "outcomes.g_low": "the interval of g is that of d, not times the correction: else it is too narrow",
    "outcomes.g_high": "as g_low",
    "scale_quality.published_alpha": "the PHQ-9 names the study of the version that is shipped",
    "timeliness.late": "what was put right after the day counted to had not happened by then",
    "timeliness.unknown": "as late",
    "timeliness.worst": "as late",
    "timeliness.on_time": "as late",
    "outcomes.bca_low": "the resamples are drawn by street and year: the workbook's digest tells of withheld cells",
    "outcomes.bca_high": "as bca_low",
    "scale_quality.omega": "fitted by code of its own; tests hold it within .00002 of statsmodels",
}
"""Columns, as ``table.column``, whose figures were mended since, each with the reason."""
DIMENSIONS: Mapping[str, str] = dict.fromkeys(
    ("|knowledge|", "|skill|", "|confidence|"),
    "a form counts in its dimensions where it counts in its total: else both told who had left an answer out",
)
"""Rows of the outcome table mended since, by what their names hold: the dimensions of the scale with gaps."""
TOTALS: Mapping[str, str] = dict.fromkeys(
    ("huangshi_", "jiahe_", "songzhou_"),
    "the targets say 180 万元 were paid, the instalments paid by the day counted to come to 135: the row stays open",
)
"""Totals mended since, by how the street's file begins."""

Tables = dict[str, list[dict[str, Any]]]


class Spent(NamedTuple):
    """Seconds of one report."""

    processor: float
    wall: float


class Side(NamedTuple):
    """A revision: its code, the interpreter that runs it and its project folder."""

    code: Path
    python: str
    home: Path

    def call(self, *words: str) -> None:
        """Run the side's Python in its project folder."""
        own = {"PYTHONPATH": str(self.code), "EVALTOOLKIT_HOME": str(self.home), "PYTHONUTF8": "1"}
        command = [self.python, *words]
        done = subprocess.run(command, cwd=self.home, env={**os.environ, **own}, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{self.code}: {' '.join(words)}\n{done.stdout}{done.stderr}")


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    options = _options().parse_args(arguments)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        names = [street.name for street in known_streets()[: options.streets]] if options.streets else [options.street]
        sides = prepared(Path(folder), names)
        try:
            times = [{name: seconds(side) for name, side in sides.items()} for _ in range(options.pairs)]
            return told(times, *(results(side.home) for side in sides.values()))
        finally:
            worktree("remove", "--force", str(Path(folder) / "old"))


def worktree(*words: str) -> None:
    """Call git's command of that name."""
    subprocess.run([shutil.which("git") or "git", "worktree", *words], cwd=ROOT, check=True)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--street", default="人和镇")
    parser.add_argument("--streets", type=int, default=0)
    return parser


def prepared(folder: Path, streets: list[str]) -> dict[str, Side]:
    """Return both sides with the same workbooks and parameter files, made by the old one."""
    code = folder / "old"
    worktree("add", "--quiet", "--detach", str(code), OLD)
    sides = {"then": Side(code, interpreter(code), folder / "then"), "now": Side(ROOT, sys.executable, folder / "now")}
    for side in sides.values():
        shutil.copytree(side.code / "notebooks", side.home / "notebooks")
        side.call("-m", "compileall", "-q", str(side.code / "evaltoolkit"))  # as in an installation that is in use
    sides["then"].call("-c", MAKE, *streets)
    for part in ("parameters", "data"):
        shutil.copytree(sides["then"].home / part, sides["now"].home / part)
    return sides


def interpreter(code: Path) -> str:
    """Return a Python that imports the code: this one, else one of its own."""
    environment = {**os.environ, "PYTHONPATH": str(code)}
    # papermill loads what the installed project says of itself, which the old code may not have
    check = [sys.executable, "-c", "import papermill, evaltoolkit.cli"]
    if not subprocess.run(check, env=environment, cwd=code, stderr=subprocess.DEVNULL).returncode:
        return sys.executable
    own = code.with_name("environment")
    subprocess.run([sys.executable, "-m", "venv", str(own)], check=True)
    python = str(own / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "-c", "constraints.txt", "-e", "."], cwd=code, check=True)
    return python


def seconds(side: Side) -> Spent:
    """Return the time of one call, with all that the command has started."""
    for part in ("reports", "private"):
        shutil.rmtree(side.home / part, ignore_errors=True)
    plans = sorted(str(path) for path in (side.home / "parameters" / "streets").glob("*.yaml"))
    before, begin = used(), time.monotonic()
    side.call("-m", "evaltoolkit", "run" if len(plans) == 1 else "batch", *plans, "--run", RUN)
    wall = time.monotonic() - begin
    end_orphans()
    return Spent(used() - before, wall)


def used() -> float:
    """Return the processor time of all children that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def end_orphans() -> None:
    """End what the command has left running, such as a server of warm kernels, so that its time is counted."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while own := [int(one) for one in children.read_text().split()]:
        for one in own:
            os.kill(one, signal.SIGTERM)
        for one in own:
            os.waitpid(one, 0)


def results(home: Path) -> Tables:
    """Return the rows of every table of the full results files, named by street where there are several."""
    paths = sorted((home / "private" / RUN).glob("*.results.json"))
    tables = [rows_of(path) for path in paths]
    if len(paths) == 1:
        return tables[0]
    return {f"{path.name.split('.')[0]}:{name}": rows for path, one in zip(paths, tables, strict=True)
            for name, rows in one.items()}  # fmt: skip


def rows_of(path: Path) -> Tables:
    """Return the rows of every table of one file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: table["frame"]["rows"] for name, table in content["services"].items()}
    card = content["scorecard"]
    return {**tables, "outcomes": content["outcomes"]["rows"], "scorecard": card["rows"], "total": [card["total"]]}


def figures(rows: list[dict[str, Any]], columns: set[str]) -> dict[str, float]:
    """Return the numbers of a table by row and column; a row is known by its words, like ones by their order."""
    found, seen = {}, dict[str, int]()
    for row in rows:
        words = "|".join(str(row[name]) for name in sorted(columns) if isinstance(row.get(name), str | None))
        seen[words] = seen.get(words, 0) + 1
        for name in columns:
            if isinstance(row.get(name), int | float):
                found[f"{name}[{words}#{seen[words]}]"] = float(row[name])
    return found


def compared(then: Tables, now: Tables) -> tuple[int, dict[str, tuple[float, float]], int, int]:
    """Return how many figures are equal, those that differ, and how many only one side has."""
    equal, gone, new = 0, 0, 0
    differ: dict[str, tuple[float, float]] = {}
    for table in sorted(then.keys() | now.keys()):
        both = [{name for row in side.get(table, []) for name in row} for side in (then, now)]
        one, other = (figures(side.get(table, []), both[0] & both[1] or set.union(*both)) for side in (then, now))
        apart = {name for name in one.keys() & other.keys() if not math.isclose(one[name], other[name], rel_tol=1e-8)}
        equal += len(one.keys() & other.keys()) - len(apart)
        differ |= {f"{table}.{name}": (one[name], other[name]) for name in sorted(apart)}
        gone, new = gone + len(one.keys() - other.keys()), new + len(other.keys() - one.keys())
    return equal, differ, gone, new


def is_mended(name: str) -> bool:
    """Return whether a figure, named by table, column and row, was mended since."""
    column = name.split("[")[0].split(":")[-1]
    if column.startswith("total."):
        return any(name.startswith(street) for street in TOTALS)
    return column in CHANGED or (column.startswith("outcomes.") and any(mark in name for mark in DIMENSIONS))


def told(times: list[dict[str, Spent]], then: Tables, now: Tables) -> int:
    """Print both times and what differs; return the exit status."""
    print(f"load {os.getloadavg()[0]:.1f} at the end, {len(times)} pairs; of processor time at most {MOST}")
    for kind in Spent._fields:
        both = {name: [getattr(one[name], kind) for one in times] for name in ("then", "now")}
        both["ratio"] = [now / then for then, now in zip(both["then"], both["now"], strict=True)]
        for name, every in both.items():
            print(f"{kind:9} {name:>5}  {median(every):6.2f}  ({min(every):.2f} to {max(every):.2f})")
    ratio = median(one["now"].processor / one["then"].processor for one in times)
    equal, differ, gone, new = compared(then, now)
    left = {name: both for name, both in differ.items() if not is_mended(name)}
    print(f"{equal:,} figures equal, {len(differ) - len(left)} mended since, {len(left)} differ; "
          f"{gone:,} only then, {new:,} only now")  # fmt: skip
    for name, (before, after) in left.items():
        print(f"differs: {name}  {before:g} then, {after:g} now", file=sys.stderr)
    return int(bool(left) or ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
