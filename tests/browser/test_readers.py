"""Each reader finds the answer where she looks for it: on a screen of her phone, of her desk, or on printed page 1."""

import re
import shutil
import subprocess

import pytest

from tests.shared_batch import FEW

pytestmark = pytest.mark.browser

PHONE, DESK = 844, 900
FULL = pytest.param(24, marks=pytest.mark.full)
LOST = ".ruler + .words"
FIGURE = r"[\d.,]+"
ANSWERS = {
    "the total and the grade": (".total", rf"{FIGURE} 分（满分 100 分），[优良中差]", 1),
    "how far up and down": (LOST, rf"(再得 {FIGURE} 分可达到“[优良中]”；|^)再失去超过 {FIGURE} 分则降为“[良中差]”", 1),
    "the three rows that lost most": (LOST, "失分最多的指标：“.+”、“.+”、“.+”", 1),
    "what was given and spent": (".facts dd", rf"预算 {FIGURE} 万元，执行 {FIGURE} 万元", 1),
    "paid on time": (".facts dd", r"\d+ 期中 \d+ 期按时|\d+ 期都按时", 1),
    "satisfaction against its target": (".facts dd", r"[\d.]+%.*指标值 ≥", 1),
    "how many had both tests": (".facts dd", r"\d+ 对（前测 \d+ 人）", 1),
    "how much changed, and how sure": (".front .points > li", r"[−+][\d.]+ 分（[−+][\d.]+ 至 [−+][\d.]+）", 2),
    "why the three rows lost it": ("#t-problems tbody tr", rf"{FIGURE}/{FIGURE} 分", 2),
    "the heaviest problems and whose they are": ("#t-problems tbody tr:nth-child(3)", "街道|镇|社工站|机构|待填|办", 2),
    "what is to be done": ("#front-3 + ul > li:has(.lead)", "..", 2),
    "by whom and by when, where that is stated": ("#front-3 + ul > li", r"（[^（）]+；期限：[^（）]+）|\Z", 2),
}
"""What a reader asks, in which element the words of the answer stand, and on which screen of a phone at the latest."""
AT_A_DESK = ("the total and the grade", "what was given and spent", "paid on time", "satisfaction against its target",
             "how far up and down", "the three rows that lost most", "how many had both tests")  # fmt: skip
LAST = {"the last advice": "#front-3 + ul > li:not(.note)", "what the report cannot tell": ".front > p:last-child"}


def places(page, selector):
    """Return top, bottom and words of every element, from the top of the page."""
    return page.evaluate(
        "selector => [...document.querySelectorAll(selector)].map(e => { const box = e.getBoundingClientRect();"
        " return [box.top + scrollY, box.bottom + scrollY, e.innerText] })",
        selector,
    )


def bottom_of(page, question):
    """Return where the first answer to a question ends; None where there is none."""
    selector, words, _ = ANSWERS[question]
    found = [bottom for _, bottom, said in places(page, selector) if re.search(words, said.replace("\n", " "))]
    return min(found, default=None)


def too_low(page, questions, screen):
    """Return the questions without an answer, or whose answer ends below its screen, with the place."""
    ends = {question: bottom_of(page, question) for question in questions}
    return {one: end for one, end in ends.items() if end is None or end > screen * ANSWERS[one][2]}


@pytest.mark.parametrize("number", [FEW, FULL])
def test_a_supervisor_finds_each_answer_on_her_screens_of_a_phone(opened, batch, number):
    late = {}
    for name in batch.names(number):
        with opened(batch.made(name)) as page:
            late |= {(name, question): end for question, end in too_low(page, ANSWERS, PHONE).items()}
    assert late == {}


@pytest.mark.parametrize("number", [FEW, FULL])
def test_an_official_finds_money_satisfaction_and_the_grade_on_the_first_screen_of_a_desk(opened, batch, number):
    late = {}
    for name in batch.names(number):
        with opened(batch.made(name), 1440) as page:
            late |= {(name, question): end for question, end in too_low(page, AT_A_DESK, DESK).items()}
    assert late == {}


@pytest.mark.parametrize("number", [FEW, FULL])
def test_all_of_page_one_is_printed_on_page_one_down_to_what_the_report_cannot_tell(opened, batch, number, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (Debian: apt-get install poppler-utils)")
    beyond = {}
    for name in batch.names(number):
        with opened(batch.made(name)) as page:
            said = {one: places(page, selector)[-1][2] for one, selector in LAST.items()}
            page.pdf(path=tmp_path / "printed.pdf", page_ranges="1", prefer_css_page_size=True)
        done = subprocess.run(["pdftotext", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
        sheet = re.sub(r"\s", "", done.stdout.decode("utf-8"))
        beyond |= {(name, one): words for one, words in said.items() if re.sub(r"\s", "", words)[-12:] not in sheet}
    assert beyond == {}


def test_the_first_screen_of_the_real_street_tells_what_its_published_evaluation_states(opened, batch):
    stated = {"240.00 万元": ".facts dd", "100.0%": ".facts dd", "47.83 万元": ".facts dd", "85%以上": ".facts dd",
              "按时拨付": ".facts dd", "良好": ".front > .words"}  # fmt: skip
    with opened(batch.real()) as page:
        for words, selector in stated.items():
            ends = [bottom for _, bottom, said in places(page, selector) if words in said]
            assert ends, words
            assert min(ends) <= PHONE, words


def test_an_evaluator_and_a_clerk_find_evidence_rules_methods_and_the_ten_rows_in_one_place_each(opened, batch):
    with opened(batch.made(batch.names()[0])) as page:
        columns = page.locator("#t-score thead th").all_inner_texts()
        folds = page.locator("details > summary").all_inner_texts()
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        form = page.locator("details:has(> summary:text('项目支出绩效自评表')) tbody tr").count()
    assert any("佐证" in column for column in columns)
    for fold in ("各行的评分规则、算式与出处", "每个指标的证据在哪里", "方法说明", "数据与版本"):
        assert [title for title in folds if title.strip() == fold], fold
    assert form >= 10
