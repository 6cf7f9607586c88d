"""Write Word documents for people who read large print; the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

# 18 pt: a common recommendation for large print; no official source, 本工具规则.
TITLE, LARGE, SMALL = Pt(26), Pt(18), Pt(11)
FONT = "微软雅黑"
_PAGE = (Cm(21.0), Cm(29.7))
_MARGIN = Cm(2.0)
_BOX = Cm(1.1)
_SPACING = 1.3
# Any fixed day: the hour of writing would change the bytes. 1980 is where a zip's calendar begins.
_CREATED = datetime(2024, 1, 8)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def new_document(title: str) -> Document:
    """Return an empty A4 document with the project's font."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    properties = document.core_properties
    properties.author, properties.title = "evaltoolkit", title
    properties.created = properties.modified = _CREATED
    return document


def add_line(document: Document, words: str, size: Length, *, bold: bool = False) -> Paragraph:
    """Add a paragraph of that size and return it."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words)
    run.font.size, run.bold = size, bold
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = _SPACING
    return paragraph


def add_columns(document: Document, words: list[str], *, width_cm: float) -> Paragraph:
    """Add a line of large print whose words stand under one another from line to line."""
    paragraph = add_line(document, "\t".join(words), LARGE)
    for place in range(1, len(words)):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width_cm * place), WD_TAB_ALIGNMENT.LEFT)
    return paragraph


def add_boxes(document: Document, label: str, count: int) -> None:
    """Add a label and a row of empty boxes, one for each sign of a code."""
    add_line(document, label, LARGE).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=count)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    table.rows[0].height = _BOX
    for cell in table.rows[0].cells:
        cell.width = _BOX
    add_line(document, "", SMALL)


def document_bytes(document: Document) -> bytes:
    """Return the document as docx, its parts dated the same day whenever it is made."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return fixed.getvalue()
