"""How the documentation site is built; `python start.py docs` does it."""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tools")]

from docutils import nodes  # noqa: E402
from pygments.lexers.special import TextLexer  # noqa: E402
from sphinx.domains.python import PyObject  # noqa: E402
from sphinx.ext.napoleon import docstring  # noqa: E402
from sphinx.search import SearchLanguage  # noqa: E402

from build_site import is_known, write_pages  # noqa: E402
from evaltoolkit import __version__  # noqa: E402

project, author, release = "evaltoolkit", "evaltoolkit", __version__
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = []
nitpicky = True
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
html_theme = "alabaster"
html_theme_options = {
    "description": "社工站绩效评价工具", "fixed_sidebar": True, "sidebar_width": "280px", "page_width": "1100px",
    "font_family": '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif',
}  # fmt: skip
html_show_sourcelink = html_copy_source = False
html_title = "evaltoolkit"
html_static_path = ["static"]


class TwoSigns(SearchLanguage):
    """Chinese is searched by every two signs that stand side by side, other words whole: no dictionary is needed."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = r"""
function splitQuery(query) {
  const found = [];
  for (const run of query.toLowerCase().match(/[\u4e00-\u9fff]+|[a-z0-9_]+/g) || []) {
    if (!/[\u4e00-\u9fff]/.test(run) || run.length < 2) { found.push(run); continue; }
    for (let place = 0; place + 1 < run.length; place++) found.push(run.slice(place, place + 2));
  }
  return found;
}
"""

    def split(self, input):  # noqa: A002, D102 - named so by Sphinx
        for run in re.findall(r"[\u4e00-\u9fff]+|[a-z0-9_]+", input.lower()):
            is_chinese = "\u4e00" <= run[0] <= "\u9fff" and len(run) > 1
            yield from (run[place : place + 2] for place in range(len(run) - 1)) if is_chinese else (run,)

    def stem(self, word):  # noqa: D102 - a word is looked for as it stands
        return word


def _named(_app, _env, node, content):
    """Take the name of something that the toolkit or a library really has; anything else stays a fault."""
    if node.get("refdomain") == "py" and is_known(node["reftarget"]):
        return nodes.inline("", content.astext(), classes=["code"])
    return None


_SIGN = re.compile(r"[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def _without_gaps(_app, doctree):
    """Join lines of Chinese where the source breaks them: a browser would put a space there."""
    for parent in list(doctree.findall(nodes.TextElement)):
        parts = parent.children
        gaps = [
            place for place in range(1, len(parts) - 1)
            if parts[place] == "\n" and _SIGN.match(parts[place - 1].astext()[-1:])
            and _SIGN.match(parts[place + 1].astext()[:1])
        ]  # fmt: skip
        for place in reversed(gaps):
            del parent[place]


def _in_english():
    """Let the pages of the public names be English throughout, as their words are."""
    labels = {"parameter": "Parameters", "variable": "Variables", "exceptions": "Raises", "returnvalue": "Returns",
              "returntype": "Return type"}  # fmt: skip
    for field in PyObject.doc_field_types:
        field.label = labels.get(field.name, field.label)
    docstring._ = str


def setup(app):
    """Write what is generated, then let Sphinx begin."""
    write_pages(HERE)
    _in_english()
    for name in ("cell", "copy", "commands", "items"):  # what tests do to the letter
        app.add_lexer(name, TextLexer)
    app.add_search_language(TwoSigns)
    app.connect("missing-reference", _named)
    app.connect("doctree-read", _without_gaps)
