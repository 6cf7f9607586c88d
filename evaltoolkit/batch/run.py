"""A batch from its first look at the folder to its last line in the manifest: nothing lost, nothing made twice."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from evaltoolkit.batch.jobs import StreetJob
from evaltoolkit.batch.manifest import (
    ASIDE,
    BEGUN,
    DONE,
    FAILED,
    Line,
    append_line,
    last_lines,
    manifest_path,
    read_manifest,
)
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.batch.resume import resume
from evaltoolkit.batch.streets import finish_one, run_streets
from evaltoolkit.reporting.run.inputs import package_versions, program_inputs
from evaltoolkit.reporting.run.street import StreetReport

_UNFINISHED = ".*.part"  # what a killed process leaves of evaltoolkit.reporting.release.publish
_UNFINISHED_TABLES = ".new-*"  # and of evaltoolkit.intake.storing.store
_DEAD_SECONDS = 3600.0  # 本工具规则: intake of one workbook is ended after a sixth of it
Execute = Callable[[tuple[StreetJob, ...], Callable[[StreetOutcome], None]], object]


def run_batch(
    jobs: Iterable[StreetJob],
    *,
    workers: int,
    on_done: Callable[[StreetOutcome], None],
    force: bool = False,
    execute: Execute | None = None,
) -> tuple[StreetOutcome, ...]:
    """Make the reports that the run's manifest does not know as done, and write down each as it is finished.

    Parameters
    ----------
    jobs
        The streets of one run; the caller holds :func:`evaltoolkit.batch.lock.run_lock` on its folder.
    workers
        Processes at a time, at least 1.
    on_done
        Called in this process as each street ends, after its line stands in the manifest; first for those that stand.
    force
        Make every report again.
    execute
        Reports the jobs given to it and calls back with each outcome, in this process; worker processes of this
        machine by default.

    Returns
    -------
    tuple
        What became of every street, in the order of their keys.

    Raises
    ------
    RunError
        A finished report could not be written down; the batch stopped.
    """
    asked = tuple(jobs)
    if not asked:
        return ()
    home, run = asked[0].home, asked[0].run
    path = manifest_path(home, run)
    sweep(home, run)
    divided = resume(asked, last_lines(read_manifest(path)), force=force)
    outcomes = list(divided.kept)
    for outcome in divided.kept:
        on_done(outcome)

    def end(outcome: StreetOutcome) -> None:
        append_line(path, line_of(outcome))
        outcomes.append(outcome)
        on_done(outcome)

    if divided.todo:
        append_line(path, Line(BEGUN, _now(), versions=package_versions()))
        if execute is None:
            run_streets(divided.todo, workers=min(workers, len(divided.todo)), on_done=end)
        else:
            execute(divided.todo, end)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.key))


def run_alone(job: StreetJob) -> StreetReport:
    """Make one report in this process, whether or not it stands, write it down, and return it.

    Raises
    ------
    UserError
        Anything the user can put right.
    """
    sweep(job.home, job.run)
    with ThreadPoolExecutor(1) as beside:  # it takes as long as a workbook of some hundred rows
        program = beside.submit(_program)
        finished = finish_one(job)
    outcome = replace(finished.outcome, inputs=(*finished.outcome.inputs, *program.result().items()))
    append_line(manifest_path(job.home, job.run), line_of(outcome))
    return finished.report


def _program() -> dict[str, str]:
    try:
        return program_inputs()
    except OSError:  # nothing is known of it then, so that the next batch makes the report anew
        return {}


def line_of(outcome: StreetOutcome) -> Line:
    """Return a street's line in the manifest; the reason of a failure stays out of it, since it may name somebody."""
    state = FAILED if not outcome.is_report else ASIDE if outcome.is_aside else DONE
    return Line(
        state, _now(), outcome.key, outcome.street, outcome.page, int(outcome.exit_code), round(outcome.seconds, 2),
        dict(outcome.inputs), dict(outcome.outputs),
    )  # fmt: skip


def sweep(home: Path, run: str) -> None:
    """Remove what processes that were killed left half-written; the caller holds the run's lock."""
    for folder in (home / "reports" / run, home / "private" / run):
        for path in folder.glob(_UNFINISHED):
            path.unlink(missing_ok=True)
    for path in (home / "private" / "tables").glob(_UNFINISHED_TABLES):  # another run may be at work on a young one
        if time.time() - path.stat().st_mtime > _DEAD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
