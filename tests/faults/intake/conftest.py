"""Hostile workbooks, each with one trick and named for it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.other_formats import Shared, ods_bytes, shared_strings, xls_bytes

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="服务对象" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>'
)
SHEET_START = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_END = "</sheetData></worksheet>"


def package(sheet: str | bytes, more: Mapping[str, str | bytes] | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": sheet, **(more or {}),
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def cells(xml: str) -> str:
    return SHEET_START + xml + SHEET_END


def understated(content: bytes, part: str, size: int) -> bytes:
    """Say in both headers that `part` unpacks to `size` bytes only."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(part)
    changed = bytearray(content)
    struct.pack_into("<L", changed, entry.header_offset + 22, size)
    central = changed.rindex(b"PK\x01\x02", 0, changed.rindex(part.encode()))
    struct.pack_into("<L", changed, central + 24, size)
    return bytes(changed)


LONG = "长" * 32_000
SHARED = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"<si><t>{LONG}</t></si></sst>"
)
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>档案号</t></is></c></row>'

HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip_bomb": lambda: package(cells("<row><c><v>1</v></c></row>" + " " * 250_000_000)),
    "packed_bomb": lambda: package(cells(" " * 50_000_000)),
    "understated_size": lambda: understated(
        package(cells(ROW + " " * 90_000_000)), "xl/worksheets/sheet1.xml", 100_000
    ),
    "far_corner": lambda: package(cells(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "far_corner_in_a_near_row": lambda: package(cells(ROW + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>')),
    "far_corner_single_quotes": lambda: package(cells(ROW + "<row r='2'><c s='0' r='XFD1048576'><v>1</v></c></row>")),
    "far_corner_new_line": lambda: package(cells(ROW + '<row r="2"><c\nr="XFD1048576"><v>1</v></c></row>')),
    "far_corner_behind_attributes": lambda: package(
        cells(ROW + f'<row r="2"><c x="{"y" * 500}" r="XFD1048576"><v>1</v></c></row>')
    ),
    "far_row": lambda: package(cells(ROW + '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>')),
    "unplaced_cells": lambda: package(
        cells("<row>" + "<c/>" * 16_000 + "</row>" + "<row><c><v>1</v></c></row>" * 9_000)
    ),
    "shared_text": lambda: package(
        cells("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001))),
        {"xl/sharedStrings.xml": SHARED},
    ),
    "entity_bomb": lambda: package(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "a">{ENTITIES}]>{cells(ROW)[21:]}'.replace("档案号", "&a9;")
    ),
    "outside_entity": lambda: package(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{cells(ROW)[21:]}'
    ),
    "macros": lambda: package(cells(ROW), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100}),
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "no_old_workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"),
    "xls_far_corner": lambda: xls_bytes({f"表{n}": far(65_535, 255) for n in range(20)}),
    "xls_chain_in_a_circle": lambda: in_a_circle(xls_bytes({"表": [["档案号"] * 200] * 3})),
    "xls_locked": lambda: xls_bytes({"表": [["档案号"]]}, extra=b"\x2f\x00\x06\x00" + bytes(6)),
    "xls_shared_text": lambda: xls_bytes({"表": [[Shared(0)]] * 60_000}, extra=shared_strings("长" * 4_000)),
    "ods_repeated_cells": lambda: ods_bytes({"表": repeated(rows=1_000_000, columns=900)}),
    "ods_repeated_text": lambda: ods_bytes({"表": repeated(rows=100_000, columns=1, words="长" * 30_000)}),
    "html_named_xlsx": lambda: "<html><table><tr><td>档案号</td></tr></table></html>".encode(),
    "empty": lambda: b"",
    "truncated": lambda: package(cells(ROW))[:-200],
    "other_archive": lambda: zipped({"word/document.xml": "<w/>"}),
    "two_parts_of_one_name": lambda: twice(package(cells(ROW))),
    "thousands_of_parts": lambda: package(cells(ROW), {f"xl/x{n}.xml": "<x/>" for n in range(4_000)}),
    "binary_named_xlsx": lambda: bytes(range(256)) * 10,
    "utf16_parts": lambda: package(cells(ROW).encode("utf-16")),
}


def far(row: int, column: int) -> dict[tuple[int, int], object]:
    return {(0, 0): "档案号", (row, column): 1.0}


def in_a_circle(content: bytes) -> bytes:
    """Let the first chain of a compound file lead back to its beginning."""
    table = struct.unpack_from("<I", content, 76)[0]
    changed = bytearray(content)
    struct.pack_into("<I", changed, (table + 1) * 512 + 4, 0)
    return bytes(changed)


def repeated(*, rows: int, columns: int, words: str = "1") -> str:
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    cell += f"<text:p>{words}</text:p></table:table-cell>"
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


def zipped(parts: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def twice(content: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", cells('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    return stream.getvalue()


@cache
def content_of(name: str) -> bytes:
    return HOSTILE[name]()


@pytest.fixture(params=sorted(HOSTILE))
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.xlsx"
    path.write_bytes(content_of(request.param))
    return path


@pytest.fixture
def hostile_file(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        path = tmp_path / "表.xlsx"
        path.write_bytes(content_of(name))
        return path

    return make


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    for name in HOSTILE:
        (tmp_path / f"{name}.xlsx").write_bytes(content_of(name))
    return tmp_path
