"""Everything a finished page says, decoded: text, attributes, and the words inside its pictures."""

from __future__ import annotations

import base64
import binascii
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from evaltoolkit.reporting.page.inert_drawing import drawing_words

_INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_DATA = "data:image/png;base64,"
_END = b"IEND\xaeB`\x82"
# A NUL is what no search for a name or an address reaches across.
_BLOCK = "\n\0\n"
_BREAKS = re.compile(r"[\t\r\n]+")
_FIGURES = re.compile(r"[\d\s.,:/%–−-]+")
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what a page says: the words of the heading above it, and the text."""

    place: str
    text: str


def page_texts(page: str) -> tuple[Piece, ...]:
    """Return every text of a page.

    Text of inline elements is joined without a gap, so that a number broken by ``<b>`` stays one; each heading
    begins a new piece; attributes and picture metadata are pieces of their own. A sign that the page's style writes as
    its code is read as the sign that it is.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return tuple(reader.finish())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heading = ""
        self.in_heading = False
        self.parts: list[str] = []
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._pass(tag)
        if tag in _HEADINGS:
            self._cut()
            self.heading, self.in_heading = "", True
        for name, value in attrs:
            for words in _said_by(name, value or ""):
                self.pieces.append(Piece(self.heading, words))

    def handle_endtag(self, tag: str) -> None:
        self._pass(tag)
        if tag in _HEADINGS:
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        # a line break of the source is a blank to the reader: only a tag that begins a block parts two numbers or names
        self.parts.append(_CSS_ESCAPE.sub(_sign, data) if self.cdata_elem == "style" else _BREAKS.sub(" ", data))
        if self.in_heading:
            self.heading += data

    def handle_comment(self, data: str) -> None:
        self.pieces.append(Piece(self.heading, data))

    def finish(self) -> Iterator[Piece]:
        self._cut()
        yield from self.pieces

    def _pass(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n" if tag == "br" else _BLOCK)

    def _cut(self) -> None:
        self.pieces.append(Piece(self.heading, "".join(self.parts)))
        self.parts = []


def _sign(code: re.Match[str]) -> str:
    number = int(code.group(1), 16)
    return chr(number) if number <= sys.maxunicode else code.group()


def _said_by(name: str, value: str) -> Iterator[str]:
    if value.startswith(_DATA):
        yield _picture_words(value)
    elif lines := drawing_words(value):
        yield _BLOCK.join(lines)
        # a name may go over the end of a line, where figures never do
        yield _BLOCK + _FIGURES.sub(_BLOCK, "".join(lines)) + _BLOCK
    else:
        yield f"{name}\n{value}"


def _picture_words(address: str) -> str:
    try:
        content = base64.b64decode(address.removeprefix(_DATA), validate=True)
        with Image.open(BytesIO(content)) as picture:
            picture.load()
            told = [f"{name}\n{value}" for name, value in picture.info.items() if isinstance(value, str)]
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError):
        return address
    trailing = content.partition(_END)[2].decode("utf-8", errors="replace")
    return "\n".join([*told, trailing])
