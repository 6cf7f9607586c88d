"""The report as its readers get it: how many sheets and words, on a phone, on paper, to a screen reader."""

import io
import re
import shutil
import statistics
import subprocess
from itertools import pairwise

import pytest

from evaltoolkit.reporting.handing.typeset import pdf_of
from tests.browser.walk import OPEN_ALL, accessible, violations, without_annexes
from tests.shared_batch import FEW

pytestmark = pytest.mark.browser

SHEETS, MEDIAN, SHEETS_OF_REAL, SHEETS_OF_ENGLISH = 13, 12, 8, 14
HAN, TABLES, ROWS, FIGURES = 6000, 14, 110, 8
TOTALS = 3
LARGEST = 400_000
FULL = pytest.param(24, marks=pytest.mark.full)
SCREENS = [
    (390, "dark"),
    *[pytest.param(*one, marks=pytest.mark.full) for one in ((390, "light"), (1440, "light"), (1440, "dark"))],
]
POINT = 96 / 72  # CSS pixels


def sheets_of(page):
    return len(re.findall(rb"/Type\s*/Page\b", without_annexes(page).pdf(prefer_css_page_size=True)))


@pytest.fixture(params=["real", "english", *(pytest.param(n, marks=pytest.mark.full) for n in range(24))])
def report(request, batch):
    if request.param == "real":
        return batch.real()
    place = request.param if isinstance(request.param, int) else 0
    return batch.made(batch.names(24)[place], "en" if request.param == "english" else "zh_CN")


@pytest.mark.parametrize("number", [FEW, FULL])
def test_the_sheets_of_every_report_without_annexes(opened, batch, number):
    counted = []
    for name in batch.names(number):
        with opened(batch.made(name)) as page:
            counted.append(sheets_of(page))
    assert max(counted) <= SHEETS
    assert statistics.median(counted) <= MEDIAN


def test_a_report_of_few_figures_and_an_english_one_are_short_too(opened, batch):
    with opened(batch.real()) as page:
        assert sheets_of(page) <= SHEETS_OF_REAL
    with opened(batch.made(batch.names()[0], "en")) as page:
        assert sheets_of(page) <= SHEETS_OF_ENGLISH


def test_the_pdf_takes_at_most_a_fifth_more_sheets_than_the_page_in_print(opened, report):
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    pypdf = pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    with opened(report) as page:
        printed = sheets_of(page)

    assert len(pypdf.PdfReader(io.BytesIO(pdf_of(report))).pages) <= 1.2 * printed


@pytest.mark.parametrize("number", [FEW, FULL])
def test_signs_tables_rows_figures_and_bytes_before_the_annexes(opened, batch, number):
    for name in batch.names(number):
        with opened(batch.made(name)) as page:
            without_annexes(page)
            words = page.evaluate(
                "document.querySelector('nav.contents').remove(), document.querySelector('main').innerText"
            )
            count = page.evaluate(
                "['main table', 'main tbody tr', 'main img'].map(each => document.querySelectorAll(each).length)"
            )
            size = len(page.evaluate("document.querySelector('main').outerHTML").encode())
        assert len(re.findall(r"[\u4e00-\u9fff]", words)) <= HAN, name
        assert count[0] <= TABLES, name
        assert count[1] <= ROWS, name
        assert count[2] <= FIGURES, name
        assert size <= LARGEST, name


def test_the_total_stands_at_most_three_times_before_the_annexes(opened, batch):
    for name in batch.names():
        with opened(batch.made(name)) as page:
            total = page.locator(".total .figure").inner_text().strip()
            words = without_annexes(page).locator("main").inner_text()
        assert 1 <= len(re.findall(rf"(?<![\d.]){re.escape(total)}(?![\d])", words)) <= TOTALS, name


