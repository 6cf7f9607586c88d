"""Run the reports of many streets; a bad street leaves a notice and stops no other."""

from __future__ import annotations

import contextlib
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from evaltoolkit.batch.crew import run_jobs
from evaltoolkit.batch.jobs import StreetJob, stored_rows
from evaltoolkit.batch.kernels import begin_worker, choose_kernels, end_worker, ready_workers
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.errors import ExitCode, KernelStartError, UserError
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.release.page_name import former_names, remove_pages, unread_name
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.release.publish import write_whole
from evaltoolkit.reporting.release.results_file import protected_path
from evaltoolkit.reporting.run.compute import Compute, Limits, compute_here
from evaltoolkit.reporting.run.inputs import street_inputs
from evaltoolkit.reporting.run.notice import write_notice
from evaltoolkit.reporting.run.street import Edition, StreetReport, report_street

_MARGIN = 120.0  # seconds beyond a street's limit, which ends its notebook in good order and leaves a notice


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
    if not todo:
        return ()
    limit = max(job.seconds for job in todo) + _MARGIN
    fresh = any(job.fresh_kernels for job in todo)
    ready_workers()
    crew = run_jobs(
        report_one, todo, workers=workers, died=report_death, overdue=report_overdue, seconds=limit,
        first=None if fresh else begin_worker, last=end_worker,
    )  # fmt: skip
    with contextlib.closing(crew) as ended:
        for outcome in ended:
            on_done(outcome)
            outcomes.append(outcome)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.key))


@dataclass(frozen=True, slots=True)
class Finished:
    """A street's report, and its outcome for the manifest."""

    report: StreetReport
    outcome: StreetOutcome


def report_one(job: StreetJob, compute: Compute | None = None) -> StreetOutcome:
    """Report one street; whatever goes wrong becomes its outcome and its notice.

    Parameters
    ----------
    job
        The street.
    compute
        Runs its notebook and makes the page; in a kernel of this machine by default.
    """
    if job.clash is not None:
        return _failed(job, job.clash, ExitCode.PLAN_INVALID, own_name=True)
    begin = time.monotonic()
    try:
        return finish_one(job, compute).outcome
    except UserError as error:
        return _failed(job, error.sentence, error.exit_code, seconds=time.monotonic() - begin, held=error.held)
    except Exception:
        return _failed(job, _unexpected(job), ExitCode.INTERNAL, seconds=time.monotonic() - begin)


def finish_one(job: StreetJob, compute: Compute | None = None) -> Finished:
    """Report one street, and take away the notice of an earlier run that failed.

    Parameters
    ----------
    job
        The street.
    compute
        Runs its notebook and makes the page; in a kernel of this machine by default.

    Raises
    ------
    UserError
        Anything the user can put right.
    """
    inputs = street_inputs(
        job.plan, home=job.home, audience=job.audience, program=dict(job.program), notebook=job.notebook
    )
    try:
        report = _report(job, compute)
    except KernelStartError:  # 本工具规则: tried once more; a fault of the data would only come again
        report = _report(job, compute)
    outputs = _outputs(job, report)
    names = (unread_name(job.name), former_names(job.name)[1])  # where the parameter file could not be read then
    remove_pages(job.home, (f"reports/{job.run}/{name}" for name in names))
    published = report.html.name if report.html.is_relative_to(job.home.resolve() / "reports") else None
    outcome = StreetOutcome(
        report.key, report.street, published, report.seconds, reason=job.reason,
        is_aside=report.is_aside, kept_files=tuple(path.name for path in report.kept), rows=stored_rows(job),
        inputs=tuple(inputs.items()), outputs=outputs,
    )  # fmt: skip
    return Finished(report, outcome)


def _report(job: StreetJob, compute: Compute | None) -> StreetReport:
    here = partial(compute_here, kernels=choose_kernels(fresh=job.fresh_kernels))
    return report_street(
        job.plan, run=job.run, home=job.home, limits=Limits(job.cell_seconds, job.seconds),
        edition=Edition(job.audience, job.apart, job.also), compute=compute or here, notebook=job.notebook,
    )  # fmt: skip


def _outputs(job: StreetJob, report: StreetReport) -> tuple[tuple[str, str], ...]:
    home, protected = job.home.resolve(), protected_path(job.home.resolve(), job.run, report.key)
    files = (report.html, *report.handed, report.results, report.notebook, report.private_results, protected)
    return tuple((path.relative_to(home).as_posix(), sha256_of(path)) for path in dict.fromkeys(files))


def report_death(job: StreetJob) -> StreetOutcome:
    """Return the outcome of a street whose worker process ended without an answer."""
    return _failed(
        job,
        text("The process that made this report ended without an answer; the memory may have run out. Run it alone."),
        ExitCode.RUN_FAILED,
    )


def report_overdue(job: StreetJob) -> StreetOutcome:
    """Return the outcome of a street that took longer than it may and whose worker process was therefore ended."""
    return _failed(
        job,
        text(
            "The report was not finished within {minutes:g} minutes and was stopped. Run it alone with a longer time "
            "limit, or look for unusually large tables.",
            minutes=round(job.seconds / 60, 1),
        ),
        ExitCode.RUN_FAILED,
        seconds=job.seconds,
    )


def _unexpected(job: StreetJob) -> Text:
    log = job.home / "private" / job.run / f"{job.name}.error.log"
    with contextlib.suppress(UserError):
        write_whole(log, traceback.format_exc().encode("utf-8", "backslashreplace"), private=True)
    return text("An unexpected fault of the program; send the file {log} to whoever looks after it.", log=log.name)


def _failed(
    job: StreetJob,
    sentence: Text,
    exit_code: ExitCode,
    *,
    seconds: float = 0.0,
    own_name: bool = False,
    held: tuple[str, ...] = (),
) -> StreetOutcome:
    try:
        notice = write_notice(
            job.plan,
            sentence,
            run=job.run,
            home=job.home,
            name=job.name,
            is_key_known=not own_name,
            held=held,
            apart=job.apart or 0,
        )
    except UserError:  # such as a full disk: the sentence still stands in the summary
        return StreetOutcome(job.name, job.name, None, seconds, sentence, exit_code, job.reason)
    return StreetOutcome(
        notice.key, notice.street, notice.page.name, seconds, sentence, exit_code, job.reason, notice=notice.said
    )
