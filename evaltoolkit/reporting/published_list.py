"""The station's list of every file that was published: name, sha256 and time, one line each, in ``private/``."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from evaltoolkit.intake.whole_files import make_folder, refused

NAME = "published.jsonl"
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Published:
    """One file as it was published: its place in the project, its sha256, and when."""

    place: str
    sha256: str
    time: str


def list_path(home: Path) -> Path:
    """Return where the list of a project lies."""
    return home / "private" / NAME


def write_down(contents: Mapping[Path, bytes]) -> None:
    """Add files to the list of the project under whose ``reports/`` they lie, at any depth.

    Raises
    ------
    UserError
        The disk refused. Nobody should send a file that the list does not know.
    """
    time = datetime.now().astimezone().isoformat(timespec="seconds")
    lines: dict[Path, bytes] = {}
    for path, content in contents.items():
        reports = next((folder for folder in path.parents if folder.name == "reports"), None)
        if reports is None:
            continue
        said = Published(path.relative_to(reports.parent).as_posix(), hashlib.sha256(content).hexdigest(), time)
        line = json.dumps(asdict(said), ensure_ascii=False).encode("utf-8") + b"\n"
        home = reports.parent
        lines[home] = lines.get(home, b"") + line
    for home, added in lines.items():
        _append(list_path(home), added)


def _append(path: Path, lines: bytes) -> None:
    """Append in one write, after a line end: a torn line of a killed process spoils none but itself."""
    try:
        make_folder(path.parent, private=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
        try:
            if os.write(handle, b"\n" + lines) != len(lines) + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise refused(error, path) from error


def read_list(home: Path) -> tuple[Published, ...]:
    """Return what the list says, oldest first; a torn line says nothing."""
    try:
        content = list_path(home).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(line for line in map(_line, content.split(b"\n")) if line is not None)


def _line(content: bytes) -> Published | None:
    try:
        said = json.loads(content)
        return Published(str(said["place"]), str(said["sha256"]), str(said["time"]))
    except (ValueError, KeyError, TypeError):
        return None
