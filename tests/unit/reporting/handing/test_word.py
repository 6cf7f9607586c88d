"""Word holds what the page holds: its words in their order, its tables and pictures; the same bytes every time."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from functools import cache

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from nbformat.v4 import new_markdown_cell, new_notebook

from evaltoolkit.office.layout import POINT_IN_TWIPS, layout, twips
from evaltoolkit.reporting.handing.word import word_of
from evaltoolkit.reporting.page.export import export_html
from evaltoolkit.reporting.release.file_scans import scan_document
from evaltoolkit.reporting.release.gate import Roster

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRM = f"{W}noBreakHyphen"
OWN = ("TOC1", "TOC2", "TOCHeading", "Sign")
"""Paragraph styles whose words are not the page's: the list of contents, which Word computes, and the signatures."""
LONGEST, LONGEST_OF_REAL = 20, 12
"""Sheets of the official size that a street's report may take."""
SIGNS, LINES = 28, 22
"""On a line and on a sheet, by GB/T 9704-2012."""

BODY = """
## 一、概述 <a></a>

### （一）背景

约定 **全部** 完成<a class="ref" href="#t-one"></a>。

<table class="figures" id="t-one"><caption>钱花在哪里</caption><thead><tr><th class="text" scope="col">类别</th>
<th class="num" scope="col">支出</th></tr></thead><tbody>
<tr><th class="text" scope="row">人员 <small class="detail">工资</small></th>
<td class="num">1,200 <small class="detail">6/8</small><span class="bar"><span class="drawn w60"></span>
<span class="at w80"><span class="target"></span></span></span></td></tr>
<tr><th class="text" scope="row" rowspan="2">其他</th><td class="num">3</td></tr>
<tr><td class="num">4</td></tr></tbody></table>
"""


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 36">'
    '<path d="M0 0L72 36" fill="none" stroke="#1c1c1c" stroke-width="1"/></svg>'
)


def page_of(body, language="zh_CN", **options):
    return export_html(new_notebook(cells=[new_markdown_cell(body)]), language=language, title="报告", **options)


def plain(words):
    return re.sub(r"\s+", "", words)


def words_of_page(page):
    main = BeautifulSoup(page, "html.parser").find("main")
    for left_out in main.select("nav, details, .annex"):
        left_out.extract()
    return plain(main.get_text())


@cache
def word(page):
    return word_of(page, signed=True)


def body_of(content):
    return docx.Document(io.BytesIO(content)).element.body


def words_of_word(content):
    told = []
    for paragraph in body_of(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(f"{W}val") not in OWN:
            told += ["-" if part.tag == FIRM else part.text or "" for part in paragraph.iter(f"{W}t", FIRM)]
    return plain("".join(told))


def tables_of(content):
    """Return the tables that have a name or a head: bars and what is only laid out as one have neither."""
    return [one for one in body_of(content).iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblCaption") is not None]


def test_word_holds_exactly_the_words_tables_and_pictures_of_the_page_in_their_order(street):
    content = word(street)
    main = BeautifulSoup(street, "html.parser").find("main")
    for left_out in main.select("nav, details, .annex"):
        left_out.extract()

    assert words_of_word(content) == words_of_page(street)
    captions = [one.get_text() for one in main.select("table > caption")]
    assert [plain(one.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")) for one in tables_of(content)] == [
        plain(one) for one in captions
    ]
    alts = [one.get("descr") for one in body_of(content).iter() if one.tag.endswith("}docPr")]
    assert alts == [one["alt"] for one in main.find_all("img")]
    rows = [one.find_all("tr") for one in main.select("table")]
    assert [len(one.findall(f"{W}tr")) for one in tables_of(content)] == [len(one) for one in rows]


def test_the_same_page_gives_the_same_bytes_dated_the_same_day(street):
    first, second = word(street), word_of(street, signed=True)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        times = {info.date_time for info in archive.infolist()}

    assert first == second
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_headings_are_headings_and_what_is_cited_is_a_field(street):
    document = docx.Document(io.BytesIO(word(street)))
    xml = document.element.xml
    marked = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    cited = set(re.findall(r" REF (\w+) ", xml)) | {
        one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))
    }
    chapters = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]

    assert [one[0] for one in chapters[:6]] == list("一二三四五六")
    assert cited
    assert cited <= marked
    assert len(marked) == len(list(document.element.iter(qn("w:bookmarkStart"))))
    assert 'TOC \\o "1-' in xml


