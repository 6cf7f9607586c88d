"""Worker processes that take one job after another; one that dies fails its job alone and is replaced.

Nothing here knows of streets: a job is whatever the work function takes.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

_GRACE = 5.0  # seconds that a worker gets to end by itself


@dataclass(slots=True)
class _Worker(Generic[Job]):
    process: BaseProcess
    line: Connection
    job: Job | None = None


def run_jobs(
    work: Callable[[Job], Outcome], jobs: Iterable[Job], *, workers: int, died: Callable[[Job], Outcome]
) -> Iterator[Outcome]:
    """Yield the outcome of every job as it is done, `workers` at a time, each worker in a process of its own.

    Parameters
    ----------
    work
        Module-level function, called in the worker.
    jobs
        What to do, in this order; each must survive pickling.
    workers
        How many processes, at least 1.
    died
        Makes the outcome of a job whose worker ended without an answer.
    """
    waiting = deque(jobs)
    crew: list[_Worker[Job]] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < workers:
                crew.append(_hire(work))
                _assign(crew[-1], waiting.popleft())
            for line in wait([worker.line for worker in crew]):
                worker = next(one for one in crew if one.line is line)
                yield _answer(worker, died)
                if waiting and worker.process.is_alive():
                    _assign(worker, waiting.popleft())
                else:
                    crew.remove(worker)
                    _dismiss(worker)
    finally:
        for worker in crew:
            worker.process.terminate()
            _dismiss(worker)


def _hire(work: Callable[[Any], Any]) -> _Worker[Any]:
    # spawn: the parent may hold threads and open sockets that a forked child must not inherit.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=False)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(work: Callable[[Any], Any], line: Connection) -> None:
    while True:
        try:
            job = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        line.send(work(job))


def _assign(worker: _Worker[Job], job: Job) -> None:
    worker.job = job
    worker.line.send(job)


def _answer(worker: _Worker[Job], died: Callable[[Job], Outcome]) -> Outcome:
    try:
        outcome: Outcome = worker.line.recv()
    except (EOFError, ConnectionError):
        worker.process.join(_GRACE)
        if worker.job is None:
            raise
        return died(worker.job)
    return outcome


def _dismiss(worker: _Worker[Any]) -> None:
    worker.line.close()
    worker.process.join(_GRACE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(_GRACE)
