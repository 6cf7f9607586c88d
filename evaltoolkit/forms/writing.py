"""Write the form as a Word document and as a workbook, the same bytes every time; and the columns of the import."""

from __future__ import annotations

from functools import partial

import xlsxwriter
from docx.shared import Mm

from evaltoolkit.forms.description import description
from evaltoolkit.forms.form import Form
from evaltoolkit.forms.sheet import WIDTHS, Placed, grid_of
from evaltoolkit.intake.files.docx_writing import document_bytes
from evaltoolkit.intake.files.sheet_writing import Formats, text_width, workbook_bytes, write_cell
from evaltoolkit.language import DEFAULT_LANGUAGE
from evaltoolkit.office.layout import layout, twips
from evaltoolkit.office.paper import new_paper
from evaltoolkit.office.word_xml import Element, element, paragraph, run

_LINE = 16  # points of a line of a workbook
_MARGIN = 20  # mm around a form in Word
_PLAIN = 2  # rows without lines: title and year
_TITLES = ("Title", "Facts")


def form_workbook(form: Form) -> bytes:
    """Return the form as a workbook: the official layout, and beside it the columns of the budget system's import."""
    return workbook_bytes(partial(_fill, form))


def form_document(form: Form, *, band: str = "") -> bytes:
    """Return the form as a Word document in the official layout.

    Parameters
    ----------
    form
        What it says.
    band
        Stands at the head of every page, of made data.
    """
    cells = grid_of(form)
    document = new_paper(f"{description().title}", language=DEFAULT_LANGUAGE, band=band)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(_MARGIN)
    end = document.element.body[-1]
    for style, cell in zip(_TITLES, cells, strict=False):
        centred = (element("w:jc", {"val": "center"}),)
        end.addprevious(paragraph(style, run(cell.words), properties=centred))
    end.addprevious(_table([cell for cell in cells if cell.row >= _PLAIN]))
    end.addprevious(paragraph("Thin"))
    return document_bytes(document)


def _fill(form: Form, book: xlsxwriter.Workbook, formats: Formats) -> None:
    sheet = book.add_worksheet(description().title)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    heights: dict[int, int] = {}
    for cell in grid_of(form):
        look = _look(cell)
        if cell.rows * cell.columns > 1:
            last = cell.row + cell.rows - 1, cell.column + cell.columns - 1
            sheet.merge_range(cell.row, cell.column, *last, "", formats.get(**look))
        write_cell(sheet, (cell.row, cell.column), cell.value, formats, **look)
        if cell.rows == 1:
            width = sum(WIDTHS[cell.column : cell.column + cell.columns])
            lines = sum(1 + text_width(line) // width for line in cell.words.split("\n"))
            heights[cell.row] = max(heights.get(cell.row, 1), lines)
    for row, lines in heights.items():
        sheet.set_row(row, _LINE * lines + 6)
    _import(book, form, formats)


def _look(cell: Placed) -> dict[str, object]:
    if cell.row < _PLAIN:
        return {"align": "center", "bold": cell.row == 0, "font_size": 16 if cell.row == 0 else 11}
    is_number = isinstance(cell.value, int | float)
    side = "center" if cell.is_label or is_number else "left"
    shape = {"num_format": cell.number_format} if is_number else {}
    return {"border": 1, "text_wrap": True, "align": side, "valign": "vcenter", "bold": cell.is_label, **shape}


def _import(book: xlsxwriter.Workbook, form: Form, formats: Formats) -> None:
    sheet = book.add_worksheet(description().import_sheet)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, (name, source) in enumerate(description().columns_of_import.items()):
        write_cell(sheet, (0, column), name, formats, bold=True)
        values = [getattr(one, source) for one in form.rows]
        sheet.set_column(column, column, 2 + max(text_width(f"{value}") for value in (name, *values)))
        for row, value in enumerate(values, start=1):
            write_cell(sheet, (row, column), None if value == description().to_fill else value, formats)


def _table(cells: list[Placed]) -> Element:
    total = twips(layout().page.width - 2 * _MARGIN)
    widths = [round(total * width / sum(WIDTHS)) for width in WIDTHS]
    ink = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    looks = element(
        "w:tblPr", None, element("w:tblW", {"w": sum(widths), "type": "dxa"}),
        element("w:tblBorders", None, *(element(f"w:{side}", ink) for side in sides)),
        element("w:tblLayout", {"type": "fixed"}),
        element("w:tblCellMar", None, *(element(f"w:{side}", {"w": 50, "type": "dxa"}) for side in ("left", "right"))),
        element("w:tblCaption", {"val": description().title}),
    )  # fmt: skip
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w": width}) for width in widths))
    return element("w:tbl", None, looks, grid, *_word_rows(cells, widths))


def _word_rows(cells: list[Placed], widths: list[int]) -> list[Element]:
    rows = []
    first, last = cells[0].row, max(cell.row + cell.rows for cell in cells)
    for row in range(first, last):
        here = [cell for cell in cells if cell.row <= row < cell.row + cell.rows]
        made = [_word_cell(cell, row, widths) for cell in sorted(here, key=lambda one: one.column)]
        rows.append(element("w:tr", None, element("w:trPr", None, element("w:cantSplit")), *made))
    return rows


def _word_cell(cell: Placed, row: int, widths: list[int]) -> Element:
    is_below = row > cell.row
    merged = element("w:vMerge", {"val": "continue" if is_below else "restart"}) if cell.rows > 1 else None
    width = sum(widths[cell.column : cell.column + cell.columns])
    looks = element(
        "w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"}),
        element("w:gridSpan", {"val": cell.columns}) if cell.columns > 1 else None, merged,
        element("w:vAlign", {"val": "center"}),
    )  # fmt: skip
    side = "center" if cell.is_label or not isinstance(cell.value, str) else "left"
    side = "left" if cell.words.endswith("：") else side
    style = "CellHead" if cell.is_label else "Cell"
    lines = [""] if is_below else cell.words.split("\n")
    jc = (element("w:keepNext", {"val": 0}), element("w:jc", {"val": side}))
    return element("w:tc", None, looks, *(paragraph(style, run(line), properties=jc) for line in lines))
