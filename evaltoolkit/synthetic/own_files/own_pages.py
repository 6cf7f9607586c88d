"""Pages as a station writes them by hand: titles, merged heads, blanks; an .xlsx or a .csv in the encoding of WPS."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from evaltoolkit.intake.files.whole_files import write_whole

_CREATED = datetime(2024, 1, 8)  # any fixed day; the hour of writing would change the bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(slots=True)
class Page:
    """One sheet: its rows, and merged cells as first row, first column, last row, last column."""

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def title(self, words: str, width: int) -> None:
        """Add a row of one title that is merged over all columns."""
        self.merges.append((len(self.rows), 0, len(self.rows), width - 1))
        self.rows.append([words])

    def two_headers(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Add a header of two rows: a group merged over its columns, or one header merged down."""
        upper: list[object] = []
        lower: list[object] = []
        row = len(self.rows)
        for words, headers in groups:
            place = len(upper)
            upper += [words, *([None] * (len(headers) - 1))] if headers else [words]
            lower += list(headers) or [None]
            last = (row, place, row, place + len(headers) - 1) if len(headers) > 1 else (row, place, row + 1, place)
            if len(headers) != 1:
                self.merges.append(last)
        self.rows += [upper, lower]


def write_pages(pages: Iterable[Page], path: Path) -> None:
    """Write the pages as a workbook, or the first of them as text."""
    if path.suffix == ".csv":
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows(
            [["" if _is_blank(cell) else cell for cell in row] for row in next(iter(pages)).rows]
        )
        write_whole(path, lines.getvalue().encode("gb18030"), private=False)
        return
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "author": "示例数据（合成）"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for row, column, last, end in page.merges:
                sheet.merge_range(row, column, last, end, "")
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, day)
                    elif not _is_blank(cell):
                        sheet.write(row, column, cell)
    write_whole(path, content.getvalue(), private=False)


def _is_blank(cell: object) -> bool:
    return cell is None or cell == "" or (not isinstance(cell, str) and bool(pd.isna(cell)))  # type: ignore[call-overload]
