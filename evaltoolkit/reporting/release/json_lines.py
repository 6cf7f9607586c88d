"""A private list that is only ever appended to: one JSON object a line, of which a torn one says nothing."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaltoolkit.reporting.release.publish import make_folder

_OWNER_ONLY = 0o600


def append_lines(path: Path, said: Iterable[Mapping[str, Any]]) -> None:
    """Append in one write, after a line end, and have the disk hold it; what has no value is left out.

    A torn line of a killed process spoils none but itself.

    Raises
    ------
    OSError
        The disk refused; what was written of a line is void.
    """
    entries = ({name: value for name, value in one.items() if value} for one in said)
    content = "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries).encode("utf-8")
    make_folder(path.parent, private=True)
    with open(path, "ab+", buffering=0, opener=lambda name, flags: os.open(name, flags, _OWNER_ONLY)) as stream:
        if stream.seek(0, os.SEEK_END):
            stream.seek(-1, os.SEEK_END)
            content = content if stream.read(1) == b"\n" else b"\n" + content
        if stream.write(content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(stream.fileno())


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return what each whole line says, oldest first; nothing where there is no file."""
    if not path.exists():
        return []
    return [said for line in path.read_bytes().split(b"\n") if isinstance(said := _said(line), dict)]


def _said(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
