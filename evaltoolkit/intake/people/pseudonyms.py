"""Keyed pseudonyms: the same person has the same code in every table and year, and only the station's key links them.

HMAC-SHA256 with a random key (de-identification in the sense of GB/T 37964-2019): a bare hash of a 档案号 or an
identity number could be undone by trying all of them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.files.project import Project, private_folder
from evaltoolkit.intake.files.whole_files import write_new
from evaltoolkit.language import text

KEY_BYTES = 32
# 30 bits in 6 signs: among 10,000 people two share a code in one station of 20; their codes are then lengthened.
SHORTEST = 6


def station_key(project: Project) -> bytes:
    """Return the station's secret key, made once and readable by its owner alone.

    Raises
    ------
    FileError
        The key file is damaged: with another key no earlier code would fit.
    """
    path = key_path(project)
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError:
        raise FileError(
            text(
                "The station's key {file} in private/keys cannot be read; give this account the right to read it, or "
                "restore it from a backup. The workbook is not the cause.",
                file=path.name,
            ),
            ExitCode.FILE_BROKEN,
        ) from None
    if len(key) != KEY_BYTES:
        raise FileError(
            text("{file}: the station's key is damaged; restore it from a backup.", file=path.name),
            ExitCode.FILE_BROKEN,
        )
    return key


def key_path(project: Project) -> Path:
    """Return where the station's key lies."""
    return project.keys / "pseudonyms.key"


def _make_key(path: Path) -> None:
    """Make the key; of two processes that do so at once both end with the same one."""
    private_folder(path.parent.parent)
    private_folder(path.parent)
    try:
        write_new(path, secrets.token_bytes(KEY_BYTES), private=True)
    except UserError as error:
        if error.exit_code is not ExitCode.ALREADY_EXISTS:
            raise


def pseudonyms(codes: Iterable[str], key: bytes, *, prefix: str) -> Mapping[str, str]:
    """Return a short code for each person, no two alike.

    Parameters
    ----------
    codes
        What the station calls its people, normalised.
    key
        The station's secret key.
    prefix
        One letter for the kind of people; the same word stands for different people in different kinds.

    Examples
    --------
    >>> found = pseudonyms(["A1", "A2"], b"0" * 32, prefix="C")
    >>> len(set(found.values())), {len(code) for code in found.values()}
    (2, {7})
    """
    full = {code: prefix + pseudonym(code, key, prefix=prefix) for code in sorted(set(codes))}
    length = SHORTEST + len(prefix)
    short = {code: name[:length] for code, name in full.items()}
    while len(set(short.values())) < len(short):
        taken = Counter(short.values())
        length += 1
        short = {code: full[code][:length] if taken[name] > 1 else name for code, name in short.items()}
    return short


def pseudonym(code: str, key: bytes, *, prefix: str) -> str:
    """Return the whole keyed code of one word; a list of them is made by :func:`pseudonyms`."""
    sign = hmac.new(key, f"{prefix}\0{code}".encode(), hashlib.sha256).digest()
    return base64.b32encode(sign).decode("ascii").rstrip("=")