def test_no_sheet_is_under_60_per_cent_full_but_the_last_of_a_chapter(opened, batch, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (Debian: apt-get install poppler-utils)")
    path = tmp_path / "printed.pdf"
    with opened(batch.made(batch.names()[0])) as page:
        without_annexes(page).pdf(path=path, prefer_css_page_size=True)
        chapters = page.locator("main > h2").all_inner_texts()
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    sheets = done.stdout.decode("utf-8").split("<page ")[1:]
    filled = []
    for sheet in sheets:
        words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', sheet)
        inside = [(float(top), float(bottom), word) for top, bottom, word in words if 51 < float(top) < 792]
        filled.append(
            (max(bottom for _, bottom, _ in inside) / 796, "".join(word for _, _, word in sorted(inside))[:40])
        )
    for (share, _), (_, beginning) in pairwise(filled):
        assert share >= 0.6 or any(beginning.startswith(head.replace(" ", "")[:6]) for head in chapters), filled


def test_words_on_paper_are_large_enough_to_read(opened, report):
    with opened(report) as page:
        page.emulate_media(media="print")
        without_annexes(page)
        least = page.evaluate(
            "(() => { const least = (where) => Math.min(...[...document.querySelectorAll(where)]"
            ".filter(e => e.innerText.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)), 999);"
            "return [least('main > p:not(.note):not(.source), main > ul > li'),"
            " least('main table *, main .note, .facts *')]})()"
        )
        figures = page.evaluate(
            "[...document.images].map(i => i.getBoundingClientRect().width / i.naturalWidth * (14.4 * 96 / 72))"
        )
    assert least[0] >= 10.5 * POINT - 0.01
    assert least[1] >= 8.5 * POINT * 0.8  # second lines of a cell
    assert all(size >= 8 * POINT - 0.01 for size in figures)


def test_on_a_phone_nothing_but_an_annex_scrolls_sideways(opened, report):
    with opened(report) as page:
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('.annex') && e.innerText"
            " && e.getBoundingClientRect().right > 390.5 && getComputedStyle(e).clipPath === 'none'"
            " && !e.closest('thead')).map(e => e.outerHTML.slice(0, 120))"
        )
    assert beyond == []


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing(opened, report, width, scheme):
    with opened(report, width, color_scheme=scheme) as page:
        page.evaluate(OPEN_ALL)
        assert violations(page) == []


def test_heads_follow_one_another_without_a_gap_and_the_contents_lead_to_each(opened, report):
    with opened(report) as page:
        levels = [properties["level"] for role, _, properties in accessible(page) if role == "heading"]
        names = [name for role, name, _ in accessible(page) if role == "heading"]
        listed = page.evaluate("[...document.querySelectorAll('nav.contents a')].map(a => a.hash)")
        heads = page.evaluate(
            "[...document.querySelectorAll('main :is(h2, h3, h4)')].filter(h => !h.closest('details') &&"
            " (h.tagName === 'H2' || !h.closest('.annex'))).map(h => '#' + h.id)"
        )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(names)
    assert listed == heads


@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.full)])
def test_a_screen_reader_is_told_what_every_table_cell_and_picture_is(opened, report, width):
    with opened(report, width) as page:
        page.evaluate(OPEN_ALL)
        told = accessible(page)
        broken = page.evaluate(
            "[...document.querySelectorAll('main table')].filter(t => {"
            " const heads = t.querySelectorAll('thead th[scope=col]').length;"
            " return t.querySelector('td') && (!heads || [...t.querySelectorAll('tbody tr')].some(r =>"
            " [...r.cells].reduce((sum, c) => sum + c.colSpan, 0) < heads)) }).map(t => t.outerHTML.slice(0, 160))"
        )
    tables = [name for role, name, _ in told if role == "table"]
    pictures = [name for role, name, _ in told if role == "image"]
    assert all(tables)
    assert all(pictures)
    assert len([role for role, *_ in told if role == "columnheader"]) >= len(tables)
    assert broken == []


def test_tab_stops_only_where_something_scrolls(opened, report):
    with opened(report) as page:
        page.evaluate(OPEN_ALL)
        stops = page.evaluate(
            "[...document.querySelectorAll('[tabindex=\"0\"]')].map(e => [e.scrollWidth > e.clientWidth,"
            " Boolean(e.closest('.annex')), Boolean(e.getAttribute('aria-label'))])"
        )
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.className")
        page.keyboard.press("Enter")
        target = page.evaluate("document.activeElement.id")
    assert all(scrolls and in_annex and named for scrolls, in_annex, named in stops)
    assert (first, target) == ("skip", "top")


def test_every_citation_leads_to_a_numbered_table_or_figure(opened, report):
    with opened(report) as page:
        cited = page.evaluate(
            "[...document.querySelectorAll('a.ref')].map(a => [a.innerText, "
            "(document.querySelector(a.hash + ' .label') || {}).innerText])"
        )
        numbers = page.evaluate("[...document.querySelectorAll('main table .label')].map(e => e.innerText)")
    assert all(said == number for said, number in cited)
    assert len(numbers) == len(set(numbers))
