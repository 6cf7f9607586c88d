"""One report of a made street without the sheets of this room: every section stands and says what is not provided."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.reporting.street import report_street
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year

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


def test_every_section_of_the_form_stands(page):
    chinese = Language()
    assert [section.name for section in SECTIONS if chinese.say(section.heading) not in page] == []


@pytest.mark.parametrize(
    "said",
    [
        "年度目标：未提供", "各类支出：未提供", "各项目：未提供", "各方法工时：未提供", "服务的计划与完成：未提供",
        "工时折算：未提供", "督查评估：未提供", "资源清单：未提供", "满意度：未提供", "两年满意度：未提供",
        "服务质量评定：未提供", "督导：未提供", "案例故事：未提供", "质性主题：未提供", "上一年度目标：未提供",
        "合作方：未提供", "引语：这里没有登记同意引用的摘录",
    ],
)  # fmt: skip
def test_what_has_no_sheet_is_said_to_be_not_provided(said, page):
    assert said in page


def test_no_machine_s_word_stands_for_nothing(page):
    assert not re.search(r"(?i)(?<![a-z])(nan|none|nat)(?![a-z])", page)


def test_no_question_says_the_gap_of_one_table_twice_and_none_stands_over_nothing(html):
    body = BeautifulSoup(html, "html.parser").main
    parts = re.split(r"<h[234][ >]", str(body))
    gaps = [re.findall(r'<p class="[^"]*(?:missing|not-provided)[^"]*">(.*?)</p>', part) for part in parts]
    assert sum(map(len, gaps)) > 40
    assert [said for said in gaps if len(said) > len(set(said)) or any("本表未提供" in one for one in said)] == []
    assert not re.search(r"</h4>\s*<h", str(body))
