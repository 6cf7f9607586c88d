"""One report of a made street without the sheets of this room: every section stands and says what is not provided."""

import re
from html import unescape

import pytest

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.reporting.street import report_street
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year

KEPT = ("basics", "targets", "clients")


@pytest.fixture(scope="module")
def page(make_project, compute):
    home = make_project()
    made = make_year(known_street("jingtai"), 2023, 7)
    write_workbook({name: made.tables[name] for name in KEPT}, home / "data" / "a.xlsx")
    plan = home / "parameters" / "streets" / "a.yaml"
    plan.write_text(plan_yaml(made, "data/a.xlsx"), encoding="utf-8", newline="\n")
    report = report_street(plan, run="a", home=home, compute=compute)
    words = re.sub(r"<style.*?</style>|<[^>]+>", "", report.html.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", "", unescape(words))


def test_every_section_of_the_form_stands(page):
    chinese = Language()
    assert [section.name for section in SECTIONS if chinese.say(section.heading) not in page] == []


@pytest.mark.parametrize(
    "said",
    [
        "年度目标：未提供", "各类支出：未提供", "各项目（113X）：未提供", "服务工时：未提供",
        "服务的计划与完成：未提供",
        "工时折算表：未提供", "督查与评估：未提供", "资源清单未提供", "满意度调查：未提供",
        "与上一年度相比的满意度：未提供", "服务质量评定：未提供", "督导：未提供", "案例故事：未提供",
        "质性资料：未提供",
    ],
)  # fmt: skip
def test_what_has_no_sheet_is_said_to_be_not_provided(said, page):
    assert said in page


def test_no_machine_s_word_stands_for_nothing(page):
    assert not re.search(r"(?i)(?<![a-z])(nan|none|nat)(?![a-z])", page)
