"""Read csv files as Excel, WPS and questionnaire sites write them."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake import limits
from evaltoolkit.intake.raw_tables import RawSheet, as_cells
from evaltoolkit.language import text

# In this order: a text that is no UTF-8 is nearly always GBK, of which gb18030 is the superset.
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", "\t", ";")


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
