"""Work out the safety figures and write them to docs/safety-figures.md.

    python -m safety                    every part, in full (hours)
    python -m safety --part readers     one part; the others stay as they were worked out last
    python -m safety --share 0.1        a tenth of the numbers

Run it from the folder ``tools`` of the project. What was worked out is kept in docs/safety-figures.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from safety import leak
from safety.attack import Finding
from safety.attack_counts import attack_counts
from safety.attack_scales import attack_scales
from safety.attack_two import attack_two
from safety.made_evidence import make_street
from safety.made_report import MadeReport, make_report, make_two_reports
from safety.page import figures_page
from safety.readers import full_street, seen_by_readers, unstated

ROOT = Path(__file__).parents[2]
KEPT, PAGE = ROOT / "docs" / "safety-figures.json", ROOT / "docs" / "safety-figures.md"
REPORTS, PAIRS, STREETS, RUNS = 1000, 300, 200, 200
Figures = dict[str, Any]


def small_numbers(share: float) -> Figures:
    """Attack reports one by one."""
    return {
        audience: _attacked(range(round(number * share)), partial(_one, audience=audience))
        for audience, number in (("shared", REPORTS), ("partner", PAIRS), ("public", PAIRS))
    }


def two_reports(share: float) -> Figures:
    """Attack pairs of reports of the same street."""
    return {"shared": _attacked(range(round(PAIRS * share)), partial(_two, audience="shared"))}


def readers(share: float) -> Figures:
    """Count what each reader sees of streets of full size."""
    shown: Counter[tuple[str, str]] = Counter()
    there: Counter[tuple[str, str]] = Counter()
    lacking = []
    seeds = range(round(STREETS * share))
    for seed in seeds:
        results = full_street(seed)
        lacking += list(unstated(results, protect_results(results, shipped_policy(), Audience.SHARED)))
        for one in seen_by_readers(results):
            shown[one.audience, one.table_class] += one.shown
            there[one.audience, one.table_class] += one.all
    table: dict[str, dict[str, list[int]]] = {}
    for (audience, table_class), count in there.items():
        table.setdefault(table_class, {})[audience] = [shown[audience, table_class], count]
    return {"streets": len(seeds), "first_seed": 0, "unstated": len(lacking), "seen": table}


def leaks(share: float) -> Figures:
    """Run planted streets, half of them into a failure."""
    number = max(1, round(RUNS * share))
    with tempfile.TemporaryDirectory() as folder:
        return leak.main(Path(folder), number, number)


def scan(_: float) -> Figures:
    """Run the full test of the search for numbers."""
    test = ROOT / "tests" / "property" / "disclosure" / "test_scan.py"
    command = [sys.executable, "-m", "pytest", "-q", "-m", "full or not full", str(test)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return {"passed": done.returncode == 0, "summary": done.stdout.strip().splitlines()[-1].split(" in ")[0]}


PARTS: Mapping[str, Callable[[float], Figures]] = {
    "small_numbers": small_numbers, "two_reports": two_reports, "readers": readers, "leaks": leaks, "scan": scan,
}  # fmt: skip


def _attacked(seeds: range, attack: Callable[[int], tuple[list[MadeReport], Iterable[Finding]]]) -> Figures:
    counts = {"reports": len(seeds), "first_seed": seeds.start, "hidden": 0, "narrowed": 0, "seconds": 0}
    begin = time.monotonic()
    for seed in seeds:
        reports, found = attack(seed)
        counts["narrowed"] += len(list(found))
        counts["hidden"] += sum(len(entry.columns) for report in reports for entry in report.shown.hidden)
    counts["seconds"] = round(time.monotonic() - begin)
    return counts


def _limits(audience: str) -> tuple[int, int]:
    rule = shipped_policy().rule(Audience(audience))
    return rule.min_people, rule.min_spread


def _one(seed: int, audience: str) -> tuple[list[MadeReport], list[Finding]]:
    report = make_report(make_street(seed), audience)
    least, spread = _limits(audience)
    return [report], [*attack_counts(report.published, least), *attack_scales([report], least, spread)]


def _two(seed: int, audience: str) -> tuple[list[MadeReport], list[Finding]]:
    least, spread = _limits(audience)
    with tempfile.TemporaryDirectory() as folder:
        first, second = make_two_reports(seed, audience, Path(folder))
    return [first, second], list(attack_two(first, second, least, spread))


def main(arguments: list[str] | None = None) -> int:
    """Work out the parts that are asked for and write the page."""
    parser = argparse.ArgumentParser(prog="python -m safety", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--part", action="append", choices=list(PARTS), help="a part; all by default")
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers")
    options = parser.parse_args(arguments)
    for name in options.part or PARTS:
        figures = PARTS[name](options.share)
        kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
        KEPT.write_text(json.dumps({**kept, name: figures}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {json.dumps(figures)}\n")
    PAGE.write_text(figures_page(json.loads(KEPT.read_text(encoding="utf-8"))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
