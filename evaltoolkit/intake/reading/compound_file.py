"""The streams of a compound file, the container of .xls and .et; no chain of sectors is followed in a circle.

Source: [MS-CFB]. The reader proper follows every chain without looking, so that a circle would take all memory: a file
whose chains do not end is refused here first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16xHHHHH6xIII4xIIIII")
_HEADER_BYTES = 512
_IN_HEADER = 109
_ENTRY = 128
_MINI = 64
_END = 0xFFFFFFFA  # from here on a number is a mark and no sector
_STREAM, _ROOT = 2, 5


class BrokenChainError(ValueError):
    """The container's tables do not fit each other."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def read_streams(content: bytes) -> Mapping[str, bytes]:
    """Return every stream by its name in lower case, in storages too; of two of one name the first.

    Raises
    ------
    BrokenChainError
        A table leads out of the file or in a circle.
    """
    try:
        return _streams(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BrokenChainError("a table leads out of the file") from error


def _streams(content: bytes) -> dict[str, bytes]:
    _, _, _, _, shift, mini_shift, _, _, first, least, mini, _, further, _ = _HEADER.unpack_from(content)
    if shift not in (9, 12) or 1 << mini_shift != _MINI:
        raise BrokenChainError("sectors of no known size")
    size = 1 << shift
    sectors = (max(len(content) - size, 0) + size - 1) // size
    fat = _fat(content, further, size, sectors)
    entries = list(_entries(_chained(content, first, fat, size)))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    small = b"" if root is None else _chained(content, root.start, fat, size)
    table = _chained(content, mini, fat, size)
    mini_fat = struct.unpack(f"<{len(table) // 4}I", table)
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.kind == _STREAM:
            is_small = entry.size < least
            part = _pieces(small, entry.start, mini_fat) if is_small else _chained(content, entry.start, fat, size)
            found.setdefault(entry.name.lower(), part[: entry.size])
    return found


def _fat(content: bytes, further: int, size: int, sectors: int) -> tuple[int, ...]:
    numbers = [*struct.unpack_from(f"<{_IN_HEADER}I", content, _HEADER_BYTES - 4 * _IN_HEADER)]
    seen = 0
    while further < _END:
        seen += 1
        if seen > sectors:
            raise BrokenChainError("the table of tables has no end")
        part = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        numbers += part[:-1]
        further = part[-1]
    found: list[int] = []
    for number in numbers:
        if number < _END:
            found += struct.unpack_from(f"<{size // 4}I", content, (number + 1) * size)
    return tuple(found)


def _entries(directory: bytes) -> Iterator[_Entry]:
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, place + 64)
        start, size = struct.unpack_from("<II", directory, place + 116)
        yield _Entry(directory[place : place + max(length - 2, 0)].decode("utf-16-le"), kind, start, size)


def _chained(content: bytes, start: int, fat: tuple[int, ...], size: int) -> bytes:
    return b"".join(content[(sector + 1) * size : (sector + 2) * size] for sector in _chain(start, fat))


def _pieces(small: bytes, start: int, fat: tuple[int, ...]) -> bytes:
    return b"".join(small[sector * _MINI : (sector + 1) * _MINI] for sector in _chain(start, fat))


def _chain(start: int, fat: tuple[int, ...]) -> Iterator[int]:
    steps = 0
    while start < _END:
        steps += 1
        if steps > len(fat):
            raise BrokenChainError("a chain has no end")
        yield start
        start = fat[start]
