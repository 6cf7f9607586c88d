"""The tables of an annex as a workbook: a sheet for each fold of the page, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import xlsxwriter
from bs4 import Tag
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.intake.files.sheet_writing import Formats, print_across, text_width, workbook_bytes, write_cell
from evaltoolkit.language import Language, text
from evaltoolkit.reporting.handing.columns import Cell, grid_of
from evaltoolkit.reporting.handing.numbers_in import number_in
from evaltoolkit.reporting.handing.page_parts import words_in
from evaltoolkit.reporting.page.sections import classes

_UNFIT = re.compile(r"[\[\]:*?/\\']")
_NAME, _WIDEST, _NARROWEST = 31, 42, 8
_FEWEST, _LINE = 8, 15  # columns that a paragraph goes over, and points of one line of it
_CONTENTS = text("Contents")
_TITLE: dict[str, object] = {"bold": True, "font_size": 12}
_HEAD = {"bold": True, "border": 1, "bg_color": "#EDEDED", "text_wrap": True, "valign": "top"}
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold of an annex: what it is called, and what stands in it."""

    title: str
    blocks: tuple[Tag, ...]


def folds_of(annexes: Sequence[Tag]) -> tuple[Fold, ...]:
    """Return the folds of annexes in their order."""
    found = []
    for fold in (one for annex in annexes for one in annex.find_all("details")):
        blocks = [one for one in _blocks(fold) if one.name != "summary"]
        found.append(Fold(words_in(fold.find("summary")), tuple(blocks)))
    return tuple(found)


def annex_book(title: str, annexes: Sequence[Tag], *, language: str, band: str = "") -> bytes:
    """Return a workbook of the annexes, the same bytes every time.

    Parameters
    ----------
    title
        Of the first sheet, above the list of the others.
    annexes
        Of :func:`~evaltoolkit.reporting.handing.page_parts.page_parts`.
    language
        A code of :data:`evaltoolkit.language.LANGUAGES`.
    band
        What stands on the first sheet of made data.
    """
    return workbook_bytes(partial(_fill, title, folds_of(annexes), Language(language), band))


def _fill(
    title: str, folds: Sequence[Fold], language: Language, band: str, book: xlsxwriter.Workbook, formats: Formats
) -> None:
    first = book.add_worksheet(language.say(_CONTENTS))
    first.set_column(0, 0, 70)
    lines: list[tuple[str, dict[str, object]]] = [(title, _TITLE)]
    if band:
        lines.append((band, {"bold": True}))
    names: list[str] = [first.name]
    for fold in folds:
        names.append(_free(fold.title, names))
        lines.append((fold.title, {}))
    for row, (words, look) in enumerate(lines):
        write_cell(first, (row, 0), words, formats, **look)
    for fold, name in zip(folds, names[1:], strict=True):
        _sheet(book.add_worksheet(name), fold, formats)


def _sheet(sheet: Worksheet, fold: Fold, formats: Formats) -> None:
    print_across(sheet)
    write_cell(sheet, (0, 0), fold.title, formats, **_TITLE)
    row, widths = 1, [_NARROWEST] * _FEWEST
    said: dict[int, str] = {}
    for block in fold.blocks:
        if block.name == "table":
            row = _table(sheet, row + 1, block, widths, formats)
        else:
            said[row] = words_in(block)
            row += 1
    shown = [min(width, _WIDEST) for width in widths]
    for column, width in enumerate(shown):
        sheet.set_column(column, column, width)
    for row, words in said.items():
        _paragraph(sheet, row, words, shown, formats)


def _paragraph(sheet: Worksheet, row: int, words: str, widths: Sequence[int], formats: Formats) -> None:
    """Write a paragraph over all columns, in as many lines as it needs."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", formats.get(text_wrap=True, valign="top"))
    write_cell(sheet, (row, 0), words, formats, text_wrap=True, valign="top")
    sheet.set_row(row, _LINE * (1 + text_width(words) // sum(widths)))


def _table(sheet: Worksheet, row: int, table: Tag, widths: list[int], formats: Formats) -> int:
    """Write a table from that row on, and return the row after it."""
    caption = words_in(table.find("caption"))
    if caption:
        write_cell(sheet, (row, 0), caption, formats, bold=True)
        row += 1
    grid = grid_of(table)
    offsets = _offsets(grid)
    for line in grid:
        for cell in line:
            is_head = cell.tag.find_parent("thead") is not None
            look = _HEAD if is_head else _CELL
            for aside, words in enumerate(_pieces(cell.tag)):
                place = row, offsets[cell.column] + aside
                _write(sheet, place, words, formats, look, is_head=is_head)
                widths += [_NARROWEST] * (place[1] + 1 - len(widths))
                widths[place[1]] = max(widths[place[1]], text_width(words) + 2)
        row += 1
    return row + 1


def _write(
    sheet: Worksheet, place: tuple[int, int], words: str, formats: Formats, look: dict[str, object], *, is_head: bool
) -> None:
    number = None if is_head else number_in(words)
    if number is None:
        write_cell(sheet, place, words, formats, **look)
    else:
        write_cell(sheet, place, number.value, formats, **look, num_format=number.number_format)


def _offsets(grid: Sequence[Sequence[Cell]]) -> list[int]:
    """Return where each column begins: what is said beside a number takes a column of its own after it."""
    count = max((cell.column + cell.columns for line in grid for cell in line), default=0)
    extra = [0] * count
    for cell in (cell for line in grid for cell in line if cell.columns == 1):
        extra[cell.column] = max(extra[cell.column], len(_pieces(cell.tag)) - 1)
    return [column + sum(extra[:column]) for column in range(count)]


def _pieces(cell: Tag) -> tuple[str, ...]:
    """Return the words of a cell: of a number and what is said beside it two pieces, else one."""
    details = [part for part in cell.find_all(class_="detail") if isinstance(part, Tag)]
    if "num" not in classes(cell) or not details:
        return (words_in(cell),)
    beside = " ".join(map(words_in, details))
    whole = words_in(cell)
    return whole.removesuffix(beside).strip(), beside


def _blocks(holder: Tag) -> Iterator[Tag]:
    for child in holder.find_all(True, recursive=False):
        if child.name in ("div", "section", "ul", "ol", "blockquote") and child.find(True, recursive=False) is not None:
            yield from _blocks(child)
        else:
            yield child


def _free(title: str, taken: Sequence[str]) -> str:
    """Return a legal name of a sheet that no other has."""
    first = _UNFIT.sub(" ", title).strip()[:_NAME]
    lowered = {name.casefold() for name in taken}
    numbered = (f"{first[: _NAME - 3]} {number}" for number in range(2, 100))
    return next(name for name in (first, *numbered) if name.casefold() not in lowered)
