"""Back up in one file what a station cannot make again, encrypted where a password is given, and restore it.

That is its keys, its parameter files, and what it knows of what was published, which every later release asks.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.files.own_place import require_own_place
from evaltoolkit.intake.files.project import Project, not_spelled, private_folder
from evaltoolkit.intake.files.whole_files import write_all, write_new
from evaltoolkit.language import is_spelled, text
from evaltoolkit.reporting.release.file_lock import waiting_for
from evaltoolkit.reporting.release.known import is_known, is_ledger, joined, known_files

MAGIC = b"evaltoolkit backup 1\n"
_SALT, _NONCE = 16, 12
_COST = (
    2**17
)  # scrypt's n: 128 MB and about half a second a try; OWASP Password Storage Cheat Sheet, n = 2^17, r = 8, p = 1
_MOST_BYTES = 512 * 2**20  # 本工具规则: far above what a city's parameter files, keys and lists take
_PLACES = ("parameters", "private/keys")
_PRIVATE = "private/"


def back_up(project: Project, file: Path, password: str | None) -> int:
    """Write a file that does not exist yet, and return how many files it holds.

    Raises
    ------
    UserError
        The file exists or would lie where files are passed on from, or there is nothing to keep, or what a backup
        cannot hold.
    """
    files = {name: path for place in _PLACES for name, path in _files(project.root / place, place)}
    files |= {path.relative_to(project.root).as_posix(): path for path in known_files(project.private)}
    if not files:
        raise UserError(text("There are no keys and no parameter files to back up."), ExitCode.FILE_MISSING)
    require_own_place(file)
    wrong = next((path for name, path in files.items() if not is_spelled(name)), None)
    if wrong is not None:
        raise not_spelled(wrong)
    if sum(path.stat().st_size for path in files.values()) > _MOST_BYTES:
        raise FileError(
            text("The files in `parameters` are larger than a backup can be; move out what is no file of parameters."),
            ExitCode.FILE_TOO_LARGE,
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
    write_new(file, packed.getvalue() if password is None else encrypted(packed.getvalue(), password), private=True)
    return len(files)


def _files(folder: Path, place: str) -> list[tuple[str, Path]]:
    """Return the files in a folder and in those that are linked there, each folder once."""
    found, seen = [], set()
    for name, inner, files in os.walk(folder, followlinks=True):
        inner[:] = sorted(one for one in inner if os.path.realpath(Path(name) / one) not in seen)
        seen.add(os.path.realpath(name))
        found += [Path(name) / one for one in files]
    return [(f"{place}/{path.relative_to(folder).as_posix()}", path) for path in sorted(found) if path.is_file()]


@contextmanager
def opened(file: Path, password: Callable[[], str]) -> Iterator[BinaryIO]:
    """Hold the plain content of a backup open while the block runs; no file is read whole that can be none.

    Parameters
    ----------
    file
        What may be a backup.
    password
        Asks for the password of one that is encrypted.

    Raises
    ------
    FileError
        It is missing, no file, too large, or encrypted with another password.
    """
    with ExitStack() as stack:
        try:
            if file.exists() and not file.is_file():  # a pipe would be waited for, a device read for ever
                raise FileError(text("{file} is no file; name the backup.", file=str(file)), ExitCode.FILE_BROKEN)
            stream: BinaryIO = stack.enter_context(file.open("rb"))
        except OSError:
            raise FileError(
                text("{file} cannot be read; is it there?", file=str(file)[-80:]), ExitCode.FILE_MISSING
            ) from None
        if stream.seek(0, os.SEEK_END) > _MOST_BYTES:
            raise _no_backup()
        stream.seek(0)
        is_locked = is_encrypted(stream.read(len(MAGIC)))
        stream.seek(0)
        yield io.BytesIO(decrypted(stream.read(), password())) if is_locked else stream


def is_encrypted(content: bytes) -> bool:
    """Return whether a password is needed.

    Examples
    --------
    >>> is_encrypted(b"PK...")
    False
    """
    return content.startswith(MAGIC)


def encrypted(content: bytes, password: str) -> bytes:
    """Return the content in AES-256-GCM under a key that scrypt makes of the password and a salt."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return MAGIC + salt + nonce + AESGCM(_key(password, salt)).encrypt(nonce, content, MAGIC)


