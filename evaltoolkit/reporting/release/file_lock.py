"""A lock on an open file that the system itself lets go when its owner dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text
from evaltoolkit.reporting.release.publish import make_folder

_FAR = 1 << 30  # Windows lets nobody read a locked byte: this one lies behind what a file says
_WAIT, _PAUSE = 60.0, 1 / 4
_held: list[BinaryIO] = []
"""What this process has locked; a child of it lets go, or the lock would outlive its owner."""


if sys.platform == "win32":
    import msvcrt

    def _acquire(stream: BinaryIO) -> None:
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(stream: BinaryIO) -> None:
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)

    def _let_go() -> None:
        for stream in _held:
            stream.close()

    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def lock_file(stream: BinaryIO) -> Iterator[None]:
    """Hold the lock of an open file while the block runs; BlockingIOError or PermissionError where another has it."""
    _acquire(stream)
    _held.append(stream)
    try:
        yield
    finally:
        _held.remove(stream)
        _release(stream)


@contextmanager
def waiting_for(path: Path) -> Iterator[None]:
    """Hold the lock of a private file while the block runs, and wait a minute for whoever has it.

    Raises
    ------
    UserError
        Another process has it for longer.
    """
    make_folder(path.parent, private=True)
    end = time.monotonic() + _WAIT
    with path.open("a+b") as stream, contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(lock_file(stream))
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() > end:
                    raise UserError(
                        text("Another process is publishing a report of this street; wait until it has ended."),
                        ExitCode.TARGET_BUSY,
                    ) from None
                time.sleep(_PAUSE)
        yield
