"""Back up the station's keys and parameter files in one file, encrypted where a password is given, and restore them."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from datetime import datetime
from pathlib import Path, PurePosixPath

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.files.own_place import require_own_place
from evaltoolkit.intake.files.project import Project, private_folder
from evaltoolkit.intake.files.whole_files import write_all, write_new
from evaltoolkit.language import text

MAGIC = b"evaltoolkit backup 1\n"
_SALT, _NONCE = 16, 12
_COST = (
    2**17
)  # scrypt's n: 128 MB and about half a second a try; OWASP Password Storage Cheat Sheet, n = 2^17, r = 8, p = 1
_PLACES = ("parameters", "private/keys")


def back_up(project: Project, file: Path, password: str | None) -> int:
    """Write a file that does not exist yet, and return how many files it holds.

    Raises
    ------
    UserError
        The file exists or would lie where files are passed on from, or there is nothing to keep.
    """
    files = {name: path for place in _PLACES for name, path in _files(project.root / place, place)}
    if not files:
        raise UserError(text("There are no keys and no parameter files to back up."), ExitCode.FILE_MISSING)
    require_own_place(file)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
    write_new(file, packed.getvalue() if password is None else encrypted(packed.getvalue(), password), private=True)
    return len(files)


def _files(folder: Path, place: str) -> list[tuple[str, Path]]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [(f"{place}/{path.relative_to(folder).as_posix()}", path) for path in paths]


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


def restore(project: Project, content: bytes) -> tuple[int, Path | None]:
    """Put the files of a backup back; what is there and differs is kept first.

    Returns
    -------
    tuple
        How many files were written, and the folder that keeps those they replaced, if any.

    Raises
    ------
    FileError
        It is damaged or no backup: nothing was changed.
    """
    found = {project.root / name: held for name, held in _held(content).items()}
    new = {path: held for path, held in found.items() if not path.is_file() or path.read_bytes() != held}
    old = {path: path.read_bytes() for path in new if path.is_file()}
    kept = project.private / "before_restore" / datetime.now().strftime("%Y-%m-%d_%H%M%S") if old else None
    if kept is not None:
        private_folder(kept)
        write_all({kept / path.relative_to(project.root): held for path, held in old.items()}, private=True)
    for private in (True, False):
        part = {path: held for path, held in new.items() if path.is_relative_to(project.private) == private}
        if part:
            write_all(part, private=private)
    return len(new), kept


def _held(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        held = {}
    if not held or not all(_belongs(name) for name in held):
        raise FileError(
            text("This is no backup of keys and parameter files, or it is damaged. Nothing was changed."),
            ExitCode.FILE_BROKEN,
        )
    return held


def _belongs(name: str) -> bool:
    plain = "\\" not in name and ":" not in name and ".." not in PurePosixPath(name).parts
    return plain and any(name.startswith(f"{place}/") for place in _PLACES)
