"""Time the check of a large workbook against the same check at the revision before her own files came in.

    python benchmarks/check_before.py [ROWS] [--pairs N]        (in a clone with its history)

Makes a synthetic workbook of so many rows (20,000 by default) and a git worktree of revision 59c5595. Then in turn,
each in a process of its own: the check of then and of now. Counted is the processor time of the check, reading included
and imports left out. The old code takes the environment in which this runs, in which its intake must import.
Exit status 1 where the median of the pairs' ratios is over 1.3.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from check import make_workbook
from report import OLD, ROOT, worktree

MOST = 1.3
CHECK = """
import sys, time
from pathlib import Path
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
{imports}
scales = shapes(shipped_scales())
begin = time.process_time()
report = {call}
spent = time.process_time() - begin
assert list(report.lines())
print(spent)
"""
THEN = CHECK.format(
    imports="from evaltoolkit.intake.check import check_file",
    call="check_file(Path(sys.argv[1]), year=2023, scales=scales)",
)
NOW = CHECK.format(
    imports="from evaltoolkit.intake.checking.check import check_workbook, report_of\n"
    "from evaltoolkit.intake.reading.workbook_reader import read_workbook",
    call="report_of(check_workbook(read_workbook(Path(sys.argv[1])), year=2023, scales=scales))",
)
"""The same call by the names of either revision."""


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=int, nargs="?", default=20_000)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        book, old = make_workbook(Path(folder) / "large.xlsx", options.rows), Path(folder) / "old"
        worktree("add", "--quiet", "--detach", str(old), OLD)
        try:
            pairs = [(spent(old, THEN, book), spent(ROOT, NOW, book)) for _ in range(options.pairs)]
        finally:
            worktree("remove", "--force", str(old))
    then, now = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(after / before for before, after in pairs)
    print(f"{options.rows:,} rows, processor time, medians of {options.pairs} pairs in turn")
    print(f"then {then:.2f} s, now {now:.2f} s, ratio {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST)


def spent(code: Path, program: str, book: Path) -> float:
    """Return the processor time of one check by that code, called by that program."""
    environment = {**os.environ, "PYTHONPATH": str(code), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(book)],
        cwd=code,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
