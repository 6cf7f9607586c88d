"""The report as a Word document: the words, tables and pictures of the page, in the layout of official papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bs4 import Tag
from docx.document import Document
from docx.oxml.ns import qn

from evaltoolkit.intake.files.docx_writing import document_bytes
from evaltoolkit.language import Language, text
from evaltoolkit.office.layout import layout, twips
from evaltoolkit.office.paper import new_paper
from evaltoolkit.office.word_xml import Element, element, field, paragraph, run
from evaltoolkit.reporting.handing.bars import bar_of
from evaltoolkit.reporting.handing.inline import Marks, bookmark_name, runs_of
from evaltoolkit.reporting.handing.page_parts import PageParts, page_parts, words_in
from evaltoolkit.reporting.handing.pictures import figure_of
from evaltoolkit.reporting.handing.tables import plain_table, ruler_of, table_of
from evaltoolkit.reporting.page.sections import classes

_HEADINGS = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
_STYLES = {"note": "Note", "number": "Note", "caution": "Caution", "total": "Figure", "missing": "Note"}
_FACTS = (0.2, 0.8)
_SUBTOTALS = (0.38, 0.2, 0.42)
_SIGNED = (
    (text("Head of the project (signature): "), text("Head of finance (signature): ")),
    (text("Unit (seal): "), text("Date: ")),
)


def word_of(page: str | PageParts, *, signed: bool = False, annexes: Mapping[str, str] | None = None) -> bytes:
    """Return a finished page as docx, the same bytes every time.

    Parameters
    ----------
    page
        As it is published, or taken apart already.
    signed
        Whether places for signatures and the seal follow.
    annexes
        By the words of an annex's heading, what stands beneath it in place of what the page folds there.
    """
    parts = page_parts(page) if isinstance(page, str) else page
    document = new_paper(parts.title, language=parts.language, band=parts.band)
    marks = Marks(frozenset(str(one["id"]) for block in parts.blocks for one in _with_id(block)))
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    for one in _content(parts, document, marks, annexes or {}):
        _put(one, end)
    if signed:
        _sign(end, Language(parts.language))
    return document_bytes(document)


def _put(one: Element, end: Element) -> None:
    """Put an element last, apart from a table before it, with which Word would make it one."""
    before = end.getprevious()
    if one.tag == qn("w:tbl") and before is not None and before.tag == one.tag:
        end.addprevious(paragraph("Thin"))
    end.addprevious(one)


def _words_style(block: Tag) -> str:
    return "Normal" if block.find_parent(class_="front") is None else "Summary"


def _with_id(block: Tag) -> list[Tag]:
    return [*([block] if block.get("id") else []), *block.find_all(id=True)]


def _content(parts: PageParts, document: Document, marks: Marks, annexes: Mapping[str, str]) -> Iterator[Element]:
    is_front = [block.find_parent(class_="front") is not None for block in parts.blocks]
    last = max((number for number, front in enumerate(is_front) if front), default=None)
    for number, block in enumerate(parts.blocks):
        yield from _block(block, document, marks)
        if block.name in _HEADINGS and words_in(block) in annexes:
            yield paragraph("Note", run(annexes[words_in(block)]))
        if number == last:
            yield from _contents(parts, marks)


def _block(block: Tag, document: Document, marks: Marks) -> Iterator[Element]:
    kinds, place = classes(block), str(block.get("id") or "")
    if block.name in _HEADINGS:
        runs = runs_of(list(block.children), marks)
        is_summary = block.name == "h2" and block.find_parent(class_="front") is not None
        yield paragraph(
            "SummaryHeading" if is_summary else _HEADINGS[block.name], *(marks.around(place, *runs) if place else runs)
        )
    elif block.name == "table":
        yield from table_of(block, marks)
    elif block.name in ("figure", "img"):
        yield from figure_of(block, document, marks)
    elif block.name == "dl":
        yield _facts(block, marks)
    elif "ruler" in kinds:
        yield from ruler_of(block)
    elif "subtotals" in kinds:
        yield _subtotals(block, marks)
    elif block.name in ("ul", "ol", "blockquote", "figure"):
        for item in block.find_all(["li", "p"], recursive=False):
            yield from _block(item, document, marks)
    else:
        style = next((_STYLES[kind] for kind in kinds if kind in _STYLES), _words_style(block))
        yield paragraph(style, *runs_of(list(block.children), marks))


def _facts(block: Tag, marks: Marks) -> Element:
    names, values = block.find_all("dt"), block.find_all("dd")
    rows = [
        [[paragraph("Facts", *runs_of(list(one.children), marks))] for one in pair]
        for pair in zip(names, values, strict=True)
    ]
    return plain_table(rows, _shares(_FACTS))


def _subtotals(block: Tag, marks: Marks) -> Element:
    widths = _shares(_SUBTOTALS)
    rows = []
    for item in block.find_all("li", recursive=False):
        bar = item.find(class_="bar")
        words = [part for part in item.find_all("span", recursive=False) if part is not bar]
        cells = [[paragraph("Facts", *runs_of([part], marks))] for part in words[:2]]
        rows.append([*cells, bar_of(bar, widths[2] - 140) if isinstance(bar, Tag) else [paragraph("Facts")]])
    return plain_table(rows, widths)


def _shares(shares: Sequence[float]) -> list[int]:
    return [round(twips(layout().page.text_width) * share) for share in shares]


def _contents(parts: PageParts, marks: Marks) -> Iterator[Element]:
    """Yield the contents as a field, filled with what Word will find, so that it reads well where nothing computes."""
    first = {str(block.get("id")) for block in parts.blocks if block.find_parent(class_="front") is not None}
    places = marks.places - first
    shown = [line for line in parts.contents if line[0] <= layout().contents and line[1] in places]
    if shown:
        yield paragraph("TOCHeading", run(parts.contents_title))
    for number, (level, place, words) in enumerate(shown):
        link = element("w:hyperlink", {"anchor": bookmark_name(place), "history": 1}, run(words))
        if number == 0:
            code = field(rf'TOC \o "1-{layout().contents}" \h \z \u', link, dirty=True)
            yield paragraph(f"TOC{level}", *(code if len(shown) == 1 else code[:-1]))
        else:
            ends = field("", dirty=False)[-1:] if number == len(shown) - 1 else []
            yield paragraph(f"TOC{level}", link, *ends)


def _sign(end: Element, language: Language) -> None:
    """Leave places for signatures and the seal, on one sheet with the last words."""
    last = end.getprevious()
    if last is not None and last.tag == qn("w:p"):
        last.get_or_add_pPr().insert(1, element("w:keepNext"))
    rows = [[[_signed(language.say(words))] for words in pair] for pair in _SIGNED]
    for one in (_signed("", style="Note"), plain_table(rows, _shares((0.5, 0.5))), paragraph("Thin")):
        end.addprevious(one)


def _signed(words: str, *, style: str = "Sign") -> Element:
    return paragraph(style, run(words), properties=(element("w:keepNext"),))
