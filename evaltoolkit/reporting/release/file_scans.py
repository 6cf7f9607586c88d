"""How a finished picture, workbook or Word document is searched: every word in any part of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from evaltoolkit.errors import RunError
from evaltoolkit.language import text
from evaltoolkit.reporting.release.gate import Hit, Roster, scan_page

DESCRIPTION = "Description"
"""PNG keyword under which a picture carries its own words (W3C, Portable Network Graphics, 11.3.3.1)."""

_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_WORD}br": "\n", f"{_WORD}tab": "\t", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_TEXTS = frozenset({f"{_WORD}t", f"{_WORD}instrText", f"{_WORD}delText"})
_BOX = "□"  # in a PDF, for a sign that the font has not: it may have stood between the parts of a name
_READ = (".xml", ".rels")


def scan_picture(path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in the words that a PNG carries.

    Raises
    ------
    RunError
        It carries none, so that nobody can know what it shows.
    """
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        told = {name: value for name, value in picture.info.items() if isinstance(value, str)}
    if not told.get(DESCRIPTION, "").strip():
        raise RunError(text("{file} was not published: the picture does not carry its words.", file=path.name))
    return scan_page("".join(f"<p>{escape(words)}</p>" for words in told.values()), roster)


def scan_workbook(path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in any part of a workbook: cells, sheet names, properties, comments."""
    parts = (part.decode("utf-8", errors="replace") for part in _parts(path, content).values())
    # a sign that XML does not take stands there as its code, which a spreadsheet shows as the sign
    shown = (_CODED.sub(lambda code: chr(int(code[1], 16)), part) for part in parts)
    return tuple(hit for part in shown for hit in scan_page(part, roster))


def scan_document(path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in any part of a Word document.

    The runs of a paragraph are read as one text, however Word has cut them; attributes, among them the words of
    pictures and the targets of links, are read each by itself.

    Raises
    ------
    RunError
        It has a part of another kind, or a picture that does not carry its words.
    """
    hits: list[Hit] = []
    for name, part in _parts(path, content).items():
        if name.endswith(".png"):
            hits += scan_picture(path, part, roster)
        elif name.endswith(_READ):
            root = ElementTree.fromstring(part)  # noqa: S314 - of our own making, a moment ago
            hits += scan_page("".join(_pieces(root)), roster)
        else:
            raise _unsearched(name)
    return tuple(hits)


def scan_pdf(_path: Path, content: bytes, roster: Roster) -> tuple[Hit, ...]:
    """Return what names a person in a PDF: each line of its sheets, and every text beside them.

    Texts beside are the title, the words for pictures, bookmarks. A name that goes over the end of a line is searched
    for in the page that the PDF is made of, which is published with it or not at all.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    told = (sheet.extract_text().replace(_BOX, "·") for sheet in reader.pages)
    lines = [line for sheet in told for line in sheet.splitlines()]
    parts = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    beside = {words for part in parts for words in _strings(part)}
    return scan_page("".join(f"<p>{escape(words)}</p>" for words in (*lines, *sorted(beside)) if words.strip()), roster)


def _strings(part: object) -> Iterator[str]:
    """Yield the texts of an object of a PDF, without following what it refers to."""
    from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

    if isinstance(part, TextStringObject):
        yield str(part)
    elif isinstance(part, DictionaryObject):
        for name in part:
            yield from _strings(part.raw_get(name))
    elif isinstance(part, ArrayObject):
        for one in list.__iter__(part):
            yield from _strings(one)


def _parts(path: Path, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        raise _unsearched(path.name) from None


def _unsearched(name: str) -> RunError:
    return RunError(text("{file} was not published: there is no search for files of this kind.", file=name))


def _pieces(root: ElementTree.Element) -> Iterator[str]:
    for block in root.iter(f"{_WORD}p"):
        words = "".join(_said(part) for part in block.iter())
        yield f"<p>{escape(words)}</p>"
    others = {element.text.strip() for element in root.iter() if element.text and element.tag not in _TEXTS}
    values = {value for element in root.iter() for value in element.attrib.values()}
    yield from (f"<p>{escape(words)}</p>" for words in sorted(others | values) if words)


def _said(part: ElementTree.Element) -> str:
    return (part.text or "") if part.tag in _TEXTS else _BREAKS.get(part.tag, "")
