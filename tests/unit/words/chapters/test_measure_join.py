"""A measure of the sheet 改进措施 stands with the problem that it names, whatever the problem; nothing is guessed."""

import pytest

from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.problems import problems
from evaltoolkit.findings.rows import Row
from evaltoolkit.synthetic.contents import contents
from evaltoolkit.words.chapters.advice_chapter import measures_table
from evaltoolkit.words.chapters.finding_words import NAMES, name, row_name
from evaltoolkit.words.chapters.front import front_page
from evaltoolkit.words.chapters.measure_join import join, key
from tests.made_troubles import MadeStreet

SEED = 3
MEASURE = {"measure": "9", "kind": "本年度建议", "action": "自定的措施", "responsible": "甲科", "due_on": "六月底"}


def planted(kind, **said):
    street = MadeStreet(SEED).plant(kind)
    street.tables["measures"] = [*street.tables["measures"], {**MEASURE, **said}]
    return street.report()


@pytest.mark.parametrize("kind", list(Trouble))
def test_a_measure_that_names_a_problem_as_the_report_does_stands_in_its_row_and_page_one_says_whose(plan, zh, kind):
    (first, *_) = problems(MadeStreet(SEED).plant(kind).report())
    said = zh.say(name(first))
    shown = planted(kind, problem=f"{said}，须改进")
    rows = [row for row in measures_table(shown, zh).rows if row.cells[2].words == MEASURE["action"]]
    assert [row.cells[0].words for row in rows] == [said]
    assert rows[0].cells[1].words != "—"
    assert [row.cells[0].words for row in measures_table(shown, zh).rows].count(said) == 1
    table = next(part for part in front_page(plan(), shown, zh).parts if getattr(part, "name", "") == "problems")
    assert [row.cells[2].words for row in table.rows if row.cells[0].words == said] == ["甲科"]


def test_a_measure_that_names_no_problem_stands_by_itself_and_takes_no_proposal_away(zh):
    rows = measures_table(planted(Trouble.ATTRITION, problem="部分组员中途不来"), zh).rows
    (own,) = [row for row in rows if row.cells[2].words == MEASURE["action"]]
    assert [cell.words for cell in own.cells[:2]] == ["部分组员中途不来", "—"]
    assert any(row.cells[0].words.startswith("前测后流失较多") for row in rows if row is not own)


def test_a_name_that_two_problems_share_joins_neither_and_of_one_it_joins_that(zh):
    method = Row({"method": "个案"})
    two = (Finding(Trouble.SATISFACTION, 2.0, None, (method,)), Finding(Trouble.HOURS_SHORT, 1.0, None, (method,)))
    measure = Row({**MEASURE, "problem": "个案"})
    assert join([measure], two, zh).alone == (measure,)
    assert join([measure], two[1:], zh).of == {key(two[1]): (measure,)}


def test_a_need_that_nothing_answers_is_a_name_and_a_row_of_the_table_is_one_by_number_and_name(zh):
    row = Row({"indicator": "x1", "level_3": "按时支付"})
    every = (Finding(Trouble.PAYMENTS, 2.0, row), Finding(Trouble.NEEDS, 1.0, None, (Row({"need": "周末托管"}),)))
    for said, joined in (
        ({"indicator": "x1"}, 0), ({"indicator": row_name(row)}, 0), ({"problem": "周末托管没有回应"}, 1),
    ):  # fmt: skip
        assert list(join([Row({**MEASURE, **said})], every, zh).of) == [key(every[joined])]


def test_what_made_streets_write_of_a_trouble_without_a_row_is_a_name_of_the_report(zh):
    needs = [entry["need"] for entry in contents()["needs"]]
    names = [*(zh.say(words) for words in NAMES.values()), *needs]
    for trouble in ("residence", "attrition", "inspections", "needs", "spending"):
        for entry in contents()["measures"][trouble]:
            assert any(one in entry["problem"] for one in names), entry["problem"]
