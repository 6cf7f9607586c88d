"""A private list that is only ever appended to: one JSON object a line, of which a torn one says nothing."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaltoolkit.reporting.publish import make_folder

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
    content = "".join(f"\n{json.dumps(entry, ensure_ascii=False)}" for entry in entries).encode("utf-8") + b"\n"
    make_folder(path.parent, private=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
    try:
        if os.write(handle, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    finally:
        os.close(handle)


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
