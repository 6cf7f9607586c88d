"""A figure of the page in Word: its title, the picture as dots with its words, in a line of its own height."""

from __future__ import annotations

import base64
from io import BytesIO

from bs4 import Tag
from docx.document import Document
from docx.shared import Mm
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evaltoolkit.charts.parts.redrawn import redrawn
from evaltoolkit.office.layout import layout
from evaltoolkit.office.word_xml import Element, element, legal, paragraph
from evaltoolkit.reporting.handing.inline import Marks
from evaltoolkit.reporting.handing.tables import caption_of
from evaltoolkit.reporting.page.inert_drawing import drawing_words
from evaltoolkit.reporting.release.file_scans import DESCRIPTION

_PNG = "data:image/png;base64,"


def figure_of(figure: Tag, document: Document, marks: Marks) -> list[Element]:
    """Return the paragraphs of a figure; its pictures become parts of the document."""
    caption, place = figure.find("figcaption"), str(figure.get("id") or "")
    named = caption_of(caption, place, marks) if isinstance(caption, Tag) else []
    pictures = [figure] if figure.name == "img" else figure.find_all("img")
    return [*named, *(paragraph("Picture", _drawn(picture, document)) for picture in pictures)]


def png_of(picture: Tag) -> bytes:
    """Return a picture of the page as PNG that carries its own words, as the gate asks of every picture."""
    source, alt = str(picture["src"]), str(picture.get("alt") or "")
    content = base64.b64decode(source.partition(",")[2])
    dots = content if source.startswith(_PNG) else redrawn(content.decode("utf-8"), dots=layout().picture.dots)
    told = PngInfo()
    told.add_itxt(DESCRIPTION, "\n".join((alt, *drawing_words(source))))
    stream = BytesIO()
    with Image.open(BytesIO(dots)) as opened:
        opened.save(stream, format="PNG", pnginfo=told, compress_level=6)
    return stream.getvalue()


def _drawn(picture: Tag, document: Document) -> Element:
    content, limit = png_of(picture), layout().picture
    with Image.open(BytesIO(content)) as opened:
        across, down = opened.size
    width = min(limit.width, limit.height * across / down)
    inline = document.part.new_pic_inline(BytesIO(content), Mm(width), Mm(width * down / across))
    inline.docPr.set("descr", legal(str(picture.get("alt") or "")))
    inline.docPr.set("name", f"picture {inline.docPr.get('id')}")
    for named in inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"):
        named.set("name", f"picture {inline.docPr.get('id')}.png")
    return element("w:r", None, element("w:drawing", None, inline))
