"""Run planted streets in tens: two by a command each, eight by one command for a batch; half of them fail."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from evaltoolkit.batch.manifest import last_lines, manifest_path, read_manifest
from evaltoolkit.errors import ExitCode
from safety.leak import RUN, Ended, make_home, run_planted, run_planted_batch, spoiled
from safety.planted import plant

RUNS_AT_ONCE = 10
ALONE = 2
FAILURES = {
    "faulty": ExitCode.WORKBOOK_FAULTS, "raises": ExitCode.RUN_FAILED, "dies": ExitCode.RUN_FAILED,
}  # fmt: skip
AUDIENCES = ("shared", "station", "public")
_READ_EVERY = 5
Counts = dict[str, float]


def run_ten(folder: Path, number: int) -> Counts:
    """Run the ten streets of that number, every second one into a failure, and return how many ran and what leaked.

    Parameters
    ----------
    folder
        Where their projects are made and removed again.
    number
        Of the ten, from 0; the streets are those of the seeds from ten times the number on.

    Returns
    -------
    dict
        Counts; ``places`` are files and outputs with a planted identifier, ``in_memory`` identifiers found in kernels.
    """
    begin = time.monotonic()
    seeds = range(number * RUNS_AT_ONCE, (number + 1) * RUNS_AT_ONCE)
    audience = AUDIENCES[number % len(AUDIENCES)]
    ended = [_run_one(folder / str(seed), seed, audience) for seed in seeds[:ALONE]]
    ended.append(_run_batch(folder / "batch", seeds[ALONE:], audience, reads_memory=number % _READ_EVERY == 0))
    failed = sum(how_of(seed) != "good" for seed in seeds)
    return {
        "runs": len(seeds), "good": len(seeds) - failed, "failed": failed, "alone": ALONE,
        "identifiers": ended[0].planted * len(seeds), "places": sum(len(one.found) for one in ended),
        "in_memory": sum(len(one.in_memory) for one in ended), "kernels_read": sum(one.kernels_read for one in ended),
        "seconds": round(time.monotonic() - begin, 1),
    }  # fmt: skip


def how_of(seed: int) -> str:
    """Return how the run of a street is to end: every second one well."""
    return "good" if seed % 2 == 0 else list(FAILURES)[seed // 2 % len(FAILURES)]


def _run_one(home: Path, seed: int, audience: str) -> Ended:
    make_home(home)
    how = how_of(seed)
    planted = plant(home, seed, is_faulty=how == "faulty")
    if how in ("raises", "dies"):
        spoiled(home, how)
    ended = run_planted(home, planted, audience=audience, reads_memory=True)
    shutil.rmtree(home)
    _require(ended.status, FAILURES.get(how, ExitCode.OK), f"street {seed} ({how})")
    return ended


def _run_batch(home: Path, seeds: range, audience: str, *, reads_memory: bool) -> Ended:
    make_home(home)
    streets = {seed: plant(home, seed, is_faulty=how_of(seed) == "faulty") for seed in seeds}
    for how in ("raises", "dies"):
        spoiled(home, how, [planted.key for seed, planted in streets.items() if how_of(seed) == how])
    ended = run_planted_batch(home, list(streets.values()), audience=audience, reads_memory=reads_memory)
    lines = last_lines(read_manifest(manifest_path(home, RUN)))
    shutil.rmtree(home)
    _require(ended.status, ExitCode.SOME_STREETS_FAILED, f"the batch of {seeds}")
    codes = {key: line.exit_code for key, line in lines.items()}
    for seed, planted in streets.items():
        how = how_of(seed)
        _require(codes.get(planted.key), FAILURES.get(how, ExitCode.OK), f"street {seed} ({how}) of the batch")
    return ended


def _require(status: int | None, expected: ExitCode, what: str) -> None:
    if status != expected:
        raise RuntimeError(f"{what} ended with status {status}, not {int(expected)}")
