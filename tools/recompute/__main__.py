"""Recompute the figures of streets from their raw workbooks and hold them against the results of the last run.

    python -m recompute                                     every street in parameters/streets
    python -m recompute ../parameters/streets/….yaml …      those

Run it from the folder ``tools`` of the project, after `python start.py demo` or a run of the streets: the results are
the newest ``private/<run>/<key>.results.json``. It prints for each street how many figures were compared and each that
differs, and ends with status 1 where any differs or a street has no results of its workbook.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from recompute.compare import Comparison, Results, compare, unlisted
from recompute.street import ROOT, read_plan, recompute_street


class NoResultsError(Exception):
    """There are no results of a street's workbook as it stands."""


def main(arguments: list[str] | None = None, home: Path = ROOT) -> int:
    """Recompute the streets and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m recompute", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("streets", nargs="*", type=Path, metavar="STREET.yaml", help="all by default")
    paths = parser.parse_args(arguments).streets or sorted((home / "parameters" / "streets").glob("*.yaml"))
    agree = [_check(path, home) for path in paths]
    print(f"{agree.count(True)} of {len(agree)} streets agree")
    return 0 if agree and all(agree) else 1


def _check(path: Path, home: Path) -> bool:
    """Recompute one street, say what came of it, and return whether everything agrees."""
    plan = read_plan(path)
    try:
        results = _results(plan, home)
        figures = recompute_street(plan, home)
    except (NoResultsError, ValueError) as error:
        print(f"{path.stem}: {error}", flush=True)
        return False
    found = compare(figures, results)
    print(f"{path.stem}: {_said(found)}", *found.differences, sep="\n    ", flush=True)
    left = list(unlisted(figures, results))
    if left:
        print(f"    neither recomputed nor listed in NOT_RECOMPUTED: {', '.join(left)}")
    return not found.differences


def _said(found: Comparison) -> str:
    parts = ", ".join(f"{count} {part}" for part, count in found.compared.items())
    return f"{found.compared.total()} figures compared ({parts}), {len(found.differences)} differ"


def _results(plan: dict[str, Any], home: Path) -> Results:
    files = (home / "private").glob(f"*/{plan['slug']}_{plan['year']}.results.json")
    newest = max(files, key=lambda file: file.stat().st_mtime, default=None)
    if newest is None:
        raise NoResultsError("there are no results; run the street first")
    results: dict[str, Any] = json.loads(newest.read_text("utf-8"))
    made_of = dict((results.get("provenance") or {}).get("inputs", ()))
    if plan.get("data") and made_of.get("workbook") != _sha256(home / plan["data"]):
        raise NoResultsError(f"the results of the run {newest.parent.name} are of another workbook; run it again")
    return results


def _sha256(path: Path) -> str:
    if not path.is_file():
        raise NoResultsError(f"there is no workbook {path.name}")
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
