"""Small .xls and .ods files written by hand: no program is needed to make them.

Source: [MS-CFB], [MS-XLS] and OASIS OpenDocument 1.3; every byte that a reader does not need is left at zero.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Percent:
    value: float


@dataclass(frozen=True)
class FormulaDay:
    """A date that a formula works out: in the file a number of days in the format of a date."""

    days: float


@dataclass(frozen=True)
class Shared:
    """A cell that names the shared string of that number."""

    number: int


def shared_strings(*words: str) -> bytes:
    """Return the records of shared strings, long ones continued in further records."""
    body = struct.pack("<II", len(words), len(words))
    for each in words:
        body += struct.pack("<HB", len(each), 1) + each.encode("utf-16-le")
    first, rest = body[:8_223], body[8_223:]  # an odd end: no sign is cut in two behind the head of 11 bytes
    records = _record(0x00FC, first)
    while rest:
        records += _record(0x003C, b"\x01" + rest[:8_222])
        rest = rest[8_222:]
    return records


Placed = Mapping[tuple[int, int], object]


def xls_bytes(
    sheets: Mapping[str, Rows | Placed], *, hidden: Sequence[int] = (), extra: bytes = b"", stream: str = "Workbook"
) -> bytes:
    """Return an .xls file; a sheet is its rows or cells by place, `hidden` its rows, `extra` records of its globals."""
    bodies = [_sheet(rows, hidden) for rows in sheets.values()]
    names = [_bound(name) for name in sheets]
    formats = [_record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 9, 14)]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)) + extra + b"".join(formats)
    place = len(head) + sum(4 + 4 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += _record(0x0085, struct.pack("<I", place) + name)
        place += len(body)
    return _compound({stream: head + bounds + _record(0x000A, b"") + b"".join(bodies)})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bound(name: str) -> bytes:
    return struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")


def _sheet(rows: Rows | Placed, hidden: Sequence[int]) -> bytes:
    found = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    found += b"".join(_record(0x0208, struct.pack("<HHHHIHH", row, 0, 9, 255, 0, 0x20, 15)) for row in hidden)
    placed = (
        rows
        if isinstance(rows, Mapping)
        else {(row, column): cell for row, cells in enumerate(rows) for column, cell in enumerate(cells)}
    )
    found += b"".join(_cell(row, column, cell) for (row, column), cell in placed.items() if cell is not None)
    return found + _record(0x000A, b"")


def _cell(row: int, column: int, cell: object) -> bytes:
    if isinstance(cell, FormulaDay):
        body = struct.pack("<HHHdHIH", row, column, 2, cell.days, 0, 0, 3)
        return _record(0x0006, body + b"\x1e\0\0")
    if isinstance(cell, Shared):
        return _record(0x00FD, struct.pack("<HHHI", row, column, 0, cell.number))
    if isinstance(cell, Percent):
        return _record(0x0203, struct.pack("<HHHd", row, column, 1, cell.value))
    if isinstance(cell, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
    words = str(cell)
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le"))


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file; each stream is padded to 4,096 bytes, so that no small sectors are needed."""
    contents = [content.ljust(4096, b"\0") for content in streams.values()]
    sizes = [-(-len(content) // 512) for content in contents]
    fat, starts, sector = [], [], 0
    for size in sizes:
        starts.append(sector)
        fat += [*range(sector + 1, sector + size), 0xFFFFFFFE]
        sector += size
    directory, tables = sector, -(-(sector + 40) // 128)
    fat += [0xFFFFFFFE, *([0xFFFFFFFD] * tables)]
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    for name, start, content in zip(streams, starts, contents, strict=True):
        entries += _entry(name, 2, start, len(content))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0,
        4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    places = [directory + 1 + number for number in range(tables)]
    header += struct.pack("<109I", *places, *([0xFFFFFFFF] * (109 - tables)))
    body = b"".join(content.ljust(size * 512, b"\0") for content, size in zip(contents, sizes, strict=True))
    return header + body + entries.ljust(512, b"\0") + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    rest = struct.pack("<HBBIII16xI8x8xIQ", len(words), kind, 1, none, none, child, 0, start, size)
    return words.ljust(64, b"\0") + rest


_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods_bytes(sheets: Mapping[str, Rows | str], *, hidden: Sequence[int] = ()) -> bytes:
    """Return an .ods file; in place of rows a sheet may be the XML of its rows."""
    bodies = {name: rows if isinstance(rows, str) else _rows(rows, hidden) for name, rows in sheets.items()}
    tables = "".join(f"<table:table table:name={quoteattr(name)}>{body}</table:table>" for name, body in bodies.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _rows(rows: Rows, hidden: Sequence[int]) -> str:
    look = {True: ' table:visibility="collapse"', False: ""}
    return "".join(
        f"<table:table-row{look[number in hidden]}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for number, row in enumerate(rows)
    )


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Percent):
        return f'<table:table-cell office:value-type="percentage" office:value="{cell.value}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
