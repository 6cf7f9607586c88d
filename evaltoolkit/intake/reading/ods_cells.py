"""What the content of an .ods file tells that the reader does not: how far it reaches, and what its cells hide.

One element may stand for a million cells (``number-columns-repeated``), so that a short file makes gigabytes. Source:
OASIS OpenDocument 1.3, part 3, 9.1 (tables) and 19.385 (values).
"""

from __future__ import annotations

import xml.parsers.expat
from dataclasses import dataclass, field

from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.sheet_xml import Cell, Marks

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")


class TooLargeError(Exception):
    """A sheet reaches further than a station's year can."""


@dataclass(slots=True)
class OdsSheet:
    """What one sheet's elements tell; rows and columns counted from 0."""

    name: str
    cells: int = 0
    text_bytes: int = 0
    percents: set[Cell] = field(default_factory=set)
    errors: set[Cell] = field(default_factory=set)
    valueless: set[Cell] = field(default_factory=set)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0

    def marks(self) -> Marks:
        """Return the cells that need a word."""
        return Marks(
            frozenset(self.valueless), frozenset(self.errors), frozenset(self.percents), tuple(self.merged),
            frozenset(self.hidden),
        )  # fmt: skip


def ods_sheets(content: bytes) -> list[OdsSheet]:
    """Return what the elements of each sheet tell, in their order.

    Raises
    ------
    TooLargeError
        A sheet is larger than the limits, known before its cells are read.
    ValueError
        The content is no XML.
    """
    walk = _Walk()
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except xml.parsers.expat.ExpatError as error:
        raise ValueError("not well-formed") from error
    return walk.sheets


class _Walk:
    """One pass over the elements: where the row and the cell stand that is being read."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.row = self.column = 0  # of what follows
        self.row_repeat = self.cell_repeat = 1
        self.is_filled = self.is_row_filled = False
        self.length = 0

    def start(self, name: str, marks: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == f"{_TABLE}table":
            self.sheets.append(OdsSheet(marks.get(f"{_TABLE}name", "")))
            self.row = 0
        elif not self.sheets:
            return
        elif name == f"{_TABLE}table-row":
            self.column, self.is_row_filled = 0, False
            self.row_repeat = _count(marks.get(f"{_TABLE}number-rows-repeated"))
            if marks.get(f"{_TABLE}visibility") in _HIDDEN and self.row_repeat <= limits.MAX_ROWS:
                self.sheets[-1].hidden.update(range(self.row, self.row + self.row_repeat))
        elif name in _CELLS:
            self._cell(marks)

    def _cell(self, marks: dict[str, str]) -> None:
        sheet, here = self.sheets[-1], (self.row, self.column)
        self.cell_repeat = _count(marks.get(f"{_TABLE}number-columns-repeated"))
        kind = marks.get(f"{_CALC}value-type") or marks.get(f"{_OFFICE}value-type")
        self.is_filled, self.length = kind is not None, 0
        across, down = (_count(marks.get(f"{_TABLE}number-{what}-spanned")) for what in ("columns", "rows"))
        if across * down > 1:
            sheet.merged.append((here, (self.row + down - 1, self.column + across - 1)))
        if kind == "percentage" and self.cell_repeat <= limits.MAX_COLUMNS:
            sheet.percents.update((self.row, self.column + more) for more in range(self.cell_repeat))
        if kind == "error":
            sheet.errors.add(here)
        if kind is None and f"{_TABLE}formula" in marks:
            sheet.valueless.add(here)

    def text(self, words: str) -> None:
        """Count the signs of a cell."""
        self.length += len(words)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if not self.sheets:
            return
        if name in _CELLS:
            self._end_cell(self.sheets[-1])
        elif name == f"{_TABLE}table-row":
            self.row += self.row_repeat
            if self.is_row_filled:
                self._reach(self.sheets[-1])

    def _end_cell(self, sheet: OdsSheet) -> None:
        self.column += self.cell_repeat
        if self.is_filled:
            self.is_row_filled = True
            sheet.columns = max(sheet.columns, self.column)
            sheet.text_bytes += 3 * self.length * self.cell_repeat * self.row_repeat

    def _reach(self, sheet: OdsSheet) -> None:
        sheet.rows = self.row
        sheet.cells = sheet.rows * sheet.columns
        too_far = sheet.rows > limits.MAX_ROWS or sheet.columns > limits.MAX_COLUMNS
        if too_far or sheet.cells > limits.MAX_CELLS:
            raise TooLargeError


def _count(words: str | None) -> int:
    return max(int(words), 1) if words is not None and words.isdigit() and len(words) < 9 else 1