def test_every_head_is_repeated_no_row_is_torn_and_no_font_is_the_themes(street):
    content = word(street)
    named = tables_of(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")}

    assert all(one.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for one in named)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in body_of(content).iter(f"{W}tr"))
    assert "Theme=" not in parts["word/styles.xml"] + parts["word/document.xml"]
    fonts = re.findall(r"<w:rFonts[^>]*>", parts["word/styles.xml"])
    assert fonts
    assert all("w:eastAsia=" in one for one in fonts)
    assert "w:altName" in parts["word/fontTable.xml"]


def test_a_picture_stands_in_a_line_of_its_own_height():
    drawing = base64.b64encode(SVG.encode()).decode()
    picture = f'<img alt="线图" src="data:image/svg+xml;base64,{drawing}">'
    content = word_of(page_of(f"# 报告\n\n## 一、概述\n\n<figure>{picture}</figure>\n"))
    document = docx.Document(io.BytesIO(content))
    (holder,) = [one for one in document.paragraphs if one._p.findall(f".//{W}drawing")]

    assert holder.style.paragraph_format.line_spacing == 1
    assert [one.get("descr") for one in document.element.iter() if one.tag.endswith("}docPr")] == ["线图"]


def test_a_bar_is_drawn_by_cells_as_long_as_on_the_page():
    content = word_of(page_of(BODY))
    (bar,) = [one for one in body_of(content).iter(f"{W}tbl") if one.getparent().tag == f"{W}tc"]
    widths = [int(one.get(f"{W}w")) for one in bar.iter(f"{W}gridCol")]
    grounds = [one.get(f"{W}fill") for one in bar.iter(f"{W}shd")]

    assert [round(100 * one / sum(widths)) for one in widths] == [60, 20, 20]
    assert grounds[0] != grounds[1] == grounds[2]
    assert [len(one.findall(f"{W}tcPr/{W}tcBorders")) for one in bar.iter(f"{W}tc")] == [0, 1, 0]


def test_a_cell_over_two_rows_stays_one():
    content = word_of(page_of(BODY))
    (table,) = tables_of(content)
    merged = [one.get(f"{W}val") for one in table.iter(f"{W}vMerge")]

    assert merged == ["restart", "continue"]


def test_made_data_are_said_at_the_head_of_every_sheet():
    content = word_of(page_of(BODY, synthetic=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]

    assert len(headers) == 2
    assert all("示例数据（合成）" in one for one in headers)


@pytest.mark.parametrize(
    "body",
    ["王小<b>明</b>来了", '<a href="#top">王小</a>明', "<table><tr><td>王小明</td></tr></table>", "### 王小明\n\n一"],
)
def test_the_gate_reads_a_name_however_word_cuts_it(tmp_path, body):
    content = word_of(page_of(f"## 一、概述\n\n{body}\n"))

    assert scan_document(tmp_path / "a.docx", content, Roster(names=frozenset({"王小明"})))
    assert not scan_document(tmp_path / "a.docx", content, Roster(names=frozenset({"李大为"})))


def test_a_sheet_has_the_lines_and_signs_of_the_standard():
    look = layout()
    text, page = look.styles["Normal"], look.page
    sign = text.size * POINT_IN_TWIPS * look.narrower / 100
    high = twips(page.height - page.top - page.bottom)

    assert twips(page.text_width) // sign == SIGNS
    assert high // (look.pitch * POINT_IN_TWIPS) == LINES


def test_the_contents_list_the_chapters_and_not_the_headings_of_page_one(street):
    document = docx.Document(io.BytesIO(word(street)))
    listed = [one.text for one in document.paragraphs if one.style.style_id == "TOC1"]

    assert listed == [one.text for one in document.paragraphs if one.style.name == "Heading 1"]


def test_no_program_is_told_that_digits_are_chinese_signs_which_break_anywhere(street):
    with zipfile.ZipFile(io.BytesIO(word(street))) as archive:
        styles = archive.read("word/styles.xml").decode()

    assert re.findall(r"<w:lang ([^/]*)/>", styles) == ['w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"']


def test_what_may_still_be_got_is_striped_as_the_words_beneath_the_table_say():
    bar = '<span class="bar"><span class="drawn w20"></span><span class="open w60"></span></span>'
    content = word_of(page_of(f"<table><tbody><tr><td>甲 {bar}</td></tr></tbody></table>"))

    assert [one.get(f"{W}val") for one in body_of(content).iter(f"{W}shd")] == ["clear", "diagStripe", "clear"]


def test_the_seal_stands_on_one_sheet_with_the_last_words():
    *_, last, _blank, table, _thin, _section = body_of(word_of(page_of("# 报告\n\n完\n"), signed=True))
    cells = list(table.iter(f"{W}p"))

    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in (last, *cells))


