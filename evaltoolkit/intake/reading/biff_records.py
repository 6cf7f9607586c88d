"""The records of an .xls or .et file: what its cells look like, how far they reach and how much text they hold.

The reader proper builds a block from the first to the last used cell of every sheet at once, and gives percentages as
bare numbers and the dates that formulas work out as numbers of days. Source: [MS-XLS], sections named at each record.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from evaltoolkit.intake.reading.shared_strings import string_lengths
from evaltoolkit.intake.reading.sheet_xml import Cell, Marks

_HEAD = struct.Struct("<HH")
_BOF, _EOF, _CONTINUE, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x0085
_FORMAT, _XF, _SST, _DATEMODE = 0x041E, 0x00E0, 0x00FC, 0x0022
_ROW, _FORMULA, _BOOLERR, _MERGED, _LABELSST = 0x0208, 0x0006, 0x0205, 0x00E5, 0x00FD
_CELLS = frozenset({0x0203, 0x027E, _LABELSST, 0x0204, _BOOLERR, _FORMULA, 0x00D6})
_MANY_CELLS = frozenset({0x00BD})
_BIFF8 = 0x0600
_HIDDEN = 0x20
_IS_ERROR, _ERROR_RESULT = 1, 2
# ECMA-376 part 1, 18.8.30: 9 and 10 are percentages, 14 to 17 and 22 dates; 27 to 36 and 50 to 58 those of Chinese
# programs.
_PERCENTS = frozenset({9, 10})
_DATES = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
_MOST_LENGTH = 0xFFFF


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell: rows and columns counted from 0."""

    name: str
    rows: int = 0
    columns: int = 0
    text_bytes: int = 0
    percents: set[Cell] = field(default_factory=set)
    errors: set[Cell] = field(default_factory=set)
    days: set[Cell] = field(default_factory=set)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def marks(self) -> Marks:
        """Return the cells that need a word."""
        return Marks(
            frozenset(), frozenset(self.errors), frozenset(self.percents), tuple(self.merged), frozenset(self.hidden)
        )

    def reach(self, row: int, column: int) -> None:
        """Count a used cell in."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


@dataclass(slots=True)
class Records:
    """What the records of a workbook tell.

    Parameters
    ----------
    sheets
        In their order.
    is_locked
        A password protects the cells.
    is_older
        Written before Excel 97: the look of its cells is not read.
    from_1904
        Days are counted from 1904.
    """

    sheets: list[SheetRecords] = field(default_factory=list)
    is_locked: bool = False
    is_older: bool = False
    from_1904: bool = False


@dataclass(slots=True)
class _Looks:
    """Number formats of the workbook, by the number of the cell's style; lengths of the shared strings."""

    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def kind(self, style: int) -> str:
        """Return ``percent``, ``date`` or nothing."""
        number = self.styles[style] if style < len(self.styles) else 0
        words = self.formats.get(number, "")
        plain = "".join(words.split('"')[::2]).lower()
        if number in _PERCENTS or "%" in plain:
            return "percent"
        is_day = len({"y", "m", "d"} & set(plain)) > 1
        return "date" if number in _DATES or is_day else ""


def read_records(stream: bytes) -> Records:
    """Return what the records of the stream ``Workbook`` or ``Book`` tell; struct.error where it is cut off."""
    found, looks, places = Records(), _Looks(), []
    for kind, body, parts in _records(stream, 0):
        if kind == _BOF:
            found.is_older = struct.unpack_from("<H", body)[0] != _BIFF8
        elif kind == _FILEPASS:
            found.is_locked = True
            return found
        elif kind == _BOUNDSHEET:
            places.append((struct.unpack_from("<I", body)[0], _sheet_name(body, is_older=found.is_older)))
        elif kind == _DATEMODE:
            found.from_1904 = body[:1] == b"\x01"
        else:
            _look(kind, body, parts, looks)
    found.sheets = [_sheet(stream, place, name, looks) for place, name in places]
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """Yield the records of a substream to its end, each with the pieces that continue it."""
    place, depth = start, 0
    while place + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, place)
        body = stream[place + _HEAD.size : place + _HEAD.size + length]
        place += _HEAD.size + length
        parts = [body]
        while kind == _SST and stream[place : place + 2] == b"\x3c\x00":
            (length,) = struct.unpack_from("<H", stream, place + 2)
            parts.append(stream[place + _HEAD.size : place + _HEAD.size + length])
            place += _HEAD.size + length
        depth += (kind == _BOF) - (kind == _EOF)
        yield kind, body, parts
        if depth <= 0:
            return


def _look(kind: int, body: bytes, parts: list[bytes], looks: _Looks) -> None:
    if kind == _FORMAT and len(body) > 5:  # 2.4.126: number, count of signs, flag of their width, signs
        words = body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", errors="replace")
        looks.formats[struct.unpack_from("<H", body)[0]] = words
    elif kind == _XF and len(body) >= 4:  # 2.4.353: font, number format
        looks.styles.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _SST:
        looks.lengths = string_lengths(parts)


def _sheet_name(body: bytes, *, is_older: bool) -> str:
    if is_older:
        return body[7 : 7 + body[6]].decode("gb18030", errors="replace")
    return body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1", errors="replace")[: body[6]]


def _sheet(stream: bytes, start: int, name: str, looks: _Looks) -> SheetRecords:
    sheet = SheetRecords(name)
    for kind, body, _ in _records(stream, start):
        if kind in _CELLS or kind in _MANY_CELLS:
            _cell(kind, body, sheet, looks)
        elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN:  # 2.4.221
            sheet.hidden.add(struct.unpack_from("<H", body)[0])
        elif kind == _MERGED:  # 2.4.168: count, then first and last row, first and last column
            for place in range(2, len(body) - 7, 8):
                first_row, last_row, first, last = struct.unpack_from("<4H", body, place)
                sheet.merged.append(((first_row, first), (last_row, last)))
    return sheet


def _cell(kind: int, body: bytes, sheet: SheetRecords, looks: _Looks) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind in _MANY_CELLS:  # 2.4.175: row, first column, six bytes a cell, last column
        for place in range(4, len(body) - 7, 6):
            _style(struct.unpack_from("<H", body, place)[0], (row, column + (place - 4) // 6), sheet, looks)
        sheet.reach(row, struct.unpack_from("<H", body, len(body) - 2)[0])
        return
    sheet.reach(row, column)
    _style(struct.unpack_from("<H", body, 4)[0], (row, column), sheet, looks, is_formula=kind == _FORMULA)
    if kind == _LABELSST:
        (number,) = struct.unpack_from("<I", body, 6)
        sheet.text_bytes += looks.lengths[number] if number < len(looks.lengths) else 0
    elif _is_error(kind, body):
        sheet.errors.add((row, column))


def _style(style: int, cell: Cell, sheet: SheetRecords, looks: _Looks, *, is_formula: bool = False) -> None:
    look = looks.kind(style)
    if look == "percent":
        sheet.percents.add(cell)
    elif look == "date" and is_formula:
        sheet.days.add(cell)


def _is_error(kind: int, body: bytes) -> bool:
    if kind == _BOOLERR:  # 2.4.24
        return body[7:8] == bytes([_IS_ERROR])
    return kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT  # 2.5.133
