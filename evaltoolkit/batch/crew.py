"""Worker processes that take the jobs; one that dies fails its job alone and is replaced.

Nothing here knows of streets: a job is whatever the work function takes. Where processes are forked each takes one job,
so that it never saw another; elsewhere one after another.
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
from types import FrameType
from typing import Any, Generic, TypeVar

from evaltoolkit.batch.cells.process import SERVER, start_method, starting
from evaltoolkit.batch.with_parent import end_with_parent, may_start_processes

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

_GRACE = 5.0  # seconds that a worker gets to end by itself; a kernel's own end takes up to two of them


@dataclass(slots=True)
class _Worker(Generic[Job]):
    process: BaseProcess
    line: Connection
    job: Job
    end: float = inf
    is_lost: bool = False  # takes no more jobs


def run_jobs(
    work: Callable[[Job], Outcome],
    jobs: Iterable[Job],
    *,
    workers: int,
    died: Callable[[Job], Outcome],
    overdue: Callable[[Job], Outcome] | None = None,
    seconds: float = inf,
    first: Callable[[Connection], None] | None = None,
    last: Callable[[], None] | None = None,
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
    first
        Module-level function, called in each worker before it hears of a job, with the line on which it will.
    last
        Module-level function, called in a worker before a job behind which none waits: it need prepare for no other.

    Notes
    -----
    Leaving the iterator early, by Ctrl-C among others, ends every worker: each is asked to end, so that it can put
    away what it started, and after some seconds killed. Workers themselves take no notice of Ctrl-C, which a terminal
    sends to all processes at once. Should this process be killed, they end with it in that moment: nothing is written
    behind the back of whoever starts the jobs anew.
    """
    waiting, duties = deque(jobs), (work, first, last)
    crew: list[_Worker[Job]] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < workers:
                crew.append(_hire(duties, waiting, seconds))
            answered = wait([worker.line for worker in crew], _to_next_end(crew))
            for worker in [one for one in crew if one.line in answered or one.end <= time.monotonic()]:
                outcome = _answer(worker, died) if worker.line in answered else _stop(worker, overdue or died)
                if waiting and not worker.is_lost:
                    _assign(worker, waiting, seconds)
                else:
                    crew.remove(worker)
                    if waiting:  # it begins while the other one ends
                        crew.append(_hire(duties, waiting, seconds))
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


def _hire(duties: tuple[Any, ...], waiting: deque[Job], seconds: float) -> _Worker[Job]:
    context: Any = multiprocessing.get_context(start_method())
    ours, theirs = context.Pipe()
    # daemon: should the parent leave without dismissing it, the worker is ended and not waited for.
    process = context.Process(target=_serve, args=(*duties, theirs, dict(os.environ)), daemon=True)
    with theirs, starting():
        process.start()
    worker = _Worker(process, ours, waiting[0])
    _assign(worker, waiting, seconds)
    return worker


def _assign(worker: _Worker[Job], waiting: deque[Job], seconds: float) -> None:
    worker.job, worker.end = waiting.popleft(), time.monotonic() + seconds
    with contextlib.suppress(OSError):  # it has just died; the next look at its line says so
        worker.line.send((worker.job, not waiting))


def _answer(worker: _Worker[Job], died: Callable[[Job], Outcome]) -> Outcome:
    try:
        outcome: Outcome = worker.line.recv()
    except (EOFError, OSError):  # OSError: it died in the midst of its answer
        worker.is_lost = True
        return died(worker.job)
    worker.is_lost = start_method() == SERVER  # it takes one job
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


def _serve(
    work: Callable[[Any], Any],
    first: Callable[[Connection], None] | None,
    last: Callable[[], None] | None,
    line: Connection,
    environment: dict[str, str],
) -> None:
    os.environ.clear()
    os.environ.update(environment)  # a server's is that of its own start
    signal.signal(signal.SIGINT, _go_on)
    signal.signal(signal.SIGTERM, _end)
    if first is not None:
        may_start_processes()
        first(line)
    end_with_parent(lambda: os._exit(1))
    while True:
        try:
            job, is_last = line.recv()
        except (EOFError, OSError):
            return
        if is_last and last is not None:
            last()
        outcome = work(job)
        try:
            line.send(outcome)
        except OSError:  # nobody is there any more to hear it
            return


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Take no notice; unlike SIG_IGN this is not handed on to the processes that the work starts."""


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + signal.SIGTERM)
