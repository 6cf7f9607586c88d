"""Private folders for the sockets of kernels, with names short enough for every platform."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

LONGEST_PATH = 103  # bytes of sockaddr_un less the final zero: 104 on macOS, 108 on Linux; unix(4), unix(7)
_LONGEST_NAME = "k-ipc-99999"
SOCKET_PREFIX = "k-ipc"


def short_folder(server: str | None = None) -> Path:
    """Make a folder that only its owner can enter and whose sockets have a path of at most 103 bytes.

    Parameters
    ----------
    server
        Socket of a server: the folder is made beside it and goes with it, even where nobody is left to name it.
    """
    place = None if server is None else Path(server).parent
    if place is not None and place.is_dir() and _fits(place / "k12345678"):
        return Path(tempfile.mkdtemp(prefix="k", dir=place))
    folder = Path(tempfile.mkdtemp(prefix="k"))
    if sys.platform == "win32" or _fits(folder):
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="k", dir="/tmp"))


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / _LONGEST_NAME)) <= LONGEST_PATH
