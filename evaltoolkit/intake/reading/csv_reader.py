"""Read csv files as Excel, WPS and questionnaire sites write them."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.raw_tables import RawSheet, as_cells
from evaltoolkit.language import text

# In this order: a text that is no UTF-8 is nearly always GBK, of which gb18030 is the superset.
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", "\t", ";")
# 本工具规则: so many lines of a cell, each with as many separators as the header, are rows and no prose.
_SWALLOWED = 2


def read_csv(content: bytes, name: str) -> RawSheet:
    r"""Return the one table of a csv file.

    Raises
    ------
    FileError
        It is no text, or larger than a station's year.

    Examples
    --------
    >>> read_csv("档案号,年龄\nA1,70".encode("gb18030"), "服务对象.csv").cells.loc[2].tolist()
    ['A1', '70']
    """
    words = _decoded(content, name)
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=_separator(words)))
    except csv.Error:
        raise _not_text(name) from None
    _require_closed(words, rows, name)
    if len(rows) > limits.MAX_ROWS or max(map(len, rows), default=0) > limits.MAX_COLUMNS:
        raise _too_large(name)
    if len(rows) * max(map(len, rows), default=0) > limits.MAX_CELLS:
        raise _too_large(name)
    return RawSheet(PurePath(name).stem, as_cells(rows), name)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith(_UTF16_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise _not_text(name)


def _separator(words: str) -> str:
    first = next((line for line in words.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _require_closed(words: str, rows: list[list[str]], name: str) -> None:
    """Refuse a table in which a quotation mark that is not closed has swallowed rows."""
    separators = max(map(len, rows[:1]), default=0) - 1
    line = 1
    for row in rows:
        inner = [part for cell in row for part in cell.splitlines()[1:-1]]
        if separators > 0 and sum(part.count(_separator(words)) == separators for part in inner) >= _SWALLOWED:
            raise _unclosed(name, line)
        line += 1 + sum(cell.count("\n") for cell in row)
    if rows and not _is_closed(words):
        raise _unclosed(name, line - 1 - sum(cell.count("\n") for cell in rows[-1]))


def _is_closed(words: str) -> bool:
    """Return whether the last quotation mark that opens a cell is closed again before the end of the file."""
    try:
        for _ in csv.reader(io.StringIO(words, newline=""), delimiter=_separator(words), strict=True):
            pass
    except csv.Error as error:
        return "end of data" not in str(error)
    return True


def _unclosed(name: str, line: int) -> FileError:
    return FileError(
        text(
            '{file}: in line {line} a quotation mark (") is opened and not closed, so that the rows below were taken '
            "for one cell; delete it there, or export the table again as .xlsx.",
            file=name,
            line=line,
        ),
        ExitCode.FILE_BROKEN,
    )


def _not_text(name: str) -> FileError:
    return FileError(
        text("{file}: this is no text table; export it again as CSV (UTF-8) or as .xlsx.", file=name),
        ExitCode.FILE_BROKEN,
    )


def _too_large(name: str) -> FileError:
    return FileError(
        text("{file}: the table is larger than a station's year can be; divide it by year or station.", file=name),
        ExitCode.FILE_TOO_LARGE,
    )
