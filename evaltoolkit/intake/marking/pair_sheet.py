"""A sheet of the marked copy: each post-test without a pre-test, and beside it the pre-tests it may belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.checking.pair_candidates import Offer, lone_waves, pair_offers
from evaltoolkit.intake.files.sheet_writing import Formats, print_across, write_cell
from evaltoolkit.language import Language, Text, text

PAIR_SHEET = "前后测核对"
_COLUMNS = ("client", "name", "group", "date", "total")
_WIDTH = 14
_HEADER_ROW = 3


def offers_of(table: CheckedTable) -> tuple[Offer, ...]:
    """Return the offers that have candidates."""
    return tuple(offer for offer in pair_offers(table, lone_waves(table)) if offer.pre)


def add_pair_sheet(
    sheet: Worksheet, formats: Formats, table: CheckedTable, names: Mapping[str, str], reader: Language
) -> None:
    """Write post-tests and their candidates side by side, for a person to decide.

    Parameters
    ----------
    sheet
        The empty sheet.
    formats
        Of its workbook.
    table
        The measurements, with the codes and names of the user's own workbook.
    names
        Name in the copy of each sheet of the workbook.
    reader
        Language of the sentences.
    """
    lines = (
        text("Post-tests without a pre-test, and pre-tests without a post-test that they may belong to"),
        text(
            "Nothing is paired by guess. Compare with the forms: if both are by the same person, write the same "
            "档案号, scale and group into your own workbook; else leave them as they are."
        ),
    )
    for row, line in enumerate(lines):
        write_cell(sheet, (row, 0), reader.say(line), formats, **({"bold": True, "font_size": 14} if row == 0 else {}))
    columns = [name for name in _COLUMNS if name in table.frame]
    for place, header in enumerate(_headers(table, columns)):
        write_cell(sheet, (_HEADER_ROW, place), reader.say(header), formats, bold=True, border=1, bg_color="#DDEBF7")
    target = names.get(table.at.sheet, table.at.sheet).replace("'", "''")
    look = formats.get(border=1, font_color="#0563C1", underline=1)
    for row, cells in enumerate(_rows(table, columns), start=_HEADER_ROW + 1):
        for place, cell in enumerate(cells):
            write_cell(sheet, (row, place), cell, formats, border=1)
        for place in (1, 2 + len(columns)):
            sheet.write_url(row, place, f"internal:'{target}'!A{cells[place]}", look, str(cells[place]))
    sheet.set_column(0, 2 * len(columns) + 2, _WIDTH)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    print_across(sheet)


def _headers(table: CheckedTable, columns: list[str]) -> Iterator[Text]:
    yield text("Scale")
    for side in (text("Post-test"), text("Pre-test")):
        yield text("{side}: row", side=side)
        yield from (text("{side}: {header}", side=side, header=table.spec.column(name).header) for name in columns)


def _rows(table: CheckedTable, columns: list[str]) -> Iterator[list[object]]:
    for offer in offers_of(table):
        for pre in offer.pre:
            sides = [[int(table.rows[place]), *_cells(table, place, columns)] for place in (offer.post, pre)]
            yield [str(table.frame.at[offer.post, "scale"]), *sides[0], *sides[1]]


def _cells(table: CheckedTable, place: int, columns: list[str]) -> Iterator[object]:
    for name in columns:
        cell: Any = table.frame[name].iat[place]
        if pd.isna(cell):
            yield None
        elif name == "date":
            yield cell.date().isoformat()
        else:
            yield float(cell) if name == "total" else str(cell)
