"""Private folders for the sockets of kernels, with names short enough for every platform."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

LONGEST_PATH = 103  # bytes of sockaddr_un less the final zero: 104 on macOS, 108 on Linux; unix(4), unix(7)
_LONGEST_NAME = "k-ipc-99999"
SOCKET_PREFIX = "k-ipc"


def short_folder() -> Path:
    """Make a folder that only its owner can enter and whose sockets have a path of at most 103 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="k"))
    if sys.platform == "win32" or _fits(folder):
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="k", dir="/tmp"))


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / _LONGEST_NAME)) <= LONGEST_PATH
