"""Every number in a picture's words stands in the same form in the sentences and tables of that quantity."""

import re
from functools import cache

import pytest

from evaltoolkit import charts, words
from evaltoolkit.charts.gallery import TABLE_OF
from evaltoolkit.charts.made import made_results
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.thresholds import ATTRITION, OVERSHOOT, SHORTFALL

ZH = Language("zh_CN")
SAID = {
    "attendance": (words.attendance, words.attendance_table),
    "awareness": (words.awareness, words.awareness_table),
    "coverage": (words.coverage, words.coverage_table),
    "flow": (words.flow, words.flow_table),
    "hours_by_field": (words.hours, words.hours_table),
    "hours_by_method": (words.hours, words.hours_table),
    "hours_by_quarter": (words.hours_by_quarter, words.hours_by_quarter_table),
    "outcome_forest": (words.outcomes, words.outcome_table),
    "outcome_slopes": (words.outcomes, words.outcome_table),
    "outcomes": (words.outcomes, words.outcome_table),
    "points_by_indicator": (words.open_points, words.score_table, words.group_table),
    "reliable_change": (words.verdict_table,),
    "residence_gap": (words.residence, words.residence_table),
    "satisfaction": (words.satisfaction, words.satisfaction_table),
    "total_range": (lambda table, language: words.total(table, shown("scorecard", table.audience), language),),
}
"""What says the same as a picture, by the picture's name."""
NOWHERE_ELSE = {
    "satisfaction_levels": "the share of all who are not satisfied stands in the picture's message alone",
    "hours_course": "running sums of the months stand in no sentence and no table",
}
SET = {f"{100 * limit:g}%" for limit in (ATTRITION, OVERSHOOT, SHORTFALL)} | {"95%"}
"""Limits and levels that the words of a picture name beside the figures."""
_NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|[<>]?[−+]?\d[\d,]*(?:\.\d+)?%?")


@cache
def shown(name, audience):
    return protect(made_results()[name], shipped_policy(), audience)


def numbers(said):
    return set(_NUMBER.findall(re.sub(r"<[^>]*>", " ", said).replace("&lt;", "<").replace("&gt;", ">")))


def in_words(name, table):
    """All figures of the sentences and tables, each change also without its sign, as 'better by 1.4 points' has it."""
    found = set().union(*(numbers(say(table, ZH)._repr_html_()) for say in SAID[name]))
    return found | {part for day in found if day.count("-") == 2 for part in (day[5:],)}


def test_every_picture_is_compared_or_has_a_reason_why_not():
    assert SAID.keys() | NOWHERE_ELSE.keys() == set(charts.__all__) - {"Chart"}


@pytest.mark.parametrize("audience", list(Audience), ids=str)
@pytest.mark.parametrize("name", SAID)
def test_each_number_of_a_picture_stands_in_the_same_form_in_the_words(name, audience):
    table = shown(TABLE_OF.get(name, name), audience)
    chart = getattr(charts, name)(table, ZH)
    rows = len(table.frame)
    counts = {str(n) for n in range(rows + 1)}  # how many rows the message speaks of
    drawn = numbers(f"{chart.message} {chart.subtitle} {chart.alt}") - SET - counts
    assert drawn - in_words(name, table) == set()


@pytest.mark.parametrize(
    ("name", "form", "never"),
    [
        ("satisfaction", ">99.9%", "100%"),
        ("satisfaction", "100.0%", "99.96%"),
        ("outcome_slopes", "−2.2", "−2.1"),
        ("points_by_indicator", "9.00", "9.0"),
        ("total_range", "64.97", "65"),
        ("hours_by_method", "130.0%", "130.00%"),
    ],
)
def test_a_figure_at_an_edge_has_one_form_in_text_table_and_picture(name, form, never):
    table = shown(TABLE_OF.get(name, name), Audience.STATION)
    drawn = numbers(getattr(charts, name)(table, ZH).alt)
    assert form in drawn & in_words(name, table)
    assert never not in drawn | in_words(name, table)
