"""Write made tables as a workbook the way a station keeps it; the same tables always give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.model.columns import Column, Kind, TableSpec
from evaltoolkit.model.workbook import table

CREATED = datetime(2024, 1, 8)  # any fixed day; the hour of writing would change the bytes
SEPARATORS = ("、", "，", "；", "/", " ")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write every table on its sheet, first row the Chinese headers.

    Parameters
    ----------
    tables
        By English name. A cell that is already a string is written as it is, whatever its column holds.
    path
        Of the xlsx file; its folder exists.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": CREATED, "author": "示例数据（合成）"})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, frame in tables.items():
            spec = table(name)
            sheet = book.add_worksheet(spec.sheet)
            sheet.freeze_panes(1, 0)
            for place, (header, kind, cells) in enumerate(_columns(spec, frame)):
                sheet.set_column(place, place, 12)
                sheet.write_string(0, place, header, bold)
                for row, cell in enumerate(cells, start=1):
                    _write(sheet, (row, place), shown(cell, kind, row), day)
    write_whole(path, content.getvalue(), private=False)


def shown(cell: object, kind: Kind, row: int) -> object:
    """Return a cell as a station writes it: labels in one cell, yes and no in words.

    Examples
    --------
    >>> shown(("低保", "独居"), Kind.LABELS, 2), shown(True, Kind.FLAG, 2)
    ('低保；独居', '是')
    """
    if isinstance(cell, tuple):
        return SEPARATORS[row % len(SEPARATORS)].join(cell)
    if isinstance(cell, str) or pd.isna(cell):  # type: ignore[call-overload]
        return cell
    return ("是" if cell else "否") if kind is Kind.FLAG else cell


def _columns(spec: TableSpec, frame: pd.DataFrame) -> Iterator[tuple[str, Kind, list[object]]]:
    known = [column for column in spec.columns if column.name in frame]
    for column in known:
        yield _header(column), column.kind, frame[column.name].tolist()
    items = [name for name in frame.columns if str(name).startswith("item_")]
    for name in items:
        yield f"题{str(name).removeprefix('item_')}", Kind.NUMBER, frame[name].tolist()


def _header(column: Column) -> str:
    # money columns carry their unit in the header where the sheet knows such a header, as stations write it
    return next((alias for alias in column.aliases if "（万元）" in alias), column.header)


def _write(sheet: Worksheet, place: tuple[int, int], cell: object, day: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(*place, cell)
    elif isinstance(cell, datetime) and not pd.isna(cell):
        sheet.write_datetime(*place, cell, day)
    elif isinstance(cell, (int, float)) and not pd.isna(cell):
        sheet.write_number(*place, cell)
