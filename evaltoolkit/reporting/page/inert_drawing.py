"""Which drawings a page may hold: plain shapes and words, checked after decoding against a closed list.

Inside an ``img`` a drawing runs no script and loads nothing; it is checked all the same, so that it holds nothing
which could if someone took it out.
"""

from __future__ import annotations

import base64
import binascii
import re
from xml.etree import ElementTree

_DATA = "data:image/svg+xml;base64,"
_SPACE = "{http://www.w3.org/2000/svg}"
_LARGEST = 200_000  # characters; a chart of ours takes less than a tenth of it
_DECLARES = re.compile(r"<[!?]")  # a document type with entities, a processing instruction, a comment, a CDATA section
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_NUMBER = r"-?\d{1,6}(?:\.\d{1,2})?"
_NUMBERS = rf"{_NUMBER}(?: {_NUMBER})*"
_INK = r"#[0-9a-f]{6}|none"
_PLACE, _LENGTH = {"x": _NUMBER, "y": _NUMBER}, {"width": _NUMBER, "height": _NUMBER}
_PAINT = {"fill": _INK, "stroke": _INK, "stroke-width": _NUMBER, "stroke-dasharray": _NUMBERS}
_LETTERS = {"font-family": r"[A-Za-z ,-]{1,200}", "font-size": _NUMBER, "font-weight": "bold"}
_LISTS: dict[str, dict[str, str]] = {
    "svg": {"viewBox": _NUMBERS, **_LENGTH},
    "g": {**_PAINT, **_LETTERS},
    "path": {"d": rf"(?:[MLQCZ]|{_NUMBER}| )*", **_PAINT},
    "circle": {"cx": _NUMBER, "cy": _NUMBER, "r": _NUMBER, **_PAINT},
    "text": {
        **_PLACE,
        **_PAINT,
        **_LETTERS,
        "text-anchor": "middle|end",
        "textLength": _NUMBER,
        "lengthAdjust": "spacingAndGlyphs",
    },
}
"""Elements of a drawing, and for each attribute the values that it may have."""
_WITH_WORDS = frozenset({"text"})


def is_inert(address: str) -> bool:
    """Return whether an address is a drawing that holds listed elements, attributes and values only.

    Examples
    --------
    >>> is_inert("data:image/svg+xml;base64," + base64.b64encode(b"<svg onload='x()'/>").decode())
    False
    """
    return _root(address) is not None


def drawing_words(address: str) -> tuple[str, ...]:
    """Return the lines that a drawing's words stand in; none where the address is no such drawing."""
    root = _root(address)
    return () if root is None else tuple(element.text or "" for element in root.iter(f"{_SPACE}text"))


def _root(address: str) -> ElementTree.Element | None:
    if not address.startswith(_DATA) or len(address) > _LARGEST:
        return None
    try:
        source = base64.b64decode(address.removeprefix(_DATA), validate=True).decode("utf-8")
        if _DECLARES.search(source) or _REFERENCE.search(source):
            return None
        root = ElementTree.fromstring(source)  # noqa: S314 - it declares nothing that could expand
    except (binascii.Error, UnicodeDecodeError, ElementTree.ParseError):
        return None
    is_one = root.tag == f"{_SPACE}svg" and len(root.findall(f".//{_SPACE}svg")) == 0
    return root if is_one and all(map(_is_listed, root.iter())) else None


def _is_listed(element: ElementTree.Element) -> bool:
    name = element.tag.removeprefix(_SPACE)
    allowed = _LISTS.get(name) if element.tag != name else None
    if allowed is None or any(map(_is_stray, [element.tail] + [element.text] * (name not in _WITH_WORDS))):
        return False
    return all(name in allowed and re.fullmatch(allowed[name], value) for name, value in element.attrib.items())


def _is_stray(words: str | None) -> bool:
    return bool(words and words.strip())
