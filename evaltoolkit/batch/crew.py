"""Worker processes that take one job after another; one that dies fails its job alone and is replaced.

Nothing here knows of streets: a job is whatever the work function takes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread, active_count
from types import FrameType
from typing import Any, Generic, TypeVar

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

_GRACE = 5.0  # seconds that a worker gets to end by itself; a kernel's own end takes up to two of them


@dataclass(slots=True)
class _Worker(Generic[Job]):
    process: BaseProcess
    line: Connection
    job: Job
    end: float = inf
    is_lost: bool = False


def run_jobs(
    work: Callable[[Job], Outcome],
    jobs: Iterable[Job],
    *,
    workers: int,
    died: Callable[[Job], Outcome],
    overdue: Callable[[Job], Outcome] | None = None,
    seconds: float = inf,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every job as it is done, `workers` at a time, each worker in a process of its own.

    Parameters
    ----------
    work
        Module-level function, called in the worker; what it raises ends the worker.
    jobs
        What to do, in this order; each must survive pickling.
    workers
        How many processes, at least 1.
    died
        Makes the outcome of a job whose worker ended without an answer.
    overdue
        Makes the outcome of a job whose worker was ended because it took too long; `died` by default.
    seconds
        How long a job may take.

    Notes
    -----
    Leaving the iterator early, by Ctrl-C among others, ends every worker: each is asked to end, so that it can put
    away what it started, and after some seconds killed. Workers themselves take no notice of Ctrl-C, which a terminal
    sends to all processes at once. Should this process be killed, they end with it in that moment: nothing is written
    behind the back of whoever starts the jobs anew.
    """
    waiting = deque(jobs)
    crew: list[_Worker[Job]] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < workers:
                crew.append(_hire(work, waiting.popleft(), seconds, crew))
            answered = wait([worker.line for worker in crew], _to_next_end(crew))
            for worker in [one for one in crew if one.line in answered or one.end <= time.monotonic()]:
                outcome = _answer(worker, died) if worker.line in answered else _stop(worker, overdue or died)
                if waiting and not worker.is_lost:
                    _assign(worker, waiting.popleft(), seconds)
                else:
                    crew.remove(worker)
                    _dismiss(worker)
                yield outcome
    finally:
        for worker in crew:
            worker.process.terminate()
        for worker in crew:
            _dismiss(worker)


def _to_next_end(crew: list[_Worker[Any]]) -> float | None:
    first = min(worker.end for worker in crew)
    return None if first == inf else max(0.0, first - time.monotonic())


def _hire(work: Callable[[Job], Any], job: Job, seconds: float, crew: list[_Worker[Job]]) -> _Worker[Job]:
    is_forked = _can_fork()
    context: Any = multiprocessing.get_context("fork" if is_forked else "spawn")
    ours, theirs = context.Pipe()
    not_its_own = [ours, *(worker.line for worker in crew)] if is_forked else []
    # daemon: should the parent leave without dismissing it, the worker is ended and not waited for.
    process = context.Process(target=_serve, args=(work, theirs, not_its_own), daemon=True)
    process.start()
    theirs.close()
    worker = _Worker(process, ours, job)
    _assign(worker, job, seconds)
    return worker


def _can_fork() -> bool:
    """Return whether a worker may begin with what this process has imported: seconds sooner than by itself.

    Not beside another thread, whose locks the worker would find closed for ever.
    """
    return sys.platform == "linux" and active_count() == 1


def _assign(worker: _Worker[Job], job: Job, seconds: float) -> None:
    worker.job, worker.end = job, time.monotonic() + seconds
    with contextlib.suppress(OSError):  # it has just died; the next look at its line says so
        worker.line.send(job)


def _answer(worker: _Worker[Job], died: Callable[[Job], Outcome]) -> Outcome:
    try:
        outcome: Outcome = worker.line.recv()
    except (EOFError, OSError):  # OSError: it died in the midst of its answer
        worker.is_lost = True
        return died(worker.job)
    return outcome


def _stop(worker: _Worker[Job], overdue: Callable[[Job], Outcome]) -> Outcome:
    worker.is_lost = True
    worker.process.terminate()
    worker.process.join(_GRACE)
    return overdue(worker.job)


def _dismiss(worker: _Worker[Any]) -> None:
    worker.line.close()
    worker.process.join(_GRACE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(_GRACE)


def _serve(work: Callable[[Any], Any], line: Connection, not_its_own: list[Connection]) -> None:
    for other in not_its_own:
        other.close()
    signal.signal(signal.SIGINT, _go_on)
    signal.signal(signal.SIGTERM, _end)
    _start_watch()
    while True:
        try:
            job = line.recv()
        except (EOFError, OSError):
            return
        outcome = work(job)
        try:
            line.send(outcome)
        except OSError:  # nobody is there any more to hear it
            return


def _start_watch() -> None:
    # Signals must wake the main thread, which acts on them: the other one is born with them blocked.
    watch = Thread(target=_end_with_parent, daemon=True)
    if sys.platform == "win32":
        watch.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    watch.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Take no notice; unlike SIG_IGN this is not handed on to the processes that the work starts."""


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + signal.SIGTERM)
