"""The quick ways of measuring a sheet tell what the thorough ones tell."""

import re

import numpy as np
import pytest

from evaltoolkit.intake.reading import limits, shared_text
from evaltoolkit.intake.reading.sheet_xml import extent

LENGTHS = np.array([3, limits.MAX_TEXT_BYTES, 5, 7], dtype=np.int64)
PLAIN = [b'<c r="A%d" t="s"><v>%d</v></c>' % (row, row % 3) for row in range(1, 9)]
ODD = [
    b"<c r='A1' t='s'><v>2</v></c>",
    b'<x:c r="A1" t = "s" s="1"><x:v>3</x:v></x:c>',
    b'<c t="s"><f>1</f><v>2</v></c>',
]


@pytest.mark.parametrize("odd", [[], *([cell] for cell in ODD), ODD])
def test_shared_texts_are_counted_alike_however_their_cells_are_written(odd, monkeypatch):
    sheet = b"<row>" + b"".join([*PLAIN, *odd]) + b"</row>"
    quick = shared_text.shared_bytes(sheet, LENGTHS)
    monkeypatch.setattr(shared_text, "_SHARED_PLAIN", re.compile(rb"(nothing)(?!.)"))
    thorough = shared_text.shared_bytes(sheet, LENGTHS)
    known = sum(int(LENGTHS[row % 3]) for row in range(1, 9))
    assert quick == thorough
    assert quick >= known


@pytest.mark.parametrize(
    "row", [b'<row r="%d">', b'<row spans="1:2" r="%d">', b'<row\nr="%d">', b'<x:row r="%d">', b"<row r='%d'>"]
)
def test_the_last_row_is_found_however_the_rows_are_written(row):
    cells = b'<c r="A1"><v>1</v></c></row>'
    sheet = b"<sheetData>" + b'<row r="1">' + cells + row % 777 + cells + b"</sheetData>"
    assert extent(sheet)[0] == 777
