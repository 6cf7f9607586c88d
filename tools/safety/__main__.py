"""Work out the safety figures and write them to docs/safety-figures.md.

    python -m safety                    every part, in full, on every core; goes on where it was stopped
    python -m safety --part readers     one part; the others stay as they were worked out last
    python -m safety --share 0.1        a tenth of the numbers
    python -m safety --minutes 30       as far as it comes in half an hour
    python -m safety --workers 1        one piece after another
    python -m safety --page             nothing new, only the page

Run it from the folder ``tools`` of the project. What was worked out is kept in docs/safety-figures.json after every
piece; a part is thrown away where what it depends on has changed since: the attacks where the rooms that make and
protect results, or the attack, have changed; leaks and gate where anything in the package has.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from safety.digest import ROOT
from safety.page import figures_page
from safety.parts import PARTS, Figures, Part, added
from safety.runs_page import chinese_page

KEPT, PAGE = ROOT / "docs" / "safety-figures.json", ROOT / "docs" / "safety-figures.md"
COUNTED = "pieces"
"""How many pieces the figures of a version hold: those of the first numbers."""


def work_out(parts: Iterable[str], share: float, minutes: float, workers: int) -> None:
    """Work out what the parts still lack, and keep it after every piece.

    Parameters
    ----------
    parts
        Their names.
    share
        Of the full numbers.
    minutes
        After which no new figures are kept.
    workers
        Processes at a time.
    """
    end = time.monotonic() + 60 * minutes
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        for name in parts:
            code, kept = PARTS[name].digest(), _kept().get(name, {})
            begin = kept["figures"] if kept.get("code") == code else {}
            for figures in _pieces(pool, PARTS[name], share, begin):
                _keep(name, {"code": code, "revision": _revision(), "figures": figures, **_before(kept, code)})
                if time.monotonic() > end:
                    return
            print(f"{name}: {code}", flush=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _pieces(pool: ProcessPoolExecutor, part: Part, share: float, kept: Figures) -> Iterator[Figures]:
    """Yield the part's figures after every piece that is added, in the order of the pieces."""
    todo = [
        (version, number)
        for version, full in part.pieces.items()
        for number in range(kept.get(version, {}).get(COUNTED, 0), max(1, round(full * share)))
    ]
    for version, figures in _in_order(pool, part, todo):
        kept = {**kept, version: added(kept.get(version, {}), {COUNTED: 1, **figures})}
        yield kept


def _in_order(pool: ProcessPoolExecutor, part: Part, todo: Iterable[tuple[str, int]]) -> Iterator[tuple[str, Figures]]:
    waiting = iter(todo)
    ahead: deque[tuple[str, Future[Figures]]] = deque()
    while True:
        # a slow piece holds up those behind it in the file, but not in the workers
        for version, number in islice(waiting, 8 * (os.cpu_count() or 1) - len(ahead)):
            ahead.append((version, pool.submit(part.work, version, number)))
        if not ahead:
            return
        version, first = ahead.popleft()
        yield version, first.result()


def _before(kept: Figures, code: str) -> Figures:
    """Return what was worked out with the code before, where the part begins again: the page tells of both."""
    if kept.get("code") == code:
        return {"before": kept["before"]} if "before" in kept else {}
    return {"before": {"revision": kept["revision"], "figures": kept["figures"]}} if kept else {}


def _revision() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def _kept() -> Figures:
    found: Figures = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return found


def _keep(name: str, part: Figures) -> None:
    unfinished = KEPT.with_suffix(".tmp")
    unfinished.write_text(json.dumps({**_kept(), name: part}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    unfinished.replace(KEPT)


def main(arguments: list[str] | None = None) -> int:
    """Work out the parts that are asked for and write the page."""
    parser = argparse.ArgumentParser(prog="python -m safety", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--part", action="append", choices=list(PARTS), help="a part; all by default")
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so many")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; one a core by default")
    parser.add_argument("--page", action="store_true", help="only write the page")
    options = parser.parse_args(arguments)
    if not options.page:
        work_out(options.part or PARTS, options.share, options.minutes, options.workers)
    parts, full = _kept(), {name: part.pieces for name, part in PARTS.items()}
    PAGE.write_text(figures_page(parts, full), encoding="utf-8")
    PAGE.with_name("safety-figures.zh.md").write_text(chinese_page(parts, full), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