def test_no_line_ends_within_a_date_or_between_a_table_and_its_number_and_the_gate_reads_both(tmp_path):
    content = word_of(page_of(BODY.replace("约定", "2024-02-28 约定，档案号 A-1，电话 020-8888")))
    xml = body_of(content).xml

    assert re.findall(r"2024</w:t>\s*<w:noBreakHyphen/>\s*<w:t[^>]*>02</w:t>\s*<w:noBreakHyphen/>\s*<w:t[^>]*>28 ", xml)
    assert "A-1，电话 020-8888" in xml
    assert set(re.findall(r">([^<]*\b表[^<]*)</w:t>", xml)) == {"表\u00a0", "表\u00a01"}
    assert scan_document(tmp_path / "a.docx", content, Roster(numbers=frozenset({"2024-02-28"})))


def test_a_caption_that_begins_with_a_number_stands_apart_from_its_own():
    document = docx.Document(io.BytesIO(word_of(page_of(BODY.replace("钱花在哪里", "3 个量表")))))
    (caption,) = [one.text for one in document.paragraphs if one.style.name == "Caption"]

    assert caption == "表\u00a01\u30003 个量表"


def test_two_tables_stay_two_and_nothing_stands_between_a_table_and_its_note():
    table = "<table><tbody><tr><td>甲</td></tr></tbody></table>"
    body = body_of(word_of(page_of(f"{table}{table}\n\n<p class='note'>注</p>\n")))
    kinds = [one.tag.removeprefix(W) for one in body]
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle") if one.getparent().getparent().getparent() is body]

    assert kinds[1:] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert styles[1:] == ["Thin", "Note"]


def font_of_office():
    """Return whether there is a font as wide as the one that offices print digits in."""
    if shutil.which("soffice") is None or shutil.which("fc-match") is None:
        return False
    called = subprocess.run(["fc-match", "Times New Roman"], capture_output=True, text=True, check=True)
    return "Liberation" in called.stdout or "Times" in called.stdout


@pytest.mark.skipif(
    not font_of_office(),
    reason="no LibreOffice or no Liberation fonts (apt-get install libreoffice-writer-nogui fonts-liberation)",
)
@pytest.mark.full
def test_a_street_s_report_takes_few_sheets_breaks_no_number_and_loses_no_sign(street, batch, tmp_path):
    (tmp_path / "a.docx").write_bytes(word(street))
    call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "a.docx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    content = (tmp_path / "a.pdf").read_bytes()
    told = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)

    assert 0 < len(re.findall(rb"/Type\s*/Page\b", content)) <= (LONGEST_OF_REAL if street == batch.real() else LONGEST)
    shown, written = told.stdout.decode(), Counter(words_of_word(word(street)))
    assert re.findall(r"\d[-.,]$", shown, re.MULTILINE) == []
    headings = {plain(one.text) for one in docx.Document(tmp_path / "a.docx").paragraphs if "Heading" in one.style.name}
    feet = [re.sub(r"\n+[—\s\d]+$", "", sheet) for sheet in shown.split("\f")[:-1]]
    assert headings & {plain(sheet.split("\n")[-1]) for sheet in feet} == set()
    assert set(written - Counter(plain(shown))) <= {"-"}  # the reader of PDF joins words over lines
