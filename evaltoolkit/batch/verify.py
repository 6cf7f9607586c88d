"""Whether a file that somebody holds is the published one, was changed since, or was never published here."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from evaltoolkit.batch.manifest import DONE, NAME, read_manifest
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Text, listed, text
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.release.publish import real_path
from evaltoolkit.reporting.release.published_list import Published, read_list

_NAMED = 5  # 本工具规则: files that a sentence names


class State(StrEnum):
    """What was found of a file."""

    PUBLISHED = "published"
    EARLIER = "earlier"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    MISSING = "missing"


_SAID = {
    State.PUBLISHED: text("unchanged: as it was published at {time} as {place}"),
    State.EARLIER: text("earlier: published at {time}; {place} was replaced since"),
    State.WITHDRAWN: text("withdrawn on {day}: published at {time} as {place}"),
    State.GONE: text("withdrawn on {day} and no longer there: {place}"),
    State.CHANGED: text("changed: {place}, published at {time}, held something else"),
    State.UNKNOWN: text("unknown: nothing like it was published from this project"),
    State.MISSING: text("missing: {place}, published at {time}, is no longer there"),
}


@dataclass(frozen=True, slots=True)
class Verified:
    """One file: its name, what was found, and the line of the list that it is held against."""

    name: str
    state: State
    known: Published | None = None

    def sentence(self) -> Text:
        """Return what was found, in words."""
        known = self.known or Published("")
        time, day = (known.time or known.meant)[:16].replace("T", " "), known.withdrawn[:10]
        said = _SAID[self.state].with_(place=known.place, time=time, day=day)
        return text("{file}: {state}", file=self.name, state=said)


def verify(place: str, home: Path) -> tuple[Verified, ...]:
    """Return what is known of a file, or of every file of a run.

    Parameters
    ----------
    place
        Path of a file, wherever it lies and however it is called now; else the name of a run, or its folder.
    home
        The project folder.

    Raises
    ------
    UserError
        There is neither such a file nor such a run.
    """
    known = tuple(_known(home))
    path = Path(place)
    if _is_short(path) and path.is_file():
        return (_verified(path, known, home),)
    run = _run_of(path, home) if _is_short(path) else ""
    folder = home / "reports" / run
    last = {
        name: line
        for name, line in _standing(known, home).items()
        if name.startswith(f"reports/{run}/") and not line.replaced
    }
    if not run or not (last or folder.is_dir()):
        raise UserError(
            text("There is neither a file nor a published run {place}.", place=place[-80:]), ExitCode.FILE_MISSING
        )
    there = {f"reports/{run}/{path.name}": path for path in sorted(folder.glob("*")) if path.is_file()}
    gone = [
        Verified(Path(name).name, State.GONE if line.withdrawn else State.MISSING, line)
        for name, line in last.items() if name not in there
    ]  # fmt: skip
    return (*(_verified(path, known, home) for path in there.values()), *gone)


def _is_short(path: Path) -> bool:
    """Return whether the system can have a file of that name at all."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def unsearched(run: str, home: Path) -> tuple[Text, ...]:
    """Return a sentence on the files in a run's folder that no list knows; nothing where there are none.

    What this tool publishes it has searched and written down. Anything else there, such as what a cell of a notebook
    wrote, nobody searched for names. Files are told by their places alone, so that no bytes are read.
    """
    standing = (line for line in _known(home) if not line.withdrawn and not line.replaced)
    folder, known = home / "reports" / run, {line.place for line in standing}
    places = (path.relative_to(home).as_posix() for path in sorted(folder.rglob("*")) if _is_a_persons(path))
    found = [place for place in places if place not in known]
    if not found:
        return ()
    more = text(" and {n} more", n=len(found) - _NAMED) if len(found) > _NAMED else ""
    return (
        text(
            "This tool did not write {files}{more} and searched none of it for names; a cell of a notebook may have. "
            "Delete it, or move it to `private`, before the folder is passed on.",
            files=listed(found[:_NAMED]),
            more=more,
        ),
    )


def _is_a_persons(path: Path) -> bool:
    """Return whether a file is one that somebody sees; not what Excel and Word keep beside one that is open."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def _run_of(path: Path, home: Path) -> str:
    """Return the name of the run that a folder or a name stands for, nothing where it is that of none."""
    reports = real_path(home / "reports")
    for place in (reports / path, real_path(path)):
        if Path(os.path.normpath(place.parent)) == reports and place.name not in (os.curdir, os.pardir):
            return place.name
    return ""


def exit_code(found: tuple[Verified, ...]) -> ExitCode:
    """Return what the command ends with: changed, missing or withdrawn before unknown before all being well."""
    states = {one.state for one in found}
    if states & {State.CHANGED, State.MISSING, State.WITHDRAWN}:
        return ExitCode.FILE_BROKEN
    return ExitCode.FILE_MISSING if State.UNKNOWN in states else ExitCode.OK


def _known(home: Path) -> Iterator[Published]:
    """Yield every file that was published, oldest first, with the time at which it was withdrawn.

    What was only meant to be is among them where no line says that it was: whoever holds it has it from here.
    """
    struck: dict[tuple[str, str], Published] = {}
    written: set[str] = set()
    known = []
    for line in reversed(tuple(_lines(home))):
        if line.meant and line.sha256 in written:
            continue
        if line.sha256:
            written.add(line.sha256)
            said = struck.get((line.place, line.sha256)) or struck.get((line.place, ""), Published(""))
            known.append(replace(line, withdrawn=said.withdrawn, replaced=said.replaced))
        else:
            struck[line.place, line.only] = line
    yield from reversed(known)


def _lines(home: Path) -> Iterator[Published]:
    """Yield what the list says, after what the runs' manifests say of reports made before there was a list."""
    for path in sorted((home / "private").glob(f"*/{NAME}")):
        for line in read_manifest(path):
            for place, sha256 in line.outputs.items() if line.state == DONE else ():
                if place.startswith("reports/"):
                    yield Published(place, sha256, line.time)
    yield from read_list(home)


def _standing(known: tuple[Published, ...], home: Path) -> dict[str, Published]:
    """Return what was published last at each place; what was only meant to be, where it is there."""
    return {line.place: line for line in known if not line.meant or _is_there(line, home / line.place)}


def _is_there(line: Published, path: Path) -> bool:
    return path.is_file() and sha256_of(path) == line.sha256


def _verified(path: Path, known: tuple[Published, ...], home: Path) -> Verified:
    digest, last = sha256_of(path), _standing(known, home)
    same = [line for line in known if line.sha256 == digest]
    standing = [line for line in same if not line.withdrawn]
    if same:
        found = (standing or same)[-1]
        stands = last.get(found.place, found).sha256 == digest and not found.replaced
        state = State.PUBLISHED if stands else State.EARLIER
        return Verified(path.name, state if standing else State.WITHDRAWN, found)
    own, root = real_path(path), real_path(home)
    place = own.relative_to(root).as_posix() if own.is_relative_to(root) else ""
    held = last.get(place) or next((line for line in reversed(known) if Path(line.place).name == path.name), None)
    return Verified(path.name, State.CHANGED if held else State.UNKNOWN, held)
