"""Elements of a Word document, made in one expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # which XML 1.0 does not take
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element | None) -> Element:
    """Return an element with attributes and children, all by their names with prefix.

    Parameters
    ----------
    tag
        Such as ``w:p``.
    attributes
        Attributes without a prefix are taken to have the tag's own.
    children
        None is left out, so that a part can depend on a condition.

    Examples
    --------
    >>> element("w:jc", {"val": "center"}).attrib.values()
    ['center']
    """
    made: Element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in (attributes or {}).items():
        made.set(qn(name if ":" in name else f"{prefix}:{name}"), legal(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def legal(words: str) -> str:
    """Return words without the signs that no document of XML can hold."""
    return _ILLEGAL.sub("", words)


def words_of(words: str) -> Element:
    """Return the text of a run, with the blanks at its ends."""
    made = element("w:t")
    made.text = legal(words)
    made.set(XML_SPACE, "preserve")
    return made


def run(words: str, *looks: Element | None) -> Element:
    """Return a run of text with the properties given."""
    shown = [look for look in looks if look is not None]
    return element("w:r", None, element("w:rPr", None, *shown) if shown else None, words_of(words))


def field(code: str, *shown: Element, dirty: bool = False) -> list[Element]:
    """Return the runs of a field: its code, and what is shown until Word computes it."""
    begin = {"fldCharType": "begin", **({"dirty": "true"} if dirty else {})}
    asked = element("w:instrText")
    asked.text = f" {code} "
    asked.set(XML_SPACE, "preserve")
    return [
        element("w:r", None, element("w:fldChar", begin)),
        element("w:r", None, asked),
        element("w:r", None, element("w:fldChar", {"fldCharType": "separate"})),
        *shown,
        element("w:r", None, element("w:fldChar", {"fldCharType": "end"})),
    ]


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph of that style (by its id), with properties of its own after it."""
    looks = element("w:pPr", None, element("w:pStyle", {"val": style}), *map(deepcopy, properties))
    return element("w:p", None, looks, *content)


def bookmark(name: str, number: int, *content: Element) -> list[Element]:
    """Return content between the two ends of a bookmark."""
    start = element("w:bookmarkStart", {"id": number, "name": name})
    return [start, *content, element("w:bookmarkEnd", {"id": number})]
