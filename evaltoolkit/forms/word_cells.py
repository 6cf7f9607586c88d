"""The cells of a Word document's tables, however a person has merged, split or revised them."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn

from evaltoolkit.office.word_xml import Element

Place = tuple[int, int, int]
_TABLE, _ROW, _CELL, _PARAGRAPH = map(qn, ("w:tbl", "w:tr", "w:tc", "w:p"))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
_UNSEEN = tuple(map(qn, ("w:del", "w:moveFrom", "w:txbxContent")))


def word_cells(document: Document) -> Iterator[tuple[tuple[Place, Element], ...]]:
    """Yield the rows of every table: each cell by the place where it begins, once for each column that it covers.

    Notes
    -----
    A cell that goes on from above where nothing is above it begins there, as after a table was split in two.
    """
    for number, table in enumerate(document.element.body.iter(_TABLE)):
        above: dict[int, tuple[Place, Element]] = {}
        for at, row in enumerate(_inside(table, _ROW, _TABLE)):
            column, line = _number(row, "w:trPr", "w:gridBefore"), []
            for cell in _inside(row, _CELL, _ROW):
                wide = max(_number(cell, "w:tcPr", "w:gridSpan"), 1)
                new = (number, at, column), cell
                merge = _merge(cell)
                shown = above.get(column, new) if merge == "continue" else new
                for side in range(column, column + wide):
                    above.pop(side, None)
                    if merge:
                        above[side] = shown
                line += [shown] * wide
                column += wide
            yield tuple(line)


def words_of_cell(cell: Element) -> str:
    """Return what a cell shows once every revision is accepted, a line a paragraph."""
    return "\n".join("".join(map(_shown, line.iter())) for line in _inside(cell, _PARAGRAPH, _CELL))


def paragraphs_of_cell(cell: Element) -> list[Element]:
    """Return the paragraphs of a cell without those of a table in it."""
    return list(_inside(cell, _PARAGRAPH, _CELL))


def _inside(holder: Element, tag: str, kind: str) -> Iterator[Element]:
    """Yield the elements of a holder of that kind, whatever wraps them, but none of another holder inside it."""
    return (one for one in holder.iter(tag) if next(one.iterancestors(kind), None) is holder)


def _shown(part: Element) -> str:
    if (part.tag != _TEXT and part.tag not in _SIGNS) or any(True for _ in part.iterancestors(*_UNSEEN)):
        return ""
    return part.text or "" if part.tag == _TEXT else _SIGNS[part.tag]


def _merge(cell: Element) -> str:
    """Return whether a cell begins or goes on with one over several rows: restart, continue, or nothing."""
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if found is None else found.get(qn("w:val")) or "continue"


def _number(holder: Element, looks: str, name: str) -> int:
    found = holder.find(f"{qn(looks)}/{qn(name)}")
    value = "" if found is None else found.get(qn("w:val")) or ""
    return int(value) if value.isdigit() else 0
