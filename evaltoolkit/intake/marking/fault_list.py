"""The first sheet of a marked copy: every fault with its place, the reason, what to do, and a link to the cell."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.intake.checking.check import CheckedWorkbook
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import LEVELS, Level
from evaltoolkit.intake.files.sheet_writing import Formats, print_across, write_cell
from evaltoolkit.language import Language, text

COLOURS: Mapping[Level, str] = {Level.STOP: "#F4B084", Level.SET_ASIDE: "#FFE699", Level.HINT: "#DDEBF7"}
"""Colour of a cell by its worst fault; the list says the level in words as well."""
_HEADERS = (
    text("Severity"), text("Sheet"), text("Row"), text("Column"), text("Cell"), text("Reason"), text("What to do"),
)  # fmt: skip
_WIDTHS = (12, 14, 8, 18, 10, 60, 60)
_CELL = 4
# Excel holds 65,530 links on a sheet; the faults beyond are listed without one.
_MAX_LINKS = 60_000
_HEADER_ROW = 4


def add_fault_list(
    sheet: Worksheet, formats: Formats, checked: CheckedWorkbook, names: Mapping[str, str], reader: Language
) -> None:
    """Write the list of faults, those that must be put right first.

    Parameters
    ----------
    sheet
        The empty sheet.
    formats
        Of its workbook.
    checked
        What was found.
    names
        Name in the copy of each sheet of the workbook.
    reader
        Language of the sentences.
    """
    _write_head(sheet, formats, checked, reader)
    ordered = [fault for level in Level for fault in checked.faults if fault.level is level]
    for number, fault in enumerate(ordered):
        row = _HEADER_ROW + 1 + number
        for place, cell in enumerate(_cells(fault, reader)):
            look = {"bg_color": COLOURS[fault.level]} if place == 0 else {}
            write_cell(sheet, (row, place), cell, formats, text_wrap=True, border=1, **look)
        if number < _MAX_LINKS and fault.sheet in names:
            _link(sheet, formats, row, fault, names[fault.sheet])
    last = _HEADER_ROW + max(len(ordered), 1)
    sheet.autofilter(_HEADER_ROW, 0, last, len(_HEADERS) - 1)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    print_across(sheet)


def cell_of(fault: Fault) -> tuple[int, int]:
    """Return row and column of a fault's cell, counted from 0; the first of the row where it has no column."""
    row, column = xl_cell_to_rowcol(f"{fault.column or 'A'}{fault.row or 1}")
    return int(row), int(column)


def _write_head(sheet: Worksheet, formats: Formats, checked: CheckedWorkbook, reader: Language) -> None:
    found = {level: sum(fault.level is level for fault in checked.faults) for level in Level}
    lines = (
        text("Result of the check: {file}", file=checked.raw.file),
        text(
            "{stop} to put right, {aside} set aside, {hint} remarks. Correct your own workbook, not this copy, and "
            "check it again.",
            stop=found[Level.STOP],
            aside=found[Level.SET_ASIDE],
            hint=found[Level.HINT],
        ),
        text("This copy holds the same names, numbers and addresses as your workbook: do not pass it on."),
    )
    for row, line in enumerate(lines):
        look = {"bold": row == 0, "font_size": 14} if row == 0 else {"bold": row == len(lines) - 1}
        write_cell(sheet, (row, 0), reader.say(line), formats, **look)
    for place, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        write_cell(sheet, (_HEADER_ROW, place), reader.say(header), formats, bold=True, border=1, bg_color="#DDEBF7")


def _cells(fault: Fault, reader: Language) -> tuple[object, ...]:
    found = "" if fault.found is None else text(", found “{value}”", value=fault.found)
    reason = text("{expected}{found}", expected=fault.expected, found=found)
    return (
        reader.say(LEVELS[fault.level]),
        fault.sheet,
        fault.row,
        fault.header,
        fault.cell,
        reader.say(reason),
        reader.say(fault.remedy),
    )


def _link(sheet: Worksheet, formats: Formats, row: int, fault: Fault, name: str) -> None:
    address = fault.cell if fault.column and fault.row else f"A{fault.row or 1}"
    quoted = name.replace("'", "''")
    look = formats.get(border=1, font_color="#0563C1", underline=1)
    sheet.write_url(row, _CELL, f"internal:'{quoted}'!{address}", look, address)
