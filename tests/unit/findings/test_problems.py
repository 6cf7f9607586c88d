"""The ranked problems: the planted worst first, each fact once, withheld figures no problem."""

from pathlib import Path

import pytest

from evaltoolkit.findings.facts import lost
from evaltoolkit.findings.finding import EXTRA, LONGEST_DELAY, NO_ROW, Trouble, weigh
from evaltoolkit.findings.front_choice import LEAST_MERIT, LEAST_PROBLEM, MOST_LOST, first_problems, most_lost
from evaltoolkit.findings.merits import MET
from evaltoolkit.findings.problem_rules import HALF, QUARTER
from evaltoolkit.findings.problems import problems
from tests.made_troubles import MadeStreet, street_with

SEEDS = (3, 4)
DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("kind", list(Trouble))
@pytest.mark.parametrize("seed", SEEDS)  # 42 streets
def test_the_planted_trouble_stands_first_whatever_else_a_street_has(kind, seed):
    found = problems(street_with(kind, seed))
    assert found[0].kind is kind
    assert first_problems(found)[0].kind is kind


def test_without_a_planted_trouble_another_stands_first():
    heads = [problems(MadeStreet(seed).report())[0].kind for seed in range(6)]
    assert len(set(heads)) > 1


def test_one_fact_stands_once_whether_a_row_lost_points_for_it_or_not():
    for kind in Trouble:
        found = problems(street_with(kind, SEEDS[0]))
        indicators = [one.indicator for one in found if one.row is not None]
        assert len(indicators) == len(set(indicators))
        facts = [one.kind for one in found if one.kind not in (Trouble.JUDGED, Trouble.MISSED)]
        assert len(facts) == len(set(facts))


def test_a_row_that_lost_points_for_satisfaction_is_the_problem_of_satisfaction():
    (one,) = [one for one in problems(street_with(Trouble.SATISFACTION, SEEDS[0])) if one.kind is Trouble.SATISFACTION]
    assert one.indicator == "服务对象满意度"
    assert [row.string("method") for row in one.rows] == ["个案", "小组", "社区活动"]


def test_the_three_rows_with_the_most_points_lost_always_have_a_place():
    street = MadeStreet(2)
    street.points |= {"评估": 9.0, "社会效益": 8.9, "生态效益": 8.8}
    for kind in (Trouble.COVERAGE, Trouble.GOAL, Trouble.INSPECTIONS, Trouble.AUDIT, Trouble.SOURCES, Trouble.WORSE):
        street.plant(kind)
    every = problems(street.report())
    chosen = first_problems(every)
    assert len(chosen) == 5
    assert {id(one) for one in most_lost(every)} <= {id(one) for one in chosen}
    assert [lost(one.row) for one in most_lost(every)] == pytest.approx([1.2, 1.1, 1.0])
    assert [one.rank for one in chosen] == sorted((one.rank for one in chosen), reverse=True)


def test_what_is_withheld_is_no_problem_that_a_reader_is_told_of():
    street = MadeStreet(1)
    street.tables["satisfaction"] = [
        {"method": "个案", "respondent": "服务对象", "n_valid": 6.0, "n_satisfied": 1.0, "share": 1 / 6}
    ]
    street.points["服务对象满意度"] = 10.0
    assert Trouble.SATISFACTION not in {one.kind for one in problems(street.report("public"))}
    assert Trouble.SATISFACTION in {one.kind for one in problems(street.report("station"))}


def test_people_lateness_and_last_year_each_add_at_most_half():
    assert weigh(10, 0.4) == 4
    assert weigh(10, 0.4, people=1) == weigh(10, 0.4, days=10 * LONGEST_DELAY) == weigh(10, 0.4, is_worse=True) == 6
    assert weigh(10, 9, people=9, days=900, is_worse=True) == 10 * (1 + 3 * EXTRA)


@pytest.mark.parametrize("page", ["ranking.md", "ranking.zh.md"])
def test_the_rule_is_written_down_with_the_numbers_that_it_uses(page):
    words = (DOCS / page).read_text(encoding="utf-8")
    for number in (NO_ROW, EXTRA, LONGEST_DELAY, HALF, QUARTER, MET, LEAST_PROBLEM, LEAST_MERIT, MOST_LOST):
        assert f"**{number}**" in words
    assert all(f"`{kind.value}`" in words for kind in Trouble)
