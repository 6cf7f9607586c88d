"""Report many streets on a cluster: this machine packs, searches and writes; the workers only compute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Lock
from typing import Any
from uuid import uuid4

from evaltoolkit.batch.capacity import default_workers
from evaltoolkit.batch.cluster.connect import WORKER_SECONDS, compare_versions, connected, processors
from evaltoolkit.batch.jobs import StreetJob
from evaltoolkit.batch.outcome import StreetOutcome
from evaltoolkit.batch.run import Execute
from evaltoolkit.batch.streets import report_one
from evaltoolkit.errors import ExitCode, RunError
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.run.compute import Compute, Computed, StreetWork
from evaltoolkit.reporting.run.parcel import Answer, Parcel, pack, take_back

AHEAD = 2  # streets on their way for each that a worker computes, so that none waits for this machine
LEAST, MOST = 8, 128  # also on a cluster that grows as it is asked; at most what a screenful of memory holds
_LOOK_SECONDS = 10.0
_STOP_SECONDS = 0.5  # within which Ctrl-C is heard by a street that waits
_KILLED = text(
    "The workers that tried to make this report ended without an answer, several in turn; the memory may have run out. "
    "Run it alone on this machine."
)
_NO_WORKER = text("There was no worker left to make this report. Start workers and give the same command again.")
_NO_ANSWER = text("The cluster could not make this report. Run it alone on this machine.")
_LOST = text(
    "The connection to the scheduler was lost. What was finished is safe; give the same command again and it goes on "
    "with the rest."
)


class _StopError(BaseException):
    """The batch ends here; not a failure of the street, which therefore gets no notice."""


def on_cluster(address: str, *, say: Callable[[Text], None]) -> Execute:
    """Return what runs a batch's streets on the cluster whose scheduler is at `address`.

    Parameters
    ----------
    address
        ``tcp://host:port`` or ``tls://host:port``.
    say
        Tells the user a remark on the cluster.
    """

    def execute(jobs: tuple[StreetJob, ...], on_done: Callable[[StreetOutcome], None]) -> None:
        with connected(address) as client:
            from evaltoolkit.batch.cluster.task import here

            for remark in compare_versions(client, here):
                say(remark)
            _Driver(client, here()).run(jobs, on_done)

    return execute


class _Driver:
    """One batch: a thread for each street on its way, of which one at a time does anything but wait."""

    def __init__(self, client: Any, versions: dict[str, str]) -> None:
        self._client, self._versions = client, versions
        self._desk = Lock()
        self._intake = BoundedSemaphore(default_workers(MOST))
        self._stopped, self._deserted = Event(), Event()
        self._seen_worker = time.monotonic()

    def run(self, jobs: tuple[StreetJob, ...], on_done: Callable[[StreetOutcome], None]) -> None:
        """Report every street; `on_done` is called in this thread."""
        window = min(max(LEAST, AHEAD * processors(self._client)), MOST, len(jobs))
        threads = ThreadPoolExecutor(window, thread_name_prefix="street")
        try:
            waiting: set[Future[StreetOutcome]] = {threads.submit(self._report, job) for job in jobs}
            while waiting:
                done, waiting = wait(waiting, _LOOK_SECONDS, FIRST_COMPLETED)
                for ended in done:
                    on_done(_outcome(ended))
                self._look_for_workers()
        finally:
            self._stopped.set()
            threads.shutdown(cancel_futures=True)

    def _look_for_workers(self) -> None:
        now = time.monotonic()
        if now - self._seen_worker < _LOOK_SECONDS:
            return
        try:
            if self._client.nthreads():
                self._seen_worker = now
                self._deserted.clear()
            elif now - self._seen_worker > WORKER_SECONDS:
                self._deserted.set()
        except (OSError, RuntimeError, CancelledError) as error:
            raise RunError(_LOST) from error

    def _report(self, job: StreetJob) -> StreetOutcome:
        with self._desk:
            if self._stopped.is_set():
                raise _StopError
            return report_one(job, self._compute_for(job))

    def _compute_for(self, job: StreetJob) -> Compute:
        def compute(work: StreetWork) -> Computed:
            with self._away_from_desk():
                with self._intake:
                    parcel = pack(work)
                answer = self._answer(parcel, work.plan.key, fresh_kernels=job.fresh_kernels)
            return take_back(work, answer)

        return compute

    @contextmanager
    def _away_from_desk(self) -> Iterator[None]:
        self._desk.release()
        try:
            yield
        finally:
            self._desk.acquire()

    def _answer(self, parcel: Parcel, key: str, *, fresh_kernels: bool) -> Answer:
        from evaltoolkit.batch.cluster.task import make_report

        # In the task itself, not scattered: what was scattered to a worker is lost with it.
        future = self._client.submit(
            make_report, parcel, self._versions, fresh_kernels=fresh_kernels, key=f"{key}-{uuid4().hex}", pure=False
        )
        done = Event()
        future.add_done_callback(lambda _: done.set())
        while not done.wait(_STOP_SECONDS):
            if self._stopped.is_set():
                raise _StopError
            if self._deserted.is_set():
                return _failed(_NO_WORKER)
        return self._result(future)

    def _result(self, future: Any) -> Answer:
        from distributed import KilledWorker

        try:
            answer = future.result()
        except KilledWorker:
            return _failed(_KILLED)
        except CancelledError:
            raise _StopError from None
        except Exception:  # a worker that cannot even read the task
            return _failed(_NO_ANSWER)
        return answer if isinstance(answer, Answer) else _failed(_NO_ANSWER)


def _outcome(ended: Future[StreetOutcome]) -> StreetOutcome:
    try:
        return ended.result()
    except _StopError as error:
        raise RunError(_LOST) from error


def _failed(sentence: Text) -> Answer:
    return Answer(failure=sentence, exit_code=ExitCode.RUN_FAILED)
