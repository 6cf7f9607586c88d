"""The parts of the safety figures: how many pieces each has in full, how one is worked out, how they add up."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.year import make_year
from safety import false_stops, name_attack, names
from safety.attacked import attacked
from safety.attacked_papers import attacked_together, attacked_twice
from safety.attacked_states import attacked_states
from safety.digest import ROOT, digest_of_everything, digest_of_imports
from safety.leak_runs import RUNS_AT_ONCE, run_ten
from safety.neutral import both
from safety.page import ALL
from safety.readers import full_street, seen_by_readers, unstated

Figures = dict[str, Any]
SCAN_TEST = ROOT / "tests" / "property" / "disclosure" / "test_scan.py"
ROSTERS = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the figures.

    Parameters
    ----------
    pieces
        How many there are in full, by version; a part without versions has one, ``all``.
    work
        Works out the piece of a version and a number, in any process, and returns its figures.
    digest
        What tells two versions of everything that the figures depend on apart.
    """

    pieces: Mapping[str, int]
    work: Callable[[str, int], Figures]
    digest: Callable[[], str]


def small_numbers(audience: str, seed: int) -> Figures:
    """Attack one report."""
    begin = time.process_time()
    done = attacked(seed, audience)
    return _counted(seed, [found.what for found in done.found], done.hidden, begin)


def two_reports(audience: str, seed: int) -> Figures:
    """Attack a pair of reports of one street."""
    begin = time.process_time()
    done = attacked_twice(seed, audience)
    return _counted(seed, [found.what for found in done.found], done.hidden, begin)


def papers(_: str, seed: int) -> Figures:
    """Attack all papers of three states of one street together."""
    begin = time.process_time()
    done = attacked_together(seed)
    return _counted(seed, [found.what for found in done.found], done.hidden, begin)


def states(_: str, seed: int) -> Figures:
    """Attack the states of one street between which people leave too and things are called anew."""
    begin = time.process_time()
    done = attacked_states(seed)
    return _counted(seed, [found.what for found in done.found], done.hidden, begin)


def readers(_: str, seed: int) -> Figures:
    """Count what each reader sees of a street of full size."""
    results = full_street(seed)
    reports = {audience: protect_results(results, shipped_policy(), audience) for audience in Audience}
    seen: dict[str, dict[str, dict[str, int]]] = {}
    for one in seen_by_readers(results, reports):
        seen.setdefault(one.table_class, {})[one.audience] = {"shown": one.shown, "there": one.all}
    missing = [f"{seed} {what}" for what in unstated(results, reports[Audience.SHARED])]
    return {"unstated": len(missing), "missing": missing, "seen": seen}


def leaks(_: str, number: int) -> Figures:
    """Run ten planted streets, every second one into a failure."""
    with tempfile.TemporaryDirectory() as folder:
        return run_ten(Path(folder), number)


def scan(_: str, __: int) -> Figures:
    """Run the full test of the search for numbers."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "full or not full", str(SCAN_TEST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return {"failed": int(done.returncode != 0), "summary": [done.stdout.split("\n")[-2].split(" in ")[0]]}


def gate(_: str, seed: int) -> Figures:
    """Scan a report that names nobody for other people's rosters; with the first, also sentences for single names."""
    with tempfile.TemporaryDirectory() as folder:
        page = names.made_page(Path(folder), seed)
    stops, words = names.false_stops([page], seed * ROSTERS, ROSTERS), names.stopping_words([page])
    figures = {
        "scans": stops.tries, "stopped": stops.wrong, "word_scans": words.tries,
        "word_stops": list(words.names),
    }  # fmt: skip
    return {**figures, **_sentences()} if seed == 0 else figures


def named(version: str, seed: int) -> Figures:
    """Attack with names, or search what names nobody: a piece of one of the kinds of :data:`NAMED`."""
    with tempfile.TemporaryDirectory() as folder:
        done = NAMED[version](Path(folder), seed)
    return {"tries": done.tries, "wrong": done.wrong, "found": [f"{seed} {name}" for name in done.names]}


def _same_figures(folder: Path, seed: int) -> names.Measured:
    streets = known_streets()
    first, second = both(make_year(streets[seed % len(streets)], name_attack.YEAR, seed), folder, seed)
    return names.Measured(first.total(), ((first - second) + (second - first)).total())


NAMED: Mapping[str, Callable[[Path, int], names.Measured]] = {
    "gate": lambda _, seed: name_attack.missed_by_gate(seed),
    "files": lambda folder, seed: name_attack.missed_in_files(name_attack.named_street(folder / "home", seed), seed),
    "neutral": _same_figures,
    "places": lambda _, seed: false_stops.stopped_places(false_stops.place_names()[1000 * seed : 1000 * (seed + 1)]),
    "lines": lambda _, seed: false_stops.stopped_lines(10_000, seed),
}
"""What is tried with names: the search of finished files, whole streets, keys that hold names; places and lines."""


def added(kept: Figures, more: Figures) -> Figures:
    """Return two figures of a part together: numbers summed, lists joined without doubles."""
    return {name: _added(kept.get(name), more.get(name)) for name in {**kept, **more}}


def _added(kept: Any, more: Any) -> Any:
    if kept is None or more is None:
        return more if kept is None else kept
    if isinstance(kept, dict):
        return added(kept, more)
    return sorted({*kept, *more}) if isinstance(kept, list) else round(kept + more, 1)


def _counted(seed: int, found: list[str], hidden: int, begin: float) -> Figures:
    """Return the figures of a piece; its seconds are those of the processor, whatever else the computer does."""
    seconds = round(time.process_time() - begin, 1)
    listed = [f"{seed} {what}" for what in found]
    return {"hidden": hidden, "narrowed": len(found), "found": listed, "seconds": seconds}


def _sentences() -> Figures:
    missed, taken = names.missed_names(), names.words_taken_for_names()
    return {"told": missed.tries, "missed": missed.wrong, "phrases": taken.tries, "taken": taken.wrong}


def _of_attacks() -> str:
    return digest_of_imports(["safety.attacked"])


def _of_papers() -> str:
    return digest_of_imports(["safety.attacked_papers"])


def _of_states() -> str:
    return digest_of_imports(["safety.attacked_states"])


def _of_readers() -> str:
    return digest_of_imports(["safety.readers"])


def _of_scan() -> str:
    return digest_of_imports(["evaltoolkit.disclosure.names.identifiers"], also=[SCAN_TEST])


def _of_all() -> str:
    tools = ("leak_runs", "names", "name_attack", "false_stops", "neutral")
    return digest_of_everything([f"safety.{tool}" for tool in tools])


PARTS: Mapping[str, Part] = {
    "small_numbers": Part({"shared": 1000, "partner": 300, "public": 300}, small_numbers, _of_attacks),
    "two_reports": Part({"shared": 300}, two_reports, _of_papers),
    "papers": Part({"shared, public, pages": 300}, papers, _of_papers),
    "states": Part({"shared, pages": 300}, states, _of_states),
    "readers": Part({ALL: 200}, readers, _of_readers),
    "leaks": Part({ALL: 400 // RUNS_AT_ONCE}, leaks, _of_all),
    "scan": Part({ALL: 1}, scan, _of_scan),
    "gate": Part({ALL: 20}, gate, _of_all),
    "names": Part({"gate": 11, "files": 4, "neutral": 100, "places": 20, "lines": 10}, named, _of_all),
}
