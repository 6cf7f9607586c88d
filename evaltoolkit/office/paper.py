"""An empty Word paper in the official layout: page, styles, fonts, page numbers; nothing of the library's template."""

from __future__ import annotations

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from evaltoolkit.intake.files.docx_writing import new_document
from evaltoolkit.language import Language
from evaltoolkit.office.layout import POINT_IN_TWIPS, Layout, Style, layout
from evaltoolkit.office.word_xml import Element, element, field, paragraph, run

_UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "numbering")
_KEPT_STYLES = ("DefaultParagraphFont", "TableNormal", "NoList", "TableGrid")
_LATIN, _EASTERN = "en-US", "zh-CN"  # as Word has it in a Chinese paper: digits that are called Chinese break anywhere


def new_paper(title: str, *, language: str, band: str = "") -> Document:
    """Return an empty paper.

    Parameters
    ----------
    title
        Of its properties.
    language
        A code of :data:`evaltoolkit.language.LANGUAGES`, by which Word checks the spelling.
    band
        Stands at the head of every page.
    """
    document, look = new_document(title), layout()
    document.core_properties.language = Language(language).facts.tag
    _drop_unused(document)
    _set_styles(document, look)
    _name_fonts(document, look)
    _set_page(document, document.sections[0], look, band)
    return document


def font_properties(font: str, digits: str) -> Element:
    """Return the fonts of a run: Chinese and Latin by name, none by the theme."""
    return element("w:rFonts", {"ascii": digits, "hAnsi": digits, "cs": digits, "eastAsia": font})


def _drop_unused(document: Document) -> None:
    for holder in (document.part, document.part.package):
        for key, link in list(holder.rels.items()):
            if any(name in link.reltype for name in _UNUSED):
                del holder.rels[key]


def _set_styles(document: Document, look: Layout) -> None:
    styles = document.styles.element
    for one in list(styles.findall(qn("w:style"))):
        if one.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(one)
    defaults = styles.find(qn("w:docDefaults"))
    text = look.styles["Normal"]
    base = element(
        "w:rPr", None, font_properties(text.font, look.digits), *_size(text.size),
        element("w:lang", {"val": _LATIN, "eastAsia": _EASTERN, "bidi": "ar-SA"}),
    )  # fmt: skip
    if defaults is not None:
        styles.replace(
            defaults,
            element("w:docDefaults", None, element("w:rPrDefault", None, base), element("w:pPrDefault")),
        )
    for key, style in look.styles.items():
        styles.append(_style(key, style, look))


def _style(key: str, style: Style, look: Layout) -> Element:
    is_base = key == "Normal"
    return element(
        "w:style", {"type": "paragraph", "styleId": key, **({"default": "1"} if is_base else {})},
        element("w:name", {"val": style.name}),
        None if is_base else element("w:basedOn", {"val": "Normal"}),
        element("w:next", {"val": "Normal"}) if style.outline else None,
        element("w:qFormat"),
        _paragraph_look(style, look),
        element(
            "w:rPr", None, font_properties(style.font, look.digits),
            *(element(name, {"val": int(style.bold)}) for name in ("w:b", "w:bCs")),
            element("w:color", {"val": "000000"}), _narrower(style, look), *_size(style.size),
        ),
    )  # fmt: skip


def _narrower(style: Style, look: Layout) -> Element | None:
    is_text = style.pitch is None and style.size == look.styles["Normal"].size
    return element("w:w", {"val": look.narrower}) if is_text and look.narrower < 100 else None


def _paragraph_look(style: Style, look: Layout) -> Element:
    pitch = look.pitch if style.pitch is None else style.pitch
    line = {"line": round(pitch * POINT_IN_TWIPS), "lineRule": "exact"} if pitch else {"line": 240, "lineRule": "auto"}
    space = {"before": round(style.before * POINT_IN_TWIPS), "after": round(style.after * POINT_IN_TWIPS)}
    sign = style.size * POINT_IN_TWIPS
    indent = {
        "leftChars": 100 * style.left, "left": round(style.left * sign),
        "firstLineChars": 100 * style.indent, "firstLine": round(style.indent * sign),
    }  # fmt: skip
    ink = {"val": "single", "sz": 4, "space": 4, "color": look.rule.ink}
    return element(
        "w:pPr", None,
        element("w:keepNext", {"val": int(style.keep)}),
        element("w:keepLines") if style.whole else None,
        element("w:widowControl", {"val": 0}),
        element("w:pBdr", None, element("w:left", {**ink, "sz": 18})) if style.boxed else None,
        element("w:spacing", {**space, **line}),
        element("w:ind", indent),
        element("w:jc", {"val": style.align}),
        element("w:outlineLvl", {"val": style.outline - 1}) if style.outline else None,
    )  # fmt: skip


def _size(points: float) -> tuple[Element, Element]:
    return element("w:sz", {"val": round(2 * points)}), element("w:szCs", {"val": round(2 * points)})


def _name_fonts(document: Document, look: Layout) -> None:
    """Write into the table of fonts what Word may take where an office has not got one."""
    instead = {style.font: style.instead for style in look.styles.values()}
    table = element("w:fonts", None, *(_font(name, other) for name, other in sorted(instead.items())))
    for link in document.part.rels.values():
        if link.reltype.endswith("/fontTable"):
            content = serialize_part_xml(table)
            link.target_part._blob = content  # the library has no other way to a part that it only carries


def _font(name: str, instead: str) -> Element:
    return element("w:font", {"name": name}, element("w:altName", {"val": instead}), element("w:charset", {"val": 86}))


def _set_page(document: Document, section: Section, look: Layout, band: str) -> None:
    page = look.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.header), Mm(page.footer)
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        _fill(header, paragraph("Header", *([run(band)] if band else [])))
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        number = field("PAGE", run("1"))
        centred = (element("w:jc", {"val": side}),)
        _fill(footer, paragraph("Footer", run("— "), *number, run(" —"), properties=centred))


def _fill(holder: _Header | _Footer, content: Element) -> None:
    holder.is_linked_to_previous = False
    for old in list(holder._element):
        holder._element.remove(old)
    holder._element.append(content)
