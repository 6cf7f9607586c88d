"""A copy of a form with its faults on it: the cells coloured, the sentence beside each; the form stays as it is."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from xlsxwriter.exceptions import OverlappingRange

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.forms.audit import Audited
from evaltoolkit.forms.cells import DOCUMENTS, FoundCell
from evaltoolkit.forms.word_cells import Place, paragraphs_of_cell, word_cells
from evaltoolkit.intake.files.docx_writing import document_bytes
from evaltoolkit.intake.files.own_place import require_own_place
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.intake.files.whole_files import write_new
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.office.word_xml import element

_COLOUR, _WIDTH = "FFE08A", 14
_AFTER_SHADE = frozenset(map(qn, ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")))
_ENDING = text("_marked")
_COMMENT = {"x_scale": 2.2, "y_scale": 1.4, "author": "evaltoolkit"}


def mark(found: Audited, source: Path, out: Path | None = None) -> Path:
    """Write the copy and return where it is: a document of a document, a workbook of a workbook.

    Parameters
    ----------
    found
        What was found in the form.
    source
        The form.
    out
        Where to write; beside the form by default.

    Raises
    ------
    UserError
        `out` exists already, or has another ending than such a copy has, or lies where files are passed on from.
    """
    language = Language(DEFAULT_LANGUAGE)
    is_document = source.suffix.lower() in DOCUMENTS
    ending = ".docx" if is_document else ".xlsx"
    place = out or source.with_name(f"{source.stem}{language.say(_ENDING)}{ending}")
    if place.suffix.lower() != ending:
        raise UserError(
            text("{file}: the copy's name must end with {ending}.", file=place.name, ending=ending), ExitCode.USAGE
        )
    if out is not None:
        require_own_place(out)
    said = _said(found, language)
    write_new(place, _document(source, said) if is_document else _workbook(found, said), private=True)
    return place


def _said(found: Audited, language: Language) -> dict[Place, str]:
    said: dict[Place, list[str]] = {}
    for fault in found.faults:
        said.setdefault(fault.cell.place, []).append(language.say(fault.sentence))
    return {place: "\n".join(lines) for place, lines in said.items()}


def _document(source: Path, said: dict[Place, str]) -> bytes:
    document = docx.Document(BytesIO(source.read_bytes()))
    cells = dict(chain.from_iterable(word_cells(document)))
    for place, words in said.items():
        cell = cells[place]
        looks = cell.get_or_add_tcPr()
        for old in looks.findall(qn("w:shd")):
            looks.remove(old)
        shade = element("w:shd", {"val": "clear", "color": "auto", "fill": _COLOUR})
        after = next((one for one in looks if one.tag in _AFTER_SHADE), None)
        looks.append(shade) if after is None else after.addprevious(shade)
        first = Paragraph(paragraphs_of_cell(cell)[0], document.part)
        runs = first.runs or [first.add_run("")]
        document.add_comment(runs, text=words, author="evaltoolkit", initials="e")
    return document_bytes(document)


def _workbook(found: Audited, said: dict[Place, str]) -> bytes:
    cells: dict[FoundCell, tuple[int, int]] = {}  # each with the last row and column that it covers
    seen: dict[int, int] = {}
    for line in found.grid:
        row = seen.get(line[0].place[0], 0) if line else 0
        if line:
            seen[line[0].place[0]] = row + 1
        for column, cell in enumerate(line):
            cells[cell] = (row, column)

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        sheets = {number: book.add_worksheet() for number in sorted({cell.place[0] for cell in cells})}
        for sheet in sheets.values():
            sheet.set_column(0, 20, _WIDTH)
        for cell, (row, column) in cells.items():
            number, top, left = cell.place
            look = {"border": 1, "text_wrap": True, **({"bg_color": f"#{_COLOUR}"} if cell.place in said else {})}
            if (row, column) != (top, left):
                with suppress(OverlappingRange):  # a program may have merged over what was merged
                    sheets[number].merge_range(top, left, row, column, "", formats.get(**look))
            value = cell.words if cell.number is None else cell.number
            write_cell(sheets[number], (top, left), None if value == "" else value, formats, **look)
            if cell.place in said:
                sheets[number].write_comment(top, left, said[cell.place], _COMMENT)

    return workbook_bytes(fill)
