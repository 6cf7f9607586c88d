"""Over the reports of made streets: no figure twice, and page 1 names what this street has, not the same everywhere."""

import pytest
from bs4 import BeautifulSoup

from evaltoolkit.findings.front_choice import first_merits, first_problems
from evaltoolkit.findings.merits import merits
from evaltoolkit.findings.problems import problems
from evaltoolkit.language import messages
from tests.protected_street import read_report
from tests.shared_batch import FEW
from tests.shared_page import figures, told_again

FULL = pytest.param(24, marks=pytest.mark.full)
LEAST = 8
"""Different sets of kinds of sentence on page 1 that 24 streets show."""
LONG = 8
"""Signs of a shipped name, above which no station would use the same words for something of its own."""


def kinds_on_page_one(report):
    every = problems(report)
    worst = first_problems(every)
    return frozenset(one.kind for one in (*worst, *first_merits(merits(report, every))))


@pytest.mark.parametrize("number", [FEW, FULL])
def test_a_figure_stands_once_on_page_one_once_in_its_section_and_once_in_the_score_table(batch, number):
    pages = {name: batch.made(name) for name in batch.names(number)}
    again = {name: {figure: [block[:2] for block in where] for figure, where in told_again(page).items()}
             for name, page in pages.items()}  # fmt: skip
    assert {name: found for name, found in again.items() if found} == {}
    assert told_again(batch.real()) == {}


def test_a_figure_that_a_sentence_of_another_section_tells_again_is_found(batch):
    page = batch.made(batch.names()[0])
    (cost,) = [words for words in page.split("<p") if "每服务工时" in words.split("</p>")[0] and "÷" in words][:1]
    spent = max((one.number for one in figures(page.split('class="facts"')[1].split("</dl>")[0])), key=len)
    assert told_again(page.replace(cost, cost.replace("。</p>", f"；共 {spent}。</p>", 1), 1)) != {}


@pytest.mark.parametrize("number", [FEW, FULL])
def test_page_one_of_streets_has_other_kinds_of_sentences(batch, number):
    seen = {kinds_on_page_one(read_report(batch.protected(name))) for name in batch.names(number)}
    assert len(seen) >= (number if number == FEW else LEAST)


def test_an_english_page_says_no_name_that_the_package_ships_in_chinese(batch):
    page = BeautifulSoup(batch.made(batch.names()[0], "en"), "html.parser").find("main")
    for own in page.select(".own, .author"):
        own.decompose()
    long = [name for name in messages("en") if len(name) > LONG]
    assert len(long) > 100
    assert [name for name in long if name in page.get_text()] == []
