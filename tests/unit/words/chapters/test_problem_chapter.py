"""Chapter five names each problem and says what it is: a reader needs no other page to see what falls short."""

import re

import pytest

from evaltoolkit.findings.finding import Trouble
from evaltoolkit.findings.problems import problems
from evaltoolkit.words import problems_chapter
from evaltoolkit.words.chapters.finding_words import plain, quoted
from tests.made_troubles import MadeStreet, street_with

SEED = 3


@pytest.mark.parametrize("kind", list(Trouble))
def test_no_row_of_the_indicator_table_stands_there_by_its_name_alone(plan, zh, kind):
    shown = street_with(kind, SEED)
    html = problems_chapter(plan(), shown, zh)._repr_html_()
    words = [re.sub("<[^>]*>", "", item) for item in re.findall("<li.*?</li>", html)]
    for one in problems(shown):
        if one.row is not None:
            what = zh.say(plain(one, zh))
            assert what
            assert any(zh.say(quoted(one)).strip("“”") in item and what in item for item in words)


@pytest.mark.parametrize(
    ("method", "row", "is_under"),
    [
        ("个案", {"agreed": 4280.0, "done": 4033.0, "completion": 0.942}, True),
        ("个案", {"agreed": 100.0, "done": 94.96, "completion": 0.9496}, False),
        ("小组", {"planned": 2975.0, "came": 2322.0}, True),
        ("小组", {"agreed": 231.0, "held": 231.0, "planned": 100.0, "came": 96.0}, False),
    ],
)
def test_what_stays_under_its_agreement_by_more_than_a_little_is_a_problem_by_name(plan, zh, method, row, is_under):
    street = MadeStreet(SEED)
    street.tables["hours" if "done" in row else "delivery"] = [{"method": method, **row}]
    html = problems_chapter(plan(), street.report(), zh)._repr_html_()
    name = f"{method}{'服务工时' if 'done' in row else '人次'}"
    assert (f"部分服务少于约定或计划</strong> {name}" in html or f"少于约定或计划：{name}" in html) is is_under
    assert "94.2%" not in html


def test_far_more_than_agreed_stands_under_no_heading_of_what_was_missed(plan, zh):
    made = problems_chapter(plan(), street_with(Trouble.ABOVE, SEED), zh)
    (part,) = [one for one in made.parts if one.id == "p-above"]
    assert "未达" not in part.heading
    assert all("远超" not in repr(one) for one in made.parts if one.id == "p-target")


def test_a_street_without_tests_before_and_after_is_said_to_have_handed_none_in(plan, zh):
    street = MadeStreet(SEED)
    street.plant(Trouble.UNMEASURED)
    said = repr(problems_chapter(plan(), street.report(), zh))
    assert "未提供" in said
    assert "未测量" not in said
