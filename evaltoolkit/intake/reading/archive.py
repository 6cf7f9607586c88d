"""Unpack an .xlsx within limits: no bomb, no trick with the directory, no document type, no macro."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.refusals import BROKEN as _BROKEN
from evaltoolkit.intake.reading.refusals import MACROS as _MACROS
from evaltoolkit.intake.reading.refusals import refusal as _refuse
from evaltoolkit.language import text

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DEFLATED_WINDOW = -15
_HEAD = 256
_PIECE = 4_000_000
# Every spreadsheet program writes UTF-8; two readers of another encoding may see two workbooks.
_ENCODING = re.compile(rb"^[^<>]{0,99}<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']\s*([^\"'<>]{0,99})", re.IGNORECASE)
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
# Deflate makes at most 1,032 bytes of one; a directory that promises more is damaged, not large.
_MOST_OF_ONE_BYTE = 1_032
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED_FLAG = 0x1

_TOO_LARGE = text(
    "{file}: the workbook would unpack to far more than a station's year can hold; take out pictures and unused cells, "
    "or copy the tables into a new workbook."
)
_DTD = text("{file}: the workbook contains a document type, which no spreadsheet program writes; it was not opened.")
_OTHER_ENCODING = text(
    "{file}: the workbook is written in a character encoding that no spreadsheet program uses; open it in Excel or WPS "
    "and save it again as .xlsx."
)
_LOCKED = text("{file}: the archive is protected by a password; remove the password and save it again.")
_NOT_XLSX = text("{file}: this archive is no Excel workbook; open the table in Excel or WPS and save it as .xlsx.")


def unpack(content: bytes, name: str, *, part: str = "") -> Mapping[str, bytes]:
    """Return the XML parts of a workbook by their path in lower case.

    Parameters
    ----------
    content
        The whole file.
    name
        Its name, for the sentences.
    part
        The one part wanted of an archive that is no .xlsx.

    Raises
    ------
    FileError
        The archive is broken, protected, no workbook, too large when unpacked, or holds macros or a document type.
    """
    entries = _entries(content, name)
    parts = {entry.filename.lower(): entry for entry in entries}
    if len(parts) != len(entries):
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
    if any(path.endswith("vbaproject.bin") for path in parts):
        raise _refuse(_MACROS, name, ExitCode.FILE_NOT_A_WORKBOOK)
    if (part or "xl/workbook.xml") not in parts:
        raise _refuse(_NOT_XLSX, name, ExitCode.FILE_NOT_A_WORKBOOK)
    wanted = {part: parts[part]} if part else parts
    return {path: found for path, entry in wanted.items() if (found := _xml(content, entry, name)) is not None}


def _entries(content: bytes, name: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error, EOFError, OverflowError):
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN) from None
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise _refuse(_LOCKED, name, ExitCode.FILE_ENCRYPTED)
    if any(_is_impossible(entry, len(content)) for entry in entries):
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
    sizes = [entry.file_size for entry in entries]
    if len(entries) > limits.MAX_PARTS or sum(sizes) > limits.MAX_UNPACKED_BYTES or any(map(_is_bomb, entries)):
        raise _refuse(_TOO_LARGE, name, ExitCode.FILE_TOO_LARGE)
    return entries


def _is_impossible(entry: zipfile.ZipInfo, size: int) -> bool:
    """Return whether the directory says of a part what cannot be: the archive is damaged, and its sizes are noise."""
    room = size - entry.header_offset - _LOCAL_HEADER.size
    return not 0 <= entry.compress_size <= room or entry.file_size > (entry.compress_size + 1) * _MOST_OF_ONE_BYTE


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > limits.MAX_PART_BYTES:
        return True
    ratio = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > limits.MAX_RATIO_APPLIES_FROM and ratio > limits.MAX_RATIO


def _xml(content: bytes, entry: zipfile.ZipInfo, name: str) -> bytes | None:
    packed = _packed(content, entry, name)
    head = _head(packed, entry, name)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if entry.filename.lower().endswith((".xml", ".rels")):
            raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
        return None
    part = _inflate(packed, entry, name)
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
    declared = _ENCODING.match(part)
    if declared is not None and declared.group(1).strip().lower() not in _ENCODINGS:
        raise _refuse(_OTHER_ENCODING, name, ExitCode.FILE_BROKEN)
    if _DOCUMENT_TYPE.search(part):
        raise _refuse(_DTD, name, ExitCode.FILE_NOT_A_WORKBOOK)
    return part


def _packed(content: bytes, entry: zipfile.ZipInfo, name: str) -> memoryview:
    try:
        mark, path_length, extra_length = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
    except struct.error:
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN) from None
    start = entry.header_offset + _LOCAL_HEADER.size + path_length + extra_length
    if mark != b"PK\x03\x04" or start + entry.compress_size > len(content):
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
    return memoryview(content)[start : start + entry.compress_size]


def _head(packed: memoryview, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return how a part begins."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[:_HEAD])
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
    try:
        return zlib.decompressobj(_DEFLATED_WINDOW).decompress(packed, _HEAD)
    except zlib.error:
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN) from None


def _inflate(packed: memoryview, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return a part, unpacked into the room that its directory names, in one piece: not a second copy of it."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    try:
        if not _keeps_to(entry.file_size, packed):  # a directory that says something else than there is
            raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN)
        return zlib.decompress(packed, _DEFLATED_WINDOW, entry.file_size)
    except zlib.error:
        raise _refuse(_BROKEN, name, ExitCode.FILE_BROKEN) from None


def _keeps_to(size: int, packed: memoryview) -> bool:
    """Return whether a part unpacks to no more than its directory says, looked at piece by piece."""
    stream, left, rest = zlib.decompressobj(_DEFLATED_WINDOW), size, bytes(packed)
    while rest and not stream.eof and left >= 0:
        left -= len(stream.decompress(rest, _PIECE))
        rest = stream.unconsumed_tail
    return left >= 0
