"""One set-up at a time: a second double click must not delete what the first is building."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from starter.trouble import BUSY, SetupError

NAME = ".venv.lock"


@contextmanager
def only_one(project: Path) -> Iterator[None]:
    """Hold the project's set-up lock; the system frees it when the process ends, however it ends.

    Raises
    ------
    SetupError
        Another process holds it.
    """
    with (project / NAME).open("ab") as stream:
        try:
            _lock(stream)
        except OSError:
            raise SetupError(BUSY) from None
        yield


def _lock(stream: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
