"""A table of the page as a table of Word: its head on every page, rows whole, bars as cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import PageElement

from evaltoolkit.office.layout import layout, twips
from evaltoolkit.office.word_xml import Element, element, paragraph, run
from evaltoolkit.reporting.handing.bars import bar, bar_of, width_in
from evaltoolkit.reporting.handing.cell_lines import begins_line
from evaltoolkit.reporting.handing.columns import Cell, grid_of, widths_of
from evaltoolkit.reporting.handing.inline import Marks, label_runs, runs_of
from evaltoolkit.reporting.handing.page_parts import words_in
from evaltoolkit.reporting.page.sections import classes

_MARGIN = 70  # twentieths of a point at either side of a cell
_AFTER_NUMBER = "\u3000"  # a caption may begin with a number too


def table_of(table: Tag, marks: Marks) -> list[Element]:
    """Return the caption of a table and the table."""
    caption = table.find("caption")
    grid = grid_of(table)
    widths = widths_of(grid, twips(layout().page.text_width))
    heads = {number for number, row in enumerate(table.find_all("tr")) if row.find_parent("thead") is not None}
    rows: list[Element] = []
    open_: dict[int, Cell] = {}
    for number, cells in enumerate(grid):
        placed = _with_those_from_above(cells, open_, number)
        kinds = set(classes(cells[0].tag.parent)) if cells and cells[0].tag.parent else set()
        rows.append(_row(placed, widths, _Row(number in heads, kinds, number), marks))
    named = caption_of(caption, str(table.get("id") or ""), marks) if isinstance(caption, Tag) else []
    return [*named, _table(widths, rows, words_in(caption))]


def caption_of(caption: Tag, place: str, marks: Marks) -> list[Element]:
    """Return the paragraph that names a table or a figure, its number a field that can be cited."""
    label = caption.find(class_="label")
    if not isinstance(label, Tag) or not place:
        return [paragraph("Caption", *runs_of(list(caption.children), marks))]
    rest = [node for node in caption.children if node is not label]
    return [paragraph("Caption", *label_runs(label, place, marks), run(_AFTER_NUMBER), *runs_of(rest, marks))]


def plain_table(rows: list[list[list[Element]]], widths: list[int], *, lines: bool = False) -> Element:
    """Return a table of content that is made already, without lines by default."""
    made = [
        element(
            "w:tr", None, element("w:trPr", None, element("w:cantSplit")),
            *(
                element("w:tc", None, _cell_looks(width, is_centred=True), *content)
                for content, width in zip(row, widths, strict=True)
            ),
        )
        for row in rows
    ]  # fmt: skip
    return _table(widths, made, "", lines=lines)


def ruler_of(ruler: Tag) -> list[Element]:
    """Return the ruler of the grades, and beneath it the total as a bar."""
    total = twips(layout().page.text_width)
    grades = list(ruler.select(".grades > span"))
    widths = [round(total * width_in(part) / 100) for part in grades]
    centred = (element("w:jc", {"val": "center"}),)
    cells = [[paragraph("Cell", run(words_in(part)), properties=centred)] for part in grades]
    low, value = (width_in(part) for part in ruler.select(".range > span"))
    colours = layout().bar
    drawn = bar([(low, colours.paper), (low + value, colours.drawn)], {} if value else {low: colours.mark}, total)
    return [plain_table([cells], widths, lines=True), paragraph("Thin"), *drawn]


@dataclass(frozen=True, slots=True)
class _Row:
    is_head: bool
    kinds: set[str] = field(default_factory=set)
    number: int = 0


def _with_those_from_above(cells: tuple[Cell, ...], open_: dict[int, Cell], number: int) -> list[tuple[Cell, bool]]:
    """Return the cells of a row in order, with those that reach into it from above."""
    above = [(cell, True) for cell in open_.values() if cell.row < number < cell.row + cell.rows]
    open_.update({cell.column: cell for cell in cells if cell.rows > 1})
    return sorted([*above, *((cell, False) for cell in cells)], key=lambda one: one[0].column)


def _row(placed: list[tuple[Cell, bool]], widths: list[int], row: _Row, marks: Marks) -> Element:
    looks = element("w:trPr", None, element("w:cantSplit"), element("w:tblHeader") if row.is_head else None)
    return element("w:tr", None, looks, *(_cell(cell, is_below, widths, row, marks) for cell, is_below in placed))


def _cell(cell: Cell, is_below: bool, widths: list[int], row: _Row, marks: Marks) -> Element:
    width = sum(widths[cell.column : cell.column + cell.columns])
    looks = _cell_looks(width, cell, is_below=is_below, is_head=row.is_head)
    content = [] if is_below else list(_content(cell.tag, width, row, marks))
    content = content or [paragraph("Cell")]
    return element("w:tc", None, looks, *content)


def _content(tag: Tag, width: int, row: _Row, marks: Marks) -> Iterator[Element]:
    """Yield the paragraphs of a cell, and its bars; a second line is a paragraph of its own."""
    is_bold = row.is_head or bool(row.kinds & {"group", "sum"})
    side = "right" if "num" in classes(tag) else "left"
    first = (element("w:ind", {"left": 210}),) if "part" in row.kinds and tag.name == "th" else ()
    keep = (element("w:keepNext"),) if "group" in row.kinds or row.is_head else ()
    properties = (*keep, *first, element("w:jc", {"val": side}))
    style = "CellHead" if is_bold else "Cell"
    line: list[PageElement] = []
    for node in tag.children:
        kinds = classes(node) if isinstance(node, Tag) else []
        if not isinstance(node, Tag) or not begins_line(node, is_number=side == "right"):
            line.append(node)
            continue
        yield from _line(line, style, properties, marks)
        line = []
        if "bar" in kinds:
            yield from bar_of(node, width - 2 * _MARGIN)
        else:
            yield from _line(list(node.children), "CellDetail" if "detail" in kinds else style, properties, marks)
    yield from _line(line, style, properties, marks)


def _line(nodes: list[PageElement], style: str, properties: tuple[Element, ...], marks: Marks) -> Iterator[Element]:
    if any(isinstance(node, Tag) or str(node).strip() for node in nodes):
        yield paragraph(style, *runs_of(nodes, marks), properties=properties)


def _cell_looks(
    width: int, cell: Cell | None = None, *, is_below: bool = False, is_head: bool = False, is_centred: bool = False
) -> Element:
    tall = cell is not None and cell.rows > 1
    return element(
        "w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"}),
        element("w:gridSpan", {"val": cell.columns}) if cell is not None and cell.columns > 1 else None,
        element("w:vMerge", {"val": "continue" if is_below else "restart"}) if tall else None,
        element("w:shd", {"val": "clear", "color": "auto", "fill": layout().rule.head}) if is_head else None,
        element("w:vAlign", {"val": "center"}) if is_centred else None,
    )  # fmt: skip


def _table(widths: list[int], rows: list[Element], name: str, *, lines: bool = True) -> Element:
    ink = {"val": "single", "sz": 4, "space": 0, "color": layout().rule.ink}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = (element(f"w:{side}", {"w": _MARGIN, "type": "dxa"}) for side in ("left", "right"))
    looks = element(
        "w:tblPr", None, element("w:tblW", {"w": sum(widths), "type": "dxa"}),
        element("w:tblInd", {"w": _MARGIN, "type": "dxa"}) if lines else None,  # lines keep the margin, else words do
        element("w:tblBorders", None, *(element(f"w:{side}", ink) for side in sides)) if lines else None,
        element("w:tblLayout", {"type": "fixed"}), element("w:tblCellMar", None, *margins),
        element("w:tblLook", {"val": "04A0", "firstRow": 1, "firstColumn": 1, "noHBand": 0, "noVBand": 1}),
        element("w:tblCaption", {"val": name}) if name else None,
    )  # fmt: skip
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w": width}) for width in widths))
    return element("w:tbl", None, looks, grid, *rows)
