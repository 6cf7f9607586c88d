"""Run the reports of many streets; a bad street leaves a notice and stops no other."""

from __future__ import annotations

import contextlib
import os
import time
import traceback
from collections.abc import Callable, Iterable

from evaltoolkit.batch.crew import run_jobs
from evaltoolkit.batch.jobs import StreetJob
from evaltoolkit.batch.kernels import choose_kernels, serve_kernels
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.notice import notice_path, write_notice
from evaltoolkit.reporting.publish import write_whole
from evaltoolkit.reporting.street import Limits, report_street


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
    outcomes, todo = [], tuple(jobs)
    with (
        serve_kernels(fresh=any(job.fresh_kernels for job in todo)),
        contextlib.closing(run_jobs(report_one, todo, workers=workers, died=report_death)) as ended,
    ):
        for outcome in ended:
            on_done(outcome)
            outcomes.append(outcome)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.key))


def default_workers(streets: int) -> int:
    """Return how many streets to report at a time: as many as this process may use processors, at most one a street."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(streets, usable))


def report_one(job: StreetJob) -> StreetOutcome:
    """Report one street; whatever goes wrong becomes its outcome and its notice."""
    if job.clash is not None:
        return _failed(job, job.clash, ExitCode.PLAN_INVALID, own_name=True)
    begin = time.monotonic()
    try:
        kernels = choose_kernels(fresh=job.fresh_kernels)
        report = report_street(
            job.plan,
            run=job.run,
            home=job.home,
            limits=Limits(whole=job.seconds),
            kernels=kernels,
            audience=job.audience,
        )
    except UserError as error:
        return _failed(job, error.sentence, error.exit_code, seconds=time.monotonic() - begin)
    except Exception:
        return _failed(job, _unexpected(job), ExitCode.INTERNAL, seconds=time.monotonic() - begin)
    notice_path(job.home, job.run, report.key).unlink(missing_ok=True)  # of an earlier run that failed
    published = report.html.name if report.html.is_relative_to(job.home.resolve() / "reports") else None
    return StreetOutcome(report.key, report.street, published, report.seconds)


def report_death(job: StreetJob) -> StreetOutcome:
    """Return the outcome of a street whose worker process ended without an answer."""
    return _failed(
        job,
        text("The process that made this report ended without an answer; the memory may have run out. Run it alone."),
        ExitCode.RUN_FAILED,
    )


def _unexpected(job: StreetJob) -> Text:
    log = job.home / "private" / job.run / f"{job.name}.error.log"
    with contextlib.suppress(UserError):
        write_whole(log, traceback.format_exc().encode("utf-8"), private=True)
    return text("An unexpected fault of the program; send the file {log} to whoever looks after it.", log=log.name)


def _failed(
    job: StreetJob, sentence: Text, exit_code: ExitCode, *, seconds: float = 0.0, own_name: bool = False
) -> StreetOutcome:
    try:
        notice = write_notice(job.plan, sentence, run=job.run, home=job.home, name=job.name, is_key_known=not own_name)
    except UserError:  # such as a full disk: the sentence still stands in the summary
        return StreetOutcome(job.name, job.name, None, seconds, sentence, exit_code)
    return StreetOutcome(notice.key, notice.street, notice.page.name, seconds, sentence, exit_code)
