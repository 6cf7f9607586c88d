"""Heads of rows in the structure of a PDF, which the wheel of typst has no call for: it knows those of columns alone.

A cell that heads its row is set with a line of its own at the left, too thin and too light to be seen, whose colour
stands in the structure. There the cell is called a head in as many bytes, so that the file's own list of places holds;
which heads a cell has is then told by rows and columns alone, for its own list names those of columns.
"""

from __future__ import annotations

import re

STROKE = '(left: .01pt + rgb("#fffefd"))'
"""The line, in typst."""
_COLOUR = b"1 0.99607843 0.99215686"
_CELL = re.compile(rb"<</Type/StructElem/S/TD/[^\n]*")
_HEADERS = re.compile(rb"/Headers\[[^]]*\]")
_SCOPE = b"/Scope/Row"


def with_row_heads(pdf: bytes) -> bytes:
    """Return a PDF of typst in whose structure the cells with that line are heads of their rows."""
    return _CELL.sub(lambda found: _cell(found[0]), pdf)


def _cell(told: bytes) -> bytes:
    is_head = _COLOUR in told
    named = _HEADERS.sub(lambda found: (_SCOPE if is_head else b"").ljust(len(found[0])), told, count=1)
    return named.replace(b"/S/TD/", b"/S/TH/", 1) if is_head and _SCOPE in named else named
