"""The cells of a filled-in form, from a Word document or a workbook: words, and the address that a person finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

import docx
from python_calamine import CalamineWorkbook

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.forms.word_cells import Place, word_cells, words_of_cell
from evaltoolkit.intake.reading.limits import MAX_FILE_BYTES
from evaltoolkit.language import Text, text

DOCUMENTS, WORKBOOKS = (".docx",), (".xlsx", ".xlsm", ".xls")
_MOST_ROWS, _MOST_COLUMNS = 500, 60


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell as it stands in the file.

    Parameters
    ----------
    words
        What it shows, on one line a line of it.
    address
        ``C7`` of a workbook; table, row and column of a document.
    number
        Where the workbook holds a number, that number; a percentage as a share.
    place
        Sheet or table, row and column, counted from 0: of the upper left of merged cells.
    """

    words: str
    address: Text | str
    number: float | None
    place: Place

    @property
    def plain(self) -> str:
        """Return the words without blanks, full-width signs as plain ones."""
        return "".join(self.words.split()).translate(_PLAIN)


_PLAIN = str.maketrans("（）：％，", "():%,")
Grid = tuple[tuple[FoundCell, ...], ...]


def read_cells(path: Path) -> Grid:
    """Return the rows of every table of a form, a merged cell once for each place that it covers.

    Raises
    ------
    UserError
        The file is of another kind, too large, or cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in (*DOCUMENTS, *WORKBOOKS):
        raise UserError(text("{file}: a form is a .docx, .xlsx or .xls.", file=path.name), ExitCode.USAGE)
    if not path.is_file():
        raise UserError(text("{file} is not there.", file=path.name), ExitCode.FILE_MISSING)
    content = path.read_bytes()
    if len(content) > MAX_FILE_BYTES:
        raise UserError(text("{file} is too large for a form.", file=path.name), ExitCode.FILE_BROKEN)
    try:
        return tuple(_document(content) if suffix in DOCUMENTS else _workbook(content))
    except UserError:
        raise
    except Exception as error:  # whatever a broken file does to its reader is a broken file
        raise UserError(text("{file} cannot be read as a form.", file=path.name), ExitCode.FILE_BROKEN) from error


def _document(content: bytes) -> Iterator[tuple[FoundCell, ...]]:
    found: dict[Place, FoundCell] = {}
    for line in islice(word_cells(docx.Document(BytesIO(content))), _MOST_ROWS):
        for place, cell in line[:_MOST_COLUMNS]:
            if place not in found:
                table, row, column = (number + 1 for number in place)
                address = text("table {table} row {row} column {column}", table=table, row=row, column=column)
                found[place] = FoundCell(words_of_cell(cell), address, None, place)
        yield tuple(found[place] for place, _ in line[:_MOST_COLUMNS])


def _workbook(content: bytes) -> Iterator[tuple[FoundCell, ...]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for number, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
        owner = {
            (row, column): start
            for start, end in sheet.merged_cell_ranges or ()
            for row in range(start[0], min(end[0], _MOST_ROWS) + 1)
            for column in range(start[1], min(end[1], _MOST_COLUMNS) + 1)
        }
        for row, line in enumerate(rows):
            places = [owner.get((row, column), (row, column)) for column in range(min(len(line), _MOST_COLUMNS))]
            yield tuple(_found(rows[at][side], (number, at, side), name, number) for at, side in places)


def _found(value: object, place: Place, sheet: str, number: int) -> FoundCell:
    address = f"{_letters(place[2])}{place[1] + 1}" if number == 0 else f"{sheet}!{_letters(place[2])}{place[1] + 1}"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    words = f"{value:g}" if isinstance(value, float) and is_number and value == int(value) else str(value)
    return FoundCell(words.strip(), address, float(str(value)) if is_number else None, place)


def _letters(column: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
