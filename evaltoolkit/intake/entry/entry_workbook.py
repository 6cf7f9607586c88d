"""The entry workbook: every sheet that a station keeps, ready to be filled in."""

from __future__ import annotations

import xlsxwriter

from evaltoolkit.intake.entry.entry_guide import add_guide_sheet
from evaltoolkit.intake.entry.entry_sheets import Entry, add_table_sheet
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes
from evaltoolkit.model.workbook import TABLES


def entry_workbook(entry: Entry, *, files: tuple[str, str]) -> bytes:
    """Return the entry workbook as xlsx: a help sheet, then every table in the order of the model.

    Parameters
    ----------
    entry
        What it is made for.
    files
        The workbook's and the parameter file's place in the project, for the commands that the help sheet shows.

    Returns
    -------
    bytes
        The same for the same entry, whenever it is made.
    """

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        add_guide_sheet(book, formats, entry, files)
        for spec in TABLES:
            add_table_sheet(book, formats, spec, entry)

    return workbook_bytes(fill)
