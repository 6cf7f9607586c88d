"""One form of points, one reading of the total: the same in words, pictures, the trial and the index."""

import json
from collections import namedtuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.charts import total_range
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import TotalReading, demands_reason, points_between, total_of
from evaltoolkit.reporting.run.index_entry import read_entry
from evaltoolkit.words.chapters.front import front_page
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.score.score_words import total
from evaltoolkit.words.score.sensitivity_words import what_would_change


@pytest.mark.parametrize(
    ("scored_weight", "grade", "reading"),
    [(0.0, None, TotalReading.NOTHING), (80.0, None, TotalReading.OPEN), (80.0, "良", TotalReading.GRADE_HOLDS),
     (100.0, "良", TotalReading.GRADED), (100.0, None, TotalReading.UNGRADED)],
)  # fmt: skip
def test_the_total_has_one_reading(scored_weight, grade, reading):
    figures = {"weight": 100.0, "scored": 0.0, "low": 0.0, "high": 100.0, "grades_possible": ()}
    found = total_of([Row({**figures, "scored_weight": scored_weight, "grade": grade})])
    assert found is not None
    assert found.reading is reading


def test_a_total_that_is_withheld_is_none():
    assert total_of([]) is None
    assert total_of([Row({"weight": 100.0}, frozenset({"low"}))]) is None


@given(st.integers(0, 10000), st.integers(0, 10000))
def test_points_stand_with_two_decimals_whatever_they_are(first, second):
    low, high = sorted((first / 100, second / 100))
    said = points_between(low, high)
    assert (said if isinstance(said, str) else said.english()) == (
        f"{low:.2f}" if first == second else f"{low:.2f} to {high:.2f}"
    )


Band = namedtuple("Band", "label low")


@pytest.mark.parametrize(("points", "low"), [(89.0, 89.0), (88.17, 88.17), (88.17, 70.5), (4.5, 0.0)])
def test_the_total_is_said_in_one_form_in_sentence_headline_picture_table_and_index(
    points, low, plan, report, scored_row, shown, zh, tmp_path
):
    rows = [scored_row("甲", 100.0, points)] if low == points else [scored_row("甲", 90.0, low), scored_row("乙", 10.0)]
    made = report(rows, grade="良" if low == points else None, grades_possible=("良",))
    (row,) = rows_of(made["total"])
    said = zh.say(total_of([row]).points)
    tables = {"total": {"rows": [dict(row.values)]}, "scorecard": {"rows": []}}
    content = {"key": "k", "street": "甲街", "synthetic": False, "tables": tables}
    (tmp_path / "r.json").write_text(json.dumps(content, default=list), encoding="utf-8")
    table = what_would_change(
        made["total"], made["scorecard"], shown([]), bands=[Band("差", 0), Band("良", 60)], language=zh
    )
    everywhere = {
        "headline": front_page(plan(), made, zh).conclusion.headline[0],
        "picture": total_range(made["total"], zh).message,
        "index": zh.say(read_entry(tmp_path / "r.json", page=None).total),
        "table": table.rows[0].cells[1].words,
    }
    assert {place: words for place, words in everywhere.items() if said not in words} == {}
    sentence = str(total(made["total"], made["scorecard"], zh))
    assert all(end in sentence for end in said.split(" 至 "))


@pytest.mark.parametrize(("scored", "grade"), [(0.0, None), (80.0, None), (80.0, "良"), (100.0, "良"), (100.0, None)])
def test_picture_and_section_say_the_total_in_the_same_sentence(scored, grade, plan, report, scored_row, zh):
    rows = [
        *([scored_row("甲", scored, scored)] if scored else []),
        *([scored_row("乙", 100 - scored)] if scored < 100 else []),
    ]
    made = report(rows, grade=grade, grades_possible=("良", "优"))
    picture = total_range(made["total"], zh).message
    (section,) = total(made["total"], made["scorecard"], zh).of_kind(Kind.MESSAGE)
    assert section == f"{picture}。"
    named = "无等级" if (scored, grade) == (100.0, None) else grade or "等级未定"
    assert front_page(plan(), made, zh).conclusion.headline[1].endswith(f"（满分 100 分），{named}")


def test_a_reason_is_asked_for_where_the_row_says_so_or_points_are_lost():
    rows = [Row({"points": 10.0, "weight": 10.0, "demands_reason": flag}) for flag in (True, False)]
    assert [demands_reason(row) for row in (*rows, Row({"points": 9.99, "weight": 10.0, "demands_reason": False}))] == [
        True, False, True,
    ]  # fmt: skip


def test_a_hidden_row_says_nothing_of_its_completion(scored_row):
    frame = pd.DataFrame([{"points": None, "weight": 10.0, "demands_reason": True}]).astype(object)
    hidden = Row(dict(frame.iloc[0]), frozenset({"points", "demands_reason"}))
    assert not demands_reason(hidden)
