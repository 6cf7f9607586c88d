"""What a run has done, street by street: an append-only file of JSON lines beside the private results.

Only this file says that a report is done; a notebook or a page that lies there says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.release.json_lines import append_lines, read_lines
from evaltoolkit.reporting.release.publish import reason_of

SCHEMA_VERSION = 1
NAME = "manifest.jsonl"
BEGUN, DONE, FAILED, ASIDE = "begun", "done", "failed", "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a batch that began, or what became of a street.

    Parameters
    ----------
    state
        ``begun``; ``done``; ``failed``; or ``aside`` for a report that had to be written beside its own place.
    time
        When it was written, with the offset from UTC.
    key
        Stem of the street's files; empty for ``begun``.
    street
        Its name.
    page
        Name of the published page.
    exit_code
        What a run of this street alone would have ended with.
    seconds
        Time it took.
    inputs
        sha256 of everything the report depends on, by name.
    outputs
        sha256 of every file it consists of, by its place in the project.
    versions
        Of Python and of the packages, for ``begun``.
    """

    state: str
    time: str
    key: str = ""
    street: str = ""
    page: str | None = None
    exit_code: int = 0
    seconds: float = 0.0
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def manifest_path(home: Path, run: str) -> Path:
    """Return where the manifest of a run lies."""
    return home / "private" / run / NAME


def read_manifest(path: Path) -> tuple[Line, ...]:
    """Return the lines of a manifest, oldest first; none where there is no file.

    Notes
    -----
    A process or a machine that stops while it writes leaves the last line torn. Such a line says nothing, like one of
    a later schema version: the street counts as not done and is made again.
    """
    return tuple(line for line in map(_line, read_lines(path)) if line is not None)


def last_lines(lines: tuple[Line, ...]) -> dict[str, Line]:
    """Return the last word on every street, by key."""
    return {line.key: line for line in lines if line.state != BEGUN}


def append_line(path: Path, line: Line) -> None:
    """Write one more line and have the disk hold it.

    Raises
    ------
    RunError
        The disk refused; what was written of the line is void.
    """
    try:
        append_lines(path, [{"schema_version": SCHEMA_VERSION, **asdict(line)}])
    except OSError as error:
        raise RunError(
            text(
                "The list of finished reports {file} could not be continued ({reason}), so the batch stopped. Make "
                "room on the disk and give the same command again: it goes on with the rest.",
                file=path.name,
                reason=reason_of(error),
            )
        ) from error


def _line(said: dict[str, Any]) -> Line | None:
    try:
        return Line(**said) if said.pop("schema_version") == SCHEMA_VERSION else None
    except (TypeError, KeyError):
        return None
