"""One batch at a time in a run's folder: a lock that the system itself lets go when its owner dies, however it dies."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, text
from evaltoolkit.reporting.release.file_lock import lock_file
from evaltoolkit.reporting.release.gate import NameRefusedError
from evaltoolkit.reporting.release.publish import make_folder, reason_of

NAME = ".lock"


@contextmanager
def run_lock(folder: Path) -> Iterator[None]:
    """Hold the run's folder for this process while the block runs.

    Parameters
    ----------
    folder
        ``private/<run>``; made where it is missing.

    Raises
    ------
    UserError
        Another batch works in this folder, or its disk knows no locks.

    Notes
    -----
    The lock is the system's (``flock``, on Windows ``LockFile``), on an open file that a child process either does
    not inherit or closes at once. It ends with its owner, also after ``kill -9`` or a power cut, so that no age,
    process id or start time has to be judged before it is taken over, and two that take it over at once cannot both
    succeed. What the file says is for the reader of the error alone; it stays, since removing it would let a third
    process lock a name that is gone.
    """
    with contextlib.ExitStack() as stack:
        try:
            make_folder(folder, private=True)
            stream = stack.enter_context((folder / NAME).open("a+b"))
            stack.enter_context(lock_file(stream))
        except (BlockingIOError, PermissionError):
            raise _taken(folder) from None
        except OSError as error:
            raise _not_lockable(folder, error) from None
        _say_whose(stream, {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()})
        try:
            yield
        finally:
            _say_whose(stream, {})


@contextmanager
def held_run(home: Path, run: str) -> Iterator[None]:
    """Hold the folder of a run while the block runs; where its name is refused, none of that name stays behind."""
    folder = home / "private" / run
    is_new = not folder.exists()
    try:
        with run_lock(folder):
            yield
    except NameRefusedError:
        if is_new and not (home / "reports" / run).exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _say_whose(stream: BinaryIO, owner: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
        stream.seek(0)
        stream.truncate()
        stream.write(json.dumps(owner).encode("utf-8"))
        stream.flush()


def _taken(folder: Path) -> UserError:
    try:
        owner = json.loads((folder / NAME).read_bytes())
        where = text(" (process {pid} on {host}, since {since})", **{name: owner[name] for name in _OWNER})
    except (OSError, ValueError, KeyError, TypeError):
        where = Text("", ())
    return UserError(
        text(
            "Another batch is writing the reports of {run}{where}. Wait until it has ended, or give this one a name of "
            "its own with --run.",
            run=folder.name,
            where=where,
        ),
        ExitCode.TARGET_BUSY,
    )


_OWNER = ("pid", "host", "since")


def _not_lockable(folder: Path, error: OSError) -> UserError:
    return UserError(
        text(
            "The folder private/{run} cannot be locked ({reason}); keep the project on a disk of this computer.",
            run=folder.name,
            reason=reason_of(error),
        ),
        ExitCode.RUN_FAILED,
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
