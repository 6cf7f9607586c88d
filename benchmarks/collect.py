"""Time one street's year out of a city's data file against a file that holds this street alone.

    python benchmarks/collect.py [--streets N] [--rows N] [--repeats N]

Makes two data files of made tables: one with 176 streets of 11,364 services each (two million rows), one with a single
street, and reads one street of each in turn, in a fresh process every time. Prints the medians with their ratio, the
peak memory of the reading processes, and that of writing each file. Ends with exit status 1 where the ratio is above 3,
or where reading or writing the city takes over 1.5 times the memory that one street takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from evaltoolkit.intake.city.city_file import StreetYear, find_street, read_street
from evaltoolkit.intake.city.city_writing import StreetTables, write_city
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.intake.storing.store import read_stored, write_store

MOST_TIMES, MOST_MEMORY = 3.0, 1.5
STREETS, ROWS = 176, 11_364
YEAR = 2025


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streets", type=int, default=STREETS)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--child", nargs=3, metavar=("DO", "FILE", "STREETS"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        return _child(*options.child, rows=options.rows)
    with tempfile.TemporaryDirectory() as folder:
        return _compare(Path(folder), options)


def _compare(folder: Path, options: argparse.Namespace) -> int:
    files = {1: folder / "one.duckdb", options.streets: folder / "city.duckdb"}
    written = {streets: _run("write", file, streets, options.rows) for streets, file in files.items()}
    read: dict[int, list[dict[str, float]]] = {streets: [] for streets in files}
    for _ in range(options.repeats):
        for streets, file in files.items():
            read[streets].append(_run("read", file, streets, options.rows))
    few, many = (median(run["seconds"] for run in read[streets]) for streets in files)
    memory = {
        streets: (median(run["megabytes"] for run in read[streets]), written[streets]["megabytes"]) for streets in files
    }
    for streets, file in files.items():
        sys.stdout.write(
            f"{streets} streets, {streets * options.rows:,} services, {file.stat().st_size / 1e6:.1f} MB: one street "
            f"read in {1000 * (many if streets > 1 else few):.0f} ms, {memory[streets][0]:.0f} MB at most; written in "
            f"{written[streets]['seconds']:.1f} s, {memory[streets][1]:.0f} MB at most\n"
        )
    grown = [city / one for one, city in zip(*memory.values(), strict=True)]
    sys.stdout.write(f"ratio of time {many / few:.2f}; of memory {grown[0]:.2f} (read), {grown[1]:.2f} (written)\n")
    return int(many / few > MOST_TIMES or max(grown) > MOST_MEMORY)


def _run(what: str, file: Path, streets: int, rows: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--rows", str(rows), "--child", what, str(file), str(streets)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _child(what: str, file: str, streets: str, *, rows: int) -> int:
    import resource
    import time

    import duckdb  # noqa: F401 - before the clock starts
    import pyarrow.parquet  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        tables = _store(Path(folder) / "store", rows) if what == "write" else None
        begin = time.perf_counter()
        if tables is not None:
            names = range(1, int(streets) + 1)
            write_city(Path(file), (StreetTables(_entry(number), tables) for number in names), kept=())
        else:
            _read(Path(file), int(streets), rows)
        seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak}))
    return 0


def _read(file: Path, streets: int, rows: int) -> None:
    slug = f"s{(streets + 1) // 2}"  # from the middle, where neither end of the file helps
    given = {"street": "示例街道", "slug": slug, "district": "示例区", "year": YEAR, "project": "示例"}
    plan = plan_from({**given, "indicator_system": "made"})
    services = read_stored(read_street(file, find_street(file, plan))).rows("services")
    if len(services) != rows:
        raise SystemExit("the street was not read whole")


def _entry(number: int) -> StreetYear:
    return StreetYear(number, f"s{number}", YEAR, "", "store", "made")


def _store(folder: Path, rows: int) -> Path:
    chance = np.random.default_rng(7)
    services = pd.DataFrame(
        {
            "service": [f"S{number:06d}" for number in range(rows)],
            "date": pd.Timestamp(YEAR, 1, 1) + pd.to_timedelta(chance.integers(0, 365, rows), unit="D"),
            "method": chance.choice(["个案", "小组", "社区活动"], rows),
            "field": chance.choice(["长者", "家庭", "青少年"], rows),
            "title": [f"示例服务第{number % 900}次" for number in range(rows)],
            "hours": chance.uniform(0.5, 8, rows).round(1),
            "participants": chance.integers(1, 60, rows).astype(float),
        }
    )
    write_store(folder, {"services": services}, quality=[], roster=pd.DataFrame(), sha256="")
    return folder


if __name__ == "__main__":
    sys.exit(main())
