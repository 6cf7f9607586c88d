"""The station's list of every file that was published: place, sha256 and time, one line each, in ``private/``.

A paper that was withdrawn has one more line, with the time of that: it strikes what stands of its place above. One
whose place another name took has a line that says which. Before a paper is written a line says that it is meant to be,
so that one of a process that was killed then is known as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from evaltoolkit.intake.files.whole_files import refused
from evaltoolkit.reporting.release.json_lines import append_lines, read_lines
from evaltoolkit.reporting.release.provenance import sha256_of

NAME = "published.jsonl"


@dataclass(frozen=True, slots=True)
class Published:
    """One file as it was published: its place in the project, its sha256, and when.

    Where it was withdrawn since, also when, and where another page took its place, which; such a line of the list
    itself has neither sha256 nor time, but may say of which sha256 alone it speaks. A line of what was meant to be
    published has that time in place of the other.
    """

    place: str
    sha256: str = ""
    time: str = ""
    withdrawn: str = ""
    replaced: str = ""
    meant: str = ""
    only: str = ""


_NAMES = tuple(one.name for one in fields(Published))


def list_path(home: Path) -> Path:
    """Return where the list of a project lies."""
    return home / "private" / NAME


def write_down(contents: Mapping[Path, bytes], *, is_meant: bool = False) -> None:
    """Add files to the list of the project under whose ``reports/`` they lie, at any depth; or say that they will.

    Raises
    ------
    UserError
        The disk refused. Nobody should send a file that the list does not know.
    """
    lines: dict[Path, list[Published]] = {}
    for path, content in contents.items():
        reports = next((folder for folder in path.parents if folder.name == "reports"), None)
        if reports is not None:
            place = path.relative_to(reports.parent).as_posix()
            digest, now = hashlib.sha256(content).hexdigest(), _time(datetime.now())
            said = Published(place, digest, meant=now) if is_meant else Published(place, digest, now)
            lines.setdefault(reports.parent, []).append(said)
    for home, added in lines.items():
        _append(home, added)


def write_down_found(home: Path, path: Path) -> str:
    """Add a file from before there was a list, where neither the list nor a run knows its place; return its sha256."""
    place, digest = path.relative_to(home).as_posix(), sha256_of(path)
    named = json.dumps(place, ensure_ascii=False).encode("utf-8")
    lists = (list_path(home), *(home / "private").glob("*/manifest.jsonl"))
    if not any(named in known.read_bytes() for known in lists if known.exists()):
        _append(home, [Published(place, digest, _time(datetime.fromtimestamp(path.stat().st_mtime)))])
    return digest


def strike(home: Path, places: Iterable[str], last_alone: Collection[str] = ()) -> None:
    """Say of papers that they are withdrawn from now on; what is published there later is not.

    Of the places in `last_alone` it is the paper that was published last; others, of other data, lay there before.
    """
    lines = read_list(home) if last_alone else ()
    last = {line.place: line.sha256 for line in lines if line.place in last_alone and line.sha256}
    now = _time(datetime.now())
    _append(home, [Published(place, withdrawn=now, only=last.get(place, "")) for place in places])


def write_down_replaced(home: Path, places: Mapping[str, str]) -> None:
    """Say of pages that are no longer there which page took their place."""
    if places:
        _append(home, [Published(place, replaced=by) for place, by in places.items()])


def _time(moment: datetime) -> str:
    return moment.astimezone().isoformat(timespec="seconds")


def _append(home: Path, said: Iterable[Published]) -> None:
    try:
        append_lines(list_path(home), map(asdict, said))
    except OSError as error:
        raise refused(error, list_path(home)) from error


def read_list(home: Path) -> tuple[Published, ...]:
    """Return what the list says, oldest first; a torn line says nothing."""
    lines = [Published(*(str(said.get(name, "")) for name in _NAMES)) for said in read_lines(list_path(home))]
    return tuple(
        line
        for line in lines
        if line.place and (line.withdrawn or line.replaced or (line.sha256 and (line.time or line.meant)))
    )
