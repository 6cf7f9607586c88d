"""Work out the safety figures and write them to docs/safety-figures.md.

    python -m safety                    every part, in full (hours); goes on where it was stopped
    python -m safety --part readers     one part; the others stay as they were worked out last
    python -m safety --share 0.1        a tenth of the numbers
    python -m safety --minutes 30       as far as it comes in half an hour
    python -m safety --page             nothing new, only the page

Run it from the folder ``tools`` of the project. What was worked out is kept in docs/safety-figures.json after every
report; it is thrown away where the code or the tests' attack have changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from safety import leak, names
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
REPORTS, PAIRS, STREETS, RUNS, PAGES, ROSTERS = 1000, 300, 200, 200, 20, 30
Figures = dict[str, Any]
Part = Callable[[float, Figures], Iterator[Figures]]
_NOT_ATTACKED = ("page.py", "__main__.py")
"""Files whose change leaves the figures as they are."""


def small_numbers(share: float, kept: Figures) -> Iterator[Figures]:
    """Attack reports one by one."""
    for audience, number in (("shared", REPORTS), ("partner", PAIRS), ("public", PAIRS)):
        for counts in _attacked(round(number * share), partial(_one, audience=audience), kept.get(audience)):
            kept = {**kept, audience: counts}
            yield kept


def two_reports(share: float, kept: Figures) -> Iterator[Figures]:
    """Attack pairs of reports of the same street."""
    for counts in _attacked(round(PAIRS * share), partial(_two, audience="shared"), kept.get("shared")):
        yield {"shared": counts}


def readers(share: float, kept: Figures) -> Iterator[Figures]:
    """Count what each reader sees of streets of full size."""
    kept = kept or {"streets": 0, "first_seed": 0, "unstated": 0, "seen": {}}
    for seed in range(kept["streets"], round(STREETS * share)):
        results = full_street(seed)
        kept["unstated"] += len(list(unstated(results, protect_results(results, shipped_policy(), Audience.SHARED))))
        for one in seen_by_readers(results):
            shown, there = kept["seen"].setdefault(one.table_class, {}).get(one.audience, (0, 0))
            kept["seen"][one.table_class][one.audience] = [shown + one.shown, there + one.all]
        kept["streets"] += 1
        yield kept


def leaks(share: float, kept: Figures) -> Iterator[Figures]:
    """Run planted streets, every second one into a failure."""
    with tempfile.TemporaryDirectory() as folder:
        yield from leak.run_many(Path(folder), 2 * max(1, round(RUNS * share)), kept)


def scan(_: float, kept: Figures) -> Iterator[Figures]:
    """Run the full test of the search for numbers."""
    if kept:
        return
    test = ROOT / "tests" / "property" / "disclosure" / "test_scan.py"
    command = [sys.executable, "-m", "pytest", "-q", "-m", "full or not full", str(test)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    yield {"passed": done.returncode == 0, "summary": done.stdout.strip().splitlines()[-1].split(" in ")[0]}


def gate(share: float, kept: Figures) -> Iterator[Figures]:
    """Scan reports that name nobody for other people's rosters, and sentences for names that are words."""
    kept = kept or {"pages": 0, "scans": 0, "stopped": 0, "word_scans": 0, "word_stops": [], **_sentences()}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(kept["pages"], max(1, round(PAGES * share))):
            page = names.made_page(Path(folder), seed)
            stops, words = names.false_stops([page], seed * ROSTERS, ROSTERS), names.stopping_words([page])
            kept["pages"] += 1
            kept["scans"] += stops.tries
            kept["stopped"] += stops.wrong
            kept["word_scans"] += words.tries
            kept["word_stops"] = sorted({*kept["word_stops"], *words.names})
            yield kept


def _sentences() -> Figures:
    missed, taken = names.missed_names(), names.words_taken_for_names()
    return {"told": missed.tries, "missed": missed.wrong, "phrases": taken.tries, "taken": taken.wrong}


PARTS: Mapping[str, Part] = {
    "small_numbers": small_numbers, "two_reports": two_reports, "readers": readers, "leaks": leaks, "scan": scan,
    "gate": gate,
}  # fmt: skip


def _attacked(
    number: int, attack: Callable[[int], tuple[list[MadeReport], Iterable[Finding]]], kept: Figures | None
) -> Iterator[Figures]:
    counts = kept or {"reports": 0, "first_seed": 0, "hidden": 0, "narrowed": 0, "seconds": 0.0}
    for seed in range(counts["reports"], number):
        begin = time.monotonic()
        reports, found = attack(seed)
        counts["narrowed"] += len(list(found))
        counts["hidden"] += sum(len(entry.columns) for report in reports for entry in report.shown.hidden)
        counts["seconds"] = round(counts["seconds"] + time.monotonic() - begin, 1)
        counts["reports"] += 1
        yield counts


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


def code_digest() -> str:
    """Return what tells two versions of the attacked code and of the attack apart."""
    files = [*(ROOT / "evaltoolkit").rglob("*"), *(ROOT / "tools" / "safety").glob("*.py")]
    chosen = (file for file in files if file.suffix in (".py", ".yaml") and file.name not in _NOT_ATTACKED)
    digest = hashlib.sha256((ROOT / "notebooks" / "street_report.ipynb").read_bytes())
    for file in sorted(chosen):
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _work_out(parts: Iterable[str], share: float, minutes: float) -> None:
    code, end = code_digest(), time.monotonic() + 60 * minutes
    for name in parts:
        kept = _kept().get(name, {})
        begin = kept["figures"] if kept.get("code") == code else {}
        for figures in PARTS[name](share, begin):
            _keep(name, {"code": code, "revision": _revision(), "figures": figures})
            if time.monotonic() > end:
                return


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
    parser.add_argument("--page", action="store_true", help="only write the page")
    options = parser.parse_args(arguments)
    if not options.page:
        _work_out(options.part or PARTS, options.share, options.minutes)
    parts = _kept()
    figures = {name: part["figures"] for name, part in parts.items()}
    revisions = sorted({part["revision"] for part in parts.values() if part.get("revision")})
    PAGE.write_text(figures_page(figures, revisions), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
