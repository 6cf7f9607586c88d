"""Every kind of file that leaves the station, what makes it, and where words can stand in one."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path

import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evaltoolkit.office.word_xml import legal
from evaltoolkit.reporting.handing.typeset import pdf_of
from evaltoolkit.reporting.release.file_scans import DESCRIPTION, scan_document, scan_pdf, scan_picture, scan_workbook
from evaltoolkit.reporting.release.gate import Hit, Roster, scan_names, scan_page, scan_results

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MADE_BY: Mapping[str, tuple[str, ...]] = {
    "page of a street": ("evaltoolkit/reporting/run/street.py",),
    "results of a street": ("evaltoolkit/reporting/run/street.py",),
    "papers beside a street's page": ("evaltoolkit/reporting/run/street.py",),
    "papers beside the page of a group or project": ("evaltoolkit/reporting/papers/two_forms.py",),
    "official form": ("evaltoolkit/reporting/papers/one_form.py",),
    "page of a group or project": ("evaltoolkit/reporting/papers/two_forms.py",),
    "notice": ("evaltoolkit/reporting/run/notice.py",),
    "index": ("evaltoolkit/reporting/run/index.py",),
    "table of streets": ("evaltoolkit/reporting/run/street_table.py",),
    "saved picture": ("evaltoolkit/explore/saving.py",),
    "saved table": ("evaltoolkit/explore/saving.py",),
    "results beside what was saved": ("evaltoolkit/explore/saving.py",),
}
"""The modules that release each kind; a test fails where another module does."""
SUFFIXES = frozenset({".docx", ".html", ".json", ".pdf", ".png", ".xlsx"})
"""What a released file may end with."""
Attack = Callable[[str, Roster], tuple[Hit, ...]]


def _page(form: str) -> Attack:
    return lambda words, roster: scan_page(f"<h2>一、概述</h2>{form.format(escape(words))}<p>后</p>", roster)


def _split(words: str, roster: Roster) -> tuple[Hit, ...]:
    half = len(words) // 2
    return scan_page(f"<p>由{escape(words[:half])}<b>{escape(words[half:])}</b>负责</p>", roster)


def _entities(words: str, roster: Roster) -> tuple[Hit, ...]:
    return scan_page("<p>" + "".join(f"&#{ord(sign)};" for sign in words) + "</p>", roster)


def _style(words: str, roster: Roster) -> tuple[Hit, ...]:
    codes = "".join(f"\\{ord(sign):x} " for sign in words)
    return scan_page(f"<style>p::before {{ content: '{codes}' }}</style><p>甲</p>", roster)


def _results(content: Callable[[str], object]) -> Attack:
    return lambda words, roster: scan_results(json.dumps(content(words)), roster)


def picture(words: str) -> bytes:
    """Return a PNG that carries these words."""
    info, stream = PngInfo(), BytesIO()
    info.add_itxt(DESCRIPTION, words)
    Image.new("L", (1, 1)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def _inside(words: str, roster: Roster) -> tuple[Hit, ...]:
    data = base64.b64encode(picture(words)).decode()
    return scan_page(f'<img alt="图" src="data:image/png;base64,{data}">', roster)


def _table(put: Callable[[xlsxwriter.Workbook, str], object]) -> Attack:
    def scan(words: str, roster: Roster) -> tuple[Hit, ...]:
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            put(book, words)
        return scan_workbook(Path("a.xlsx"), stream.getvalue(), roster)

    return scan


def _rich(book: xlsxwriter.Workbook, words: str) -> None:
    told = words.replace("\r", "")  # which the writer would make a word of its own, _x000D_
    book.add_worksheet().write_rich_string(0, 0, book.add_format({"bold": 1}), "由", told)


def _document(form: str, name: str = "word/document.xml") -> Attack:
    """Return an attack by a part of a Word document, where `{}` stands for the words and `{|}` for their halves."""

    def scan(words: str, roster: Roster) -> tuple[Hit, ...]:
        half, plain = len(words) // 2, legal(words)
        said = [escape(part, quote=True) for part in (plain, plain[:half], plain[half:])]
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, f'<w:a xmlns:w="{_WORD}">{form.format(*said)}</w:a>')
        return scan_document(Path("a.docx"), stream.getvalue(), roster)

    return scan


def _pdf(form: str) -> Attack:
    page = "<html lang='zh-CN'><title>{title}</title><main><h2 id='a'>一、概述</h2>{body}<p>后</p></main></html>"

    def scan(words: str, roster: Roster) -> tuple[Hit, ...]:
        title = escape(words) if form == "title" else "甲"
        body = form.format(escape(words)) if form != "title" else ""
        return scan_pdf(Path("a.pdf"), pdf_of(page.format(title=title, body=body)), roster)

    return scan


PLACES: Mapping[str, Mapping[str, Attack]] = {
    ".html": {
        "a sentence": _page("<p>由{}负责联络。</p>"),
        "a cell": _page("<table><tr><td>{}</td><td>3</td></tr></table>"),
        "a heading": _page("<h3>{}</h3>"),
        "a line of a list": _page("<ul><li>{}</li></ul>"),
        "an attribute": _page('<p title="{}">甲</p>'),
        "words for a picture": _page('<img alt="{}">'),
        "a remark in the source": _page("<!-- {} -->"),
        "over two elements": _split,
        "as entities": _entities,
        "in the style": _style,
        "in a picture": _inside,
        "the title": _page("<title>{}</title>"),
    },
    ".json": {
        "a value": _results(lambda words: {"a": words}),
        "a key": _results(lambda words: {words: 1}),
        "deep in a list": _results(lambda words: {"a": [{"b": [words]}]}),
        "a sentence": _results(lambda words: {"a": f"由{words}负责"}),
    },
    ".png": {"its words": lambda words, roster: scan_picture(Path("a.png"), picture(words), roster)},
    ".xlsx": {
        "a cell": _table(lambda book, words: book.add_worksheet().write_string(0, 0, words)),
        "a rich cell": _table(_rich),
        "a comment": _table(lambda book, words: book.add_worksheet().write_comment(0, 0, words)),
        "the properties": _table(lambda book, words: (book.add_worksheet(), book.set_properties({"title": words}))),
    },
    ".docx": {
        "a sentence": _document("<w:p><w:r><w:t>由{0}负责</w:t></w:r></w:p>"),
        "over two runs": _document("<w:p><w:r><w:t>由{1}</w:t></w:r><w:r><w:t>{2}负责</w:t></w:r></w:p>"),
        "a cell": _document("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
        "words for a picture": _document('<w:p><w:r><w:docPr descr="{0}"/></w:r></w:p>'),
        "the head of a page": _document("<w:p><w:r><w:t>{0}</w:t></w:r></w:p>", "word/header1.xml"),
        "the properties": _document("<w:title>{0}</w:title>", "docProps/core.xml"),
    },
    ".pdf": {
        "a sentence": _pdf("<p>由{}负责</p>"),
        "a heading": _pdf("<h3 id='b'>{}</h3>"),
        "the title": _pdf("title"),
    },
    "the name": {
        "of a file": lambda words, roster: scan_names(Path(f"2023/{words}.html"), roster),
        "of a run": lambda words, roster: scan_names(Path(f"{words}/a.html"), roster),
        "with others": lambda words, roster: scan_names(Path(f"2023/yuncheng_{words}_2023.html"), roster),
    },
}
"""Where words can stand in a file of each kind, and how such a file is searched."""
