"""Run the reports of many streets; a bad street leaves a notice and stops no other."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.batch.crew import run_jobs
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.index import write_index
from evaltoolkit.reporting.index_entry import IndexEntry, read_entry
from evaltoolkit.reporting.notice import write_notice
from evaltoolkit.reporting.publish import write_whole
from evaltoolkit.reporting.street import Limits, report_street

STREET_SECONDS = 1800.0  # 本工具规则: far above the slowest synthetic street; ends a notebook that never would


@dataclass(frozen=True, slots=True)
class StreetJob:
    """One street to report: its parameter file, and where the run's results go."""

    plan: Path
    run: str
    home: Path
    seconds: float = STREET_SECONDS


def run_streets(
    jobs: Iterable[StreetJob], *, workers: int, on_done: Callable[[StreetOutcome], None]
) -> tuple[StreetOutcome, ...]:
    """Report every street, `workers` at a time, and return what became of each, in the order of their keys.

    Parameters
    ----------
    jobs
        The streets.
    workers
        Processes at a time, at least 1.
    on_done
        Called in this process as each street ends.
    """
    outcomes = []
    for outcome in run_jobs(report_one, jobs, workers=workers, died=report_death):
        on_done(outcome)
        outcomes.append(outcome)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.key))


def default_workers(streets: int) -> int:
    """Return how many streets to report at a time: as many as processors, at most one a street."""
    return max(1, min(streets, os.cpu_count() or 1))


def finish_run(outcomes: Iterable[StreetOutcome], *, run: str, home: Path) -> Path:
    """Write the index of a run over the streets' outcomes and return its path."""
    return write_index((_entry(outcome, home / "reports" / run) for outcome in outcomes), run=run, home=home)


def _entry(outcome: StreetOutcome, folder: Path) -> IndexEntry:
    results = folder / f"{outcome.key}.results.json"
    if outcome.failure is not None or not results.exists():
        return IndexEntry(outcome.key, outcome.street, outcome.page, failure=outcome.failure)
    return read_entry(results, page=outcome.page)


def report_one(job: StreetJob) -> StreetOutcome:
    """Report one street; whatever goes wrong becomes its outcome and its notice."""
    begin = time.monotonic()
    try:
        report = report_street(job.plan, run=job.run, home=job.home, limits=Limits(whole=job.seconds))
    except UserError as error:
        return _failed(job, error.sentence, error.exit_code, time.monotonic() - begin)
    except Exception:
        log = job.home / "private" / job.run / f"{job.plan.stem}.error.log"
        write_whole(log, traceback.format_exc().encode("utf-8"), private=True)
        return _failed(job, _unexpected(log), ExitCode.INTERNAL, time.monotonic() - begin)
    published = report.html.name if report.html.is_relative_to(job.home / "reports") else None
    return StreetOutcome(report.key, report.street, published, report.seconds)


def report_death(job: StreetJob) -> StreetOutcome:
    """Return the outcome of a street whose worker process ended without an answer."""
    return _failed(
        job,
        text("The process that made this report ended without an answer; the memory may have run out. Run it alone."),
        ExitCode.RUN_FAILED,
        0.0,
    )


def _unexpected(log: Path) -> Text:
    return text("An unexpected fault of the program; send the file {log} to whoever looks after it.", log=log.name)


def _failed(job: StreetJob, sentence: Text, exit_code: ExitCode, seconds: float) -> StreetOutcome:
    notice = write_notice(job.plan, sentence, run=job.run, home=job.home)
    return StreetOutcome(notice.key, notice.street, notice.page.name, seconds, sentence, exit_code)
