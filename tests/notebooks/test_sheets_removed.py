"""One report of a made street without the sheets of this room: every section stands and says what is not provided."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import CHAPTERS
from evaltoolkit.reporting.run.street import report_street
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year
from evaltoolkit.words.chapters.gap_words import GAPS

KEPT = ("basics", "targets", "clients")


@pytest.fixture(scope="module")
def html(make_project, compute):
    home = make_project()
    made = make_year(known_street("jingtai"), 2023, 7)
    write_workbook({name: made.tables[name] for name in KEPT}, home / "data" / "a.xlsx")
    plan = home / "parameters" / "streets" / "a.yaml"
    plan.write_text(plan_yaml(made, "data/a.xlsx"), encoding="utf-8", newline="\n")
    return report_street(plan, run="a", home=home, compute=compute).html.read_text("utf-8")


@pytest.fixture(scope="module")
def page(html):
    return re.sub(r"\s+", "", unescape(re.sub(r"<style.*?</style>|<[^>]+>", "", html, flags=re.DOTALL)))


@pytest.fixture(scope="module")
def gaps(html):
    """The one list of what is not provided, its items by what they begin with."""
    section = BeautifulSoup(html, "html.parser").find(id="p-gaps")
    return [item.get_text(" ", strip=True) for item in section.find_next("ul").find_all("li")]


def test_every_chapter_of_the_form_stands(page):
    chinese = Language()
    assert [chinese.say(chapter) for chapter in CHAPTERS if chinese.say(chapter) not in page] == []


@pytest.mark.parametrize("name", sorted({*GAPS} - {"funds", "evidence_index", "coverage", "coverage_by_community"}))
def test_what_has_no_sheet_stands_in_the_list_of_what_is_not_provided(name, gaps):
    assert Language().say(GAPS[name]) in gaps[0]


def test_no_machine_s_word_stands_for_nothing(page):
    assert not re.search(r"(?i)(?<![a-z])(nan|none|nat)(?![a-z])", page)


def test_a_gap_is_said_once_and_no_heading_stands_over_nothing(html, gaps):
    body = BeautifulSoup(html, "html.parser").main
    assert not re.search(r"</h4>\s*<h|</h3>\s*<h[23]", str(body))
    for annex in body.find_all(class_="annex"):
        annex.decompose()
    named = [name for item in gaps for name in item.split("：", 1)[1].split("、")]
    assert len(named) > 30
    assert len(named) == len(set(named))
    elsewhere = [
        said.get_text(strip=True) for said in body.find_all(class_="missing") if said.find_parent("ul") is None
    ]
    assert {said for said in elsewhere if not re.search(r"\d", said)} <= {"待填", "无。"}
