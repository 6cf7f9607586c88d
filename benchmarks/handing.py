"""Time a batch that also hands in Word and PDF against the same batch with its pages alone.

    python benchmarks/handing.py [--pairs N] [--streets N]        (Linux)

Makes streets, then in turn, several times, in a project folder of its own: `evaltoolkit batch` as it is, and with
`--also docx pdf`. Counted is the processor time of the command and of every process that it started. Every street must
have its page, and where asked for its Word, its PDF and its annexes; the pages are the same either way. Exit status 1
where a file is missing, where a page differs or where the median of the pairs' ratios is over 1.5.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from report import PR_SET_CHILD_SUBREAPER, ROOT, RUN, Side, end_orphans, used

from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import make_street

MOST = 1.5
WAYS = {"pages alone": (), "with Word and PDF": ("--also", "docx", "pdf")}
BESIDE = {".html": (1, 1), ".docx": (0, 2), ".pdf": (0, 1), ".xlsx": (0, 2)}
"""Files of each street by the ending of their names: with its page alone, and with what is handed in."""


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--streets", type=int, default=3)
    options = parser.parse_args(arguments)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        side = Side(ROOT, sys.executable, Path(folder))
        shutil.copytree(ROOT / "notebooks", side.home / "notebooks")
        every = known_streets()
        made = [one.name for one in every[:: max(len(every) // options.streets, 1)]][: options.streets]
        plans = [str(make_street(name, 2023, side.home).plan_path) for name in made]
        pages: dict[str, str] = {}
        times = [{way: seconds(side, plans, also, pages) for way, also in WAYS.items()} for _ in range(options.pairs)]
    return told(times, options.streets)


def seconds(side: Side, plans: list[str], also: tuple[str, ...], pages: dict[str, str]) -> float:
    """Return the processor time of one batch, with all that the command has started.

    Parameters
    ----------
    side, plans, also
        Where and what is run.
    pages
        Digest of each page as the first batch made it.

    Raises
    ------
    SystemExit
        A file lacks, or a page is not as in the first batch.
    """
    for part in ("reports", "private"):
        shutil.rmtree(side.home / part, ignore_errors=True)
    before = used()
    side.call("-m", "evaltoolkit", "batch", *plans, "--run", RUN, *also)
    end_orphans()
    spent = used() - before
    files = [path for path in (side.home / "reports" / RUN).iterdir() if path.name != "index.html"]
    for ending, counts in BESIDE.items():
        found, wanted = sum(path.suffix == ending for path in files), counts[bool(also)] * len(plans)
        if found < wanted:
            raise SystemExit(f"{found} files {ending} instead of {wanted}")
    for page in (path for path in files if path.suffix == ".html"):
        digest = hashlib.sha256(page.read_bytes()).hexdigest()
        if pages.setdefault(page.name, digest) != digest:
            raise SystemExit(f"{page.name} is not the same in every batch")
    return spent


def told(times: list[dict[str, float]], streets: int) -> int:
    """Print both times; return the exit status."""
    alone, beside = ([one[way] for one in times] for way in WAYS)
    for way, every in zip(WAYS, (alone, beside), strict=True):
        print(f"{way:>18}  {median(every) / streets:6.2f} s of processor time a street")
    ratios = [after / before for before, after in zip(alone, beside, strict=True)]
    print(f"{'ratio':>18}  {median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f}), {len(times)} pairs; "
          f"at most {MOST}")  # fmt: skip
    return int(median(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main())