def decrypted(content: bytes, password: str) -> bytes:
    """Return what :func:`encrypted` was given.

    Raises
    ------
    FileError
        The password is another one, or the file was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    body = content.removeprefix(MAGIC)
    salt, nonce = body[:_SALT], body[_SALT : _SALT + _NONCE]
    try:
        return AESGCM(_key(password, salt)).decrypt(nonce, body[_SALT + _NONCE :], MAGIC)
    except (InvalidTag, ValueError):
        raise FileError(
            text("The password is not the right one, or the file is damaged. Nothing was changed."),
            ExitCode.FILE_ENCRYPTED,
        ) from None


def _key(password: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(password.encode("utf-8"))


def restore(project: Project, packed: BinaryIO) -> tuple[int, Path | None]:
    """Put the files of a backup back; what is there and differs is kept first.

    What says which papers were published is joined with what is known here: nothing that is known is lost.

    Returns
    -------
    tuple
        How many files were written, and the folder that keeps those they replaced, if any.

    Raises
    ------
    FileError
        It is damaged or no backup: nothing was changed.
    """
    held = {project.root / name: (name.removeprefix(_PRIVATE), content) for name, content in _held(packed).items()}
    with ExitStack() as stack:
        for path, (place, _) in sorted(held.items()):
            if _is_published(path, project) and is_ledger(place) and path.is_file():
                stack.enter_context(waiting_for(path.with_suffix(".lock")))
        for path in held:
            if path.is_dir():
                raise FileError(
                    text(
                        "{file} is a folder here and a file in the backup. Move it away, then restore.", file=path.name
                    ),
                    ExitCode.FILE_BROKEN,
                )
        old = {path: path.read_bytes() for path in held if path.is_file()}
        found = {
            path: joined(place, old[path], content) if path in old and _is_published(path, project) else content
            for path, (place, content) in held.items()
        }
        new = {path: content for path, content in found.items() if old.get(path) != content}
        return len(new), _write(project, new, {path: old[path] for path in new if path in old})


def _write(project: Project, new: dict[Path, bytes], old: dict[Path, bytes]) -> Path | None:
    kept = project.private / "before_restore" / datetime.now().strftime("%Y-%m-%d_%H%M%S") if old else None
    if kept is not None:
        private_folder(kept)
        write_all({kept / path.relative_to(project.root): content for path, content in old.items()}, private=True)
    for private in (True, False):
        part = {path: content for path, content in new.items() if path.is_relative_to(project.private) == private}
        if part:
            write_all(part, private=private)
    return kept


def _is_published(path: Path, project: Project) -> bool:
    return path.is_relative_to(project.private) and is_known(path.relative_to(project.private).as_posix())


def _held(packed: BinaryIO) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(packed) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            is_small = sum(part.file_size for part in parts) <= _MOST_BYTES
            held = {part.filename: archive.read(part) for part in parts} if is_small else {}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        held = {}
    if not held or not all(_belongs(name) for name in held):
        raise _no_backup()
    return held


def _no_backup() -> FileError:
    return FileError(
        text("This is no backup of keys and parameter files, or it is damaged. Nothing was changed."),
        ExitCode.FILE_BROKEN,
    )


def _belongs(name: str) -> bool:
    plain = "\\" not in name and ":" not in name and ".." not in PurePosixPath(name).parts
    kept = any(name.startswith(f"{place}/") for place in _PLACES)
    return plain and (kept or (name.startswith(_PRIVATE) and is_known(name.removeprefix(_PRIVATE))))
