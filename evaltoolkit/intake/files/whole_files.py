"""Write files whole or not at all: stage beside the final name, flush to the disk, rename.

Of 40 kills during a write in place 31 left an unfinished file under the final name; a rename leaves none. Every file
that this package writes under a name that somebody reads goes through here.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Text, text

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PRIVATE_FOLDER = 0o700
_SHARED_FILE = 0o644
# Programs that people read reports with keep a file open on Windows so that nobody can replace it.
_OPENED_BY_PEOPLE = (".html", ".xlsx", ".docx", ".csv")
_TRIES, _PAUSE = 5, 0.1  # a virus scanner lets go after a moment


def write_whole(path: Path, content: bytes, *, private: bool) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    Parameters
    ----------
    path
        Final name; its folder is made where it is missing.
    content
        Everything the file holds.
    private
        Only the owner may read file and new folder.

    Raises
    ------
    UserError
        Another program holds the file open, or the disk is full or read-only; nothing half-written stays.
    """
    write_all({path: content}, private=private)


def write_all(contents: Mapping[Path, bytes], *, private: bool, aside: bool = False) -> dict[Path, Path]:
    """Stage every file, then rename them one after another; none is renamed unless all could be staged.

    Parameters
    ----------
    contents
        Everything each file holds, by its final name.
    private
        Only the owner may read files and new folders.
    aside
        A page or table that Excel, WPS, Word or a browser holds open goes under its :func:`second_name`, which a later
        writing under the first name removes.

    Returns
    -------
    dict
        The name that each file really has.
    """
    staged: dict[Path, Path] = {}
    placed: dict[Path, Path] = {}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            make_folder(path.parent, private=private)
            staged[path] = _stage(path, content, private=private)
        # Files that must have their own name go first: where one is held open, nothing has been replaced yet.
        for path in sorted(contents, key=lambda path: path.suffix in _OPENED_BY_PEOPLE):
            placed[path] = _put(staged[path], path, aside=aside)
            del staged[path]
        for folder in {path.parent for path in contents}:
            flush(folder)
    except OSError as error:
        raise refused(error, path) from error
    finally:
        for stage in staged.values():
            stage.unlink(missing_ok=True)
    return {path: placed[path] for path in contents}


def second_name(path: Path) -> Path:
    """Return where a file goes whose own place is held open.

    Examples
    --------
    >>> second_name(Path("yuncheng_2023.html")).name
    'yuncheng_2023（另存）.html'
    """
    return path.with_name(f"{path.stem}（另存）{path.suffix}")


def write_new(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that does not exist yet; a kill at any moment leaves it whole or not there.

    Raises
    ------
    UserError
        It exists already, and nothing was overwritten; or the disk refused it.
    """
    stage: Path | None = None
    try:
        make_folder(path.parent, private=False)
        stage = _stage(path, content, private=private)
        _place_new(stage, path)
        flush(path.parent)
    except FileExistsError:
        raise already_exists(path) from None
    except OSError as error:
        raise refused(error, path) from error
    finally:
        if stage is not None:
            stage.unlink(missing_ok=True)


def already_exists(path: Path) -> UserError:
    """Return the error of a file that must not be overwritten."""
    return UserError(
        text(
            "{file} exists already and was left as it is; rename or move it first if you want a new one.",
            file=str(path),
        ),
        ExitCode.ALREADY_EXISTS,
    )


def _place_new(stage: Path, path: Path) -> None:
    """Give the staged file its name where nobody has it; two that try at once cannot both succeed."""
    if os.name == "nt":  # its rename refuses a name that is taken
        stage.rename(path)
        return
    try:
        os.link(stage, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as exFAT or a network share
        if path.exists():
            raise FileExistsError from None
        stage.rename(path)


def _stage(path: Path, content: bytes, *, private: bool) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    stage = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            stage.chmod(_SHARED_FILE)
    except OSError:
        stage.unlink(missing_ok=True)
        raise
    return stage


def _put(stage: Path, path: Path, *, aside: bool) -> Path:
    other = second_name(path)
    may_go_aside = aside and path.suffix in _OPENED_BY_PEOPLE
    try:
        _replace(stage, path)
    except PermissionError:
        if not may_go_aside or not path.exists():
            raise
        os.replace(stage, other)  # noqa: PTH105
        return other
    if may_go_aside:
        with contextlib.suppress(OSError):
            other.unlink(missing_ok=True)
    return path


def _replace(stage: Path, path: Path) -> None:
    for _ in range(_TRIES - 1 if os.name == "nt" else 0):
        with contextlib.suppress(PermissionError):
            os.replace(stage, path)  # noqa: PTH105
            return
        time.sleep(_PAUSE)
    os.replace(stage, path)  # noqa: PTH105 - the call whose promise is documented


def make_folder(folder: Path, *, private: bool) -> None:
    """Make a folder where it is missing, for its owner alone if it is private.

    Raises
    ------
    UserError
        Something that is no folder is in its place.
    """
    if not folder.is_dir():
        require_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            folder.chmod(_PRIVATE_FOLDER)


def require_folder(folder: Path) -> None:
    """Refuse a folder in whose place, or above it, is what is no folder: a file, or a link that leads nowhere.

    Raises
    ------
    UserError
        It is so.
    """
    taken = next((place for place in (folder, *folder.parents) if os.path.lexists(place)), None)
    if taken is not None and not taken.is_dir():
        raise UserError(
            text(
                "{folder} is no folder, but a file or a link that leads nowhere. Rename it or move it, or name "
                "another place.",
                folder=str(taken),
            ),
            ExitCode.ALREADY_EXISTS,
        )


def flush(path: Path) -> None:
    """Have the disk hold what was written to a file or folder."""
    if os.name == "nt":  # it knows this for files opened for writing only; its rename is in the journal
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refused(error: OSError, path: Path) -> UserError:
    """Return what the system's refusal to write a file means, in a sentence."""
    if isinstance(error, PermissionError) and path.exists():
        return UserError(
            text(
                "{file} cannot be replaced: another program has it open, or it is write-protected. "
                "Close it and run again.",
                file=path.name,
            ),
            ExitCode.TARGET_BUSY,
        )
    return RunError(text("{file} was not written: {reason}.", file=path.name, reason=reason_of(error)))


def reason_of(error: OSError) -> Text:
    """Return why the system refused, in words of ours."""
    if error.errno in _FULL:
        return text("the disk is full")
    if isinstance(error, PermissionError):
        return text("there is no permission to write in this folder")
    return text("the disk refused ({name})", name=errno.errorcode.get(error.errno or 0, "?"))
