"""Time the check of a large workbook against the bare reading of its cells.

    python benchmarks/check.py [ROWS] [--repeats N]

Makes a synthetic workbook of so many rows (20,000 by default), then in turn, several times: reads every cell with
calamine and does nothing else; runs the toolkit's check, which reads the same cells, types every one, compares sheets
with each other and searches free text for identifiers. Prints the medians and their ratio. The same rows must have
been read both ways, or it ends with exit status 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
from python_calamine import CalamineWorkbook

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook, report_of
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.synthetic.blemishes import with_blemishes
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.streets import SEED, YEAR
from evaltoolkit.synthetic.year import make_year


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        book = make_workbook(Path(folder) / "large.xlsx", options.rows)
        ways: dict[str, Callable[[], int]] = {"bare reading": lambda: read(book), "check": lambda: check(book)}
        seconds, rows = in_turn(ways, options.repeats)
        size = book.stat().st_size
    print(f"{rows['bare reading']:,} rows with data, {size / 1e6:.1f} MB, medians of {options.repeats} repeats in turn")
    for name, measured in seconds.items():
        print(f"{name:>14}  {median(measured):6.2f} s  ({min(measured):.2f} to {max(measured):.2f})")
    print(f"{'ratio':>14}  {median(seconds['check']) / median(seconds['bare reading']):6.1f}")
    if len(set(rows.values())) > 1:
        print(f"the rows differ: {rows}", file=sys.stderr)
        return 1
    return 0


def make_workbook(path: Path, rows: int) -> Path:
    """Write a made year whose attendance, services and roster are repeated until the workbook has so many rows."""
    made = make_year(known_street("yuncheng"), YEAR, SEED)
    tables = with_blemishes(made)
    short = rows - sum(len(frame) for frame in tables.values())
    services = tables["services"]
    copies = [services]
    while short > 0:
        copy = services.head(short)
        copies.append(copy.assign(service=[f"{code}B{len(copies)}" for code in copy["service"]]))
        short -= len(copy)
    write_workbook({**tables, "services": pd.concat(copies, ignore_index=True)}, path)
    return path


def read(book: Path) -> int:
    """Read every cell with calamine and return how many rows below the headers hold data."""
    opened = CalamineWorkbook.from_path(str(book))
    blocks = [opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names]
    return sum(1 for block in blocks for row in block[1:] if any(cell != "" for cell in row))


def check(book: Path) -> int:
    """Check the workbook as the command does and return how many rows below the headers hold data."""
    checked = check_workbook(read_workbook(book), year=YEAR, scales=shapes(shipped_scales()))
    report_of(checked)
    return sum(int(sheet.cells.iloc[1:].notna().any(axis=1).sum()) for sheet in checked.raw.sheets)


def in_turn(ways: dict[str, Callable[[], int]], repeats: int) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Return the processor seconds of every repeat, one way after the other, and what each way found."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, int] = {}
    for _ in range(repeats):
        for name, way in ways.items():
            begin = time.process_time()
            found[name] = way()
            seconds[name].append(time.process_time() - begin)
    return seconds, found


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=20_000)
    parser.add_argument("--repeats", type=int, default=5)
    return parser


if __name__ == "__main__":
    sys.exit(main())
