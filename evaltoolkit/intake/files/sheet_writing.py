"""Write cells to a workbook of ours: never a live formula or address from data, the same bytes each time."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# Any fixed day: the hour of writing would change the bytes.
CREATED = datetime(2024, 1, 8)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Excel's limit for the text of a cell.
MAX_TEXT = 32_767
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """Return the format with those properties on the workbook's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **properties})
        return self._made[key]


def workbook_bytes(fill: Callable[[xlsxwriter.Workbook, Formats], None]) -> bytes:
    """Return the workbook that `fill` writes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"created": CREATED, "author": "evaltoolkit"})
        fill(book, Formats(book))
    return content.getvalue()


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: object, formats: Formats, **look: Any) -> None:
    """Write a value as what it is; text that a spreadsheet could take for a formula is marked as text.

    Parameters
    ----------
    sheet
        Where to write.
    place
        Row and column, counted from 0.
    cell
        Text, number, boolean or date; None makes a blank cell with the look.
    formats
        Of the workbook.
    look
        Properties of the cell's format.
    """
    if cell is None:
        sheet.write_blank(*place, None, formats.get(**look))
    elif isinstance(cell, bool):
        sheet.write_boolean(*place, cell, formats.get(**look))
    elif isinstance(cell, int | float):
        sheet.write_number(*place, cell, formats.get(**look))
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell, formats.get(**{"num_format": "yyyy-mm-dd", **look}))
    else:
        words = str(cell)[:MAX_TEXT]
        quoted = {"quote_prefix": True} if words.startswith(_TRIGGERS) else {}
        sheet.write_string(*place, words, formats.get(**quoted, **look))


def print_across(sheet: Worksheet) -> None:
    """Print the sheet on A4, turned, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def text_width(words: str) -> int:
    """Return how many columns of Latin letters a text is wide.

    Examples
    --------
    >>> text_width("题1")
    3
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in words)
