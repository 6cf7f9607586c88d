"""The help sheet of the entry workbook: how to fill it in, what each sheet feeds, the scales, privacy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import shape_of
from evaltoolkit.intake.entry.entry_help import GUIDE_SHEET, entry_words
from evaltoolkit.intake.entry.entry_rules import answers_of
from evaltoolkit.intake.entry.entry_sheets import ORDINARY, PERSON, REQUIRED, Entry, header_of
from evaltoolkit.intake.files.sheet_writing import Formats, print_across, text_width, write_cell
from evaltoolkit.model.workbook import TABLES

_WIDTHS = (22, 26, 52, 40, 14)
_LAST = 3
_LINE = 18


class _Page:
    """Writes the sheet from the top down."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self.sheet, self.formats, self.row = sheet, formats, 0

    def title(self, words: str, size: int = 12) -> None:
        self.row += 1 if self.row else 0
        self.sheet.set_row(self.row, size * 2)
        write_cell(self.sheet, (self.row, 0), words, self.formats, bold=True, font_size=size, font_color="#1F4E79")
        self.row += 1

    def lines(self, lines: Iterable[str], *, numbered: bool = False) -> None:
        for number, line in enumerate(lines, start=1):
            words = f"{number}. {line}" if numbered else line
            look = self.formats.get(text_wrap=True, valign="top")
            self.sheet.merge_range(self.row, 0, self.row, _LAST, "", look)
            self.sheet.write_string(self.row, 0, words, look)
            self.sheet.set_row(self.row, _LINE * (1 + text_width(words) // sum(_WIDTHS[: _LAST + 1])))
            self.row += 1

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        for place, header in enumerate(headers):
            write_cell(self.sheet, (self.row, place), header, self.formats, bold=True, bg_color=ORDINARY, border=1)
        self.row += 1
        for cells in rows:
            for place, cell in enumerate(cells):
                write_cell(self.sheet, (self.row, place), cell, self.formats, border=1, text_wrap=True)
            longest = max(text_width(str(cell)) / _WIDTHS[place] for place, cell in enumerate(cells))
            self.sheet.set_row(self.row, _LINE * (1 + int(longest)))
            self.row += 1


def add_guide_sheet(book: xlsxwriter.Workbook, formats: Formats, entry: Entry, files: tuple[str, str]) -> None:
    """Add the help sheet.

    Parameters
    ----------
    book, formats
        The workbook.
    entry
        What it is made for.
    files
        The workbook's and the parameter file's place in the project, for the commands that are shown.
    """
    sheet = book.add_worksheet(GUIDE_SHEET)
    words = entry_words()["guide"]
    page = _Page(sheet, formats)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    page.title(words["title"].format(street=entry.street, year=entry.year), 16)
    page.title(words["steps_title"])
    page.lines(words["steps"], numbered=True)
    page.title(words["legend_title"])
    _write_legend(page, words["legend"])
    page.title(words["check_title"])
    page.lines(_commands(words["checks"], entry, files))
    page.title(words["privacy_title"])
    page.lines(words["privacy"])
    page.title(words["sheets_title"])
    first = page.row + 1
    page.table(words["sheets_headers"], _sheets())
    _link_sheets(page, first)
    page.title(words["scales_title"])
    _write_scales(page, words, entry.scales)
    sheet.hide_gridlines(2)
    print_across(sheet)


def _commands(lines: Sequence[str], entry: Entry, files: tuple[str, str]) -> list[str]:
    workbook, plan = files
    commands = {
        "check": f"python start.py check {workbook} --year {entry.year}",
        "marked": f"python start.py check {workbook} --year {entry.year} --marked",
        "run": f"python start.py run {plan}",
    }
    return [line.format(**commands) for line in lines]


def _write_legend(page: _Page, legend: dict[str, str]) -> None:
    for name, colour in (("required", REQUIRED), ("ordinary", ORDINARY), ("person", PERSON)):
        write_cell(page.sheet, (page.row, 0), legend[name].split("：")[0], page.formats, bold=True, bg_color=colour)
        write_cell(page.sheet, (page.row, 1), legend[name].split("：")[1], page.formats)
        page.row += 1


def _sheets() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for spec in TABLES:
        required = "、".join(header_of(column) for column in spec.columns if column.required)
        rows.append((spec.sheet, spec.when, spec.chapter, required))
    return rows


def _link_sheets(page: _Page, first: int) -> None:
    look = page.formats.get(border=1, font_color="#0563C1", underline=1)
    for row, spec in enumerate(TABLES, start=first):
        page.sheet.write_url(row, 0, f"internal:'{spec.sheet}'!A1", look, spec.sheet)


def _write_scales(page: _Page, words: dict[str, Any], scales: Sequence[Scale]) -> None:
    if not scales:
        page.lines([words["no_scales"]])
        return
    page.table(words["scales_headers"], [_scale_row(scale, words) for scale in scales])


def _scale_row(scale: Scale, words: dict[str, Any]) -> tuple[str, ...]:
    shape = shape_of(scale)
    total = words["answers"].format(low=f"{shape.total_low:g}", high=f"{shape.total_high:g}")
    if shape.total_only:
        return scale.id, scale.names.zh, words["total_only"], "", total
    answers = dict.fromkeys(answers_of(shape, number) for number in range(1, shape.n_items + 1))
    return scale.id, scale.names.zh, words["items"].format(n=shape.n_items), "；".join(answers), total
