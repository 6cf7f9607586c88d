"""The report as PDF by the typst wheel: tagged (PDF/UA-1), the shipped font alone, the same bytes every time.

Nothing of the page becomes code of typst: its words stand in string literals, its structure in calls of ours.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, cast
from unicodedata import category

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from evaltoolkit.charts.parts.font import chinese_font, chinese_glyphs
from evaltoolkit.language import Language
from evaltoolkit.reporting.handing.bars import width_in
from evaltoolkit.reporting.handing.columns import Cell, grid_of, widths_of
from evaltoolkit.reporting.handing.page_parts import PageParts, page_parts, words_in
from evaltoolkit.reporting.handing.row_heads import STROKE, with_row_heads
from evaltoolkit.reporting.handing.wording import BLANKS
from evaltoolkit.reporting.page.sections import classes

if TYPE_CHECKING:
    import typst

_STANDARD: Final = "ua-1"
_LEVELS = {"h2": "1", "h3": "2", "h4": "3"}
_KINDS = ("note", "caution", "own", "total")
_SVG, _PNG = "data:image/svg+xml;base64,", "data:image/png;base64,"
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\"})
STAND_IN = "□"
"""Stands for a sign that the font has not."""
_WIDE = 10_000


def pdf_of(page: str | PageParts, *, annexes: Mapping[str, str] | None = None) -> bytes:
    """Return a finished page as PDF.

    Parameters
    ----------
    page
        As it is published, or taken apart already.
    annexes
        By the words of an annex's heading, what stands beneath it in place of what the page folds there.

    Notes
    -----
    It needs the extra ``pdf``: :func:`evaltoolkit.reporting.handing.beside.require`.
    """
    import typst

    compiler = typst.Compiler(font_paths=_fonts())
    source = typst_source(page, annexes or {}).encode("utf-8")
    made = compiler.compile(input=source, format="pdf", pdf_standards=_STANDARD, timestamp=0)
    return with_row_heads(cast(bytes, made))  # of PDF there is one file, however many sheets


def typst_source(page: str | PageParts, annexes: Mapping[str, str]) -> str:
    """Return what typst sets: our own sheet, and calls of it with the words of the page."""
    parts = page_parts(page) if isinstance(page, str) else page
    lang, _, region = Language(parts.language).facts.tag.partition("-")
    size = "9.5pt" if "short" in parts.kinds else "10.5pt"
    head = (
        f"#show: sheets.with(name: {_said(parts.title)}, band: {_said(parts.band)}, lang: {_said(lang)}, "
        f"region: {_said(region)}, size: {size})"
    )
    sheet = (files(__package__) / "sheet.typ").read_text(encoding="utf-8")
    return "\n".join([sheet, head, *_Setter(parts, annexes).blocks()])


def _said(words: str) -> str:
    """Return a string of typst that shows the words: blanks for line ends, a box for a sign that the font has not."""
    return _literal("".join(map(_shown, BLANKS.sub(" ", words))))


def _shown(sign: str) -> str:
    """Return a sign where the font has it, nothing for what is never drawn, a blank or a box for the rest."""
    if ord(sign) in chinese_glyphs():
        return sign
    kind = category(sign)
    if kind in ("Cc", "Cf", "Mn"):
        return ""
    return " " if kind.startswith("Z") else STAND_IN


def _literal(words: str) -> str:
    return f'"{words.translate(_ESCAPES)}"'


@cache
def _fonts() -> typst.Fonts:
    import typst

    folder = str(chinese_font().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


class _Setter:
    """Sets the blocks of one page; knows which ids can be linked to."""

    def __init__(self, parts: PageParts, annexes: Mapping[str, str]) -> None:
        self.parts, self.annexes = parts, annexes
        marked = (one for block in parts.blocks for one in (block, *block.find_all(id=True)))
        self.places = {str(one["id"]) for one in marked if one.get("id")}

    def blocks(self) -> Iterator[str]:
        for block in self.parts.blocks:
            yield from self._block(block)
            if block.name in _LEVELS and words_in(block) in self.annexes:
                yield f"#note(sticky: true)[#{_said(self.annexes[words_in(block)])}]"

    def _block(self, block: Tag) -> Iterator[str]:
        kinds = classes(block)
        if block.name == "h1":
            yield f"#title[{self._line(block.children)}]"
        elif block.name in _LEVELS:
            yield f"#heading(level: {_LEVELS[block.name]})[{self._line(block.children)}]{self._label(block)}"
        elif block.name == "table":
            yield self._table(block)
        elif block.name in ("figure", "img"):
            yield self._figure(block)
        elif block.name == "dl":
            yield self._facts(block)
        elif "ruler" in kinds:
            yield self._ruler(block)
        elif "subtotals" in kinds:
            yield self._subtotals(block)
        elif block.name in ("ul", "ol", "blockquote"):
            for item in block.find_all(["li", "p"], recursive=False):
                yield from self._block(item)
        else:
            kind = "note" if "number" in kinds else next((one for one in _KINDS if one in kinds), "par")
            yield f"#{kind}[{self._line(block.children)}]"

    def _label(self, tag: Tag) -> str:
        place = str(tag.get("id") or "")
        return f" <{place}>" if place else ""

    def _line(self, nodes: Iterable[PageElement]) -> str:
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: PageElement) -> str:
        if isinstance(node, NavigableString):
            words = BLANKS.sub(" ", str(node))
            return f"#{_said(words)}" if words else ""
        if not isinstance(node, Tag):
            return ""
        kinds, inside = set(classes(node)), self._line(node.children)
        target = str(node.get("href") or "").removeprefix("#")
        if node.name == "br":
            return "#linebreak()"
        if node.name == "a" and target in self.places:
            return f"#link(<{target}>)[{inside}]"
        if node.name in ("strong", "b"):
            return f"#heavy[{inside}]"
        if "label" in kinds:
            return f"{inside}#h(.5em)"
        if kinds & {"detail", "source"}:
            return f"#detail[{inside}]"
        return f"#quiet[{inside}]" if kinds & {"author", "not-provided", "withheld", "missing"} else inside

    def _table(self, table: Tag) -> str:
        grid = grid_of(table)
        widths = ", ".join(f"{width}fr" for width in widths_of(grid, _WIDE))
        heads = [row for row in table.find_all("tr") if row.find_parent("thead") is not None]
        lines = [", ".join(self._cell(cell) for cell in line) for line in grid]
        head = f"table.header({', '.join(lines[: len(heads)])}), " if heads else ""
        body = f"#table(columns: ({widths},), {head}{', '.join(line for line in lines[len(heads) :] if line)})"
        caption = table.find("caption")
        if not isinstance(caption, Tag):
            return body
        return f"#figure(kind: table, caption: [{self._line(caption.children)}], {body[1:]}){self._label(table)}"

    def _cell(self, cell: Cell) -> str:
        is_number = "num" in classes(cell.tag)
        row = cell.tag.parent
        kinds = set(classes(row)) if isinstance(row, Tag) else set()
        is_head = cell.tag.find_parent("thead") is not None
        is_bold = is_head or bool(kinds & {"group", "sum"})
        words = self._cell_words(cell.tag, is_number=is_number)
        if "part" in kinds and cell.tag.name == "th":
            words = f"#pad(left: 1em)[{words}]"
        spans = f"colspan: {cell.columns}, rowspan: {cell.rows}, align: {'right' if is_number else 'left'} + top"
        spans += f", stroke: {STROKE}" if cell.tag.name == "th" and not is_head else ""
        return f"table.cell({spans})[{f'#heavy[{words}]' if is_bold else words}]"

    def _cell_words(self, tag: Tag, *, is_number: bool) -> str:
        made = []
        for node in tag.children:
            kinds = classes(node) if isinstance(node, Tag) else []
            if isinstance(node, Tag) and "bar" in kinds:
                made.append(_bar(node))
            elif isinstance(node, Tag) and "detail" in kinds:
                own_line = not is_number or node.find("br") is not None
                made.append(f"{'#linebreak()' if own_line else ''}{self._inline(node)}")
            else:
                made.append(self._inline(node))
        return "".join(made)

    def _figure(self, figure: Tag) -> str:
        pictures = [figure] if figure.name == "img" else figure.find_all("img")
        shown = "; ".join(_picture(picture) for picture in pictures)
        caption = figure.find("figcaption")
        named = f"caption: [{self._line(caption.children)}], " if isinstance(caption, Tag) else ""
        return f"#figure({named}{{{shown}}}){self._label(figure)}"

    def _facts(self, block: Tag) -> str:
        pairs = zip(block.find_all("dt"), block.find_all("dd"), strict=True)
        cells = (f"quiet[{self._line(name.children)}], [{self._line(told.children)}]" for name, told in pairs)
        return f"#text(9pt, grid(columns: (auto, 1fr), column-gutter: 4mm, row-gutter: 1.6mm, {', '.join(cells)}))"

    def _subtotals(self, block: Tag) -> str:
        cells = []
        for item in block.find_all("li", recursive=False):
            bar = item.find(class_="bar")
            words = [part for part in item.find_all("span", recursive=False) if part is not bar]
            cells += [f"[{self._line([part])}]" for part in words[:2]]
            cells.append(f"[{_bar(bar)}]" if isinstance(bar, Tag) else "[]")
        return f"#text(9pt, grid(columns: (2fr, 1fr, 3fr), column-gutter: 3mm, row-gutter: 1.6mm, {', '.join(cells)}))"

    def _ruler(self, ruler: Tag) -> str:
        grades = ruler.select(".grades > span")
        widths = ", ".join(f"{width_in(part)}fr" for part in grades)
        cells = ", ".join(f"[#{_said(words_in(part))}]" for part in grades)
        low, value = (width_in(part) for part in ruler.select(".range > span"))
        drawn = f"#bar({_pairs([(low, 'blank'), (value, 'drawn')])}, {_pairs([] if value else [(low, 'target')])})"
        look = "stroke: .4pt + line-ink, align: center, inset: .6mm"
        return f"#text(8.5pt, grid(columns: ({widths},), {look}, {cells}))\n#pad(bottom: 1.4mm)[{drawn}]"


def _bar(drawn: Tag) -> str:
    parts: list[tuple[int, str]] = []
    marks: list[tuple[int, str]] = []
    for part in drawn.find_all(True, recursive=False):
        kinds, share = classes(part), width_in(part)
        if "at" in kinds:
            marks.append((share, "before" if part.find(class_="before") else "target"))
        else:
            parts.append((share, "open" if "open" in kinds else "drawn"))
    return f"#bar({_pairs(parts)}, {_pairs(marks)})"


def _pairs(pairs: Sequence[tuple[int, str]]) -> str:
    return f"({''.join(f'({share}, {_said(kind)}),' for share, kind in pairs)})"


def _picture(picture: Tag) -> str:
    source, alt = str(picture["src"]), str(picture.get("alt") or "")
    content = base64.b64decode(source.partition(",")[2])
    if source.startswith(_SVG):
        given, kind = f"bytes({_literal(content.decode('utf-8'))})", "svg"
    else:
        given, kind = f"bytes(({','.join(map(str, content))},))", "png"
    return f"image({given}, format: {_said(kind)}, width: 62mm, alt: {_said(alt)})"
