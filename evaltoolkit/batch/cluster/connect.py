"""Reach the scheduler, and see that every worker would make the same pages as this machine."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Text, text

ANSWER_SECONDS = 15  # 本工具规则: a scheduler in the same network answers at once
WORKER_SECONDS = 300  # 本工具规则: a queue of jobs or a cloud takes minutes to start the first worker
_LISTED = 8  # differences named in a sentence


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Yield a client of the scheduler at `address` with at least one worker.

    Raises
    ------
    UserError
        The extra is not installed, nobody answers there, or there is no worker.
    """
    try:
        import distributed
    except ImportError:
        command = 'pip install -c constraints.txt -e ".[cluster]"'
        raise UserError(
            text("A cluster needs the package distributed; install it with: {command}", command=command),
            ExitCode.SETUP_FAILED,
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said in sentences of ours
    _require_answer(address)
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address, timeout=ANSWER_SECONDS, set_as_default=False
        )
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _no_scheduler(address) from error
    try:
        _wait_for_a_worker(client)
        yield client
    finally:
        client.close()


def is_open_network(address: str) -> bool:
    """Return whether tables would go unencrypted to another machine.

    Examples
    --------
    >>> is_open_network("tcp://10.1.2.3:8786"), is_open_network("tls://10.1.2.3:8786")
    (True, False)
    >>> is_open_network("tcp://127.0.0.1:8786"), is_open_network("tcp://localhost:8786")
    (False, False)
    """
    parts = urlsplit(address)
    if parts.scheme == "tls":
        return False
    try:
        return not ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname != "localhost"


def compare_versions(client: Any, describe: Callable[[], Mapping[str, str]]) -> tuple[Text, ...]:
    """Return remarks on the workers; raise where one would make other pages than this machine.

    Raises
    ------
    RunError
        A worker lacks the toolkit, or has other versions: which worker, and what differs.
    """
    from evaltoolkit.batch.cluster.task import PLATFORM, differences

    ours = dict(describe())
    told: dict[str, Any] = client.run(describe, on_error="return")
    for worker, theirs in sorted(told.items()):
        if not isinstance(theirs, Mapping):
            raise RunError(
                text(
                    "The worker {worker} cannot use this toolkit ({kind}). Install evaltoolkit with the extra cluster "
                    "there, in the same version as here, and start it again.",
                    worker=worker,
                    kind=type(theirs).__name__,
                )
            )
        other = differences(ours, dict(theirs))
        if other:
            raise RunError(_unlike(worker, other, ours, theirs))
    machines = {theirs[PLATFORM] for theirs in told.values()} - {ours[PLATFORM]}
    return (*_remarks(client), *(_OTHER_MACHINES for _ in sorted(machines)[:1]))


def processors(client: Any) -> int:
    """Return how many reports the workers can make at a time."""
    return len(client.nthreads())


_OTHER_MACHINES = text(
    "Some workers run on another kind of machine than this one; the last digits of a figure may differ."
)


def _remarks(client: Any) -> Iterator[Text]:
    if any(threads > 1 for threads in client.nthreads().values()):
        yield text(
            "Some workers have several threads, but a worker makes one report at a time: start them with --nthreads 1 "
            "and as many workers as processors (--nworkers)."
        )


def _unlike(worker: str, names: tuple[str, ...], ours: Mapping[str, str], theirs: Mapping[str, str]) -> Text:
    listed = [f"{name} {theirs.get(name, '-')} ({ours.get(name, '-')})" for name in names[:_LISTED]]
    return text(
        "The worker {worker} has other versions than this machine, so its pages could differ: {differences} (in "
        "brackets: here). Install the same versions there, with constraints.txt, and start the worker again.",
        worker=worker,
        differences=", ".join(listed) + (" …" if len(names) > _LISTED else ""),
    )


def _require_answer(address: str) -> None:
    """Raise where no scheduler answers at `address`; a client would go on trying, and complain on the screen later."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("tcp", "tls") or parts.port is None:
            raise _no_scheduler(address)
        asyncio.run(_ask(address))
    except Exception as error:  # whatever else listens there, a web server say, answers with anything
        raise _no_scheduler(address) from error


async def _ask(address: str) -> None:
    from distributed.core import rpc
    from distributed.security import Security

    given: Any = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    scheduler: Any = rpc(address, connection_args=given, timeout=ANSWER_SECONDS)  # type: ignore[no-untyped-call]
    async with scheduler, asyncio.timeout(ANSWER_SECONDS):
        await scheduler.identity()


def _no_scheduler(address: str) -> UserError:
    return UserError(
        text(
            "No scheduler answers at {address}. Start one with “dask scheduler”, and write its address as "
            "tcp://host:port, or tls://host:port with the certificates in Dask's own settings.",
            address=address,
        ),
        ExitCode.RUN_FAILED,
    )


def _wait_for_a_worker(client: Any) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError as error:
        raise RunError(
            text("The scheduler has no worker. Start one on each machine with “dask worker”, then run again.")
        ) from error
