"""Tell what a report, and the index of a run, cost where a station or a city is much larger than the made streets.

    python benchmarks/growth.py [--street NAME] [--streets N …] [--scales N …]        (Linux)

Makes one street as the demo does, then the same with few people, with ten times its people, with 20 times its service
records, with answers on many more scales; each is reported by `evaltoolkit run` in a project folder of its own. Printed
are the rows of the largest table, wall and processor time of the command with all that it started, and the largest
process of this report and those before it. Then the index of so many streets, made of one street's results.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml

from evaltoolkit.batch.finish import finish_run
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.synthetic import streets as made_streets
from evaltoolkit.synthetic import year as made_year
from evaltoolkit.synthetic.districts import Street
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.streets import make_street

PROJECT = Path(__file__).resolve().parents[1]
RUN, MEGABYTE = "r", 1024  # getrusage(2) counts in kilobytes
PR_SET_CHILD_SUBREAPER = 36  # prctl(2): what the command leaves running is counted with it
SHIPPED, COPIED = PROJECT / "evaltoolkit" / "instruments" / "scales", "phq9"
SHAPES: dict[str, Callable[[Setting], dict[str, int]]] = {
    "as the demo": lambda _: {},
    "a station of 400 people": lambda _: {"people": 400},
    "10 times the people": lambda made: {"people": 10 * made.people},
    "20 times the services": lambda made: {"services": 20 * made.services, "agreed": 20 * made.agreed},
}
"""What is changed of a made street's setting."""


class Cost(NamedTuple):
    """What a command took: seconds, and megabytes of the largest process so far, 0 where that says nothing."""

    wall: float
    processor: float
    memory: float


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    options = _options().parse_args(arguments)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    print(f"{'':28}{'rows':>9}{'wall s':>9}{'cpu s':>9}{'MB':>7}")
    for name, shape in SHAPES.items():
        with made_project(options.street, changed(shape)) as (home, plan, rows):
            tell(name, rows, reported(home, plan))
    for n in options.scales:
        with made_project(options.street, changed(SHAPES["as the demo"]), n) as (home, plan, rows):
            tell(f"{n} scales", rows, reported(home, plan))
    with made_project(options.street, changed(SHAPES["as the demo"])) as (home, plan, _):
        reported(home, plan)
        for n in options.streets:
            tell(f"index of {n:,} streets", n, indexed(home, read_plan(plan).key, n))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--street", default="人和镇")
    parser.add_argument("--streets", type=int, nargs="*", default=[24, 400, 1600])
    parser.add_argument("--scales", type=int, nargs="*", default=[50])
    return parser


def tell(name: str, rows: int, cost: Cost) -> None:
    """Print a line of the table."""
    memory = f"{cost.memory:7.0f}" if cost.memory else ""
    print(f"{name:28}{rows:9,}{cost.wall:9.1f}{cost.processor:9.1f}{memory}", flush=True)


def changed(shape: Callable[[Setting], dict[str, int]]) -> Callable[..., Setting]:
    """Return what draws a street's setting and changes it."""
    draw = made_year.draw_setting

    def drawn(street: Street, year: int, seed: int) -> Setting:
        setting = draw(street, year, seed)
        return replace(setting, **shape(setting))  # type: ignore[arg-type]

    return drawn


@contextmanager
def made_project(street: str, draw: Callable[..., Setting], scales: int = 0) -> Iterator[tuple[Path, Path, int]]:
    """Yield a project with that street, its parameter file and the rows of its largest table."""
    usual, write, rows = made_year.draw_setting, made_streets.write_workbook, list[int]()

    def written(tables: dict[str, pd.DataFrame], path: Path) -> None:
        whole = {**tables, "measurements": on_scales(tables["measurements"], scales)}
        rows.append(max(map(len, whole.values())))
        write(whole, path)

    with tempfile.TemporaryDirectory(prefix="growth") as folder:
        home = Path(folder).resolve()
        shutil.copytree(PROJECT / "notebooks", home / "notebooks")
        add_scales(home, scales)
        made_year.draw_setting, made_streets.write_workbook = draw, written  # type: ignore[assignment]
        try:
            made = make_street(street, 2023, home)
        finally:
            made_year.draw_setting, made_streets.write_workbook = usual, write
        yield home, made.plan_path, rows[0]


def reported(home: Path, plan: Path) -> Cost:
    """Return what one report takes."""
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "evaltoolkit", "run", str(plan), "--run", RUN]
    with measured(resource.RUSAGE_CHILDREN) as cost:
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()
    if done.returncode:
        raise SystemExit(f"{plan.name}:\n{done.stdout}{done.stderr}")
    return cost[0]


@contextmanager
def measured(whose: int) -> Iterator[list[Cost]]:
    """Yield a list that holds what the block took when it is left."""
    before, begin, cost = resource.getrusage(whose), time.monotonic(), list[Cost]()
    yield cost
    wall, after = time.monotonic() - begin, resource.getrusage(whose)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost.append(Cost(wall, processor, after.ru_maxrss / MEGABYTE))


def add_scales(home: Path, scales: int) -> None:
    """Add so many copies of a shipped scale to the project, each with an id and names of its own."""
    folder = home / "parameters" / "scales"
    folder.mkdir(parents=True)
    content = yaml.safe_load((SHIPPED / f"{COPIED}.yaml").read_text(encoding="utf-8"))
    for number in range(scales):
        own = {**content, "id": name_of(number), "family": name_of(number)}
        own["names"] = {language: f"{words} {number}" for language, words in content["names"].items()}
        path = folder / f"{name_of(number)}.yaml"
        path.write_text(yaml.safe_dump(own, allow_unicode=True, sort_keys=False), encoding="utf-8")


def on_scales(measurements: pd.DataFrame, scales: int) -> pd.DataFrame:
    """Return the measurements with those of the copied scale repeated for each copy."""
    copied = measurements[measurements["scale"] == COPIED]
    return pd.concat([measurements, *(copied.assign(scale=name_of(number)) for number in range(scales))])


def name_of(number: int) -> str:
    """Return the id of a copied scale."""
    return f"{COPIED}_copy{number:02}"


def indexed(home: Path, key: str, streets: int) -> Cost:
    """Return what the index of so many streets takes, all with one street's results."""
    folder = home / "reports" / RUN
    results = (folder / f"{key}.results.json").read_text(encoding="utf-8")
    outcomes = []
    for number in range(streets):
        own = f"s{number:04}_2023"
        (folder / f"{own}.results.json").write_text(results.replace(key, own), encoding="utf-8")
        outcomes.append(StreetOutcome(own, f"第{number}街道", f"{own}.html", 1.0))
    with measured(resource.RUSAGE_SELF) as cost:
        finish_run(outcomes, run=RUN, home=home)
    print(f"{'':28}{(folder / 'index.html').stat().st_size / 1e6:8.1f} MB of page", flush=True)
    return cost[0]._replace(memory=0)  # this process has made the workbooks too


if __name__ == "__main__":
    sys.exit(main())
