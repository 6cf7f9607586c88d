"""The PDF holds what the page holds, tagged, by the shipped font alone; what is not installed is said at once."""

import base64
import io
import re
from collections import Counter
from functools import cache

import pytest
from bs4 import BeautifulSoup

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.reporting.handing import beside
from evaltoolkit.reporting.handing.typeset import pdf_of, typst_source
from evaltoolkit.reporting.release.file_scans import scan_pdf
from evaltoolkit.reporting.release.gate import Roster
from tests.unit.reporting.handing.test_word import BODY, SVG, page_of, plain, words_of_page

pikepdf = pytest.importorskip("pikepdf", reason="the extra pdf is not installed")
pypdf = pytest.importorskip("pypdf", reason="the extra pdf is not installed")
pytest.importorskip("typst", reason="the extra pdf is not installed")


@cache
def pdf(page):
    return pdf_of(page)


def literals(source):
    _, _, body = source.partition("#show: sheets.with")
    body = re.sub(r'bytes\("(?:[^"\\]|\\.)*"\)|(?:alt|format): "(?:[^"\\]|\\.)*"', "", body.partition("\n")[2])
    return "".join(re.findall(r'#"((?:[^"\\]|\\.)*)"', body)).replace('\\"', '"').replace("\\\\", "\\")


def test_what_is_set_is_exactly_the_words_of_the_page_in_their_order(street):
    assert plain(literals(typst_source(street, {}))) == words_of_page(street)


def test_the_pdf_shows_each_sign_of_the_page_as_often_as_the_page_and_in_its_order(street):
    reader = pypdf.PdfReader(io.BytesIO(pdf(street)))
    main = BeautifulSoup(street, "html.parser")
    title, band = plain(main.title.get_text()), plain(getattr(main.select_one("header.band"), "text", ""))
    told = [plain(sheet.extract_text()) for sheet in reader.pages]
    ends = [f"{number}/{len(told)}" for number in range(1, len(told) + 1)]
    bodies = [one.removeprefix(title + band).removesuffix(band + end) for one, end in zip(told, ends, strict=True)]
    shown, page = "".join(bodies), words_of_page(street)
    signs = iter(shown)

    assert not Counter(page) - Counter(shown)  # pictures add the words that are drawn in them
    assert all(sign in signs for sign in page)


def test_the_pdf_is_tagged_named_spoken_and_carries_one_family_of_fonts(street):
    content = pdf(street)
    with pikepdf.open(io.BytesIO(content)) as file:
        root = file.Root
        parts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        pictures = [one for one in parts if one.get("/S") == "/Figure"]
        fonts = {str(one.BaseFont) for one in parts if "/BaseFont" in one}
        meta = str(file.Root.Metadata.read_bytes())

    assert bool(root.MarkInfo.Marked)
    assert "/StructTreeRoot" in root
    assert str(root.Lang).startswith("zh")
    assert "pdfuaid" in meta
    assert all("/Alt" in one for one in pictures)
    assert {re.sub(r"^/[A-Z]{6}\+", "", one).partition("-")[0] for one in fonts} == {"NotoSansSC"}


def test_each_head_of_a_row_is_one_in_the_structure_too_and_the_file_is_whole(street):
    main = BeautifulSoup(street, "html.parser").find("main")
    for left_out in main.select("nav, details, .annex"):
        left_out.extract()
    with pikepdf.open(io.BytesIO(pdf(street))) as file:
        parts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        heads = [one["/A"][0]["/Scope"] for one in parts if one.get("/S") == "/TH"]
        listed = [one for one in parts if one.get("/S") == "/TD" and "/Headers" in one["/A"][0]]
        faults = file.check_pdf_syntax() if hasattr(file, "check_pdf_syntax") else file.check()

    assert heads.count("/Row") == len(main.select("tbody th, tfoot th"))
    assert heads.count("/Column") == len(main.select("thead th"))
    assert listed == []
    assert faults == []


def test_the_same_page_gives_the_same_pdf(street):
    assert pdf_of(street) == pdf(street)


def test_words_of_the_page_are_never_code():
    page = page_of('## 一、概述\n\n#panic("x") $x$ @label <script> "quoted" \\\\ `raw` *bold* //x\n')

    assert plain(literals(typst_source(page, {}))) == words_of_page(page)
    assert pdf_of(page).startswith(b"%PDF")


@pytest.mark.parametrize("body", ["王小明来了", '<img alt="王小明" src="{drawing}">', "### 王小明\n\n一"])
def test_the_gate_reads_a_name_in_a_pdf(tmp_path, body):
    drawing = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()
    content = pdf_of(page_of(f"## 一、概述\n\n{body.format(drawing=drawing)}\n\n完\n"))

    assert scan_pdf(tmp_path / "a.pdf", content, Roster(names=frozenset({"王小明"})))
    assert not scan_pdf(tmp_path / "a.pdf", content, Roster(names=frozenset({"李大为"})))


def test_without_the_extra_a_sentence_says_how_to_print(monkeypatch):
    monkeypatch.setattr(beside, "find_spec", lambda _name: None)

    with pytest.raises(UserError, match="print") as refused:
        beside.require(("docx", "pdf"))
    assert refused.value.exit_code == ExitCode.SETUP_FAILED
    beside.require(("docx",))


def test_a_table_keeps_its_head_and_its_spans():
    source = typst_source(page_of(BODY), {})

    assert "table.header(" in source
    assert "rowspan: 2" in source
    assert '#bar(((60, "drawn"),), ((80, "target"),))' in source
